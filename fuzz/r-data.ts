import { bytesSource, readRData } from "@castellan/formats";
import { r, rda, rds } from "../packages/formats/src/r-data/testing/r-writer.ts";
import { wounded } from "./wounds.ts";

const call = r.call(r.symbol("system"), r.texts("id"));
const binary = rda(
  ["f", r.closure(call)],
  ["p", r.promise(call)],
  ["a", r.altrep("compact_intseq", "base", r.reals(3, 1, 1))],
  ["e", r.environment(r.pairs(["x", r.list(r.integers(1, 2), r.namespace("stats"), r.pointer)]))],
  ["b", r.closure(r.bytecode([1, r.symbol("x")]))],
);
const ascii = new TextEncoder().encode("A\n2\n262145\n131840\n19\n2\n16\n1\n262153\n5\na\\040\\n\\\\\\101\n14\n2\nNA\n1e5\n");

/** Data of R: only a FormatError may leave its reader. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = [
  { name: "xdr", run: (bytes) => readRData(bytesSource(wounded(binary, bytes))) },
  { name: "ascii", run: (bytes) => readRData(bytesSource(wounded(ascii, bytes))) },
  { name: "any-item", run: (bytes) => readRData(bytesSource(rds(bytes))) },
];
