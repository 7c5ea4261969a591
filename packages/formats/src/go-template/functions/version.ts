interface VersionParts {
  readonly numbers: readonly number[];
  readonly pre: string;
}

function parts(text: string): VersionParts {
  const [, numbers = "", pre = ""] = /^\s*v?(\d+(?:\.\d+){0,2})[^-+]*(?:-([\w.-]+))?/.exec(text.slice(0, 200)) ?? [];
  return { numbers: numbers === "" ? [] : numbers.split(".").map(Number), pre };
}

/** Order of two semantic versions; one before its release comes first. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < 3; at += 1) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.pre === right.pre) return 0;
  if (left.pre === "") return 1;
  return right.pre === "" || left.pre > right.pre ? (right.pre === "" ? -1 : 1) : -1;
}
compareVersions.parts = parts;

/** Whether a version fits `>=1.19-0, <2 || ~1.2` (github.com/Masterminds/semver). */
export function versionHolds(constraint: string, version: string): boolean {
  return constraint
    .slice(0, 500)
    .split("||")
    .some((any) => (any.match(/(?:[<>=!~^]=?|=>|=<)?\s*v?[\d*xX][\w.*+-]*/g) ?? []).every((one) => holds(one, version)));
}

function holds(one: string, version: string): boolean {
  const [, operator = "", wanted = ""] = /^([<>=!~^]*)\s*(.*)$/.exec(one) ?? [];
  if (/^[*xX]/.test(wanted)) return true;
  const numbers = wanted.replace(/\.[*xX].*$/, "");
  const compared = compareVersions(version, numbers);
  const given = parts(numbers).numbers;
  const actual = parts(version).numbers;
  const sameUpTo = (length: number): boolean => given.slice(0, length).every((number, at) => actual[at] === number);
  switch (operator) {
    case ">":
      return compared > 0;
    case ">=":
    case "=>":
      return compared >= 0;
    case "<":
      return compared < 0;
    case "<=":
    case "=<":
      return compared <= 0;
    case "!=":
      return compared !== 0;
    case "~":
      return compared >= 0 && sameUpTo(Math.min(2, given.length));
    case "^":
      return compared >= 0 && sameUpTo(given[0] === 0 ? 2 : 1);
    default:
      return numbers === wanted && given.length === 3 ? compared === 0 : sameUpTo(given.length);
  }
}
