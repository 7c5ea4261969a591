/**
 * Trains the names tagger: a structured averaged perceptron (M. Collins, EMNLP 2002) over generated sentences.
 *   python3 tools/names/lists.py DIR /usr/share/dict/american-english > lists.json
 *   node tools/names/train.ts --lists lists.json [--sentences N] [--epochs N] [--seed N]
 * The same lists and seed give the same bytes of packages/text/src/names/model.json.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import {
  BUCKETS,
  caseModeOf,
  factsOf,
  joinBuckets,
  LABELS,
  nameLabels,
  offsets,
  type WordFacts,
} from "../../packages/text/src/names/features.ts";
import { encodeGazetteer, gazetteerOf } from "../../packages/text/src/names/gazetteer.ts";
import { tokenize, tokensFor } from "../../packages/text/src/names/tokens.ts";
import { bestLabels } from "../../packages/text/src/names/viterbi.ts";
import { hashOf, listBits } from "../../packages/text/src/names/word.ts";
import { seededDraw } from "./draw.ts";
import { gatherGazetteer, gatherVocabulary } from "./gather.ts";
import { culturesOf, readLists } from "./lists.ts";
import { createSentences } from "./sentences.ts";

const { values } = parseArgs({
  options: {
    lists: { type: "string", default: "/tmp/d-personal/lists.json" },
    out: { type: "string", default: join(import.meta.dirname, "../../packages/text/src/names/model.json") },
    sentences: { type: "string", default: "60000" },
    epochs: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
  },
});
const lists = readLists(values.lists);
const cultures = culturesOf(lists);
const entries = gatherGazetteer(lists, cultures);
const vocabulary = gatherVocabulary();
const sentences = createSentences(lists, cultures);
const draw = seededDraw(Number(values.seed));

interface Example {
  readonly words: readonly string[];
  readonly labels: Uint8Array;
}

function example(): Example {
  const pieces = sentences.draw(draw);
  const text = pieces.map((piece) => piece.text).join("");
  const labelAt = new Uint8Array(text.length);
  let at = 0;
  for (const piece of pieces) {
    labelAt.fill(nameLabels.indexOf(piece.label), at, at + piece.text.length);
    at += piece.text.length;
  }
  const tokens = tokenize(text, 0, text.length, tokensFor(text.length));
  const words: string[] = [];
  const labels = new Uint8Array(tokens.count);
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i] ?? 0;
    words.push(text.slice(start, tokens.ends[i]));
    labels[i] = labelAt[start] ?? 0;
  }
  return { words, labels };
}

const PAIRS = LABELS * LABELS;
const weights = new Float64Array(BUCKETS * LABELS);
const sums = new Float64Array(BUCKETS * LABELS);
const pairWeights = new Float64Array(PAIRS);
const pairSums = new Float64Array(PAIRS);
let step = 1;

function bucketsOf(facts: readonly WordFacts[], edge: WordFacts): Int32Array[] {
  const mode = caseModeOf(facts, 0, facts.length);
  const joined = new Int32Array(16);
  return facts.map((_, i) => {
    const found: number[] = [];
    for (const [place, offset] of offsets.entries()) found.push(...((facts[i + offset] ?? edge).buckets[place] ?? []));
    const count = joinBuckets(facts, i, mode, edge, joined);
    return Int32Array.from([...found, ...joined.subarray(0, count)]);
  });
}

function add(table: Float64Array, at: number, by: number): void {
  table[at] = (table[at] ?? 0) + by;
}

function learn(buckets: readonly Int32Array[], gold: Uint8Array): number {
  const count = buckets.length;
  const scores = new Float64Array(count * LABELS);
  buckets.forEach((list, i) => {
    for (const bucket of list)
      for (let label = 0; label < LABELS; label++) add(scores, i * LABELS + label, weights[bucket * LABELS + label] ?? 0);
    // A margin: the right label must win by some distance.
    for (let label = 0; label < LABELS; label++) if (label !== gold[i]) add(scores, i * LABELS + label, 1);
  });
  const found = new Uint8Array(count);
  bestLabels(scores, pairWeights, count, found);
  let wrong = 0;
  const change = (table: Float64Array, sum: Float64Array, at: number, by: number): void => {
    add(table, at, by);
    add(sum, at, by * step);
  };
  for (let i = 0; i < count; i++) {
    const [right, said] = [gold[i] ?? 0, found[i] ?? 0];
    if (right !== said) {
      wrong++;
      for (const bucket of buckets[i] ?? []) {
        change(weights, sums, bucket * LABELS + right, 1);
        change(weights, sums, bucket * LABELS + said, -1);
      }
    }
    if (i > 0) {
      const [goldPair, foundPair] = [(gold[i - 1] ?? 0) * LABELS + right, (found[i - 1] ?? 0) * LABELS + said];
      if (goldPair !== foundPair) {
        change(pairWeights, pairSums, goldPair, 1);
        change(pairWeights, pairSums, foundPair, -1);
      }
    }
  }
  step++;
  return wrong;
}

for (let epoch = 0; epoch < Number(values.epochs); epoch++) {
  // A quarter of the listed words is unknown in each epoch, so that context and endings are learnt for names on no list.
  const gazetteer = gazetteerOf(
    (key) => (hashOf(key, 100 + epoch) % 4 === 0 ? (entries.get(key) ?? 0) & listBits.common : (entries.get(key) ?? 0)),
    entries.size,
  );
  const source = { gazetteer, vocabulary };
  const known = new Map<string, WordFacts>();
  const factOf = (word: string): WordFacts => {
    let facts = known.get(word);
    if (facts === undefined) known.set(word, (facts = factsOf(word, source)));
    return facts;
  };
  const strangers = new Map<string, WordFacts>();
  const strangerOf = (word: string): WordFacts => {
    let facts = strangers.get(word);
    if (facts === undefined) strangers.set(word, (facts = factsOf(word, { gazetteer, vocabulary: new Map() })));
    return facts;
  };
  const edge = factsOf("\n", source);
  let wrong = 0;
  let total = 0;
  for (let i = 0; i < Number(values.sentences); i++) {
    const { words, labels } = example();
    // A word of the model's own is unknown now and then: real texts say things otherwise than the grammar.
    wrong += learn(
      bucketsOf(
        words.map((word) => (draw.chance(0.15) ? strangerOf(word) : factOf(word))),
        edge,
      ),
      labels,
    );
    total += words.length;
  }
  process.stdout.write(`epoch ${epoch + 1}: ${total} tokens, ${((100 * wrong) / total).toFixed(2)} % wrong while learning\n`);
}

/** Averaged, then one byte each. */
const averaged = weights.map((weight, i) => weight - (sums[i] ?? 0) / step);
const pairs = Array.from(pairWeights, (weight, i) => weight - (pairSums[i] ?? 0) / step);
const sizes = averaged
  .filter((weight) => weight !== 0)
  .map(Math.abs)
  .sort();
const scale = 127 / (sizes[Math.floor(sizes.length * 0.9995)] ?? 1);
const bytes = Int8Array.from(averaged, (weight) => Math.max(-127, Math.min(127, Math.round(weight * scale))));
const pack = (data: Uint8Array): string =>
  brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).toString("base64");
const model = {
  about: "Weights and word lists of the names tagger; written by tools/names/train.ts, described in docs/names-model-card.md",
  sentences: Number(values.sentences) * Number(values.epochs),
  seed: Number(values.seed),
  scale: Math.round(scale * 1000) / 1000,
  pairs: pairs.map((weight) => Math.round(weight * scale)),
  vocabulary: [...vocabulary.keys()].join(" "),
  gazetteer: pack(encodeGazetteer(entries)),
  weights: pack(new Uint8Array(bytes.buffer)),
};
writeFileSync(values.out, `${JSON.stringify(model, null, 2)}\n`);
process.stdout.write(
  `${entries.size} listed words, ${vocabulary.size} own words, ${bytes.filter((one) => one !== 0).length} weights, ${JSON.stringify(model).length} bytes\n`,
);
