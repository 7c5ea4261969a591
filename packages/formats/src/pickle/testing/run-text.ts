import { bytesSource } from "../../byte-source.ts";
import { describeEffect } from "../decompile.ts";
import { runPickles } from "../run-pickles.ts";
import type { PickleAnomaly, PickleBudget, PickleEffect, PickleListener, PickleStream } from "../value.ts";

export interface TextRun {
  readonly streams: readonly PickleStream[];
  readonly effects: readonly PickleEffect[];
  readonly anomalies: readonly PickleAnomaly[];
  /** The effects as pseudo-Python. */
  readonly told: readonly string[];
}

/** Runs the pickles in a text of latin-1 characters. */
export function runText(
  text: string | Uint8Array,
  options: Partial<PickleListener> & { readonly budget?: Partial<PickleBudget> } = {},
): TextRun {
  const effects: PickleEffect[] = [];
  const anomalies: PickleAnomaly[] = [];
  const told: string[] = [];
  const { budget, ...listener } = options;
  const streams = runPickles(
    bytesSource(typeof text === "string" ? Buffer.from(text, "latin1") : text),
    0,
    {
      effect: (effect) => {
        effects.push(effect);
        told.push(describeEffect(effect));
      },
      anomaly: (anomaly) => anomalies.push(anomaly),
      ...listener,
    },
    budget,
  );
  return { streams, effects, anomalies, told };
}

/** Little-endian, as operands are. */
export function little(value: number, width: number): string {
  return Array.from({ length: width }, (_, index) => String.fromCharCode(Math.floor(value / 256 ** index) % 256)).join("");
}

/** SHORT_BINUNICODE. */
export function short(text: string): string {
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  return `\x8c${String.fromCharCode(bytes.length)}${bytes}`;
}

/** STACK_GLOBAL of two texts. */
export function named(module: string, name: string): string {
  return `${short(module)}${short(name)}\x93`;
}

/** os.system('id'), from PROTO to STOP. */
export const ATTACK = "\x80\x02cos\nsystem\nU\x02id\x85R.";
