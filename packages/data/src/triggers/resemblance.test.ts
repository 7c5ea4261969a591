import { describe, expect, it } from "vitest";
import { additiveFeatures } from "../models/additive-features.ts";
import { generatedShapes } from "../poison/testing/generated.ts";
import { Random } from "../statistics/random.ts";
import type { StringColumn } from "../table/table.ts";
import { buildContext, type SearchContext } from "./context.ts";
import { PictureTest } from "./picture-test.ts";
import { Resemblance } from "./resemblance.ts";

const shapes = generatedShapes(500, new Random(9));
const label: StringColumn = shapes.label ?? { kind: "string", name: "", codes: new Int32Array(500), dictionary: [] };
const clusters = Int32Array.from({ length: shapes.rows }, (_, row) => row);
const boot = label.dictionary.indexOf("boot");
const own = Int32Array.from(clusters.filter((row) => label.codes[row] === boot));
const others = Int32Array.from(clusters.filter((row) => label.codes[row] !== boot)).slice(0, 24);

function contextOf(codes: Int32Array): SearchContext {
  return buildContext({ ...label, codes }, clusters, additiveFeatures(shapes, undefined), new Random(1));
}

describe("Resemblance", () => {
  it("tells rows of a label from rows of others that were given it", () => {
    expect(new Resemblance(contextOf(label.codes), new Random(1)).of(own.slice(0, 24), boot)).toBeGreaterThan(0.7);
    const relabelled = label.codes.slice();
    for (const row of others) relabelled[row] = boot;
    expect(new Resemblance(contextOf(relabelled), new Random(1)).of(others, boot)).toBeLessThan(0.15);
  });

  it("says nothing where the carriers are most of the label, or neighbours tell nothing", () => {
    expect(new Resemblance(contextOf(label.codes), new Random(1)).of(own, boot)).toBeUndefined();
    const random = new Random(2);
    const drawn = label.codes.map(() => random.below(4));
    const carriers = Int32Array.from(clusters.filter((row) => drawn[row] === boot)).slice(0, 20);
    expect(new Resemblance(contextOf(drawn), new Random(1)).of(carriers, boot)).toBeUndefined();
  });
});

describe("PictureTest", () => {
  const item = (carriers: Int32Array, anywhere: boolean) => ({
    description: "a patch",
    where: { patch: "4x4" },
    carriers,
    features: new Int32Array(0),
    anywhere,
  });

  it("overrules the model where neighbours have the label, and where they clearly have not", () => {
    const natural = new PictureTest(contextOf(label.codes), new Random(1));
    expect(natural.planted(item(own.slice(0, 24), false), boot, true)).toBe(false);
    const relabelled = label.codes.slice();
    for (const row of others) relabelled[row] = boot;
    const context = contextOf(relabelled);
    expect(new PictureTest(context, new Random(1)).planted(item(others, true), boot, false)).toBe(true);
    expect(new PictureTest(context, new Random(1)).planted(item(others, false), boot, false)).toBe(false);
  });

  it("keeps to the model where neighbours tell nothing", () => {
    const test = new PictureTest(contextOf(label.codes), new Random(1));
    expect([true, false].map((byModel) => test.planted(item(own, true), boot, byModel))).toEqual([true, false]);
  });
});
