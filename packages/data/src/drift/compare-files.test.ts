import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compareFiles, sketchFiles } from "./compare-files.ts";
import { DataDriftDocument } from "./document.ts";
import { renderDrift } from "./report.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-drift-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function csv(name: string, rows: number, shift: number): string {
  const path = join(folder, name);
  const lines = Array.from(
    { length: rows },
    (_, row) => `${((row * 7919) % 1009) / 100 + shift},${row % 3 === 0 ? "a" : "b\u202e"},${row % 2}`,
  );
  writeFileSync(path, `x,kind,y\n${lines.join("\n")}\n`);
  return path;
}

const OPTIONS = { seed: 1, version: "0", times: 20 };

describe("compareFiles", () => {
  it("compares tables and sketches in any pairing; the result fits its schema", async () => {
    const [reference, same, moved] = [csv("r.csv", 900, 0), csv("s.csv", 800, 0), csv("m.csv", 800, 3)];
    const sketch = join(folder, "r.sketch.json");
    writeFileSync(sketch, (await sketchFiles([reference], { seed: 1 })).text);
    for (const first of [reference, sketch]) {
      expect((await compareFiles(first, same, OPTIONS)).verdict).toBe("none");
      const result = DataDriftDocument.parse(await compareFiles(first, moved, OPTIONS));
      expect(result.features[0]?.name).toBe("x");
      const page = renderDrift(result, { color: false, width: 100, all: true });
      expect(page).toMatch(/DRIFT/);
      expect(page).not.toContain("\u202e");
    }
    const merged = await sketchFiles([sketch, same], { seed: 1 });
    expect(merged.rows).toBe(1700);
  });

  it("names what is missing, empty or damaged", async () => {
    const reference = csv("r2.csv", 100, 0);
    await expect(compareFiles(reference, join(folder, "none.csv"), OPTIONS)).rejects.toThrow(/none\.csv: there is no such file/);
    await expect(compareFiles(reference, reference, { ...OPTIONS, label: "risk" })).rejects.toThrow(
      /has a column risk; there are x, kind, y/,
    );
    const damaged = join(folder, "d.json");
    writeFileSync(damaged, (await sketchFiles([reference], { seed: 1 })).text.replace('"rows":100', '"rows":99'));
    await expect(compareFiles(damaged, reference, OPTIONS)).rejects.toThrow(/d\.json: .*checksum/);
    const empty = join(folder, "e.csv");
    writeFileSync(empty, "x,kind,y\n");
    await expect(compareFiles(reference, empty, OPTIONS)).rejects.toThrow(/e\.csv: there are column names .* but no row/);
    await expect(sketchFiles([], { seed: 1 })).rejects.toThrow(/no file/);
  });
});
