import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "./trees.ts";

export interface FlipOptions {
  readonly total: number;
  readonly draw: () => number;
  readonly tree: Tree;
  readonly bundle: Buffer;
  /** Whether the model verifies with this bundle, here and by the peer. */
  readonly here: (bundle: string) => Promise<boolean>;
  readonly there: (bundle: Buffer) => Promise<boolean>;
}

export interface FlipReport {
  readonly total: number;
  readonly rejected: number;
  readonly ofBundle: number;
  readonly ofFiles: number;
  /** Flips of the bundle that the peer accepts, and the members they stand in. */
  readonly theirs: number;
  readonly where: readonly string[];
}

/** Last member name before a place in the JSON text. */
function memberAt(text: string, at: number): string {
  return [...text.slice(0, at).matchAll(/"(\w+)":/g)].at(-1)?.[1] ?? "(start)";
}

/** Half of the flips in the bundle's bytes, half in files that are signed; each is undone before the next. */
export async function flips({ total, draw, tree, bundle, here, there }: FlipOptions): Promise<FlipReport> {
  const files = tree.files.map((name) => join(tree.root, name)).filter((path) => statSync(path).size > 0);
  let [rejected, ofBundle, ofFiles, theirs] = [0, 0, 0, 0];
  const where = new Set<string>();
  const plain = bundle.toString("utf8");
  for (let index = 0; index < total; index++) {
    const bit = 1 << Math.floor(draw() * 8);
    if (index % 2 === 0) {
      ofBundle++;
      const at = Math.floor(draw() * bundle.length);
      const changed = Buffer.from(bundle);
      changed[at] = (changed[at] ?? 0) ^ bit;
      if (!(await here(changed.toString("utf8")))) rejected++;
      if (await there(changed)) {
        theirs++;
        where.add(memberAt(plain, at));
      }
      continue;
    }
    ofFiles++;
    const path = files[Math.floor(draw() * files.length)] ?? "";
    const bytes = readFileSync(path);
    const changed = Buffer.from(bytes);
    const at = Math.floor(draw() * bytes.length);
    changed[at] = (changed[at] ?? 0) ^ bit;
    writeFileSync(path, changed);
    if (!(await here(plain))) rejected++;
    writeFileSync(path, bytes);
  }
  return { total, rejected, ofBundle, ofFiles, theirs, where: [...where].sort() };
}
