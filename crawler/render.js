(limit) => {
  // The contents of open shadow roots take the places in which a reader sees them.
  const flatten = (root) => {
    for (const host of [...root.querySelectorAll("*")].filter((e) => e.shadowRoot)) {
      const shadow = host.shadowRoot;
      flatten(shadow);
      shadow.querySelectorAll("style, link").forEach((e) => e.remove());
      for (const slot of shadow.querySelectorAll("slot")) {
        const assigned = slot.assignedNodes();
        slot.replaceWith(...(assigned.length ? assigned : slot.childNodes));
      }
      host.replaceChildren(...shadow.childNodes);
    }
  };
  flatten(document);
  const type = document.doctype ? "<!doctype " + document.doctype.name + ">\n" : "";
  const text = type + document.documentElement.outerHTML;
  return text.length > limit ? null : text;
}
