import { ELEMENT_TYPES, type ElementType, type StoredTensor, widthOf } from "@castellan/formats";
import type { NamedTensor } from "./select-weights.ts";

/** Limit of the reference implementation. */
const LONGEST_HEADER = 100_000_000;
const ALIGNMENT = 8;

export interface PlacedTensor extends NamedTensor {
  readonly bytes: number;
}

export interface SafetensorsLayout {
  /** Length and JSON: what stands before the tensors. */
  readonly head: Uint8Array;
  /** In the order in which they are written. */
  readonly tensors: readonly PlacedTensor[];
  /** Names that are views of the same bytes as another one, which is written for them. */
  readonly tied: ReadonlyMap<string, string>;
  readonly dataBytes: number;
}

const RANK: ReadonlyMap<ElementType, number> = new Map(ELEMENT_TYPES.map((type, rank) => [type, rank]));

function rankOf({ tensor }: NamedTensor): number {
  return RANK.get(tensor.type) ?? 0;
}

/** Order of Rust's texts: by code point. */
function compareText(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function bytesOfTensor({ type, shape }: StoredTensor): number {
  return shape.reduce((product, size) => product * size, widthOf(type));
}

/**
 * Places tensors as the reference implementation does: wide types first, then by name, without gaps, the header padded
 * to 8 bytes. Of tensors that are the same view of the same storage the first by name is written; the others stand in
 * the metadata as `castellan.tied`.
 *
 * @returns a sentence where the header would be longer than the format allows
 * @see https://github.com/huggingface/safetensors/blob/main/safetensors/src/tensor.rs (`prepare`)
 */
export function layOut(named: readonly NamedTensor[], metadata: Readonly<Record<string, string>>): SafetensorsLayout | string {
  const byName = [...named].sort((a, b) => compareText(a.name, b.name));
  const { kept, tied } = withoutTies(byName);
  const tensors = kept.map((one) => ({ ...one, bytes: bytesOfTensor(one.tensor) })).sort((a, b) => rankOf(b) - rankOf(a));
  const texts = { ...metadata, ...(tied.size === 0 ? {} : { "castellan.tied": JSON.stringify(Object.fromEntries(tied)) }) };
  const entries: string[] = [];
  const keys = Object.keys(texts).sort();
  if (keys.length > 0) entries.push(`"__metadata__":${JSON.stringify(texts, keys)}`);
  let at = 0;
  let length = 0;
  for (const { name, tensor, bytes } of tensors) {
    const entry = `${JSON.stringify(name)}:{"dtype":"${tensor.type}","shape":[${tensor.shape.join(",")}],"data_offsets":[${at},${at + bytes}]}`;
    entries.push(entry);
    length += entry.length;
    at += bytes;
    if (length > LONGEST_HEADER) return "The names of the tensors do not fit into the header of a safetensors file.";
  }
  const json = Buffer.from(`{${entries.join(",")}}`);
  const padded = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  if (padded > LONGEST_HEADER) return "The names of the tensors do not fit into the header of a safetensors file.";
  const head = Buffer.alloc(8 + padded, " ");
  head.writeBigUInt64LE(BigInt(padded));
  head.set(json, 8);
  return { head, tensors, tied, dataBytes: at };
}

function withoutTies(sorted: readonly NamedTensor[]): {
  readonly kept: readonly NamedTensor[];
  readonly tied: ReadonlyMap<string, string>;
} {
  const views = new Map<StoredTensor["storage"], Map<string, string>>();
  const tied = new Map<string, string>();
  const kept = sorted.filter(({ name, tensor }) => {
    const { type, shape, strides, offset, storage } = tensor;
    if (shape.includes(0)) return true;
    const known = views.get(storage) ?? new Map<string, string>();
    views.set(storage, known);
    const view = `${type} ${offset} ${shape.join(",")} ${strides.join(",")}`;
    const first = known.get(view);
    if (first === undefined) known.set(view, name);
    else tied.set(name, first);
    return first === undefined;
  });
  return { kept, tied };
}
