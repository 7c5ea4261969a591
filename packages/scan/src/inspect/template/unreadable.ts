import type { TemplateFinding } from "./judge.ts";
import { builtinOf, isSpecialName, meaningOf } from "./vocabulary.ts";

/** Longest tag that is looked at as one. */
const TAG = 4000;
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([0-7]{2,3})|N\{LOW LINE\})/gi;
const WORD = /[\w\u0080-\uffff]{1,200}/g;

/**
 * Looks into the tags of a text that no parser accepts: another engine, or a later version, may.
 * Special names are told also where they are written with escapes.
 */
export function judgeUnreadable(text: string): readonly TemplateFinding[] {
  const findings: TemplateFinding[] = [];
  for (const { code, index } of tagsOf(text)) {
    if (findings.length >= 10) break;
    const plain = code.replace(ESCAPE, (_, hex: string | undefined, wide: string | undefined, octal: string | undefined) =>
      String.fromCharCode(octal !== undefined ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? wide ?? "5f", 16)),
    );
    for (const [word] of plain.matchAll(WORD)) {
      if (isSpecialName(word) || meaningOf(word) === "inside")
        findings.push({
          rule: "template-code-execution",
          message: `${word.slice(0, 100)} leads from a value to the inside of Python.`,
          offset: index,
        });
    }
    const call = /(?<![\w.])(\w{1,40})\s{0,20}\(/.exec(plain)?.[1];
    if (call !== undefined && builtinOf(call) === "running")
      findings.push({ rule: "template-code-execution", message: `${call} is called.`, offset: index, verdict: "suspicious" });
  }
  return findings.slice(0, 10);
}

/** What stands between the marks of tags, as far as marks can be paired; every character once. */
function* tagsOf(text: string): Generator<{ readonly code: string; readonly index: number }> {
  for (let at = text.indexOf("{"); at !== -1; at = text.indexOf("{", at)) {
    const kind = text[at + 1];
    if (kind !== "{" && kind !== "%") {
      at++;
      continue;
    }
    const end = text.indexOf(kind === "{" ? "}}" : "%}", at + 2);
    const stop = end === -1 || end - at > TAG ? Math.min(text.length, at + TAG) : end + 2;
    yield { code: text.slice(at, stop), index: at };
    at = stop;
  }
}
