import { parseForm } from "../secrets/form.ts";
import type { SecretRule } from "../secrets/rule.ts";

/** Numbers in [0, 1), the same for the same seed (mulberry32, T. Ettinger). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}

/** Characters of a class written like `a-z0-9_`. */
function membersOf(set: string): string[] {
  const pattern = new RegExp(`[${set.replace(/[\]\\^]/g, "\\$&")}]`);
  return Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((one) => pattern.test(one));
}

/** A random token of a form, built at run time: no live-looking token stands in the repository. */
export function drawToken(form: string, random: () => number): string {
  const pick = (options: readonly string[]): string => options[Math.floor(random() * options.length)] ?? "";
  return parseForm(form)
    .map((part) => {
      if (part.kind === "literal") return part.text;
      if (part.kind === "choice") return pick(part.texts);
      const members = membersOf(part.set);
      const length = part.min + Math.floor(random() * (Math.min(part.max, part.min + 8) - part.min + 1));
      return Array.from({ length }, () => pick(members)).join("");
    })
    .join("");
}

/** A line in which a secret of the rule stands as files write it. */
export function lineFor(rule: SecretRule, token: string, keyword: string): string {
  const near = rule.near[0] ?? "";
  if (rule.method === "token") return `${near} x = "${token}"`;
  const head = rule.heads.find((one) => /key|token|secret|password/.test(one)) ?? "key";
  return `${keyword}${/[_-]$/.test(keyword) ? "" : "_"}${head} = "${token}"`;
}

/** A token put together from pieces, so that push protection does not take a test for a leak. */
export const fromPieces = (...pieces: readonly string[]): string => pieces.join("");
