import type { ProjectFile } from "../../project/facts.ts";

/** Types that single out a person by themselves; an age or a city alone does not. */
const DIRECT =
  /^(?:EMAIL_ADDRESS|PHONE_NUMBER|PERSON|IBAN_CODE|CREDIT_CARD|MEDICAL_|[A-Z]{2}_(?:SSN|ITIN|PASSPORT|DRIVER_LICENSE|NHS|NINO|NIF|NIE|FISCAL_CODE|PAN|AADHAAR|SIN|CPF|PESEL|BSN|TAX_ID|ID|MEDICARE|TFN))/;
const SPECIAL = /MEDICAL|HEALTH|RELIGION|ETHNICITY|SEXUAL|POLITICAL|BIOMETRIC/;

export interface PersonalTable {
  readonly file: ProjectFile;
  readonly types: readonly string[];
  readonly columns: readonly string[];
  readonly special: boolean;
}

/** Columns of a table that hold personal data, by name and sampled values; undefined where none single out a person. */
export function personalTable(file: ProjectFile): PersonalTable | undefined {
  const columns = file.facts.table?.classification?.columns ?? [];
  const found = columns.filter(({ types }) => types.some((type) => DIRECT.test(type)));
  // A name alone is often that of a thing; with something else beside it, it is a person's.
  const types = [...new Set(found.flatMap((column) => column.types.filter((type) => DIRECT.test(type))))].sort();
  if (types.length === 0 || (types.length === 1 && types[0] === "PERSON")) return undefined;
  return {
    file,
    types,
    columns: found.map(({ name }) => name),
    special: columns.some((column) => column.types.some((type) => SPECIAL.test(type))),
  };
}

const WORDS: { readonly [type: string]: string } = {
  PERSON: "names",
  EMAIL_ADDRESS: "e-mail addresses",
  PHONE_NUMBER: "telephone numbers",
  IBAN_CODE: "IBANs",
  CREDIT_CARD: "card numbers",
};

export function wordsFor(types: readonly string[]): string {
  return types.map((type) => WORDS[type] ?? type.toLowerCase().replaceAll("_", " ")).join(", ");
}

/** Columns of free text that people outside write: what stands there may be an instruction. */
const OUTSIDE_TEXT =
  /^(?:.*_)?(?:note|notes|comment|comments|message|messages|body|review|reviews|feedback|complaint|description|email_text|subject|ticket|transcript|utterance|query|question|tweet|post|content|text)$/i;
const AUTHORED = /author|customer|user|sender|from|channel|client|reviewer|reporter|source/i;

/** A table whose free text comes from customers or the public, as far as its columns tell. */
export function outsideText(file: ProjectFile): string | undefined {
  const columns = file.facts.table?.columns ?? [];
  const text = columns.find(({ name, type }) => OUTSIDE_TEXT.test(name) && (type === undefined || type === "text"));
  return text !== undefined && columns.some(({ name }) => AUTHORED.test(name)) ? text.name : undefined;
}
