import { constants, gunzipSync, inflateSync } from "node:zlib";
import { ascii } from "../byte-source.ts";
import type { ModelFileFacts } from "../facts.ts";
import { pickleFacts } from "./pickle.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

/** At 1:1032, the best ratio of deflate, 16 kB become at most 16 MB. */
const COMPRESSED_WINDOW = 16 * 1024;

/** The beginning of a zlib or gzip stream, or undefined where it is none. */
export function inflateHead(head: Uint8Array): { readonly codec: "zlib" | "gzip"; readonly bytes: Uint8Array } | undefined {
  const codec = startsWith(head, "\x1f\x8b\x08")
    ? "gzip"
    : head[0] === 0x78 && ((head[0] << 8) | (head[1] ?? 0)) % 31 === 0
      ? "zlib"
      : undefined;
  if (codec === undefined) return undefined;
  const window = head.subarray(0, COMPRESSED_WINDOW);
  try {
    const inflate = codec === "gzip" ? gunzipSync : inflateSync;
    return { codec, bytes: inflate(window, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 }) };
  } catch {
    // Bytes that only look like a stream are another format, not a failure.
    return undefined;
  }
}

/** R's save() and saveRDS(). @see https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats */
export function rdataFacts(bytes: Uint8Array, outer: readonly string[]): ModelFileFacts | undefined {
  if (/^RD[XAB][23]\n/.test(ascii(bytes, 0, 5))) return modelFile(["rdata", ...outer], false, { version: Number(ascii(bytes, 3, 4)) });
  if (startsWith(bytes, "X\n\0\0\0\x02\0") || startsWith(bytes, "X\n\0\0\0\x03\0") || /^A\n[23]\n\d+\n/.test(ascii(bytes, 0, 20)))
    return modelFile(["rds", ...outer], false, { version: bytes[0] === 0x41 ? Number(ascii(bytes, 2, 3)) : (bytes[5] ?? 0) });
  return undefined;
}

/** joblib, gzip and zlib around a pickle or R data. */
export const compressed: ModelFileSniffer = {
  id: "compressed",
  sniff: ({ head, source }) => {
    const plain = rdataFacts(head, []);
    if (plain !== undefined) return plain;
    // joblib before 0.10: "ZF", the length in hexadecimal, then zlib.
    if (/^ZF0x[0-9a-f]+ /.test(ascii(head, 0, 24))) return modelFile(["joblib", "zlib", "pickle"], true);
    const inner = inflateHead(head);
    if (inner === undefined || inner.bytes.length === 0) return undefined;
    const rdata = rdataFacts(inner.bytes, [inner.codec]);
    if (rdata !== undefined) return rdata;
    const whole = source.size <= COMPRESSED_WINDOW;
    const facts = pickleFacts(inner.bytes, whole, [inner.codec]);
    if (facts === undefined) return undefined;
    // Only joblib writes a bare zlib stream around a pickle.
    const joblib = inner.codec === "zlib" && !facts.formats.includes("joblib");
    return joblib ? { ...facts, formats: ["joblib", ...facts.formats] } : facts;
  },
};
