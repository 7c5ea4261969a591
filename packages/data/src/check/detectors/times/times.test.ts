import { describe, expect, it } from "vitest";
import { poison } from "../../../poison/poison.ts";
import { Random } from "../../../statistics/random.ts";
import type { Dataset, TimeColumn } from "../../../table/table.ts";
import type { Detection } from "../../evidence.ts";
import { gather } from "../../gather.ts";
import { generatedTable } from "../../testing/generated.ts";
import { arrivalBurst } from "./arrivals.ts";
import { detectTimes } from "./index.ts";
import { highestStretch, stretchChance } from "./scan.ts";

const ROWS = 900;

function timed(seed: number, change: (time: number, row: number) => number = (time) => time): Dataset {
  const random = new Random(seed).fork("times");
  const time: TimeColumn = {
    kind: "time",
    name: "seen",
    values: Float64Array.from({ length: ROWS }, (_, row) => change(1_760_000_000 + Math.floor(2_500_000 * random.unit()), row)),
  };
  return { ...generatedTable(ROWS, seed), time };
}

function detect(dataset: Dataset): Detection | undefined {
  return detectTimes(gather(dataset, new Random(1), () => undefined, { own: dataset.rows, model: "logistic regression" }));
}

describe("detectTimes", () => {
  it("finds nothing where rows come evenly and labels do not change", () => {
    for (const seed of [1, 2, 3]) expect(detect(timed(seed))?.groups).toEqual([]);
  });

  it("names the stretch in which labels were changed, and calls it an attack", () => {
    const { dataset, poisoned } = poison(timed(1), { family: "time-burst", rate: 0.04, random: new Random(4) });
    const [group] = detect(dataset)?.groups ?? [];
    expect(group?.attack).toBe(true);
    expect(group?.where["seen"]).toMatch(/^2025-\d\d-\d\dT.* to 2025-/);
    const likely = [...(group?.rows ?? [])].filter((_, index) => (group?.rowP?.[index] ?? 1) < 1e-3);
    expect(likely.filter((row) => poisoned[row] === 1).length / 36).toBeGreaterThan(0.6);
    expect(likely.filter((row) => poisoned[row] === 1).length / likely.length).toBeGreaterThan(0.9);
  });

  it("names a burst of arrivals right before the snapshot, as such and not as an attack", () => {
    const groups = detect(timed(2, (time, row) => (row % 15 === 0 ? 1_762_499_000 + row : time)))?.groups ?? [];
    expect(groups).toHaveLength(1);
    expect(groups[0]?.description).toContain("right before the data was taken");
    expect(groups[0]?.attack).toBe(false);
    expect([...(groups[0]?.rows ?? [])].filter((row) => row % 15 === 0)).toHaveLength(60);
  });

  it("names a stretch with other values", () => {
    const dataset = timed(3);
    const { time } = dataset;
    const late = (row: number): boolean => Math.abs((time?.values[row] ?? 0) - 1_761_000_000) < 60_000;
    const features = dataset.features.map((column) =>
      column.kind === "number" && column.name === "x4"
        ? { ...column, values: column.values.map((value, row) => (late(row) ? value + 2.5 : value)) }
        : column,
    );
    const [group] = detect({ ...dataset, features })?.groups ?? [];
    expect(group?.description).toContain("values of x4");
    expect(group?.attack).toBe(false);
  });

  it("does not speak without times, and says where too few rows have one", () => {
    expect(detect({ ...timed(1), time: undefined })).toBeUndefined();
    expect(detect(timed(1, (time, row) => (row < 50 ? time : Number.NaN)))?.note).toContain("too few");
    expect(detect(timed(1, () => 5))?.groups).toEqual([]);
  });
});

describe("scan", () => {
  it("is not moved by slow change, and gives chances that are no smaller than chance", () => {
    const random = new Random(8);
    const slow = Float64Array.from({ length: 600 }, (_, index) => index / 300 + random.normal());
    expect(stretchChance(slow, highestStretch(slow)?.z ?? 0, new Random(1))).toBeGreaterThan(1e-3);
    let small = 0;
    for (let round = 0; round < 20; round++) {
      const values = Float64Array.from({ length: 300 }, () => random.normal());
      if (stretchChance(values, highestStretch(values)?.z ?? 0, random) < 0.05) small++;
    }
    expect(small).toBeLessThan(5);
    expect(highestStretch(new Float64Array(100))).toBeUndefined();
  });
});

describe("arrivalBurst", () => {
  it("takes bursts that come all the time as usual", () => {
    const days = Float64Array.from({ length: 3000 }, (_, row) => Math.floor(row / 100) * 86_400 + (row % 100) * 60);
    expect(arrivalBurst(days)?.p ?? 1).toBeGreaterThan(1e-3);
    expect(arrivalBurst(Float64Array.of(1, 2, 3))).toBeUndefined();
  });
});
