import { textOf, viewOf } from "../byte-source.ts";
import { isRecord, recordAt } from "../manifest/untyped.ts";
import { type ModelFileSniffer, modelFile } from "./sniffer.ts";

const MAX_HEADER = 32 * 1024 * 1024;
/** Limit of the reference implementation. */
const FORMAT_LIMIT = 100_000_000;

/** @see https://huggingface.co/docs/safetensors/index#format */
export const safetensors: ModelFileSniffer = {
  id: "safetensors",
  sniff: ({ head, source }) => {
    if (source.size < 10 || head[8] !== 0x7b) return undefined;
    const length = Number(viewOf(head).getBigUint64(0, true));
    if (length < 2 || length > FORMAT_LIMIT || length + 8 > source.size) return undefined;
    if (length > MAX_HEADER) return modelFile(["safetensors"], false, { headerBytes: length });
    let header: unknown;
    try {
      header = JSON.parse(textOf(source.read(8, length)));
    } catch {
      // Eight bytes and a brace are not yet safetensors.
      return undefined;
    }
    if (!isRecord(header)) return undefined;
    const dtypes = new Set<string>();
    let tensors = 0;
    let parameters = 0;
    for (const [name, entry] of Object.entries(header)) {
      if (name === "__metadata__" || !isRecord(entry)) continue;
      tensors++;
      if (typeof entry["dtype"] === "string") dtypes.add(entry["dtype"].slice(0, 12));
      const shape: readonly unknown[] = Array.isArray(entry["shape"]) ? entry["shape"] : [];
      parameters += shape.reduce<number>((product, size) => product * (typeof size === "number" ? size : 0), 1);
    }
    const stated = Object.entries(recordAt(header, "__metadata__"))
      .slice(0, 20)
      .flatMap(([key, value]) =>
        typeof value === "string" && value.length <= 300 && /^[\w.-]{1,60}$/.test(key) ? [[`metadata.${key}`, value] as const] : [],
      );
    return modelFile(["safetensors"], false, {
      tensors,
      parameters,
      dtypes: dtypes.size === 0 ? undefined : [...dtypes].sort().join(","),
      ...Object.fromEntries(stated),
    });
  },
};
