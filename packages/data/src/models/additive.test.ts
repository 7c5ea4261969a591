import { describe, expect, it } from "vitest";
import { generatedTable, generatedTexts } from "../poison/testing/generated.ts";
import { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { additiveFeatures } from "./additive-features.ts";
import { OutOfFoldAdditive, probabilities } from "./additive-out-of-fold.ts";
import { buildVocabulary } from "./vocabulary.ts";

const rowsOf = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row);

function learn(dataset: Dataset): OutOfFoldAdditive {
  const vocabulary = dataset.text && buildVocabulary(dataset.text, dataset.rows);
  return new OutOfFoldAdditive(
    additiveFeatures(dataset, vocabulary),
    dataset.label?.codes ?? new Int32Array(0),
    2,
    rowsOf(dataset.rows),
    new Random(1),
  );
}

function accuracy(model: OutOfFoldAdditive, dataset: Dataset): number {
  return (
    rowsOf(dataset.rows).filter(
      (row) => ((model.logits[2 * row + 1] ?? 0) > (model.logits[2 * row] ?? 0) ? 1 : 0) === dataset.label?.codes[row],
    ).length / dataset.rows
  );
}

describe("OutOfFoldAdditive", () => {
  it("predicts labels of rows it has not seen", () => {
    const table = generatedTable(1000, new Random(1));
    expect(accuracy(learn(table), table)).toBeGreaterThan(0.85);
    const texts = generatedTexts(1000, new Random(1), 0.3);
    expect(accuracy(learn(texts), texts)).toBeGreaterThan(0.93);
  });

  it("learns nothing from labels drawn at random", () => {
    const table = generatedTable(1000, new Random(1));
    const random = new Random(3);
    const label = table.label && { ...table.label, codes: table.label.codes.map(() => random.below(2)) };
    const noise = { ...table, label };
    expect(Math.abs(accuracy(learn(noise), noise) - 0.5)).toBeLessThan(0.06);
  });

  it("leaves out a column so that its value no longer counts", () => {
    const table = generatedTable(600, new Random(1));
    const model = learn(table);
    const part = model.features.parts.get("x1") ?? new Int32Array(0);
    const all = new Set([...model.features.parts.values()].flatMap((features) => [...features]));
    expect([...model.without(rowsOf(20), new Int32Array(0))]).toEqual([...model.logits.subarray(0, 40)]);
    expect([...model.without(rowsOf(20), part)]).not.toEqual([...model.logits.subarray(0, 40)]);
    // Without every column, rows of one fold are alike: four folds, four predictions.
    const bare = probabilities(model.without(rowsOf(200), Int32Array.from(all)), 2);
    expect(new Set(Array.from(rowsOf(200), (row) => (bare[2 * row] ?? 0).toFixed(3))).size).toBeLessThanOrEqual(4);
  });
});

describe("buildVocabulary", () => {
  it("lowers case, keeps signs as words, keeps columns apart, and cuts long words", () => {
    const column = (name: string, text: string) => ({ kind: "string" as const, name, codes: Int32Array.of(0, -1), dictionary: [text] });
    const vocabulary = buildVocabulary([column("a", "Don't STOP!"), column("b", "x".repeat(100))], 2);
    expect(vocabulary.words).toEqual(["don't", "stop", "!", "x".repeat(40)]);
    expect([...vocabulary.sequenceOf(0)]).toEqual([0, 1, 2, -1, 3, -1]);
    expect([...vocabulary.wordsOf(1)]).toEqual([]);
    expect([...vocabulary.documents]).toEqual([1, 1, 1, 1]);
  });
});
