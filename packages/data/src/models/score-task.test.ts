import { afterAll, describe, expect, it } from "vitest";
import { Random } from "../statistics/random.ts";
import type { Column } from "../table/table.ts";
import { Crew } from "../threads/crew.ts";
import { FIT_ADDITIVE } from "./additive.ts";
import { additiveFeatures } from "./additive-features.ts";
import { additiveColumns, binnedColumns } from "./encode-columns.ts";
import { denseLogistic, sparseLogistic } from "./logistic.ts";
import { naiveBayes } from "./naive-bayes.ts";
import { ASSESS } from "./out-of-fold.ts";
import { SCORES, type ScoreWork } from "./score-task.ts";
import { boostedTrees } from "./trees.ts";

const ROWS = 400;
const random = new Random(1);
const labels = Int32Array.from({ length: ROWS }, () => random.below(3));
const columns: readonly Column[] = [0, 1, 2].map((index) => ({
  kind: "number",
  name: `x${index}`,
  values: Float64Array.from(labels, (label) => (random.unit() < 0.05 ? Number.NaN : random.normal() + (index === 0 ? label : 0))),
}));
const every = Int32Array.from({ length: ROWS }, (_, row) => row);
const [train, test] = [every.filter((row) => row % 3 !== 0), every.filter((row) => row % 3 === 0)];
const target = { classes: 3, labels };

describe("work of models on another thread", () => {
  const crew = new Crew(1);
  afterAll(async () => {
    await crew.dismiss();
  });

  it("gives what the thread itself gives, for every kind of model", () => {
    const sparse = additiveColumns(ROWS, columns, true);
    const dense = Float32Array.from({ length: 4 * ROWS }, () => random.normal());
    const models = [
      boostedTrees(binnedColumns(ROWS, columns), new Random(4)),
      sparseLogistic("sparse", sparse, 1),
      denseLogistic("dense", dense, 4, 1),
      naiveBayes(sparse),
    ];
    const work = models.flatMap(({ spec }): readonly ScoreWork[] => (spec === undefined ? [] : [{ spec, target, train, test }]));
    expect(work).toHaveLength(4);
    // Often enough for the other thread to take some.
    const again = Array.from({ length: 3 }, () => work).flat();
    const found = crew.run(SCORES, again);
    for (const [index, scores] of found.entries()) {
      const own = models[index % models.length]?.scores(target, train, test);
      expect(scores).toEqual(own);
    }
    const logits = new Float32Array(3 * ROWS).map((_, index) => Math.sin(index));
    const each = { model: "m", logits, target, judged: every };
    expect(crew.run(ASSESS, [each, each, each])[2]).toEqual(ASSESS.run(each));
  });

  it("fits the same additive model", () => {
    const dataset = { rows: ROWS, ids: [], features: columns };
    const { starts, indices, values, features } = additiveFeatures(dataset, undefined);
    const fit = { features: { starts, indices, values, features }, labels, classes: 3, rows: train, key: 7, stream: "fold 0" };
    const alone = FIT_ADDITIVE.run(fit);
    for (const model of crew.run(FIT_ADDITIVE, new Array<typeof fit>(8).fill(fit))) expect(model).toEqual(alone);
    expect(FIT_ADDITIVE.run({ ...fit, stream: "fold 1" }).weights).not.toEqual(alone.weights);
  });
});
