import { ascii, viewOf } from "../byte-source.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

export interface NumpyHeader {
  readonly dtype: string;
  readonly shape: string;
  /** Elements of the first axis; 1 for scalars. */
  readonly rows: number;
  readonly columns: number;
  /** Object arrays are pickled. */
  readonly object: boolean;
}

/** @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
export function numpyHeader(head: Uint8Array): NumpyHeader | undefined {
  if (!startsWith(head, "\x93NUMPY") || head.length < 12) return undefined;
  const version = head[6] ?? 0;
  const view = viewOf(head);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const text = ascii(head, start, Math.min(start + length, start + 16_384));
  const dtype = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[[^\]]*\]))/.exec(text);
  const shape = /['"]shape['"]\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (dtype === null || shape === undefined) return undefined;
  const sizes = shape
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(Number);
  const written = dtype[1] ?? dtype[2] ?? "";
  return {
    dtype: written.slice(0, 100),
    shape: sizes.join("x"),
    rows: sizes[0] ?? 1,
    columns: sizes[1] ?? 1,
    object: /[|<>=]O/.test(written),
  };
}

export const numpy: ModelFileSniffer = {
  id: "numpy",
  sniff: ({ head }) => {
    const header = numpyHeader(head);
    if (header === undefined) return undefined;
    return modelFile(header.object ? ["numpy", "pickle"] : ["numpy"], header.object, {
      dtype: header.dtype,
      shape: header.shape,
      rows: header.rows,
    });
  },
};
