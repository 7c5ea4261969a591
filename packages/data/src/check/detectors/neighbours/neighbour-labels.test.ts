import { describe, expect, it } from "vitest";
import { poison } from "../../../poison/poison.ts";
import { Random } from "../../../statistics/random.ts";
import type { Dataset } from "../../../table/table.ts";
import type { Detection } from "../../evidence.ts";
import { gather } from "../../gather.ts";
import { generatedTable, recallAtOnePercent } from "../../testing/generated.ts";
import { detectNeighbourLabels } from "./index.ts";
import { classShares, voteLogits, voteWeights } from "./votes.ts";

function detect(dataset: Dataset): Detection | undefined {
  return detectNeighbourLabels(gather(dataset, new Random(1), () => undefined, { own: dataset.rows, model: "logistic regression" }));
}

describe("detectNeighbourLabels", () => {
  const clean = generatedTable(1000, 3);

  it("stays quiet where labels are what the rows bear out, over several tables", () => {
    for (const seed of [3, 4, 5]) expect(detect(generatedTable(600, seed))?.live).toBe(false);
  });

  it("puts flipped labels first and is live", () => {
    const { dataset, poisoned } = poison(clean, { family: "label-flips", rate: 0.05, random: new Random(2) });
    const found = detect(dataset);
    expect(found?.live).toBe(true);
    expect(
      recallAtOnePercent(
        (found?.p ?? new Float64Array(dataset.rows)).map((p) => -p),
        poisoned,
      ),
    ).toBeGreaterThan(0.85);
  });

  it("gives rows without a label nothing to answer for", () => {
    const label = clean.label ?? { kind: "string", name: "label", codes: new Int32Array(0), dictionary: [] };
    const found = detect({ ...clean, label: { ...label, codes: label.codes.map((code, row) => (row < 10 ? -1 : code)) } });
    expect([...(found?.p?.subarray(0, 10) ?? [])]).toEqual(new Array(10).fill(1));
  });

  it("does not speak without labels", () => {
    expect(detect({ ...clean, label: undefined })).toBeUndefined();
  });
});

describe("votes", () => {
  // Row 0 lies next to three copies (cluster 1) and one other row; row 4 has no neighbour at all.
  const neighbours = {
    count: 4,
    indexes: Int32Array.of(1, 2, 3, 4, 2, 3, 0, 4, 1, 3, 0, 4, 1, 2, 0, 4, -1, -1, -1, -1),
    distances: new Float32Array(20),
  };
  const clusters = Int32Array.of(0, 1, 1, 1, 4);
  const target = { classes: 2, labels: Int32Array.of(0, 1, 1, 1, 0) };

  it("lets copies of one row count once for others, and each for one of their own", () => {
    const weights = voteWeights(neighbours, clusters);
    for (const [at, weight] of [1 / 3, 1 / 3, 1 / 3, 1, 1, 1, 1, 1].entries()) expect(weights[at]).toBeCloseTo(weight, 6);
  });

  it("counts voices with one spread as the classes are, and only that where there is no neighbour", () => {
    const shares = classShares(target);
    expect([...shares]).toEqual([0.4, 0.6]);
    const logits = voteLogits(neighbours, voteWeights(neighbours, clusters), target, shares);
    expect(Math.exp(logits[0] ?? 0)).toBeCloseTo(1.4 / 3, 6);
    expect(Math.exp(logits[9] ?? 0)).toBeCloseTo(0.6, 6);
  });
});
