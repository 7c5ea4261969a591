/** A version as semver.org 2.0.0 takes it apart; missing parts count as 0, as OSV allows. */
interface SemanticVersion {
  readonly core: readonly [number, number, number];
  readonly pre: readonly (number | string)[];
}

const LENGTH = 256;
const PATTERN = /^[v=\s]*(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]*)?$/;

function parsed(text: string): SemanticVersion | undefined {
  if (text.length > LENGTH) return undefined;
  const found = PATTERN.exec(text.trim());
  if (found === null) return undefined;
  const [, major, minor, patch, pre] = found;
  return {
    core: [Number(major), Number(minor ?? 0), Number(patch ?? 0)],
    pre: pre === undefined ? [] : pre.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  };
}

/** Compares by the precedence of semver.org, section 11; undefined where one is no such version. */
export function compareSemantic(first: string, second: string): number | undefined {
  const [a, b] = [parsed(first), parsed(second)];
  if (a === undefined || b === undefined) return undefined;
  for (const index of [0, 1, 2] as const) {
    const difference = a.core[index] - b.core[index];
    if (difference !== 0) return difference;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return Number(a.pre.length === 0) - Number(b.pre.length === 0);
  for (let index = 0; index < Math.min(a.pre.length, b.pre.length); index += 1) {
    const [x, y] = [a.pre[index] ?? 0, b.pre[index] ?? 0];
    if (x === y) continue;
    if (typeof x === "number" && typeof y === "number") return x - y;
    if (typeof x === "string" && typeof y === "string") return x < y ? -1 : 1;
    return typeof x === "number" ? -1 : 1;
  }
  return a.pre.length - b.pre.length;
}
