import { splitWords } from "../words.ts";
import { type ColumnMeaning, columnMeanings, type DataClass, dataClasses } from "./column-names.ts";
import { isExampleData } from "./example.ts";
import { typesOfValue } from "./find.ts";

/** What a column holds, as far as its name and some values tell. */
export interface ColumnClassification {
  /** Sorted; empty when nothing was recognised. */
  readonly types: readonly string[];
  readonly class: DataClass;
  /** Sentences without any value in them. */
  readonly reasons: readonly string[];
  /** All recognised values are made for examples. */
  readonly example?: true;
}

/** Types whose form alone, without a name that says so, is no evidence in a column. */
const tooCommon = new Set([
  "URL",
  "PHONE_NUMBER",
  "US_PASSPORT",
  "US_DRIVER_LICENSE",
  "US_BANK_NUMBER",
  "US_NPI",
  "DATE_OF_BIRTH",
  "GB_NHS",
  "AU_TFN",
  "NL_BSN",
  "PL_PESEL",
  "DE_TAX_ID",
  "CRYPTO",
  "IN_AADHAAR",
  "CA_SIN",
  "BR_CPF",
]);
/** Qualifiers after which a name no longer means a person: `file_name`, `model_address`. */
const thing = new Set(
  "file model table column field feature class tag host domain server product item brand company business shop store event city country state job process package function variable parameter metric dataset layer node label species memory register wallet contract street_type".split(
    " ",
  ),
);
/** Names whose words are about the word, not the person. */
const measured = new Set(
  "count len length size hash type flag rate ratio mean std var avg sum min max pct percent index idx weight bucket encoded".split(" "),
);

/**
 * Judges a column by its name and up to a few hundred of its values. Values count when at least six in
 * ten of those that are not empty have the same form.
 */
export function classifyColumn(name: string, sampleValues: readonly unknown[] = []): ColumnClassification {
  const values = sampleValues
    .flatMap((value) => (value === null || value === undefined || String(value).trim() === "" ? [] : [String(value).trim()]))
    .slice(0, 500);
  const byName = meaningsOfName(name);
  const byValue = typesOfValues(values);
  const types = new Set<string>();
  const reasons: string[] = [];
  let worst: DataClass = "internal";
  for (const one of byName) {
    if (refutedByValues(one, values)) continue;
    types.add(one.type);
    worst = worse(worst, one.class);
    reasons.push(`the name means ${one.type.toLowerCase().replaceAll("_", " ")}`);
  }
  for (const { type, hits, needsName } of byValue) {
    if ((needsName || tooCommon.has(type)) && !supports(byName, type)) continue;
    types.add(type);
    worst = worse(worst, type === "URL" ? "internal" : "personal");
    reasons.push(`${hits} of ${values.length} sampled values have the form of ${type.toLowerCase().replaceAll("_", " ")}`);
  }
  if (types.size === 0 && /^names?$/i.test(name) && looksLikeNames(values)) {
    types.add("PERSON");
    worst = "personal";
    reasons.push("the values look like names of people");
  }
  const example = byValue.length > 0 && values.every((value) => byValue.some(({ type }) => isExampleData(type, value)));
  return { types: [...types].sort(), class: types.size === 0 ? "internal" : worst, reasons, ...(example ? { example: true } : {}) };
}

function meaningsOfName(name: string): ColumnMeaning[] {
  const words = splitWords(name).filter((word) => !/^\d+$/.test(word));
  if (words.some((word) => measured.has(word)) || words.length === 0) return [];
  const text = ` ${words.map(singular).join(" ")} `;
  const found = columnMeanings.filter((one) => one.words.some((phrase) => text.includes(` ${phrase.split(" ").map(singular).join(" ")} `)));
  if (found.some(({ type }) => /_ADDRESS$|DEVICE_ID/.test(type))) return found.filter(({ type }) => type !== "ADDRESS");
  const aboutThings = words.some((word) => thing.has(word));
  return found.filter((one) => !aboutThings || !["PERSON", "ADDRESS", "AGE", "USER_ID", "GENDER", "ETHNICITY"].includes(one.type));
}

