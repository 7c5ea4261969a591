import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import {
  type ByteSource,
  bytesSource,
  CODECS,
  concatenatedZips,
  DEFAULT_DECODE_LIMITS,
  decode,
  isTar,
  isZip,
  openFolder,
  openZip,
  readSevenZip,
  readTar,
  readTorchScript,
  readZip,
  sevenZipStart,
} from "@castellan/formats";
import { buildSevenZip } from "../packages/formats/src/archive/testing/build-seven-zip.ts";
import { buildTar } from "../packages/formats/src/archive/testing/build-tar.ts";
import { buildZip, joined } from "../packages/formats/src/archive/testing/build-zip.ts";
import { lzmaAloneFile, xzFile } from "../packages/formats/src/compression/testing/lzma-literals.ts";
import { inspectBytes } from "../packages/scan/src/inspect/testing/inspect-bytes.ts";
import { mutate, type Random, randomOf } from "./mutate.ts";

// printf 'hello hello hello hello' | bzip2 | base64
const BZIP2 = Buffer.from("QlpoOTFBWSZTWQL4sL0AAAORAEAAAkSgADDNAFSGlnGbOKPF3JFOFCQAviwvQA==", "base64");
const LZ4 = Buffer.from("BCJNGGRApwoAAABFYWJjZAQAIHl6AAAAAA==", "base64");
/** Small limits find the edges of the limits. */
const limits = { ...DEFAULT_DECODE_LIMITS, memory: 1 << 18, output: 1 << 22 };

/** Archives and streams around the input, wounded here and there: junk alone never gets beyond the magic. */
function wrapped(input: Uint8Array, random: Random): Uint8Array {
  const content = input.subarray(0, 1 + random(Math.max(1, input.length)));
  const name = ["model.pkl", "a/data.pkl", "a/version", "code/x.py", "../x", "größe"][random(6)] ?? "x";
  const descriptor = (["signed", "plain", "wide"] as const)[random(6)];
  const made = (): Uint8Array => {
    switch (random(10)) {
      case 0:
        return gzipSync(content);
      case 1:
        return deflateSync(content);
      case 2:
        return zstdCompressSync(content);
      case 3:
        return xzFile(content.subarray(0, 5000), random(2) === 0 ? 1 : 4, random(2) === 0);
      case 4:
        return lzmaAloneFile(content.subarray(0, 5000), random(2) === 0);
      case 5:
        return random(2) === 0 ? BZIP2 : LZ4;
      case 6:
        return buildTar([
          { name, content, flag: "012567xgLKS"[random(11)] ?? "0", pax: { path: name, size: String(random(3000)) } },
          { name, content },
        ]);
      case 7:
        return buildSevenZip({
          files: [
            { name, content: content.subarray(0, 3000) },
            { name, content: "x" },
          ],
          method: (["copy", "deflate", "lzma", "lzma2"] as const)[random(4)] ?? "copy",
          encodedHeader: random(2) === 0,
        });
      default:
        return buildZip(
          [
            { name, content, method: random(2) * 8, ...(descriptor === undefined ? {} : { descriptor }) },
            { name: `${name}2`, content: "x", unlisted: random(4) === 0, zip64: random(3) === 0 },
          ],
          {
            zip64: random(3) === 0,
            comment: content.subarray(0, random(40)),
            prefix: content.subarray(0, random(3) * 10),
            relative: random(2) === 0,
          },
        );
    }
  };
  const file = random(5) === 0 ? joined([made(), made()]) : made();
  return random(8) === 0 ? file : mutate([file], random);
}

function drained(source: ByteSource): void {
  source.read(0, 1000);
  source.read(Math.max(0, source.size - 1000), 2000);
  source.read(Math.floor(source.size / 2), 1000);
  source.read(0, 1000);
}

function archives(bytes: Uint8Array): void {
  const source = bytesSource(bytes);
  isZip(bytes, source);
  concatenatedZips(source);
  const zip = readZip(source, { members: 1000 });
  if (zip !== undefined) {
    const opened = openZip(source, zip, limits);
    for (const member of zip.members) for (const reading of member.readings) drained(opened.open(member, reading).source);
  }
  if (isTar(bytes)) for (const { content } of readTar(source)?.members ?? []) drained(content);
  if (sevenZipStart(bytes) === 0) {
    const { folders, packs } = readSevenZip(source, limits);
    for (const folder of folders) drained(openFolder(source, folder, packs, limits).source);
  }
}

function codecs(bytes: Uint8Array): void {
  for (const codec of Object.values(CODECS)) drained(decode(codec, { source: bytesSource(bytes) }, limits).source);
  drained(decode(CODECS.deflate, { source: bytesSource(joined([new Uint8Array(deflateRawSync(bytes)), bytes])) }, limits).source);
}

/** The wounds repeat with the input. */
function seeded(input: Uint8Array): Random {
  return randomOf(Buffer.from(input.subarray(0, 2000)).toString("base64"));
}

/** Readers of archives and of compressed streams, alone and through the whole inspection. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = [
  { name: "codecs", run: (bytes) => codecs(wrapped(bytes, seeded(bytes))) },
  { name: "containers", run: (bytes) => archives(wrapped(bytes, seeded(bytes))) },
  { name: "torchscript", run: (bytes) => readTorchScript(new TextDecoder().decode(bytes)) },
  {
    name: "inspection",
    run: async (bytes) => {
      const { findings } = await inspectBytes(wrapped(bytes, seeded(bytes)), "model.pt", { budget: { time: 3000 } });
      const failed = findings.find(({ rule }) => rule === "reader-failed");
      if (failed !== undefined) throw new Error(failed.message);
    },
  },
];
