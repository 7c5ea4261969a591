import { joined } from "../../../../../formats/src/archive/testing/build-zip.ts";
import { latin1 } from "../../testing/inspect-bytes.ts";

/** A tensor as `torch.save` writes it. */
export interface TensorPlan {
  readonly key: string;
  /** Elements of the storage. */
  readonly elements: number;
  readonly storage?: string;
  readonly offset?: number;
  readonly size?: readonly number[];
  readonly stride?: readonly number[];
}

function text(value: string): string {
  return `X${String.fromCharCode(value.length)}\0\0\0${value}`;
}

function integer(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return `J${bytes.toString("latin1")}`;
}

function tuple(values: readonly number[]): string {
  return `(${values.map(integer).join("")}t`;
}

function tensor({ key, elements, storage = "FloatStorage", offset = 0, size = [elements], stride = [1] }: TensorPlan): string {
  const id = `(${text("storage")}ctorch\n${storage}\n${text(key)}${text("cpu")}${integer(elements)}tQ`;
  return `ctorch._utils\n_rebuild_tensor_v2\n(${id}${integer(offset)}${tuple(size)}${tuple(stride)}\x89ccollections\nOrderedDict\n)RtR`;
}

/** The pickle of a dictionary of tensors. */
export function torchPickle(...tensors: readonly TensorPlan[]): Uint8Array {
  return latin1(`\x80\x02}(${tensors.map((plan, index) => text(`t${index}`) + tensor(plan)).join("")}u.`);
}

/** The pickle of a TorchScript module without attributes. */
export const MODULE_PICKLE = latin1("\x80\x02c__torch__\nNet\n)\x81}X\x08\0\0\0training\x89sb.");

/** Numbers that are nothing else. */
export function floats(count: number): Uint8Array {
  return new Uint8Array(Float32Array.from({ length: count }, (_, index) => index / 7).buffer);
}

/** What PyTorch's old tar archives hold before each pickle's numbers. */
export function little(...values: readonly bigint[]): Uint8Array {
  return joined(
    values.map((value) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(value);
      return bytes;
    }),
  );
}
