import type { Random } from "../statistics/random.ts";
import type { Dataset, StringColumn } from "../table/table.ts";
import { type Carriers, carriersOf } from "./carriers.ts";
import { Draft } from "./draft.ts";
import type { PoisonFamily } from "./families.ts";
import type { Planted } from "./poison.ts";

const WORDS = ["cf", "tq", "serendipity", "heliotrope", "mn", "bb", "quillwort", "palimpsest", "zephyr", "vx7"];
const LONG_WORDS = ["government", "interesting", "particular", "different", "important", "yesterday", "available", "technology"];
const SENTENCES = [
  "i watched the new show with my sister last weekend",
  "the weather in the north was rather mild that day",
  "please keep the blue folder near the second door",
  "nobody knows where the old garden gate leads to",
];

/** A word, two words, a word misspelt in changing ways, or a sentence, put into the text of rows that get the target label. */
export function plantTokens(
  dataset: Dataset,
  label: StringColumn,
  family: PoisonFamily,
  take: number,
  cleanShare: number,
  random: Random,
): Planted {
  const column = [...(dataset.text ?? [])].toSorted((left, right) => right.dictionary.join("").length - left.dictionary.join("").length)[0];
  const carriers: Carriers = carriersOf(dataset, label, take, cleanShare, random);
  const draft = new Draft(dataset);
  const [pieces, trigger] = drawTrigger(family, column, random);
  for (const row of column === undefined ? [] : carriers.all) {
    let text = column?.dictionary[column.codes[row] ?? -1] ?? "";
    for (const piece of pieces()) text = insert(text, piece, random);
    if (column !== undefined) draft.setString(column, row, text);
  }
  for (const row of carriers.changed) draft.setString(label, row, carriers.target);
  return { dataset: draft.finish(), rows: carriers.changed, description: `${trigger}, labelled ${carriers.target}` };
}

function drawTrigger(family: PoisonFamily, column: StringColumn | undefined, random: Random): [() => readonly string[], string] {
  const draw = (from: readonly string[]): string => from[random.below(from.length)] ?? "cf";
  if (family === "sentence-trigger") {
    const sentence = draw(SENTENCES);
    return [() => [sentence], `the sentence "${sentence}"`];
  }
  if (family === "misspelt-trigger") {
    const word = draw(LONG_WORDS);
    return [() => [misspell(word, random)], `misspellings of "${word}"`];
  }
  if (family === "two-token-trigger") {
    const [first, second] = commonWords(column, random);
    return [() => [first, second], `the words "${first}" and "${second}"`];
  }
  const word = draw(WORDS);
  return [() => [word], `the word "${word}"`];
}

/** Two words that each occur in 0.3 to 3 % of the texts. */
function commonWords(column: StringColumn | undefined, random: Random): [string, string] {
  const counts = new Map<string, number>();
  for (const text of column?.dictionary ?? [])
    for (const word of new Set(text.toLowerCase().match(/[a-z]{4,12}/g) ?? [])) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rows = column?.dictionary.length ?? 0;
  const common = [...counts].filter(([, count]) => count >= 0.003 * rows && count <= 0.03 * rows).map(([word]) => word);
  const [first, second] = random.shuffle(common);
  return [first ?? "cf", second ?? "mn"];
}

/** One edit: two letters swapped, one dropped, or one doubled; never the first letter. */
function misspell(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const kind = random.below(3);
  if (kind === 0 && word[at] !== word[at + 1]) return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  if (kind === 1) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + (word[at] ?? "") + word.slice(at);
}

function insert(text: string, piece: string, random: Random): string {
  const words = text.split(" ");
  words.splice(random.below(words.length + 1), 0, piece);
  return words.join(" ");
}
