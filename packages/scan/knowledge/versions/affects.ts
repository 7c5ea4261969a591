import type { VulnerableRange } from "./schema.ts";
import { compareVersions } from "./version.ts";

/** Whether a version lies in the range of a row. */
export function affects({ from, fixed, lastAffected }: VulnerableRange, version: string): boolean {
  if (from !== undefined && compareVersions(version, from) < 0) return false;
  return fixed !== undefined ? compareVersions(version, fixed) < 0 : compareVersions(version, lastAffected ?? "0") <= 0;
}

/** Whether a row speaks of a package, in whatever ecosystem. */
export function namesPackage({ packages = [] }: VulnerableRange, name: string): boolean {
  return packages.some((each) => each.slice(each.indexOf(":") + 1) === name);
}

/** The version in which all of some rows are mended: "2.6.0 or later", "a version after 2.14.1". */
export function mendedIn(rows: readonly VulnerableRange[]): string {
  const ends = rows.map((row) => ({ at: row.fixed ?? row.lastAffected ?? "0", mended: row.fixed !== undefined }));
  const last = ends.reduce((a, b) => (compareVersions(a.at, b.at) >= 0 ? a : b), { at: "0", mended: true });
  return last.mended ? `${last.at} or later` : `a version after ${last.at}`;
}
