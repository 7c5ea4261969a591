/*
 * Patterns of tokenizers, which run in an engine that backtracks (Oniguruma): a repetition in a repetition takes
 * exponential time on the right text.
 */

const LONGEST = 20_000;

interface Group {
  /** Some part of the branch must match a character and is not repeated without end. */
  fixed: boolean;
  /** Parts of the branch that repeat without end. */
  repeated: number;
  /** Any branch so far that is nothing but repetitions. */
  ambiguous: boolean;
}

/**
 * Whether a group that is repeated without end holds nothing but things that are repeated without end themselves, as
 * in `(a+)+`, `(\w*\s*)*`: a run can be divided among the rounds in exponentially many ways.
 */
export function isExponential(pattern: string): boolean {
  if (pattern.length > LONGEST) return false;
  const open: Group[] = [{ fixed: false, repeated: 0, ambiguous: false }];
  for (let at = 0; at < pattern.length; ) {
    const char = pattern[at] ?? "";
    const group = open.at(-1);
    if (group === undefined) return false;
    if (char === "(") {
      open.push({ fixed: false, repeated: 0, ambiguous: false });
      at = behindOpening(pattern, at);
      continue;
    }
    if (char === "|") {
      closeBranch(group);
      at++;
      continue;
    }
    let inner: Group | undefined;
    if (char === ")" && open.length > 1) {
      inner = open.pop();
      if (inner !== undefined) closeBranch(inner);
      at++;
    } else at = behindAtom(pattern, at);
    const quantifier = quantifierAt(pattern, at);
    at = quantifier.end;
    const outer = open.at(-1);
    if (outer === undefined) return false;
    if (quantifier.possessive) outer.fixed = true;
    else if (quantifier.kind === "endless") {
      if (inner?.ambiguous === true) return true;
      outer.repeated++;
    } else if (quantifier.kind === "once" && char !== "^" && char !== "$") {
      if (inner?.ambiguous === true) outer.repeated++;
      else outer.fixed = true;
    }
  }
  return false;
}

function closeBranch(group: Group): void {
  if (group.repeated > 0 && !group.fixed) group.ambiguous = true;
  group.fixed = false;
  group.repeated = 0;
}

/** Behind `(`, `(?:`, `(?i:`, `(?=`, `(?<name>`. */
function behindOpening(pattern: string, at: number): number {
  const match = /\((?:\?(?:[:=!>]|<[=!]|<\w{1,40}>|P<\w{1,40}>|[imsxu-]{1,8}:?))?/y;
  match.lastIndex = at;
  return at + (match.exec(pattern)?.[0].length ?? 1);
}

/** Behind one character, escape or class. */
function behindAtom(pattern: string, at: number): number {
  if (pattern[at] === "\\") {
    const escape = /\\(?:[pP]\{[^}]{0,60}\}|x\{[^}]{0,10}\}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[\s\S])?/y;
    escape.lastIndex = at;
    return at + Math.max(1, escape.exec(pattern)?.[0].length ?? 1);
  }
  if (pattern[at] !== "[") return at + 1;
  // Classes may be nested (`[a[bc]]`, `[[:alpha:]]`).
  let depth = 0;
  for (let next = at; next < pattern.length; next++) {
    const char = pattern[next];
    if (char === "\\") next++;
    else if (char === "[") depth++;
    else if (char === "]" && !(next === at + 1) && --depth === 0) return next + 1;
  }
  return pattern.length;
}

function quantifierAt(
  pattern: string,
  at: number,
): { readonly kind: "endless" | "optional" | "once"; readonly possessive: boolean; readonly end: number } {
  const match = /(?:([*+])|(\?)|\{(\d{0,6})(?:(,)(\d{0,6}))?\})([+?]?)/y;
  match.lastIndex = at;
  const found = match.exec(pattern);
  if (found === null) return { kind: "once", possessive: false, end: at };
  const [whole, star, question, least, comma, most, mode] = found;
  const endless = star !== undefined || (comma !== undefined && most === "");
  const optional = question !== undefined || star === "*" || least === "0" || least === "";
  return {
    kind: endless ? "endless" : optional ? "optional" : "once",
    possessive: mode === "+" && (star ?? question) !== undefined,
    end: at + whole.length,
  };
}
