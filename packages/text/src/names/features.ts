import type { Gazetteer } from "./gazetteer.ts";
import { hashOf, keyOf, listBits, mix, shapeOf, shapes } from "./word.ts";

/** What is told apart, in the order of the model's rows. `O` is nothing. */
export const nameLabels = ["O", "PERSON", "LOCATION", "ORGANIZATION", "ADDRESS"] as const;
export type NameLabel = (typeof nameLabels)[number];
export const LABELS = nameLabels.length;

/** Buckets into which features are hashed. */
export const BUCKETS = 1 << 18;

/** Offsets at which a word speaks about its neighbours: 0 is itself, -1 the word before. */
export const offsets = [0, -1, 1, -2, 2] as const;

/** What is known of one form of a word, whatever stands around it. */
export interface WordFacts {
  readonly shape: number;
  readonly flags: number;
  /** Shape and lists as one number. */
  readonly kind: number;
  /** The same with fewer lists, for combinations of three. */
  readonly coarse: number;
  /** Number of the word where it is one of the model's own words; else 0. */
  readonly known: number;
  /** Buckets of its own features, by place in `offsets`. */
  readonly buckets: readonly (readonly number[])[];
}

/** Knows the lists and the model's own words. */
export interface WordSource {
  readonly gazetteer: Gazetteer;
  /** Words whose identity counts, lower case. */
  readonly vocabulary: ReadonlyMap<string, number>;
}

/** Facts of a token. */
export function factsOf(word: string, { gazetteer, vocabulary }: WordSource): WordFacts {
  const shape = shapeOf(word);
  const isLetters = shape <= shapes.uncased;
  const key = isLetters ? keyOf(word) : word;
  const flags = isLetters ? gazetteer.flagsOf(word) : 0;
  const known = vocabulary.get(key) ?? 0;
  const kind = shape * 128 + flags;
  const coarse =
    shape * 16 +
    (flags & 3) +
    ((flags & (listBits.place | listBits.placePart)) === 0 ? 0 : 4) +
    ((flags & (listBits.common | listBits.street)) === 0 ? 0 : 8);
  return { shape, flags, kind, coarse, known, buckets: bucketsOf(key, isLetters, shape, { kind, coarse, known }) };
}

function bucketsOf(
  key: string,
  isLetters: boolean,
  shape: number,
  { kind, coarse, known }: { readonly kind: number; readonly coarse: number; readonly known: number },
): number[][] {
  const near = (place: number): number[] => [mix(place * 8 + 1, kind, 0, 0), ...(known === 0 ? [] : [mix(place * 8 + 2, known, 0, 0)])];
  const own = [mix(100, shape, 0, 0), ...near(0)];
  if (isLetters) {
    for (const length of [2, 3, 4]) if (key.length > length) own.push(mix(200 + length, hashOf(key.slice(-length), 1), 0, 0));
    if (key.length > 3) own.push(mix(210, hashOf(key.slice(0, 3), 1), 0, 0));
    own.push(mix(211, Math.min(key.length, 12), shape, 0), mix(212, hashOf(key.slice(-3), 1), coarse, 0));
  }
  return [own, near(1), near(2), [mix(31, coarse, known, 0)], [mix(32, coarse, known, 0)]].map((list) =>
    list.map((bucket) => bucket % BUCKETS),
  );
}

/** How letters are used in a stretch of text: both cases, small letters only, capitals only. */
export type CaseMode = 0 | 1 | 2;

/** Buckets of features that join neighbours, written to `out`; returns how many. */
export function joinBuckets(facts: readonly WordFacts[], i: number, mode: CaseMode, edge: WordFacts, out: Int32Array): number {
  const before2 = facts[i - 2] ?? edge;
  const before = facts[i - 1] ?? edge;
  const here = facts[i] ?? edge;
  const behind = facts[i + 1] ?? edge;
  const behind2 = facts[i + 2] ?? edge;
  const wordBefore = before.known === 0 ? -1 - before.coarse : before.known;
  const wordBehind = behind.known === 0 ? -1 - behind.coarse : behind.known;
  out[0] = mix(301, before.kind, here.kind, 0) % BUCKETS;
  out[1] = mix(302, here.kind, behind.kind, 0) % BUCKETS;
  out[2] = mix(303, before.coarse, here.coarse, behind.coarse) % BUCKETS;
  out[3] = mix(304, wordBefore, here.coarse, 0) % BUCKETS;
  out[4] = mix(305, here.coarse, wordBehind, 0) % BUCKETS;
  out[5] = mix(306, before2.known === 0 ? -1 - before2.coarse : before2.known, wordBefore, here.coarse) % BUCKETS;
  out[6] = mix(307, here.coarse, wordBehind, behind2.known === 0 ? -1 - behind2.coarse : behind2.known) % BUCKETS;
  out[7] = mix(308, wordBefore, here.coarse, wordBehind) % BUCKETS;
  out[8] = mix(309, mode, here.kind, 0) % BUCKETS;
  out[9] = mix(310, mode, here.coarse, before.coarse) % BUCKETS;
  out[10] = mix(311, mode, here.coarse, behind.coarse) % BUCKETS;
  return 11;
}

/** The mode of a stretch: words with capitals against words without. */
export function caseModeOf(facts: readonly WordFacts[], from: number, to: number): CaseMode {
  let lower = 0;
  let upper = 0;
  let capital = 0;
  for (let i = from; i < to; i++) {
    const shape = (facts[i] as WordFacts).shape;
    if (shape === shapes.lower) lower++;
    else if (shape === shapes.upper) upper++;
    else if (shape === shapes.capital || shape === shapes.mixed || shape === shapes.initial) capital++;
  }
  if (capital + upper === 0 && lower > 1) return 1;
  return upper > 2 && lower * 4 < upper && capital < upper ? 2 : 0;
}
