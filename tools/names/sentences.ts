import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Draw } from "./draw.ts";
import type { Culture, Lists } from "./lists.ts";
import { fillSlot, type Piece, type SlotSource } from "./slots.ts";

const FOLDER = join(import.meta.dirname, "grammar");
const ALTERNATIVES = /<([^<>{}\n]*\|[^<>\n]*)>/;

const lines = (name: string): string[] =>
  readFileSync(join(FOLDER, name), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "));

/** Draws labelled texts from the grammar. */
export interface Sentences {
  draw(draw: Draw): readonly Piece[];
}

export function createSentences(lists: Lists, cultures: ReadonlyMap<string, Culture>): Sentences {
  const english = [...lines("english.txt"), ...lines("prose.txt").flatMap((line) => [line, line])];
  const others = lines("others.txt").map((line) => ({
    language: line.slice(0, line.indexOf(" ")),
    pattern: line.slice(line.indexOf(" ") + 1),
  }));
  const all = [...cultures.values()];
  const latin = all.filter(({ given }) => /^\p{Script=Latin}/u.test(given[given.length >> 1] ?? ""));
  const byLanguage = Map.groupBy(all, ({ language }) => language);
  const englishOnes = byLanguage.get("en") ?? [];
  const cities = lists.cities.map(([name]) => name);
  const great = cities.slice(0, 1500);
  const frequent = [...new Set(all.filter(({ language }) => language === "en").flatMap(({ word }) => word))];
  const base = { countries: lists.countries, states: lists.states, frequent, words: lists.words };
  const one = (from: Draw): Piece[] => {
    const foreign = from.chance(0.22) ? from.pick(others) : undefined;
    const choices =
      foreign === undefined
        ? from.chance(0.35)
          ? englishOnes
          : from.chance(0.93)
            ? latin
            : all
        : (byLanguage.get(foreign.language) ?? latin);
    const source: SlotSource = {
      ...base,
      culture: from.pick(choices),
      cities: from.chance(0.4) ? great : cities,
    };
    return expand(foreign?.pattern ?? from.pick(english), from, source);
  };
  // Sentences stand in texts: what a sentence begins with is learnt behind another one's end.
  const draw = (from: Draw): readonly Piece[] => {
    const pieces = one(from);
    while (from.chance(0.45)) pieces.push({ text: from.pick([" ", " ", "\n", "\n\n", ". ", "\n> "]), label: "O" }, ...one(from));
    return pieces;
  };
  return { draw };
}

function expand(pattern: string, draw: Draw, source: SlotSource): Piece[] {
  let text = pattern;
  for (let match = ALTERNATIVES.exec(text); match !== null; match = ALTERNATIVES.exec(text))
    text = text.slice(0, match.index) + draw.pick((match[1] ?? "").split("|")) + text.slice(match.index + match[0].length);
  text = text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(/\{([A-Za-z]{1,5})\}/g)) {
    pieces.push({ text: text.slice(last, match.index), label: "O" }, ...fillSlot(match[1] ?? "", draw, source));
    last = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(last), label: "O" });
  return disturb(
    pieces.filter((piece) => piece.text !== ""),
    draw,
  );
}

/** Letters and marks as people write them: small letters only, capitals only, no final stop, spaces before marks. */
function disturb(pieces: readonly Piece[], draw: Draw): Piece[] {
  const roll = draw.below(100);
  const change = (map: (text: string) => string): Piece[] => pieces.map((piece) => ({ ...piece, text: map(piece.text) }));
  if (roll < 14) return change((text) => text.toLowerCase());
  if (roll < 18) return change((text) => text.toUpperCase());
  if (roll < 22) return change((text) => text.toLowerCase().replace(/([.,;:?!])(?=\s|$)/g, " $1"));
  if (roll < 28)
    return pieces.map((piece) =>
      piece.label === "PERSON" || piece.label === "LOCATION" ? { ...piece, text: piece.text.toUpperCase() } : piece,
    );
  if (roll < 34 && roll >= 31) {
    const lead = draw.pick(["> ", ">", "??? ", "- ", "* ", "| ", "\t", "// ", "# "]);
    return [{ text: lead, label: "O" }, ...change((text) => text.replaceAll("\n", `\n${lead}`))];
  }
  if (roll < 31) return pieces.map((piece) => (piece.label === "PERSON" ? { ...piece, text: piece.text.toLowerCase() } : piece));
  return [...pieces];
}
