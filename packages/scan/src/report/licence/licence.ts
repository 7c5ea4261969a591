import type { Asset, Json } from "@castellan/graph";
// @ts-expect-error The package publishes no types. Only whether it throws is used, never what it answers.
import parseExpression from "spdx-expression-parse";
import deprecatedIds from "spdx-license-ids/deprecated.json" with { type: "json" };
import currentIds from "spdx-license-ids/index.json" with { type: "json" };
import type { ResultIndex } from "../result-index.ts";

/** A licence as stated: an SPDX id, an SPDX expression, or only a name. */
export interface Licence {
  readonly form: "id" | "expression" | "name";
  readonly text: string;
}

/** The list writes ids in one way; people write them in many. Ids compare without case (SPDX 3.0.1, Annex B). */
const IDS: ReadonlyMap<string, string> = new Map([...deprecatedIds, ...currentIds].map((id) => [id.toLowerCase(), id]));

/** Names that model and data hubs use for licences of the SPDX list. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["apache 2.0", "Apache-2.0"],
  ["apache license 2.0", "Apache-2.0"],
  ["apache license, version 2.0", "Apache-2.0"],
  ["mit license", "MIT"],
  ["the mit license", "MIT"],
  ["bsd", "BSD-3-Clause"],
  ["bsd license", "BSD-3-Clause"],
  ["cc-by-sa 4.0", "CC-BY-SA-4.0"],
  ["cc by 4.0", "CC-BY-4.0"],
  ["cc0", "CC0-1.0"],
  ["gpl-3", "GPL-3.0-only"],
]);

const LONGEST = 400;

export function spdxId(text: string): string | undefined {
  const lower = text.trim().toLowerCase();
  return IDS.get(lower) ?? ALIASES.get(lower);
}

/** Ids inside an expression in the list's own spelling, operators in capitals. */
function spelled(expression: string): string {
  return expression.replace(/[A-Za-z0-9.+-]+/g, (word) =>
    /^(?:and|or|with)$/i.test(word) ? word.toUpperCase() : (IDS.get(word.toLowerCase()) ?? word),
  );
}

export function readLicence(text: string): Licence | undefined {
  const trimmed = text.trim().slice(0, LONGEST);
  if (trimmed === "" || /^(?:unknown|other|none|noassertion|n\/a)$/i.test(trimmed)) return undefined;
  const id = spdxId(trimmed);
  if (id !== undefined) return { form: "id", text: id };
  // Only what can be an expression: the parser takes white space and ids, and throws at the rest.
  if (/\s(?:and|or|with)\s|\+$/i.test(trimmed)) {
    const expression = spelled(trimmed);
    try {
      parseExpression(expression);
      return { form: "expression", text: expression };
    } catch {
      return { form: "name", text: trimmed };
    }
  }
  return { form: "name", text: trimmed };
}

function texts(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Licences that were stated for an asset: its own attribute, then what it is `licensed_under`. */
export function licencesOf(asset: Asset, index: ResultIndex): Licence[] {
  const related = index
    .from(asset.id)
    .filter((relation) => relation.kind === "licensed_under")
    .map((relation) => index.name(relation.to));
  const stated = [
    ...texts(asset.attributes["licence"]),
    ...texts(asset.attributes["license"]),
    ...texts(asset.attributes["licences"]),
    ...related,
  ];
  const licences = new Map<string, Licence>();
  for (const text of stated) {
    const licence = readLicence(text);
    if (licence !== undefined) licences.set(licence.text, licence);
  }
  return [...licences.values()];
}
