import { z } from "zod";

/* The document `castellan/model-convert/1`. */

const listed = z.strictObject({ count: z.number(), first: z.array(z.strictObject({ name: z.string(), text: z.string() })) });

export const ModelConvertDocument = z.strictObject({
  schema: z.literal("castellan/model-convert/1"),
  tool: z.strictObject({ name: z.literal("castellan"), version: z.string() }),
  source: z.strictObject({
    file: z.string(),
    bytes: z.number(),
    /** As the tensors were read: pytorch-zip, torchscript, pytorch-legacy, pytorch-tar, numpy, npz, joblib, pickle. */
    format: z.string(),
    /** Compressions around it, outermost first. */
    packed: z.array(z.string()),
    /** What `model inspect` says of the file. */
    verdict: z.enum(["malicious", "suspicious", "benign"]).optional(),
  }),
  /** Missing where no tensor could be written. */
  output: z
    .strictObject({
      file: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      tensors: z.number(),
      parameters: z.number(),
      dtypes: z.record(z.string(), z.number()),
    })
    .optional(),
  /** The key of the checkpoint whose tensors were taken; missing where all were. */
  weights: z.string().optional(),
  /** Names that stand for the same bytes as another one: not written, the other one is. */
  tied: z.record(z.string(), z.string()),
  /** Tensors that are not in the output and should be, with the reason. */
  leftOut: listed,
  /** Tensors that are no weights: of an optimiser, beside the state dict of a module. */
  elsewhere: z.strictObject({ count: z.number(), first: z.array(z.string()) }),
  /** What is no tensor. */
  values: listed,
  notes: z.array(z.string()),
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type ModelConvertResult = DeepReadonly<z.infer<typeof ModelConvertDocument>>;
