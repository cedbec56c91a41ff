// Reads WARC files with warcio, which shares no code with us, and prints each record as a line of JSON,
// with the digests that it computes itself.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { WARCParser } from "warcio";
import base32 from "base32-encode";

const sha1 = (bytes) => "sha1:" + base32(createHash("sha1").update(bytes).digest(), "RFC4648");

for (const file of process.argv.slice(2)) {
  const parser = new WARCParser(createReadStream(file));
  for await (const record of parser) {
    const payload = await record.readFully(true);
    console.log(JSON.stringify({
      type: record.warcType,
      id: record.warcHeader("WARC-Record-ID"),
      url: record.warcTargetURI,
      date: record.warcDate,
      refersTo: record.warcHeader("WARC-Refers-To"),
      refersToDate: record.warcRefersToDate,
      profile: record.warcHeader("WARC-Profile"),
      site: record.warcHeader("Newswire-Site"),
      payloadDigest: record.warcPayloadDigest,
      computed: sha1(payload),
      status: record.httpHeaders?.statusCode,
      contentType: record.httpHeaders?.headers.get("Content-Type"),
      originalCoding: record.httpHeaders?.headers.get("X-Archive-Orig-Content-Encoding"),
      body: new TextDecoder().decode(payload),
      offset: parser.offset,
      length: parser.recordLength,
    }));
  }
}
