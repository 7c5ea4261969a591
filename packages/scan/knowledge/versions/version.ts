/**
 * Compares versions as people write them: `v1.16.1-ubuntu20.04`, `1.16.1-1`, `25.07-py3`. Numbers are compared as
 * numbers; what follows them (a distribution, a revision, `rc1`) does not count, but a pre-release comes before its
 * release.
 */
export function compareVersions(first: string, second: string): number {
  const [a, b] = [numbersOf(first), numbersOf(second)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(isPreRelease(second)) - Number(isPreRelease(first));
}

/** Undefined where a text is no version: `latest`, `main`, `${TAG}`. */
export function versionIn(text: string): string | undefined {
  return /^v?(\d+(?:\.\d+){1,3}(?:[.-]?(?:a|b|rc|alpha|beta|dev)\.?\d*)?)/.exec(text)?.[1];
}

function numbersOf(version: string): readonly number[] {
  return (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? "0").split(".").map(Number);
}

function isPreRelease(version: string): boolean {
  return /^v?\d+(?:\.\d+)*[.-]?(?:a|b|rc|alpha|beta|dev)\.?\d*/.test(version);
}