function singular(word: string): string {
  return word.length > 2 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** Types whose values name or reach one person: an answer such as yes or no is none of them. */
const IDENTIFYING = new Set(
  "PERSON EMAIL_ADDRESS PHONE_NUMBER ADDRESS POSTAL_CODE LOCATION DATE_OF_BIRTH US_SSN NATIONAL_ID CREDIT_CARD CVV IBAN_CODE IP_ADDRESS DEVICE_ID USER_ID FREE_TEXT PASSWORD".split(
    " ",
  ),
);
const ANSWER = /^(?:true|false|yes|no|y|n|t|f|[01]|on|off|none|unknown|ja|nein|oui|non|s[ií]|nee|n\/?a)$/i;
/** Digits enough for a number, or what stands where they were masked. */
const PHONE_LIKE = /(?:\d\D{0,3}){4}|[*#xX]{3}/;

/** `race` with 300 different values is a competition; `ip` with words is intellectual property; `PhoneService` is bought or not. */
function refutedByValues({ type }: ColumnMeaning, values: readonly string[]): boolean {
  if (values.length >= 2 && IDENTIFYING.has(type) && values.every((value) => ANSWER.test(value))) return true;
  if (values.length >= 2 && type === "PHONE_NUMBER" && values.filter((value) => PHONE_LIKE.test(value)).length < values.length * 0.3)
    return true;
  if (values.length < 5) return false;
  const share = (test: (value: string) => boolean): number => values.filter(test).length / values.length;
  switch (type) {
    case "EMAIL_ADDRESS":
      return share((value) => /^(?:true|false|[01yn]|yes|no)$/i.test(value)) > 0.9;
    case "IP_ADDRESS":
      return share((value) => /[.:]/.test(value)) < 0.3;
    case "ETHNICITY":
    case "RELIGION":
      return values.length >= 40 && new Set(values).size > values.length * 0.8;
    case "AGE":
      return share((value) => /^\d{1,3}(?:\.\d+)?$|^\d{1,3}\s?[-–+]/.test(value)) < 0.5;
    case "PERSON":
    case "ADDRESS":
      return share((value) => /^-?\d+(?:\.\d+)?$/.test(value)) > 0.8 || share((value) => /^0x/.test(value)) > 0.8;
    default:
      return false;
  }
}

interface ValueEvidence {
  readonly type: string;
  readonly hits: number;
  /** The form is too plain to count without a name that says the same. */
  readonly needsName: boolean;
}

function typesOfValues(values: readonly string[]): ValueEvidence[] {
  const counts = new Map<string, { hits: number; needsName: boolean }>();
  for (const value of values) {
    const best = typesOfValue(value)[0];
    if (best === undefined) continue;
    const before = counts.get(best.type);
    counts.set(best.type, { hits: (before?.hits ?? 0) + 1, needsName: best.needsContext || (before?.needsName ?? false) });
  }
  return [...counts]
    .filter(([, { hits }]) => hits >= 3 && hits >= values.length * 0.6)
    .map(([type, evidence]) => ({ type, ...evidence }))
    .sort((a, b) => b.hits - a.hits || (a.type < b.type ? -1 : 1));
}

function supports(byName: readonly ColumnMeaning[], type: string): boolean {
  return byName.some((one) => one.type === type || (one.type === "NATIONAL_ID" && /^[A-Z]{2}_/.test(type)));
}

/** Two or three capitalised words of letters, in six of ten values and in many forms. */
function looksLikeNames(values: readonly string[]): boolean {
  if (values.length < 5) return false;
  const hits = values.filter((value) => /^\p{Lu}[\p{L}'’-]+(?:,? (?:\p{Lu}\.?|\p{Lu}[\p{L}'’-]+)){1,3}$/u.test(value)).length;
  return hits >= values.length * 0.6 && new Set(values).size > values.length * 0.5;
}

function worse(a: DataClass, b: DataClass): DataClass {
  return dataClasses.indexOf(b) > dataClasses.indexOf(a) ? b : a;
}
