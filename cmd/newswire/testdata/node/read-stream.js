// Reads articles as any subscriber would: node read-stream.js NATS_URL COUNT
const {connect, consumerOpts} = require("nats");

async function main([url, count]) {
  const server = new URL(url);
  const nc = await connect({servers: server.host, token: server.username});
  const opts = consumerOpts();
  opts.orderedConsumer();
  opts.deliverAll();
  const sub = await nc.jetstream().subscribe("news.article.>", opts);
  let left = Number(count);
  for await (const m of sub) {
    console.log(JSON.stringify({subject: m.subject, event: m.headers.get("Newswire-Event"), schema: m.headers.get("Newswire-Schema"), article: m.json()}));
    if (--left === 0) break;
  }
  await nc.close();
}

main(process.argv.slice(2)).catch((err) => { console.error(err); process.exit(1); });
