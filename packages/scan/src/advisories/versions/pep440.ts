/** A version as PEP 440 takes it apart. */
interface PythonVersion {
  readonly epoch: number;
  readonly release: readonly number[];
  /** Rank of a, b, rc, and the number. */
  readonly pre?: readonly [number, number];
  readonly post?: number;
  readonly dev?: number;
  readonly local?: readonly (number | string)[];
}

/** Longer ones are no versions; the pattern below is linear, this keeps it cheap. */
const LENGTH = 200;
const PATTERN =
  /^v?(?:(\d{1,15})!)?(\d{1,15}(?:\.\d{1,15})*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d{0,15}))?(?:-(\d{1,15})|[-_.]?(post|rev|r)[-_.]?(\d{0,15}))?(?:[-_.]?(dev)[-_.]?(\d{0,15}))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

/** @see https://packaging.python.org/en/latest/specifications/version-specifiers/ appendix B */
function parsed(text: string): PythonVersion | undefined {
  if (text.length > LENGTH) return undefined;
  const found = PATTERN.exec(text.trim().toLowerCase());
  if (found === null) return undefined;
  const [, epoch, release = "", pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local] = found;
  return {
    epoch: Number(epoch ?? 0),
    release: trimmed(release.split(".").map(Number)),
    ...(pre === undefined ? {} : { pre: [pre.startsWith("a") ? 0 : pre.startsWith("b") ? 1 : 2, Number(preNumber || 0)] as const }),
    ...(implicitPost === undefined ? (post === undefined ? {} : { post: Number(postNumber || 0) }) : { post: Number(implicitPost) }),
    ...(dev === undefined ? {} : { dev: Number(devNumber || 0) }),
    ...(local === undefined ? {} : { local: local.split(/[-_.]/).map((part) => (/^\d+$/.test(part) ? Number(part) : part)) }),
  };
}

function trimmed(numbers: readonly number[]): readonly number[] {
  let end = numbers.length;
  while (end > 1 && numbers[end - 1] === 0) end -= 1;
  return numbers.slice(0, end);
}

/** Compares two versions in the order of PEP 440; undefined where one is no such version. */
export function comparePython(first: string, second: string): number | undefined {
  const [a, b] = [parsed(first), parsed(second)];
  if (a === undefined || b === undefined) return undefined;
  return (
    a.epoch - b.epoch ||
    numbers(a.release, b.release) ||
    numbers(preKey(a), preKey(b)) ||
    (a.post ?? -1) - (b.post ?? -1) ||
    order(a.dev ?? Number.POSITIVE_INFINITY, b.dev ?? Number.POSITIVE_INFINITY) ||
    locals(a.local, b.local)
  );
}

/** A development release of nothing yet comes before alphas, a release after its candidates. */
function preKey({ pre, post, dev }: PythonVersion): readonly number[] {
  if (pre !== undefined) return pre;
  return [post === undefined && dev !== undefined ? -1 : 3, 0];
}

function order(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function numbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = order(a[index] ?? 0, b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** None comes first; words come before numbers; of equal beginnings the shorter. */
function locals(a: readonly (number | string)[] | undefined, b: readonly (number | string)[] | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0];
    if (x === y) continue;
    if (typeof x === "number" && typeof y === "number") return x - y;
    if (typeof x === "string" && typeof y === "string") return x < y ? -1 : 1;
    return typeof x === "number" ? 1 : -1;
  }
  return a.length - b.length;
}
