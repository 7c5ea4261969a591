import { cueBit } from "./cue-table.ts";
import { CUES, type Cue } from "./lexicon.ts";

/** Cues that mean more together than apart: the shapes of injected instructions. */
export const COMBINATIONS: readonly (readonly Cue[])[] = [
  ["override", "directive"],
  ["override", "prior"],
  ["override", "prior", "directive"],
  ["override", "you"],
  ["override", "fresh"],
  ["reveal", "system"],
  ["reveal", "directive"],
  ["reveal", "directive", "you"],
  ["reveal", "secret"],
  ["reveal", "system", "prior"],
  ["send", "secret"],
  ["send", "address"],
  ["send", "secret", "address"],
  ["secrecy", "you"],
  ["secrecy", "imperative"],
  ["secrecy", "answer"],
  ["model", "imperative"],
  ["model", "you"],
  ["model", "act"],
  ["model", "send"],
  ["model", "reveal"],
  ["model", "override"],
  ["persona", "you"],
  ["persona", "model"],
  ["persona", "unbound"],
  ["persona", "absolute"],
  ["answer", "imperative"],
  ["answer", "you", "imperative"],
  ["answer", "absolute"],
  ["answer", "address"],
  ["act", "imperative"],
  ["act", "secret"],
  ["fresh", "directive"],
  ["fresh", "imperative"],
  ["unbound", "you"],
  ["unbound", "directive"],
  ["role", "directive"],
  ["role", "override"],
  ["role", "you"],
  ["marker", "imperative"],
  ["marker", "override"],
  ["marker", "you"],
  ["imperative", "you"],
];

/** Number of features a mask can raise. */
export const MASK_FEATURES = CUES.length + COMBINATIONS.length;

const combined = COMBINATIONS.map((cues) => cues.reduce((mask, cue) => mask | cueBit(cue), 0));

/** Indices of the features that a mask raises. */
export function maskFeatures(mask: number): number[] {
  const raised: number[] = [];
  for (let bit = 0; bit < CUES.length; bit++) if ((mask & (1 << bit)) !== 0) raised.push(bit);
  combined.forEach((wanted, i) => {
    if ((mask & wanted) === wanted) raised.push(CUES.length + i);
  });
  return raised;
}

/** Buckets of hashed words. */
export const BUCKETS = 1 << 16;
/** Sentences a window spans at most, and the words at which it stops growing. */
export const WINDOW_SEGMENTS = 3;
export const WINDOW_WORDS = 64;
