import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scanOf } from "./fixtures.ts";
import { type Labels, labelSchema } from "./label-schema.ts";
import type { ScanAsset } from "./scan-schema.ts";
import { score } from "./scorer.ts";

const FOLDER = join(import.meta.dirname, "labels");

/** What a scanner would report that sees what is required, and the ends of required relations. */
function perfectScan({ assets, relations }: Labels): unknown {
  const edges = relations.filter(({ optional }) => !optional);
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const seen = assets.filter(({ id, optional }) => !optional || ends.has(id));
  const reported = seen.map(
    ({ id, kind, name, scope, file, line, cell }): ScanAsset => ({
      id,
      kind,
      name,
      scope,
      occurrences: file === undefined ? [] : [{ file, ...(cell === undefined ? { line } : { cell: cell + 1, line: 1 }) }],
    }),
  );
  return scanOf(reported, edges);
}

describe("the labels of this repository", () => {
  it.each(readdirSync(FOLDER))("%s is valid and can be reached", (file) => {
    const parsed = labelSchema.safeParse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
    expect(parsed.error?.message).toBeUndefined();
    if (!parsed.success) return;
    const result = score(parsed.data, perfectScan(parsed.data));
    expect(result.missing.map(({ id }) => id)).toEqual([]);
    expect(result.false.map(({ id, duplicateOf }) => [id, duplicateOf])).toEqual([]);
    expect(result.missingRelations.map(({ from, kind, to }) => [from, kind, to])).toEqual([]);
    expect(result.absentReported).toEqual([]);
  });
});
