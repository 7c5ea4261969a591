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
