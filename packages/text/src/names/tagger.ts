import { type CaseMode, caseModeOf, factsOf, joinBuckets, LABELS, offsets, type WordFacts } from "./features.ts";
import type { NameModel } from "./model.ts";
import { type Tokens, tokenize, tokensFor } from "./tokens.ts";
import { bestLabels } from "./viterbi.ts";
import { listBits, shapes } from "./word.ts";

/** Tokens tagged at a time; stretches end at a line end where there is one. */
const STRETCH = 400;
/** Forms of words kept with their sums. */
const KEPT = 60_000;

/** Score of O where nothing else is thought of. */
const PLAIN = 10_000;
const NAME_LISTS = listBits.given | listBits.family | listBits.place | listBits.placePart | listBits.street | listBits.company;

/** A word with the sums of its own features, one row of LABELS for each of `offsets`. */
interface Known {
  readonly facts: WordFacts;
  readonly sums: Int16Array;
}

/** A run of tokens with one label. */
export interface Run {
  readonly label: number;
  /** Code units of the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Mean lead of the label over the next best, in trained margins. */
  readonly lead: number;
  /** A token begins with a capital or belongs to a script without capitals. */
  readonly capital: boolean;
  /** A token stands on a list of given or family names. */
  readonly listed: boolean;
}

/** Tags texts; keeps what it knows of words between texts, never the texts. */
export interface Tagger {
  /** Runs of equal labels other than O, in order. */
  tag(text: string): Run[];
}

/** A tagger over a model. Linear in the text; the same text gives the same runs. */
export function createTagger(model: NameModel): Tagger {
  let cache = new Map<string, Known>();
  const know = (word: string): Known => {
    const hit = cache.get(word);
    if (hit !== undefined) return hit;
    const made = knownOf(word, model);
    if (cache.size >= KEPT) cache = new Map();
    if (word.length <= 64) cache.set(word, made);
    return made;
  };
  const edge = knownOf("\n", model);
  const joined = new Int32Array(16);
  const tagStretch = (text: string, tokens: Tokens, from: number, to: number, runs: Run[]): void => {
    const words: Known[] = [];
    for (let i = from; i < to; i++) words.push(know(text.slice(tokens.starts[i], tokens.ends[i])));
    const facts = words.map((one) => one.facts);
    const mode = caseModeOf(facts, 0, facts.length);
    const scores = new Int32Array(words.length * LABELS);
    for (let i = 0; i < words.length; i++) {
      const row = i * LABELS;
      if (isPlain(facts[i - 1] ?? edge.facts, mode) && isPlain(facts[i] as WordFacts, mode) && isPlain(facts[i + 1] ?? edge.facts, mode)) {
        scores[row] = PLAIN;
        continue;
      }
      addScores(words, i, edge, scores);
      const count = joinBuckets(facts, i, mode, edge.facts, joined);
      const { weights } = model;
      let [s0, s1, s2, s3, s4] = [0, 0, 0, 0, 0];
      for (let k = 0; k < count; k++) {
        const base = (joined[k] as number) * LABELS;
        s0 += weights[base] as number;
        s1 += weights[base + 1] as number;
        s2 += weights[base + 2] as number;
        s3 += weights[base + 3] as number;
        s4 += weights[base + 4] as number;
      }
      scores[row] = (scores[row] as number) + s0;
      scores[row + 1] = (scores[row + 1] as number) + s1;
      scores[row + 2] = (scores[row + 2] as number) + s2;
      scores[row + 3] = (scores[row + 3] as number) + s3;
      scores[row + 4] = (scores[row + 4] as number) + s4;
    }
    const labels = new Uint8Array(words.length);
    bestLabels(scores, model.pairs, words.length, labels);
    collect({ labels, facts, scores, tokens, from, scale: model.scale }, runs);
  };
  return {
    tag: (text) => {
      const tokens = tokenize(text, 0, text.length, tokensFor(text.length));
      const runs: Run[] = [];
      let from = 0;
      while (from < tokens.count) {
        const to = stretchEnd(text, tokens, from);
        tagStretch(text, tokens, from, to, runs);
        from = to;
      }
      return runs;
    },
  };
}

/** Adds what each word of the neighbourhood says on its own. */
function addScores(words: readonly Known[], i: number, edge: Known, scores: Int32Array): void {
  const row = i * LABELS;
  for (let place = 0; place < offsets.length; place++) {
    const { sums } = words[i + (offsets[place] as number)] ?? edge;
    for (let label = 0; label < LABELS; label++)
      scores[row + label] = (scores[row + label] as number) + (sums[place * LABELS + label] as number);
  }
}

/**
 * A token that with plain neighbours is never part of a name: a mark, a long number, a word in small letters that is on no
 * list of names or, where capitals are used, in the dictionary as well. Short numbers may be a house or a postal code.
 */
function isPlain({ shape, flags, known }: WordFacts, mode: CaseMode): boolean {
  if (shape !== shapes.lower) return shape === shapes.digitsMany || shape >= shapes.technical;
  if (mode === 0) return (flags & NAME_LISTS) === 0 || (flags & listBits.common) !== 0 || known !== 0;
  return ((flags & NAME_LISTS) === 0 && flags !== 0) || (known !== 0 && (flags & listBits.given) === 0);
}

function knownOf(word: string, model: NameModel): Known {
  const facts = factsOf(word, model);
  const sums = new Int16Array(offsets.length * LABELS);
  facts.buckets.forEach((list, place) => {
    for (const bucket of list)
      for (let label = 0; label < LABELS; label++) {
        const at = place * LABELS + label;
        sums[at] = (sums[at] as number) + (model.weights[bucket * LABELS + label] ?? 0);
      }
  });
  return { facts, sums };
}

/** A blank line ends a stretch, else its length does. */
function stretchEnd(text: string, tokens: Tokens, from: number): number {
  const limit = Math.min(tokens.count, from + STRETCH);
  let line = limit;
  for (let i = from + 1; i < limit; i++) {
    if (text.charCodeAt(tokens.starts[i] as number) !== 10) continue;
    if (text.charCodeAt(tokens.starts[i - 1] as number) === 10) return i + 1;
    line = i + 1;
  }
  return limit === tokens.count ? limit : line;
}

interface Tagged {
  readonly facts: readonly WordFacts[];
  readonly labels: Uint8Array;
  readonly scores: Int32Array;
  readonly tokens: Tokens;
  readonly from: number;
  readonly scale: number;
}

function collect({ labels, facts, scores, tokens, from, scale }: Tagged, runs: Run[]): void {
  for (let i = 0; i < labels.length; ) {
    const label = labels[i] as number;
    let end = i + 1;
    while (end < labels.length && labels[end] === label) end++;
    if (label !== 0) {
      let lead = 0;
      for (let k = i; k < end; k++) lead += leadOf(scores, k * LABELS, label);
      const run = facts.slice(i, end);
      runs.push({
        label,
        capital: run.some(({ shape }) => shape !== shapes.lower && shape <= shapes.uncased),
        listed: run.some(({ flags }) => (flags & (listBits.given | listBits.family)) !== 0),
        start: tokens.starts[from + i] as number,
        end: tokens.ends[from + end - 1] as number,
        lead: lead / (end - i) / scale,
      });
    }
    i = end;
  }
}

function leadOf(scores: Int32Array, row: number, label: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < LABELS; one++) if (one !== label) other = Math.max(other, scores[row + one] as number);
  return (scores[row + label] as number) - other;
}
