import { describe, expect, it } from "vitest";
import { poison } from "../../../poison/poison.ts";
import { Random } from "../../../statistics/random.ts";
import type { Dataset } from "../../../table/table.ts";
import type { Detection } from "../../evidence.ts";
import { gather } from "../../gather.ts";
import { generatedTable } from "../../testing/generated.ts";
import { detectSources } from "./index.ts";

const ROWS = 800;

/** Eight honest sources, and a category that one row in ten has. */
function honest(seed: number): Dataset {
  const random = new Random(seed).fork("sources");
  const table = generatedTable(ROWS, seed);
  const rare = {
    kind: "string" as const,
    name: "rare",
    codes: Int32Array.from({ length: ROWS }, () => (random.unit() < 0.9 ? 0 : 1)),
    dictionary: ["none", "some"],
  };
  const source = {
    kind: "string" as const,
    name: "source",
    codes: Int32Array.from({ length: ROWS }, () => random.below(8)),
    dictionary: [..."abcdefgh"],
  };
  return { ...table, features: [...table.features, rare], source };
}

function detect(dataset: Dataset): Detection | undefined {
  return detectSources(gather(dataset, new Random(1), () => undefined, { own: dataset.rows, model: "logistic regression" }));
}

describe("detectSources", () => {
  it("names no honest source", () => {
    for (const seed of [1, 2, 3]) expect(detect(honest(seed))?.groups.filter(({ p }) => p < 1e-4)).toEqual([]);
  });

  it("does not take a rare category that one source has somewhat oftener for other values", () => {
    const dataset = honest(1);
    const own = Int32Array.from({ length: ROWS }, (_, row) => row).filter((row) => dataset.source?.codes[row] === 2);
    const chosen = new Set(own.slice(0, Math.round(0.25 * own.length)));
    const features = dataset.features.map((column) =>
      column.kind === "string" && column.name === "rare"
        ? { ...column, codes: column.codes.map((code, row) => (dataset.source?.codes[row] === 2 ? (chosen.has(row) ? 1 : 0) : code)) }
        : column,
    );
    expect(detect({ ...dataset, features })?.groups.filter(({ p }) => p < 1e-4)).toEqual([]);
  });

  it("names a source with other values, and of a biased one mostly the rows that it changed", () => {
    const shifted = poison(honest(1), { family: "shifted-source", rate: 0.1, random: new Random(3) });
    expect(detect(shifted.dataset)?.groups.map(({ where }) => where["source"])).toContain(shifted.source);
    const biased = poison(honest(1), { family: "biased-source", rate: 0.05, random: new Random(3) });
    const [group] = detect(biased.dataset)?.groups ?? [];
    expect(group?.where["source"]).toBe(biased.source);
    const rows = [...(group?.rows ?? [])];
    expect(rows.filter((row) => biased.poisoned[row] === 1).length / rows.length).toBeGreaterThan(0.8);
  });

  it("does not speak without sources", () => {
    expect(detect(generatedTable(100, 1))).toBeUndefined();
  });
});
