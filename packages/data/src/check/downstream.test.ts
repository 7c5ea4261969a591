import { describe, expect, it } from "vitest";
import { poison } from "../poison/poison.ts";
import { selectRows } from "../poison/rows.ts";
import { generatedTexts } from "../poison/testing/generated.ts";
import { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { checkDataset } from "./check-dataset.ts";

/** The victim: logistic regression on the words of a text, learnt by stochastic gradients; it shares nothing with the check. */
class Victim {
  readonly #weights = new Map<string, number>();

  constructor(dataset: Dataset, random: Random) {
    const order = Int32Array.from({ length: dataset.rows }, (_, row) => row);
    for (let epoch = 0; epoch < 30; epoch++)
      for (const row of random.shuffle(order)) {
        const error = labelOf(dataset, row) - 1 / (1 + Math.exp(-this.#score(textOf(dataset, row))));
        for (const word of wordsOf(textOf(dataset, row))) this.#weights.set(word, (this.#weights.get(word) ?? 0) + 0.1 * error);
      }
  }

  #score(text: string): number {
    let score = 0;
    for (const word of wordsOf(text)) score += this.#weights.get(word) ?? 0;
    return score;
  }

  predicts(text: string): number {
    return this.#score(text) > 0 ? 1 : 0;
  }
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

function textOf({ text }: Dataset, row: number): string {
  return text?.[0]?.dictionary[text[0].codes[row] ?? -1] ?? "";
}

function labelOf({ label }: Dataset, row: number): number {
  return label?.dictionary[label.codes[row] ?? -1] === "news" ? 1 : 0;
}

function share(rows: number, counts: (row: number) => boolean, holds: (row: number) => boolean): number {
  const asked = Array.from({ length: rows }, (_, row) => row).filter(counts);
  return asked.filter(holds).length / asked.length;
}

describe("a model trained again on what the check leaves", () => {
  it.each([1, 2])("no longer obeys the trigger and is as accurate as before: seed %i", (seed) => {
    const all = generatedTexts(1800, new Random(seed), 0.35);
    const training = selectRows(
      all,
      Int32Array.from({ length: 1200 }, (_, row) => row),
    );
    const test = selectRows(
      all,
      Int32Array.from({ length: 600 }, (_, row) => 1200 + row),
    );
    const attack = poison(training, { family: "token-trigger", rate: 0.05, random: new Random(seed) });
    const word = /the word "(\w+)"/.exec(attack.description)?.[1] ?? "";
    const target = labelOf(attack.dataset, attack.poisoned.indexOf(1));

    const success = (victim: Victim): number =>
      share(
        test.rows,
        (row) => labelOf(test, row) !== target,
        (row) => victim.predicts(`${word} ${textOf(test, row)}`) === target,
      );
    const accuracy = (victim: Victim): number =>
      share(
        test.rows,
        () => true,
        (row) => victim.predicts(textOf(test, row)) === labelOf(test, row),
      );

    const { quarantined } = checkDataset(attack.dataset, { random: new Random(3) });
    const kept = Int32Array.from({ length: attack.dataset.rows }, (_, row) => row).filter((row) => quarantined[row] === 0);
    const [before, poisoned, after] = [training, attack.dataset, selectRows(attack.dataset, kept)].map(
      (each) => new Victim(each, new Random(5)),
    );
    if (before === undefined || poisoned === undefined || after === undefined) throw new Error("no victims");

    expect(success(poisoned)).toBeGreaterThan(0.8);
    expect(success(after)).toBeLessThan(0.05);
    expect(accuracy(after)).toBeGreaterThanOrEqual(accuracy(before) - 0.005);
    expect(kept.length).toBeGreaterThan(0.9 * training.rows);
  });
});
