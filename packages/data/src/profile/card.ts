import { readFileSync } from "node:fs";
import { entry, isLicencePath, items, readCard, readLicence, text as textOf } from "@castellan/formats";
import type { ListedFile } from "../table/source/list-files.ts";
import type { DataProfile } from "./document.ts";

type Contradiction = NonNullable<DataProfile["card"]>["contradictions"][number];

const LARGEST = 1024 * 1024;
/** `size_categories` of the hub, as least and most rows. @see https://huggingface.co/docs/hub/datasets-cards */
const UNITS: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

function rowsOfCategory(category: string): readonly [number, number] | undefined {
  const below = /^n\s*<\s*(\d+)([KMBT]?)$/i.exec(category);
  if (below !== null) return [0, Number(below[1]) * (UNITS[(below[2] ?? "").toUpperCase()] ?? 1)];
  const above = /^n\s*>\s*(\d+)([KMBT]?)$/i.exec(category);
  if (above !== null) return [Number(above[1]) * (UNITS[(above[2] ?? "").toUpperCase()] ?? 1), Number.POSITIVE_INFINITY];
  const between = /^(\d+)([KMBT]?)\s*<\s*n\s*<\s*(\d+)([KMBT]?)$/i.exec(category);
  if (between === null) return undefined;
  return [
    Number(between[1]) * (UNITS[(between[2] ?? "").toUpperCase()] ?? 1),
    Number(between[3]) * (UNITS[(between[4] ?? "").toUpperCase()] ?? 1),
  ];
}

/** Licence names without version punctuation and case: `apache-2.0`, `Apache 2.0`. */
function normal(licence: string): string {
  return licence
    .toLowerCase()
    .replace(/[\s_-]+/g, "-")
    .replace(/-(?:only|or-later|license|licence)$/, "");
}

/**
 * What the card of a data set states against what is there: licence against the licence file, sizes and splits against the
 * rows counted, columns against the columns.
 */
export function cardOf(
  beside: readonly ListedFile[],
  rows: number,
  splits: ReadonlyMap<string, number>,
  columns: readonly string[],
): DataProfile["card"] {
  const readable = beside.filter(({ bytes }) => bytes <= LARGEST);
  const cardFile = readable.find(({ name }) => /^(?:readme|data[-_ ]?(?:set[-_ ]?)?card)\.md$/i.test(name));
  const licenceFile = readable.find(({ name }) => isLicencePath(name));
  if (cardFile === undefined && licenceFile === undefined) return undefined;
  const contradictions: Contradiction[] = [];
  const found = licenceFile === undefined ? undefined : readLicence(readFileSync(licenceFile.path, "utf8"));
  const inFile = found?.spdx ?? found?.title;
  if (cardFile === undefined)
    return { file: licenceFile?.name ?? "", ...(inFile === undefined ? {} : { licence: inFile }), contradictions };
  const card = readCard(cardFile.name, readFileSync(cardFile.path, "utf8"));
  const say = (what: string, stated: string, there: string, message: string): void =>
    void contradictions.push({ what, stated, found: there, message });
  if (card.licence !== undefined && found?.spdx !== undefined && normal(card.licence) !== normal(found.spdx))
    say(
      "licence",
      card.licence,
      found.spdx,
      `${cardFile.name} states ${card.licence}, ${licenceFile?.name ?? "the licence file"} is ${found.spdx}.`,
    );
  const front = card.frontMatter;
  for (const node of items(entry(front, "size_categories")?.value)) {
    const category = textOf(node);
    const range = category === undefined ? undefined : rowsOfCategory(category);
    if (category !== undefined && range !== undefined && (rows < range[0] || rows > range[1]))
      say("size", category, String(rows), `${cardFile.name} states ${category} rows, there are ${rows}.`);
  }
  const info = entry(front, "dataset_info")?.value;
  const first = info?.kind === "list" ? items(info)[0] : info;
  for (const node of items(entry(first, "splits")?.value)) {
    const name = textOf(entry(node, "name")?.value);
    const stated = Number(textOf(entry(node, "num_examples")?.value) ?? Number.NaN);
    const there = name === undefined ? undefined : (splits.get(name) ?? (splits.size === 0 && name === "train" ? rows : undefined));
    if (name !== undefined && Number.isFinite(stated) && there !== undefined && there !== stated)
      say("split", String(stated), String(there), `${cardFile.name} states ${stated} rows in ${name}, there are ${there}.`);
    else if (name !== undefined && there === undefined && splits.size > 0)
      say("split", name, "nothing", `${cardFile.name} lists the split ${name}, which is not there.`);
  }
  const features = items(entry(first, "features")?.value).flatMap((node) => textOf(entry(node, "name")?.value) ?? []);
  const lacking = features.filter((name) => !columns.includes(name));
  if (features.length > 0 && lacking.length > 0)
    say(
      "columns",
      lacking.slice(0, 10).join(", "),
      "nothing",
      `${cardFile.name} lists ${lacking.length} ${lacking.length === 1 ? "column" : "columns"} that ${lacking.length === 1 ? "is" : "are"} not there: ${lacking.slice(0, 10).join(", ")}.`,
    );
  const licence = card.licence ?? inFile;
  return { file: cardFile.name, ...(licence === undefined ? {} : { licence }), contradictions };
}
