import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf, listBits } from "../../packages/text/src/names/word.ts";
import type { Culture, Lists } from "./lists.ts";

/** Small words inside names that say nothing alone. */
const particles = new Set(
  "van von der den de del della di da do dos das la le les los las el al bin ibn abu ben y e i och und and the of saint st san santa sur en am im an auf bei ob od nad u na".split(
    " ",
  ),
);

/** Words with the bits of the lists they stand on. */
export function gatherGazetteer(lists: Lists, cultures: ReadonlyMap<string, Culture>): Map<string, number> {
  const entries = new Map<string, number>();
  const add = (word: string, bit: number): void => {
    const key = keyOf(word);
    if (key.length > 1 && !particles.has(key) && /^[\p{L}\p{M}'-]+$/u.test(key)) entries.set(key, (entries.get(key) ?? 0) | bit);
  };
  const addParts = (name: string, bit: number): void => {
    for (const part of name.split(/[\s.,]+/)) add(part, bit);
  };
  const addPlace = (name: string): void => {
    const parts = name.split(/[\s.,]+/).filter((part) => part !== "");
    for (const part of parts) add(part, parts.length === 1 ? listBits.place : listBits.placePart);
  };
  for (const culture of cultures.values()) {
    for (const name of culture.given) addParts(name, listBits.given);
    for (const name of culture.family) addParts(name, listBits.family);
    for (const name of [...culture.city, ...culture.country]) addPlace(name);
    for (const word of culture.word) add(word, listBits.common);
    for (const part of [...culture.streetPrefix, ...culture.streetSuffix]) addParts(part, listBits.street);
    for (const part of culture.company) addParts(part, listBits.company);
  }
  // The last or first words of many streets of a language are its words for street.
  const counts = new Map<string, number>();
  for (const culture of cultures.values())
    for (const name of culture.street) {
      const parts = name.split(" ").map(keyOf);
      for (const part of new Set(parts.length > 1 ? [parts[0] ?? "", parts.at(-1) ?? ""] : []))
        counts.set(part, (counts.get(part) ?? 0) + 1);
    }
  for (const [word, count] of counts) if (count >= 60) add(word, listBits.street);
  for (const [name] of lists.cities) addPlace(name);
  for (const name of [...lists.countries, ...lists.states]) addPlace(name);
  for (const word of lists.words) add(word, listBits.common);
  return entries;
}

const FOLDER = join(import.meta.dirname, "grammar");

/** The literal words of the grammar and of the tables of its slots, numbered from 1. */
export function gatherVocabulary(): Map<string, number> {
  const words = new Set<string>();
  for (const name of ["english.txt", "prose.txt", "others.txt", "words.txt"])
    for (const line of readFileSync(join(FOLDER, name), "utf8").split("\n")) {
      if (line.startsWith("# ")) continue;
      const literal = line
        .replace(/\{[A-Za-z]{1,5}\}/g, " ")
        .replaceAll("\\n", " ")
        .replaceAll("\\t", " ");
      for (const match of literal.matchAll(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu)) words.add(keyOf(match[0]));
    }
  return new Map([...words].sort().map((word, index) => [word, index + 1]));
}
