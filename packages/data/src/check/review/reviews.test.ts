import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Dataset } from "../../table/table.ts";
import { addReviews, readReviews, reviewedRows } from "./reviews.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-reviews-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dataset(values: readonly number[]): Dataset {
  return {
    rows: values.length,
    ids: values.map((_, row) => `r${row}`),
    features: [{ kind: "number", name: "x", values: Float64Array.from(values) }],
  };
}

describe("reviews", () => {
  it("know a row by its content wherever it stands", () => {
    const reviews = addReviews(readReviews(join(folder, "none.json")), dataset([1, 2, 3]), ["r1"], "seen, right", new Date(0));
    expect(reviews.rows).toEqual([
      { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), reason: "seen, right", at: "1970-01-01T00:00:00.000Z" },
    ]);
    expect([...reviewedRows(dataset([2, 5, 1]), reviews)]).toEqual([1, 0, 0]);
  });

  it("keep one entry a row, and say which row is not there", () => {
    const none = readReviews(join(folder, "none.json"));
    const once = addReviews(none, dataset([1]), ["r0"], "a", new Date(0));
    expect(addReviews(once, dataset([1]), ["r0"], "b", new Date(0)).rows.map(({ reason }) => reason)).toEqual(["b"]);
    expect(() => addReviews(none, dataset([1]), ["r7"], "a", new Date(0))).toThrow(/no row r7/);
  });

  it("refuse a file that holds none", () => {
    const path = join(folder, "bad.json");
    writeFileSync(path, '{"rows": 3}');
    expect(() => readReviews(path)).toThrow(/bad\.json: not a file of reviews/);
  });
});
