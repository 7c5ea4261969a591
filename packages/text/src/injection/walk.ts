import { cueBit, cueTables } from "./cue-table.ts";
import { BUCKETS } from "./features.ts";
import { FOLD, foldTable, singleLetterWords } from "./fold.ts";
import { addLetter, EMPTY, hashesOf, pair, STEM, STEM_SALT, spread } from "./word-hash.ts";

/** Receives the sentences of a text. */
export interface SegmentSink {
  /** One word of the sentence under way: the buckets of itself, of its pair and of its spaced pair with words before. */
  word?(own: number, pair: number, spaced: number): void;
  /** The sentence `[start, end)` is over; `cues` are the bits of `CUES` in it, `sum` the weights of its features. */
  segment(start: number, end: number, words: number, cues: number, sum: number): void;
}

const LONGEST_SEGMENT = 48;
const START_OF_SEGMENT = 0x2545f491;
const SPACED = 0x27d4eb2f;
const MASK = BUCKETS - 1;
const { skipped: SKIPPED } = FOLD;
/** Below it, no letter is a word of its own. */
const FIRST_SINGLE = 0x0e00;
const marker =
  /<\|(?:im_start|im_end|system|user|assistant|endoftext|endofprompt|eot_id|begin_of_text|start_header_id|end_header_id|channel|message)\|>|<<\/?SYS>>|\[\/?INST\]|\[\/?SYSTEM(?:[ _]?(?:MESSAGE|PROMPT|NOTE))?\]|<\/?(?:system|system_prompt|assistant|tool_call|function_calls?|instructions?|start_of_turn|end_of_turn)>|#{2,3} ?(?:system|instruction|new instructions?|assistant|response)\b:?|-{3,80} ?(?:end|begin|start)(?: of)? (?:\w{1,20} ){0,3}(?:instructions?|prompt|context|document|text|data)/iy;
const roles = new Map(
  ["system", "assistant", "user", "human", "developer", "ai", "admin", "administrator", "root", "sysprompt"].map((word) => [
    hashesOf(word).full,
    true,
  ]),
);
const ADDRESS = cueBit("address");
const MARKER = cueBit("marker");
const ROLE = cueBit("role");
/** Openers that do not use up the first place: `please`, `now`, `and`, `then`, `also`. */
const openers = new Map(
  [
    "please",
    "now",
    "and",
    "then",
    "also",
    "so",
    "but",
    "bitte",
    "por",
    "favor",
    "per",
    "важно",
    "important",
    "note",
    "ok",
    "okay",
    "hi",
    "hello",
  ].map((word) => [hashesOf(word).full, true]),
);

/**
 * Walks over the words of a text once. A word is a run of folded letters and digits; letters of East Asian scripts are
 * words of their own. Sentences end at `.`, `!`, `?` before white space, at line ends, and after 48 words.
 * @param units the code units of `text` (`withUnits`)
 * @param table for each bucket twice the weight, plus one where the table of cues has to be asked
 */
