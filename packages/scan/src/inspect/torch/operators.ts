import type { Verdict } from "../interpreter.ts";

/** What an operator of PyTorch reaches beyond tensors. */
export interface OperatorReach {
  readonly verdict: Verdict;
  /** The end of a sentence about the operator. */
  readonly does: string;
}

/**
 * Operators that leave the tensors: by namespace and name, of PyTorch and its own extensions (torchvision, torchaudio).
 * From the schemas of native_functions.yaml, register_prim_ops.cpp, register_distributed_ops.cpp and torchvision/csrc/io.
 */
const REACHING: Readonly<Record<string, OperatorReach>> = {
  "aten.save": { verdict: "malicious", does: "writes a file" },
  "aten.from_file": { verdict: "malicious", does: "maps a file of the machine, and can create and change it" },
  "aten.set_source_Storage_file": { verdict: "malicious", does: "maps a file of the machine" },
  "image.write_file": { verdict: "malicious", does: "writes a file" },
  "image.read_file": { verdict: "suspicious", does: "reads a file of the machine" },
  "video_reader.read_video_from_file": { verdict: "suspicious", does: "reads a file of the machine" },
  "prim.rpc_sync": { verdict: "suspicious", does: "calls functions on other machines" },
  "prim.rpc_async": { verdict: "suspicious", does: "calls functions on other machines" },
  "prim.rpc_remote": { verdict: "suspicious", does: "calls functions on other machines" },
};

/** Namespaces of operators that PyTorch and its own extensions bring. */
const KNOWN: ReadonlySet<string> = new Set([
  "aten",
  "prim",
  "prims",
  "prepacked",
  "quantized",
  "_quantized",
  "quantized_decomposed",
  "sparse",
  "onednn",
  "mkldnn",
  "mkldnn_prepacked",
  "mkl",
  "xnnpack",
  "vulkan",
  "vulkan_prepack",
  "metal",
  "metal_prepack",
  "tensorexpr",
  "static_runtime",
  "cuda",
  "cudnn",
  "torchvision",
  "image",
  "torchaudio",
  "torchtext",
  "higher_order",
  "_operator",
  "inductor",
  "debugprims",
  "rngprims",
  "profiler",
  "builtin",
]);
/** Custom classes that PyTorch brings. */
const KNOWN_CLASSES: ReadonlySet<string> = new Set([
  "quantized",
  "sparse",
  "rnn",
  "xnnpack",
  "mkldnn",
  "metal",
  "vulkan",
  "nnapi",
  "profiling",
  "cuda",
]);

/** What is wrong with an operator; undefined where it stays within tensors. */
export function operatorReach(namespace: string, name: string): OperatorReach | undefined {
  const key = `${namespace}.${name}`;
  if (Object.hasOwn(REACHING, key)) return REACHING[key];
  if (namespace === "torchaudio" && /save|load|file|sox_io/.test(name))
    return { verdict: "suspicious", does: "works on files of the machine" };
  if (KNOWN.has(namespace)) return undefined;
  return { verdict: "suspicious", does: "is an operator of an extension that is not known: its code is not in the file" };
}

/** Whether a custom class is one of PyTorch's own. */
export function isKnownClass(path: string): boolean {
  return KNOWN_CLASSES.has(path.split(".")[0] ?? "");
}
