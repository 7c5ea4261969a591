import { describe, expect, it } from "vitest";
import {
  lightgbmModel,
  type TreeTables,
  ubjsonOf,
  xgboostBinaryModel,
  xgboostJsonModel,
} from "../../../../formats/src/trees/testing/xgboost-model.ts";
import { OTHER_INTERPRETERS } from "../other-models.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

const verdict = async (bytes: Uint8Array) => {
  const { verdict: found, findings, formats, complete } = await inspectBytes(bytes, "model", { interpreters: OTHER_INTERPRETERS });
  return { verdict: found, rules: findings.map(({ rule }) => rule), formats, complete };
};
const OUTSIDE: TreeTables = { left: [1_000_000, -1, -1], right: [2, -1, -1] };
const CIRCLE: TreeTables = { left: [0, -1, -1], right: [2, -1, -1] };

describe("models of trees", () => {
  it("are harmless where every index lies inside", async () => {
    for (const [bytes, format] of [
      [latin1(xgboostJsonModel()), "xgboost-json"],
      [ubjsonOf(xgboostJsonModel()), "xgboost-ubj"],
      [xgboostBinaryModel(), "xgboost-binary"],
      [latin1(lightgbmModel()), "lightgbm"],
    ] as const)
      expect(await verdict(bytes)).toEqual({ verdict: "benign", rules: [], formats: [format], complete: true });
  });

  it("are malicious where prediction would read foreign memory or never end", async () => {
    for (const [tables, rule] of [
      [OUTSIDE, "tree-index-outside"],
      [CIRCLE, "tree-cycle"],
    ] as const)
      for (const bytes of [latin1(xgboostJsonModel([tables])), ubjsonOf(xgboostJsonModel([tables])), xgboostBinaryModel(tables)])
        expect(await verdict(bytes)).toMatchObject({ verdict: "malicious", rules: expect.arrayContaining([rule]) });
    expect(await verdict(latin1(lightgbmModel({ left: "9 -1" })))).toMatchObject({ verdict: "malicious" });
    expect(await verdict(latin1(lightgbmModel({ leaves: "2147483647" })))).toMatchObject({
      verdict: "malicious",
      rules: ["tree-count-impossible"],
    });
  });

  it("are malicious where values are nested to overflow the loader's stack", async () => {
    const deep = `{"learner":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`;
    expect(await verdict(latin1(deep))).toMatchObject({ verdict: "malicious", rules: ["nested-too-deep"] });
  });

  it("are suspicious where the tables do not fit, text is alarming or bytes follow", async () => {
    expect(await verdict(latin1(xgboostJsonModel(undefined, { trees: "2" })))).toMatchObject({
      verdict: "suspicious",
      rules: ["malformed"],
    });
    expect(await verdict(latin1(xgboostJsonModel(undefined, { attributes: { a: "os.system('id')" } })))).toMatchObject({
      rules: ["alarming-metadata"],
    });
    expect(await verdict(latin1(`${xgboostJsonModel()}\n\x80\x04cos\nsystem\n`))).toMatchObject({
      verdict: "suspicious",
      rules: ["unclaimed-bytes"],
    });
    expect(await verdict(latin1(xgboostJsonModel().replace('"learner":', '"learner":{},"learner":')))).toMatchObject({
      verdict: "suspicious",
      rules: ["duplicate-key"],
    });
    expect(await verdict(latin1(lightgbmModel({ tail: "x=1\n" })))).toMatchObject({ verdict: "suspicious" });
  });

  it("are suspicious where they end early or are broken", async () => {
    const json = xgboostJsonModel();
    for (const bytes of [
      latin1(json.slice(0, 400)),
      ubjsonOf(json).subarray(0, 300),
      xgboostBinaryModel().subarray(0, 400),
      latin1(lightgbmModel().slice(0, 250)),
    ])
      expect(await verdict(bytes)).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(latin1("CBM1\xff\xff\xff\xff"))).toMatchObject({ verdict: "suspicious", formats: ["catboost"] });
  });

  it("are malicious where a length is one that no file can have", async () => {
    const bytes = Uint8Array.from([...latin1("{L\0\0\0\0\0\0\0\x07learner[$d#L\x10\0\0\0\0\0\0\0")]);
    expect(await verdict(bytes)).toMatchObject({ verdict: "malicious", rules: ["impossible-length"] });
  });
});

describe("dumps of trees as JSON", () => {
  it("are data, unless leaves and splits do not fit", async () => {
    expect(await verdict(latin1('{"name":"tree","version":"v4","max_feature_idx":1,"tree_info":[{"tree_index":0}]}'))).toMatchObject({
      verdict: "benign",
      formats: ["lightgbm-json"],
    });
    const catboost = (leaves: number): Uint8Array =>
      latin1(
        `{"features_info":{},"model_info":{},"oblivious_trees":[{"leaf_values":[${Array.from({ length: leaves }, () => 1).join()}],"splits":[{},{}]}]}`,
      );
    expect(await verdict(catboost(4))).toMatchObject({ verdict: "benign", formats: ["catboost-json"] });
    expect(await verdict(catboost(3))).toMatchObject({ verdict: "malicious", rules: ["tree-index-outside"] });
  });
});
