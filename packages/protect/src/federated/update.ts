import { ProtectError } from "../errors.ts";

/** What one client sends: the change of the model that it asks for, one value for each parameter. */
export interface Update {
  readonly client: string;
  readonly values: Float32Array;
}

/** An update that takes part, or why it does not. */
export interface Sorted {
  readonly taken: readonly Update[];
  readonly refused: readonly { readonly client: string; readonly reason: string }[];
}

/**
 * Leaves out what cannot be counted with: values that are not finite would make every average so.
 * @throws ProtectError OPTION_INVALID where clients repeat, or lengths differ, since then nobody knows whose is right
 */
export function sortUpdates(updates: readonly Update[]): Sorted {
  const seen = new Set<string>();
  const lengths = new Set(updates.map(({ values }) => values.length));
  for (const { client } of updates) {
    if (seen.has(client)) throw new ProtectError("OPTION_INVALID", `Client ${client} sent two updates; keep one.`);
    seen.add(client);
  }
  if (lengths.size > 1 || lengths.has(0))
    throw new ProtectError(
      "OPTION_INVALID",
      `Updates have different numbers of parameters (${[...lengths].sort((a, b) => a - b).join(", ")}); they are of different models.`,
    );
  const finite = (values: Float32Array): boolean => values.every((value) => Number.isFinite(value));
  const ordered = updates.toSorted((left, right) => (left.client < right.client ? -1 : 1));
  return {
    taken: ordered.filter(({ values }) => finite(values)),
    refused: ordered.filter(({ values }) => !finite(values)).map(({ client }) => ({ client, reason: "holds values that are not finite" })),
  };
}

export function normOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

export function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}

/** Squared distances of all pairs, row after row. */
export function squaredDistances(vectors: readonly Float32Array[]): Float64Array {
  const n = vectors.length;
  const out = new Float64Array(n * n);
  for (const [i, left] of vectors.entries())
    for (let j = i + 1; j < n; j++) {
      const right = vectors[j] ?? left;
      let sum = 0;
      for (let at = 0; at < left.length; at++) {
        const difference = (left[at] ?? 0) - (right[at] ?? 0);
        sum += difference * difference;
      }
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  return out;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
