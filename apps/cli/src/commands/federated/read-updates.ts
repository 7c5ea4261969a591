import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { bytesSource, type FloatTensor, FormatError, readFloatTensors } from "@castellan/formats";
import type { Update } from "@castellan/protect/federated";
import { CommandError } from "../../errors.ts";

const ENDING = /\.(?:safetensors|npz|npy|pt|json)$/i;
/** Bytes of one update, and numbers of all together. */
const LARGEST = 2 ** 31 - 1;
const MOST = 1_000_000_000;

/** The tensors of a model, in the order in which their numbers stand in an update. */
export type Layout = readonly { readonly name: string; readonly shape: readonly number[] }[];

function bytesOf(path: string): Uint8Array {
  const descriptor = openSync(path, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size > LARGEST) throw new CommandError("NOT_FOUND", `${path} is larger than an update may be (${LARGEST} bytes).`);
    const bytes = new Uint8Array(size);
    for (let done = 0; done < size; ) {
      const count = readSync(descriptor, bytes, done, size - done, done);
      if (count === 0) break;
      done += count;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

function flat(value: unknown, into: number[], depth: number): number[] {
  if (Array.isArray(value) && depth < 16) {
    const sizes = new Set(value.map((item) => JSON.stringify(flat(item, into, depth + 1))));
    if (sizes.size > 1) throw new FormatError("MALFORMED", "a list of lists of different lengths");
    const [inner] = sizes;
    return [value.length, ...(inner === undefined ? [] : numbers(inner))];
  }
  if (typeof value !== "number") throw new FormatError("MALFORMED", "something that is no number");
  into.push(value);
  return [];
}

function numbers(text: string): readonly number[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter((item) => typeof item === "number") : [];
}

function tensorsOfJson(text: string): ReadonlyMap<string, FloatTensor> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new FormatError("MALFORMED", "no object of name: numbers");
  return new Map(
    Object.entries(value).map(([name, item]) => {
      const into: number[] = [];
      const shape = flat(item, into, 0);
      return [name, { shape, values: Float32Array.from(into) }];
    }),
  );
}

/**
 * The updates of a folder, a file for each client: safetensors, npz, npy, PyTorch (followed, never run) or JSON.
 * @throws CommandError naming the file; one that cannot be read stops all, for the others would then be more than they are
 */
export function readUpdates(folder: string): { readonly updates: readonly Update[]; readonly layout: Layout } {
  let names: readonly string[];
  try {
    names = readdirSync(folder)
      .filter((name) => ENDING.test(name))
      .sort();
  } catch (cause) {
    throw new CommandError("NOT_FOUND", `${folder} is no folder that can be read; it holds a file for each client.`, { cause });
  }
  if (names.length === 0) throw new CommandError("NOT_FOUND", `${folder} holds no update (.safetensors, .npz, .npy, .pt, .json).`);
  let layout: Layout | undefined;
  let total = 0;
  const updates = names.map((name) => {
    const path = join(folder, name);
    let tensors: ReadonlyMap<string, FloatTensor>;
    try {
      tensors = /\.json$/i.test(name) ? tensorsOfJson(readFileSync(path, "utf8")) : readFloatTensors(bytesSource(bytesOf(path)));
    } catch (cause) {
      if (cause instanceof CommandError) throw cause;
      throw new CommandError(
        "NOT_FOUND",
        `${path} cannot be read as an update: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
    }
    const sorted = [...tensors].sort(([left], [right]) => (left < right ? -1 : 1));
    const own = sorted.map(([tensor, { shape }]) => ({ name: tensor, shape }));
    layout ??= own;
    if (JSON.stringify(own) !== JSON.stringify(layout))
      throw new CommandError(
        "NOT_FOUND",
        `${path} holds other tensors than ${join(folder, names[0] ?? "")}: they are of different models.`,
      );
    const length = sorted.reduce((sum, [, { values }]) => sum + values.length, 0);
    total += length;
    if (total > MOST)
      throw new CommandError("NOT_FOUND", `${folder}: the updates hold more than ${MOST} numbers; aggregate them layer by layer.`);
    const values = new Float32Array(length);
    let at = 0;
    for (const [, tensor] of sorted) {
      values.set(tensor.values, at);
      at += tensor.values.length;
    }
    return { client: name.replace(ENDING, ""), values };
  });
  return { updates, layout: layout ?? [] };
}

/** An update taken apart into its tensors again. */
export function tensorsOf(values: Float32Array, layout: Layout): ReadonlyMap<string, FloatTensor> {
  let at = 0;
  return new Map(
    layout.map(({ name, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      at += size;
      return [name, { shape, values: values.subarray(at - size, at) }];
    }),
  );
}
