import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { poison } from "../poison/poison.ts";
import { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { checkFile } from "./check-file.ts";
import { dataCheckResult } from "./document.ts";
import { renderScores } from "./report/scores.ts";
import { renderCheck } from "./report/terminal.ts";
import { generatedTable } from "./testing/generated.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, { rows, ids, features, label }: Dataset): string {
  const columns = [...features, ...(label === undefined ? [] : [label])];
  const lines = [["id", ...columns.map((column) => column.name)].join(",")];
  for (let row = 0; row < rows; row++)
    lines.push(
      [
        ids[row],
        ...columns.map((column) => (column.kind === "string" ? column.dictionary[column.codes[row] ?? -1] : column.values[row])),
      ].join(","),
    );
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const clock = (): Date => new Date(0);
const settings = { seed: 1, version: "0", clock };

describe("checkFile", () => {
  it("writes a result of its schema, a line of scores for every row, and a report that begins with the verdict", async () => {
    const { dataset } = poison(generatedTable(500, 4), { family: "value-trigger", rate: 0.05, random: new Random(2) });
    const said: string[] = [];
    const {
      result,
      checked,
      dataset: read,
    } = await checkFile({
      file: written("a.csv", dataset),
      roles: { label: "label", id: "id" },
      ...settings,
      note: (text) => said.push(text),
    });
    expect(dataCheckResult.parse(result)).toEqual(result);
    expect(result.rows).toBe(500);
    expect(result.groups.some(({ kind }) => kind === "trigger")).toBe(true);
    expect(result.verdict).toBe("poisoned");
    expect(Object.keys(result.power)).toContain("label-flips");
    const lines = renderScores(read.ids, checked).trimEnd().split("\n");
    expect(lines[0]).toBe("id,score,p,quarantined,reasons");
    expect(lines).toHaveLength(501);
    expect(lines[1]).toMatch(/^r0,[-\d.e+]+,[\d.e+-]+,(?:true|false),/);
    expect(renderCheck(result, { file: "a.csv", roles: {} }, { color: false, width: 100, all: false })).toMatch(
      /a\.csv · 500 rows[\s\S]*POISONED/,
    );
    expect(said.some((text) => /about \d+ s/.test(text))).toBe(true);
  });

  it("gives the same bytes for the same seed", async () => {
    const file = written("b.csv", generatedTable(200, 5));
    const once = await checkFile({ file, roles: {}, ...settings });
    const again = await checkFile({ file, roles: {}, ...settings });
    expect(JSON.stringify(once.result)).toBe(JSON.stringify(again.result));
    expect(renderScores(once.dataset.ids, once.checked)).toBe(renderScores(again.dataset.ids, again.checked));
  });

  it("learns from trusted rows and does not judge them", async () => {
    const reference = written("trusted.csv", generatedTable(100, 7));
    const { result, checked } = await checkFile({
      file: written("c.csv", generatedTable(150, 6)),
      roles: { label: "label", id: "id" },
      reference,
      ...settings,
    });
    expect(result.rows).toBe(150);
    expect(checked.scores.length).toBe(150);
    expect(result.warnings.join()).toContain("100 trusted rows");
  });

  it("names the file or the column that is not there", async () => {
    await expect(checkFile({ file: join(folder, "none.csv"), roles: {}, ...settings })).rejects.toThrow(/none\.csv/);
    await expect(checkFile({ file: written("d.csv", generatedTable(20, 1)), roles: { label: "nope" }, ...settings })).rejects.toThrow(
      /--label nope/,
    );
  });

  it("keeps formulas and lines out of the list of scores", () => {
    const checked = {
      scores: Float64Array.of(1),
      p: Float64Array.of(0.1),
      quarantined: Uint8Array.of(1),
      reasons: [['=cmd|"x"', "two\nlines"]],
    };
    const [, line = ""] = renderScores(["=1+1"], checked).split("\n", 2);
    expect(line).toBe('\'=1+1,1.00000000,0.1000,true,"\'=cmd|""x""; two');
  });
});
