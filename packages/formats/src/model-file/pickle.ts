import type { ModelFileFacts } from "../facts.ts";
import { type PickleWalk, walkPickle } from "./pickle-walk.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

/** First pickle of a file written by torch.save before 1.6: the magic number 0x1950a86a20f9469cfc6c. */
const TORCH_LEGACY = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";
/** Protocol 0 and 1 files are validated to the end; larger ones are not accepted on their word. */
const TEXT_PICKLE_BYTES = 16 * 1024 * 1024;

/** Top-level packages that a pickle imports, sorted. */
export function importedPackages(walk: PickleWalk): string | undefined {
  const names = new Set(walk.globals.map((name) => name.split(/[. ]/)[0] ?? "").filter((name) => /^[A-Za-z_]\w*$/.test(name)));
  return names.size === 0 ? undefined : [...names].sort().join(",");
}

/** Facts of pickle bytes that may go on beyond the window; undefined where they are no pickle. */
export function pickleFacts(bytes: Uint8Array, whole: boolean, outer: readonly string[] = []): ModelFileFacts | undefined {
  const protocol = bytes[0] === 0x80 ? bytes[1] : undefined;
  if (protocol !== undefined) {
    if (protocol < 1 || protocol > 5) return undefined;
    if (startsWith(bytes, TORCH_LEGACY)) {
      return modelFile(["pytorch-legacy", ...outer, "pickle"], true, {
        protocol,
        imports: importedPackages(walkPickle(bytes, TORCH_LEGACY.length)),
      });
    }
    const walk = walkPickle(bytes);
    const joblib = walk.globals.some((name) => name.startsWith("joblib.numpy_pickle"));
    // Raw array bytes follow joblib's wrappers, so that its walk may end anywhere.
    const plausible = walk.stopped === "stop" || joblib || (walk.opcodes >= 3 && (walk.stopped !== "unknown" || walk.globals.length > 0));
    if (!plausible) return undefined;
    return modelFile([...(joblib ? ["joblib"] : []), ...outer, "pickle"], true, { protocol, imports: importedPackages(walk) });
  }
  const first = bytes[0];
  if (!whole || first === undefined || !/[(cilI\]}NSVFLG]/.test(String.fromCharCode(first))) return undefined;
  const walk = walkPickle(bytes);
  const ends = walk.end !== undefined && bytes.subarray(walk.end).every((byte) => byte === 10 || byte === 9 || byte === 32 || byte === 13);
  // Text that happens to end in a full stop has no imports and few opcodes.
  if (!ends || walk.opcodes < 3) return undefined;
  if (walk.globals.length === 0 && !/[(\]}]/.test(String.fromCharCode(first))) return undefined;
  return modelFile([...outer, "pickle"], true, { protocol: walk.protocol, imports: importedPackages(walk) });
}

export const pickle: ModelFileSniffer = {
  id: "pickle",
  sniff: ({ head, source }) => {
    const whole = source.size <= head.length;
    if (head[0] === 0x80 || whole) return pickleFacts(head, whole);
    if (source.size > TEXT_PICKLE_BYTES || !source.read(source.size - 8, 8).includes(0x2e)) return undefined;
    const start = walkPickle(head);
    return start.stopped === "window" && start.opcodes >= 3 ? pickleFacts(source.read(0, source.size), true) : undefined;
  },
};