export function walkSegments(text: string, units: Uint16Array, table: Int16Array, sink: SegmentSink): void {
  const fold = foldTable();
  const alone = singleLetterWords();
  const { words: cueWords, opening } = cueTables();
  const listens = sink.word !== undefined;
  let sum = 0;
  const length = text.length;
  let segmentStart = 0;
  let words = 0;
  let cues = 0;
  let opened = false;
  let before = START_OF_SEGMENT;
  let beforeThat = START_OF_SEGMENT;
  let pairBefore = 0;
  let full = EMPTY;
  let stem = EMPTY;
  let letters = 0;
  let lastFull = 0;
  for (let at = 0; at <= length; at++) {
    let code = at < length ? (units[at] as number) : 0x0a;
    let letter = fold[code] as number;
    // Most of a text are letters of words: they stay in here.
    while (letter > SKIPPED && code < FIRST_SINGLE) {
      full = addLetter(full, letter);
      if (letters < STEM) stem = full;
      letters++;
      at++;
      code = at < length ? (units[at] as number) : 0x0a;
      letter = fold[code] as number;
    }
    const single = code >= FIRST_SINGLE && alone[code] === 1;
    if (letter > SKIPPED && !single) {
      full = addLetter(full, letter);
      if (letters < STEM) stem = full;
      letters++;
      continue;
    }
    if (letter === SKIPPED) continue;
    if (letters > 0) {
      words++;
      const bigram = pair(before, stem);
      const own = spread(full) & MASK;
      const both = spread(bigram) & MASK;
      const spaced = spread(pair(beforeThat, stem) ^ SPACED) & MASK;
      // Buckets lie inside of the table; `as number` only undoes noUncheckedIndexedAccess in the hot loop.
      const ownEntry = table[own] as number;
      const bothEntry = table[both] as number;
      // A word that was just said says nothing new.
      if (stem !== before && stem !== beforeThat) {
        sum += (ownEntry >> 1) + (bothEntry >> 1) + ((table[spaced] as number) >> 1);
        if (listens) sink.word?.(own, both, spaced);
      }
      if ((ownEntry & 1) === 1) cues |= cueWords.get(full);
      if ((bothEntry & 1) === 1) cues |= cueWords.get(bigram);
      if (letters >= STEM && ((table[spread(stem ^ STEM_SALT) & MASK] as number) & 1) === 1) cues |= cueWords.get(stem ^ STEM_SALT);
      if (!opened && !openers.has(full)) {
        opened = true;
        cues |= opening.get(full);
      }
      beforeThat = before;
      before = stem;
      pairBefore = 0;
      lastFull = full;
      full = EMPTY;
      stem = EMPTY;
      letters = 0;
    }
    if (single) {
      const hash = addLetter(EMPTY, letter);
      const bigram = pair(before, hash);
      words++;
      const own = spread(hash) & MASK;
      const both = spread(bigram) & MASK;
      const spaced = spread(pair(beforeThat, hash) ^ SPACED) & MASK;
      const bothEntry = table[both] as number;
      if (hash !== before && hash !== beforeThat) {
        sum += ((table[own] as number) >> 1) + (bothEntry >> 1) + ((table[spaced] as number) >> 1);
        if (listens) sink.word?.(own, both, spaced);
      }
      if ((bothEntry & 1) === 1) cues |= cueWords.get(bigram);
      if (pairBefore !== 0) cues |= cueWords.get(pair(pairBefore, hash));
      beforeThat = before;
      before = hash;
      pairBefore = bigram;
      if (words < LONGEST_SEGMENT * 2) continue;
    } else if (code === 0x20) continue;
    let ends = code === 0x0a || code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0x0964 || single;
    if (code === 0x2e || code === 0x21 || code === 0x3f) {
      const next = text.charCodeAt(at + 1);
      ends = next === 0x20 || next === 0x0a || next === 0x0d || next === 0x22 || next === 0x29 || Number.isNaN(next);
    } else if (code === 0x3a) {
      if (text.charCodeAt(at + 1) === 0x2f && text.charCodeAt(at + 2) === 0x2f) cues |= ADDRESS;
      else if (words > 0 && words <= 2 && roles.has(lastFull)) cues |= ROLE;
    } else if (code === 0x40) {
      if (at > 0 && (fold[text.charCodeAt(at - 1)] as number) > SKIPPED) cues |= ADDRESS;
    } else if (code === 0x3c || code === 0x5b || code === 0x23 || code === 0x2d) {
      marker.lastIndex = at;
      if ((code !== 0x2d || (text.charCodeAt(at + 1) === 0x2d && text.charCodeAt(at - 1) !== 0x2d)) && marker.test(text)) {
        cues |= MARKER;
        if (code === 0x23 || code === 0x2d) at = marker.lastIndex - 1;
      }
    }
    if (!ends && words < LONGEST_SEGMENT) continue;
    if (words > 0 || (cues & MARKER) !== 0) sink.segment(segmentStart, Math.min(at + 1, length), words, cues, sum);
    else if (code !== 0x0a && code !== 0x20) {
      if (at < length) continue;
    }
    segmentStart = Math.min(at + 1, length);
    words = 0;
    cues = 0;
    sum = 0;
    opened = false;
    before = START_OF_SEGMENT;
    beforeThat = START_OF_SEGMENT;
    pairBefore = 0;
  }
}
