import { looksLikeSafetensors, readSafetensors } from "../safetensors/index.ts";
import { type ModelFileSniffer, modelFile } from "./sniffer.ts";

/** @see https://huggingface.co/docs/safetensors/index#format */
export const safetensors: ModelFileSniffer = {
  id: "safetensors",
  sniff: ({ head, source }) => {
    if (!looksLikeSafetensors(head, source.size)) return undefined;
    const { tensors, parameters, dtypes, metadata, problems } = readSafetensors(source);
    // Eight bytes and a brace are not yet safetensors.
    if (tensors === 0 && problems.some(({ kind }) => kind === "header-syntax")) return undefined;
    const stated = metadata
      .slice(0, 20)
      .flatMap(({ key, value }) => (value.length <= 300 && /^[\w.-]{1,60}$/.test(key) ? [[`metadata.${key}`, value] as const] : []));
    return modelFile(["safetensors"], false, {
      tensors,
      parameters,
      dtypes:
        dtypes.size === 0
          ? undefined
          : [...dtypes.keys()]
              .map((dtype) => dtype.slice(0, 12))
              .sort()
              .join(","),
      ...Object.fromEntries(stated),
    });
  },
};
