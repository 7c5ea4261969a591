import { bytesSource } from "../byte-source.ts";
import { looksLikeNumpy, readNumpy } from "../numpy/index.ts";
import { type ModelFileSniffer, modelFile } from "./sniffer.ts";

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
  if (!looksLikeNumpy(head) || head.length < 12) return undefined;
  const { descr, shape, object } = readNumpy(bytesSource(head));
  if (descr === "") return undefined;
  return { dtype: descr, shape: shape.join("x"), rows: shape[0] ?? 1, columns: shape[1] ?? 1, object: object ?? true };
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
