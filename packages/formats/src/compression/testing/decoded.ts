import { bytesSource } from "../../byte-source.ts";
import { CODECS, type CodecName } from "../codecs.ts";
import { decode } from "../decode.ts";
import type { DecodedBytes } from "../decoded-bytes.ts";

/** Decodes bytes that are held; `text` is all that came out. */
export function decoded(codec: CodecName, bytes: Uint8Array): DecodedBytes & { readonly text: string } {
  const result = decode(CODECS[codec], { source: bytesSource(bytes) });
  return { ...result, text: Buffer.from(result.source.read(0, result.source.size)).toString("latin1") };
}

/** Flips each bit of a stream in turn and cuts it everywhere: nothing but a result may come of it. */
export function damagedEverywhere(codec: CodecName, bytes: Uint8Array): { readonly accepted: number; readonly results: number } {
  let accepted = 0;
  let results = 0;
  const look = (damaged: Uint8Array): void => {
    results++;
    const { problem, source } = decoded(codec, damaged);
    if (problem === undefined) accepted++;
    if (source.size > 10_000_000) throw new Error("too much came out");
  };
  for (let at = 0; at < bytes.length; at++) {
    look(bytes.slice(0, at));
    for (let bit = 0; bit < 8; bit++) {
      const copy = new Uint8Array(bytes);
      copy[at] = copy[at]! ^ (1 << bit);
      look(copy);
    }
  }
  return { accepted, results };
}
