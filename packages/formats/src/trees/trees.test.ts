import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { latin1 } from "../testing/byte-writer.ts";
import { looksLikeLightgbm, looksLikeXgboostBinary, readLightgbm, readXgboostBinary, readXgboostDocument } from "./index.ts";
import { HONEST, lightgbmModel, type TreeTables, ubjsonOf, xgboostBinaryModel, xgboostJsonModel } from "./testing/xgboost-model.ts";

const readBoth = (text: string) => [
  readXgboostDocument(bytesSource(latin1(text)), "json"),
  readXgboostDocument(bytesSource(ubjsonOf(text)), "ubjson"),
];
const kinds = (facts: { readonly problems: readonly { readonly kind: string }[] }): readonly string[] => [
  ...new Set(facts.problems.map(({ kind }) => kind)),
];
/** Problems of the three forms of one tree. */
const ofTree = (tables: TreeTables) => [
  ...readBoth(xgboostJsonModel([tables])).map(kinds),
  kinds(readXgboostBinary(bytesSource(xgboostBinaryModel(tables)))),
];

describe("models of XGBoost", () => {
  it("reads honest ones in every form, to their end", () => {
    for (const facts of readBoth(xgboostJsonModel([HONEST, HONEST])))
      expect(facts).toMatchObject({
        trees: 2,
        nodes: 6,
        features: 2,
        booster: "gbtree",
        objective: "reg:squarederror",
        version: "3.2.0",
        problems: [],
        document: [],
      });
    const binary = xgboostBinaryModel();
    expect(looksLikeXgboostBinary(binary)).toBe(true);
    expect(readXgboostBinary(bytesSource(binary))).toMatchObject({ trees: 1, nodes: 3, version: "1.7", problems: [], end: binary.length });
    expect(readXgboostBinary(bytesSource(new Uint8Array([...latin1("binf"), ...binary])))).toMatchObject({ trees: 1, problems: [] });
  });

  it("tells children outside of their tree and circles", () => {
    for (const found of ofTree({ left: [7, -1, -1], right: [2, -1, -1] })) expect(found).toContain("out-of-range");
    for (const found of ofTree({ left: [-5, -1, -1], right: [2, -1, -1] })) expect(found).toContain("out-of-range");
    for (const found of ofTree({ left: [0, -1, -1], right: [2, -1, -1] })) expect(found).toContain("cycle");
    for (const found of ofTree({ left: [1, 0, -1], right: [2, 2, -1] })) expect(found).toContain("cycle");
  });

  it("tells splits on features that the model does not have", () => {
    for (const found of ofTree({ ...HONEST, features: [2_000_000_000, 0, 0] })) expect(found).toContain("out-of-range");
    for (const found of ofTree({ ...HONEST, features: [1, 0, 0] })) expect(found).toEqual([]);
  });

  it("tells counts that are not what stands there, and those that the file has no room for", () => {
    for (const facts of readBoth(xgboostJsonModel([HONEST], { trees: "2" }))) expect(kinds(facts)).toEqual(["count"]);
    for (const facts of readBoth(xgboostJsonModel([HONEST], { trees: "2147483647" }))) expect(kinds(facts)).toEqual(["impossible"]);
    for (const facts of readBoth(xgboostJsonModel([{ ...HONEST, nodes: 2 ** 31 - 1 }]))) expect(kinds(facts)).toContain("impossible");
    for (const facts of readBoth(xgboostJsonModel([{ ...HONEST, nodes: 4 }]))) expect(kinds(facts)).toEqual(["length"]);
    expect(() => readXgboostBinary(bytesSource(xgboostBinaryModel({ ...HONEST, nodes: 2 ** 31 - 1 })))).toThrow(
      "nodes of tree 0 are announced",
    );
  });

  it("keeps the text of attributes", () => {
    for (const facts of readBoth(xgboostJsonModel([HONEST], { attributes: { note: "import os" } })))
      expect(facts.texts).toContainEqual({ where: "learner.attributes.note", text: "import os" });
    expect(readXgboostBinary(bytesSource(xgboostBinaryModel())).texts).toContainEqual({ where: "note", text: "hello" });
  });

  it("refuses documents without a learner, and binary forms that end early", () => {
    expect(() => readXgboostDocument(bytesSource(latin1('{"learner":1}')), "json")).toThrow("no learner");
    const binary = xgboostBinaryModel();
    for (let end = 0; end < binary.length; end += 7)
      expect(() => readXgboostBinary(bytesSource(binary.subarray(0, end)))).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/TRUNCATED|MALFORMED/) }),
      );
  });
});

describe("models of LightGBM", () => {
  const read = (text: string) => readLightgbm(bytesSource(latin1(text)));
  it("reads an honest one to its end, whatever its line ends", () => {
    const text = lightgbmModel();
    expect(looksLikeLightgbm(latin1(text))).toBe(true);
    expect(read(text)).toMatchObject({
      trees: 1,
      nodes: 5,
      features: 2,
      objective: "regression",
      version: "v4",
      problems: [],
      end: text.length,
    });
    expect(read(text.replace("tree_sizes", "other").replaceAll("\n", "\r\n")).problems).toEqual([]);
  });

  it("tells children and features outside, and circles", () => {
    expect(kinds(read(lightgbmModel({ left: "9 -1" })))).toEqual(["out-of-range"]);
    expect(kinds(read(lightgbmModel({ left: "1 -9" })))).toEqual(["out-of-range"]);
    expect(kinds(read(lightgbmModel({ left: "0 -1" })))).toEqual(["cycle"]);
    expect(kinds(read(lightgbmModel({ right: "-1 -2" })))).toEqual(["cycle"]);
    expect(kinds(read(lightgbmModel({ feature: "0 2" })))).toEqual(["out-of-range"]);
    expect(kinds(read(lightgbmModel({ left: "x y" })))).toEqual(["out-of-range"]);
  });

  it("tells impossible and broken counts", () => {
    expect(kinds(read(lightgbmModel({ leaves: "2147483647" })))).toEqual(["impossible"]);
    expect(kinds(read(lightgbmModel({ leaves: "-5" })))).toEqual(["count"]);
    expect(kinds(read(lightgbmModel({ leaves: "4" })))).toContain("length");
    expect(kinds(read(lightgbmModel({ size: 10_000_000 })))).toEqual(["count"]);
    expect(kinds(read(lightgbmModel({ size: 30 })))).toEqual(["count"]);
  });

  it("tells lines that no writer writes, and a missing end", () => {
    expect(kinds(read(lightgbmModel({ tail: "import os\n" })))).toEqual(["unknown"]);
    expect(kinds(read(lightgbmModel().slice(0, 300)))).toContain("unknown");
  });
});
