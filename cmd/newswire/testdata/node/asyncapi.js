// Checks the AsyncAPI document on standard input: node asyncapi.js < FILE
const {Parser} = require("@asyncapi/parser");

async function main() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  const {document, diagnostics} = await new Parser().parse(text);
  const faults = diagnostics.filter((d) => d.severity <= 1); // errors and warnings
  for (const d of faults) console.log(d.code, d.path.join("."), d.message);
  if (faults.length || document.channels().all().length !== 2) process.exit(1);
}

main().catch((err) => { console.error(err); process.exit(1); });
