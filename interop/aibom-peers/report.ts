import type { AssetKind, RelationKind } from "../../packages/graph/src/vocabulary.ts";

/** One way to say in Castellan's words what a peer reported. */
export interface Reading {
  readonly kind: AssetKind;
  readonly name: string;
}
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** One thing that a peer reported, before the labels decide which reading is the kindest. */
export interface Entry {
  readonly id: string;
  /** Never empty. The first one counts when no label agrees with any. */
  readonly readings: readonly Reading[];
  readonly places: readonly Place[];
  /** A second meaning of something reported already: counts when it is right, is not blamed when it is wrong. */
  readonly spare?: boolean;
}
export interface EdgeReading {
  readonly kind: RelationKind;
  readonly reversed?: boolean;
}
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Empty where Castellan has no word for it: then it is left out. The first one counts when no label agrees with any. */
  readonly readings: readonly EdgeReading[];
}
export interface PeerReport {
  readonly entries: readonly Entry[];
  readonly edges: readonly Edge[];
}

/** From a peer's own kinds to the kinds they may stand for, best guess first. */
export type KindTable = Readonly<Record<string, readonly AssetKind[]>>;
/** Turns a peer's parsed JSON into entries; `root` is the scanned folder. Throws when the JSON has another shape. */
export type Adapter = (json: unknown, root: string) => PeerReport;

export function readingsOf(kinds: readonly AssetKind[], ...names: readonly (string | undefined)[]): Reading[] {
  const given = [...new Set(names.filter((name) => name !== undefined && name !== ""))];
  return kinds.flatMap((kind) => given.flatMap((name) => (name === undefined ? [] : [{ kind, name }])));
}

/** A path as the labels write it: relative to the scanned folder. */
export function relativeTo(root: string, path: string): string {
  const prefix = root.endsWith("/") ? root : `${root}/`;
  return (path.startsWith(prefix) ? path.slice(prefix.length) : path).replace(/^(?:\.\/)+/u, "");
}

/** Places at `path`; line 0 or none means the whole file, whose first line is then as good as any. */
export function placeOf(root: string, path: string | null | undefined, line?: number | null): Place[] {
  if (path === null || path === undefined || path === "") return [];
  return [{ file: relativeTo(root, path), line: line === null || line === undefined || line < 1 ? 1 : line }];
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** `path:12` and `path#L12`, as the peers write a place in one string. */
export function splitLocation(location: string): { readonly path: string; readonly line?: number } {
  const match = /^(?<path>.+?)(?::|#L)(?<line>\d+)(?:[:-]\S*)?$/u.exec(location);
  const [path, line] = [match?.groups?.["path"], match?.groups?.["line"]];
  return path === undefined || line === undefined ? { path: location } : { path, line: Number(line) };
}
