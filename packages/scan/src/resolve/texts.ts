import type { Value } from "./value.ts";

/** A candidate text; `partial` where {name} stands for what is not known. */
export interface TextCandidate {
  readonly text: string;
  readonly partial: boolean;
}

/** The texts a value may be: constants, environment fallbacks. */
export function textsOf(value: Value): readonly TextCandidate[] {
  if (value.kind === "constant") return value.value === null ? [] : [{ text: String(value.value), partial: value.partial === true }];
  if (value.kind === "environment") return value.fallback.flatMap(textsOf);
  return [];
}

/** `[your-bucket-name]`, `<your-project>`, `YOUR_BUCKET`: what the reader of a notebook or of a template fills in. */
const BLANK = /^(?:\[your[-_ ][^[\]]*\]|<your[-_ ][^<>]*>|\{your[-_ ][^{}]*\}|your[-_][a-z]+(?:[-_](?:id|name|here))?)$/i;

/** The texts of a part of a text; one that is left blank is as good as not known and stands as {name}. */
export function partsOf(values: readonly Value[], name: string): readonly TextCandidate[] {
  const texts = values.flatMap(textsOf);
  if (texts.length === 0) return [{ text: `{${name}}`, partial: true }];
  if (!texts.some(({ text }) => BLANK.test(text))) return texts;
  const known = texts.filter(({ text }) => !BLANK.test(text));
  return [{ text: `{${name}}`, partial: true }, ...known];
}
