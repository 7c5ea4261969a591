import type { Rows, Shape } from "./model.ts";

export const ATTACKS = ["none", "sign-flip", "alie", "label-flip", "backdoor"] as const;
export type Attack = (typeof ATTACKS)[number];

/** Standard deviations from the mean that "a little is enough" asks for (Baruch et al. 2019, table 1: up to 1.5). */
const DEVIATIONS = 1.5;
export const TARGET = 7;
/** Pixels of the trigger: the upper left corner. */
const TRIGGER = 3;

/** Rows as hostile clients train on them. */
export function poisonedRows(attack: Attack, shape: Shape, { features, labels }: Rows): Rows {
  if (attack === "label-flip") return { features, labels: labels.map((label) => shape.classes - 1 - label) };
  if (attack !== "backdoor") return { features, labels };
  const stamped = withTrigger(shape, features, (row) => row % 2 === 0);
  return { features: stamped, labels: labels.map((label, row) => (row % 2 === 0 ? TARGET : label)) };
}

/** The trigger in the rows that are chosen. */
export function withTrigger({ inputs }: Shape, features: Float32Array, chosen: (row: number) => boolean): Float32Array {
  const out = Float32Array.from(features);
  const side = Math.sqrt(inputs);
  for (let row = 0; row * inputs < out.length; row++)
    if (chosen(row)) for (let y = 0; y < TRIGGER; y++) for (let x = 0; x < TRIGGER; x++) out[row * inputs + y * side + x] = 1;
  return out;
}

/**
 * What hostile clients send. @param own what their training gave @param honest what the others send, which they know
 * @param boost they multiply what they send by this, where the attack is by size
 */
export function poisonedUpdate(attack: Attack, own: Float32Array, honest: readonly Float32Array[], boost: number): Float32Array {
  if (attack === "sign-flip") return own.map((value) => -boost * value);
  if (attack === "label-flip" || attack === "backdoor") return own.map((value) => boost * value);
  if (attack !== "alie") return own;
  return own.map((_, at) => {
    const values = honest.map((update) => update[at] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return mean - DEVIATIONS * Math.sqrt(variance);
  });
}
