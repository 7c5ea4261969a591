import type { ByteSource } from "../byte-source.ts";
import type { ElementType } from "./element-type.ts";

/** Bytes that tensors are views of. The same object for the same storage: that is how shared tensors are known. */
export interface TensorStorage {
  /** "the record archive/data/0": for messages. */
  readonly what: string;
  readonly bytes: number;
  /** The bytes come out of a decoder: reading them in order is cheap, going back is not. */
  readonly packed: boolean;
  /** @throws FormatError where the bytes are not there after all */
  open(): ByteSource;
}

/** A view of a storage; all of it lies inside. */
export interface TensorView {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Elements from one index to the next, by dimension. */
  readonly strides: readonly number[];
  /** Of the first element, in elements. */
  readonly offset: number;
  readonly storage: TensorStorage;
  readonly bigEndian: boolean;
}

export interface StoredTensor extends TensorView {
  /** Keys, indices and attributes from the root to the tensor; hostile. Empty where the file is one tensor. */
  readonly path: readonly string[];
  /** It hangs on a module of PyTorch without being part of its state dict: no parameter, no persistent buffer. */
  readonly beside: boolean;
}

/** Something that is a tensor, and why it cannot be given as one. */
export interface RefusedTensor {
  readonly path: readonly string[];
  readonly reason: string;
  readonly beside: boolean;
}

/** What is no tensor: the topmost value that holds none. */
export interface OtherValue {
  readonly path: readonly string[];
  /** As pseudo-Python, shortened. */
  readonly text: string;
}

export type TensorFileFormat = "pytorch-zip" | "torchscript" | "pytorch-legacy" | "pytorch-tar" | "numpy" | "npz" | "joblib" | "pickle";

/** The tensors of a file, found without running anything of it. */
export interface TensorListing {
  readonly format: TensorFileFormat;
  /** The root is a dict: its keys are the first names of the paths. */
  readonly rootIsDict: boolean;
  readonly tensors: readonly StoredTensor[];
  readonly refused: readonly RefusedTensor[];
  /** The first ones; `othersCount` counts all. */
  readonly others: readonly OtherValue[];
  readonly othersCount: number;
  /** Sentences about what else is in the file and not in this list. */
  readonly notes: readonly string[];
}
