// Keeps the dashboard current. Articles come as server-sent events, each a rendered row; everything else
// is fetched again every few seconds and put in place with as few changes as can be, so that focus,
// selection and opened details survive. The server escapes all text; nothing here builds markup.
"use strict";

const REFRESH = 2000; // ms between two looks at the panels
const RETRY = 5000; // ms until a stream that was refused is tried again
const ANNOUNCE = 6000; // ms between two announcements to screen readers
const MAX_ROWS = 120;

const $ = (id) => document.getElementById(id);
const feed = $("feed");
const today = new Intl.DateTimeFormat("en-CA"); // year-month-day, to compare days
const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const fullFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });
const dateLine = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

// Times are shown in the reader's zone: the hour today, the day before that. An arrival's column is
// narrow, so that an earlier one has the day alone.
function localise(root) {
  for (const time of root.querySelectorAll("time[data-local]")) {
    const at = new Date(time.dateTime);
    if (isNaN(at)) continue;
    const hour = clockFormat.format(at);
    const day = dayFormat.format(at);
    if (today.format(at) === today.format(new Date())) time.textContent = hour;
    else time.textContent = time.dataset.local === "arrival" ? day : `${day}, ${hour}`;
    if (!time.title) time.title = fullFormat.format(at);
  }
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// morph makes the element old like the element new, keeping what is the same. Children are matched by
// data-id where they have one, else by place and name.
function morph(old, fresh) {
  for (const { name } of [...old.attributes]) {
    // An opened <details> is the reader's doing.
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const keyed = new Map();
  for (const child of old.children) {
    if (child.dataset.id) keyed.set(child.dataset.id, child);
  }
  let at = old.firstChild;
  for (const want of [...fresh.childNodes]) {
    const key = want.dataset?.id;
    let have = key ? keyed.get(key) : at;
    if (have && key && have !== at) old.insertBefore(have, at);
    if (!have || have.nodeName !== want.nodeName || have.dataset?.id !== key) {
      old.insertBefore(want, at);
      continue;
    }
    at = have.nextSibling;
    if (want.nodeType === Node.ELEMENT_NODE) morph(have, want);
    else if (have.nodeValue !== want.nodeValue) have.nodeValue = want.nodeValue;
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

// State of the page.

let mark = document.body.dataset.mark; // the last article that came, as the server counts
let connected = false; // the stream of articles is open
let reachable = true; // the last look at the panels succeeded
let paused = false;
const held = []; // rows that came while paused, oldest first
let unseen = 0; // arrivals while the page was in the background

function showState() {
  const state = paused ? "paused" : connected && reachable ? "live" : "lost";
  document.body.dataset.state = state;
  const text = { paused: "Paused", live: "Live", lost: "Reconnecting" }[state];
  if ($("status").textContent !== text) $("status").textContent = text;
  $("pause").setAttribute("aria-pressed", String(paused));
  $("waiting").hidden = held.length === 0;
  $("waiting").textContent = held.length === 1 ? "Show 1 new article" : `Show ${held.length} new articles`;
  document.title = unseen > 0 ? `(${unseen}) Newswire` : "Newswire";
}

// Articles.

function place(row) {
  localise(row);
  for (const old of feed.children) {
    if (old.dataset.id === row.dataset.id) {
      old.remove();
      break;
    }
  }
  row.classList.add("fresh");
  feed.prepend(row);
  while (feed.children.length > MAX_ROWS) feed.lastElementChild.remove();
  feed.hidden = false;
  $("empty").hidden = true;
}

function release() {
  for (const row of held.splice(0)) place(row);
  showState();
}

// Screen readers hear of arrivals in groups, not one by one.
let toAnnounce = [];
let announcing = 0;
function announce(row) {
  toAnnounce.push(row.querySelector("h3").textContent);
  if (announcing) return;
  announcing = setTimeout(() => {
    announcing = 0;
    const n = toAnnounce.length;
    const last = toAnnounce[n - 1];
    $("arrivals").textContent = n === 1 ? `New: ${last}` : `${n} new articles, the latest: ${last}`;
    toAnnounce = [];
  }, ANNOUNCE);
}

function arrive(event) {
  mark = event.lastEventId || mark;
  const row = parse(event.data).firstElementChild;
  if (!row) return;
  if (document.hidden) unseen++;
  if (paused) held.push(row);
  else {
    place(row);
    announce(row);
  }
  showState();
}

function listen() {
  const source = new EventSource("/events?after=" + encodeURIComponent(mark));
  source.addEventListener("article", arrive);
  source.onopen = () => {
    connected = true;
    showState();
  };
  source.onerror = () => {
    connected = false;
    showState();
    // The browser reconnects by itself unless the server refused.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, RETRY);
  };
}

// Everything else.

async function refresh() {
  try {
    const answer = await fetch("/panels", { signal: AbortSignal.timeout(10000) });
    if (!answer.ok) throw new Error(answer.statusText);
    for (const part of [...parse(await answer.text()).children]) {
      const old = $(part.id);
      if (old) morph(old, part);
    }
    reachable = true;
  } catch {
    reachable = false;
  }
  showState();
}

async function keepFresh() {
  if (!document.hidden) await refresh();
  setTimeout(keepFresh, REFRESH);
}

function tick() {
  const now = new Date();
  const time = document.createElement("time");
  time.textContent = clockFormat.format(now);
  $("clock").replaceChildren(time, dateLine.format(now));
  setTimeout(tick, 60000 - (now % 60000));
}

$("pause").addEventListener("click", () => {
  paused = !paused;
  if (!paused) release();
  showState();
});
$("waiting").addEventListener("click", () => {
  release();
  feed.focus();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unseen = 0;
  localise(feed);
  refresh();
});

$("pause").hidden = false;
localise(document);
tick();
listen();
keepFresh();
