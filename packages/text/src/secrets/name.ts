import { splitWords } from "../words.ts";
import type { Assignment } from "./assignment.ts";
import type { SecretRule } from "./rule.ts";

/** Last words of names whose values look random and are no secrets. */
const harmless = new Set(
  "sha sha1 sha256 hash digest checksum commit rev revision version md5 etag url uri path file model name region endpoint image tag build ref branch".split(
    " ",
  ),
);

/** Whether the name around the keyword at `keywordStart` is one the rule means. */
export function nameFits(rule: SecretRule, { name, nameStart, tail, operator }: Assignment, keywordStart: number): boolean {
  const at = keywordStart - nameStart;
  if (operator.startsWith("!=") || !startsWord(name, at)) return false;
  const words = splitWords(`${name} ${tail}`);
  if (harmless.has(words.at(-1) ?? "")) return false;
  return rule.heads.length === 0 || words.some((word) => rule.heads.some((head) => word.endsWith(head)));
}

/** Whether a word of the identifier starts at `at`: at its front, behind a separator or at a change of case. */
function startsWord(name: string, at: number): boolean {
  if (at <= 0) return true;
  const before = name.charCodeAt(at - 1);
  const here = name.charCodeAt(at);
  const isLower = (code: number): boolean => code >= 97 && code <= 122;
  const isUpper = (code: number): boolean => code >= 65 && code <= 90;
  return !(isLower(before) || isUpper(before)) || (isLower(before) && isUpper(here));
}
