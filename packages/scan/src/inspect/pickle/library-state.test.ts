import { describe, expect, test } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { build, bytes, call, dict, little, make, name, stream, text } from "./testing/judge-text.ts";

const inspect = async (body: string) => {
  const { verdict, formats, findings, complete } = await inspectBytes(latin1(body), "model.pkl");
  return { verdict, formats, complete, rules: findings.map(({ rule }) => rule) };
};
const booster = (state: string): string => stream(build(make(name("xgboost.core", "Booster")), dict(text("handle"), state)));
const HEAD = '{"learner":{"learner_model_param":{"num_feature":"1"}},"version":[2,0,0]}';

describe("models in the state of an object", () => {
  test("of XGBoost are read as XGBoost reads them", async () => {
    expect(await inspect(booster(bytes(HEAD)))).toMatchObject({ formats: ["pickle", "xgboost-json"] });
    expect(await inspect(booster(bytes(`{"learner":${"[".repeat(5000)}`)))).toMatchObject({
      verdict: "malicious",
      rules: ["nested-too-deep"],
    });
    // Protocol 2 writes bytes as text, and makes the object by copyreg.
    const old = `ccopy_reg\n_reconstructor\n(cxgboost.core\nBooster\nc__builtin__\nobject\nNtR(V handle\nd`;
    expect((await inspect(old)).verdict).not.toBe("benign");
    const bomb = call(name("_codecs", "encode"), text(`{"learner":${"[".repeat(5000)}`), text("latin1"));
    expect(await inspect(booster(call(name("builtins", "bytearray"), bomb)))).toMatchObject({
      verdict: "malicious",
      rules: ["nested-too-deep"],
    });
  });

  test("of XGBoost 1.0 to 1.5 are two things behind a mark", async () => {
    const inner = `{"learner":${"[".repeat(5000)}`;
    const marked = `CONFIG-offset:${little(inner.length, 8)}${inner}{"learner":{}}`;
    expect(await inspect(booster(bytes(marked)))).toMatchObject({
      verdict: "malicious",
      rules: expect.arrayContaining(["nested-too-deep"]),
    });
    expect(await inspect(booster(bytes(`CONFIG-offset:${"\xff".repeat(8)}${inner}`)))).toMatchObject({
      verdict: "suspicious",
      complete: false,
    });
  });

  test("in a form that nobody reads are told", async () => {
    expect(await inspect(booster(bytes("no model at all")))).toMatchObject({ verdict: "suspicious", complete: false });
    expect(await inspect(booster("N"))).toMatchObject({ verdict: "benign" });
  });

  test("of LightGBM and CatBoost are read as well", async () => {
    const lightgbm = (model: string): string =>
      stream(build(make(name("lightgbm.basic", "Booster")), dict(text("handle"), `X${little(model.length, 4)}${model}`)));
    expect(await inspect(lightgbm("tree\nversion=v4\nnum_class=1\n"))).toMatchObject({
      verdict: "suspicious",
      formats: ["pickle", "lightgbm"],
    });
    expect(await inspect(lightgbm("something else"))).toMatchObject({ verdict: "suspicious", complete: false });
    const catboost = stream(build(make(name("catboost.core", "CatBoostClassifier")), dict(text("__model"), bytes("CBM1\xff\xff\xff\xff"))));
    expect((await inspect(catboost)).formats).toContain("catboost");
    expect((await inspect(catboost)).verdict).not.toBe("benign");
  });
});

describe("plans of polars", () => {
  const plan = (content: string, owner = "Expr", module = "polars.expr.expr"): string =>
    stream(build(make(name(module, owner)), bytes(content)));
  test("are data", async () => {
    expect(await inspect(plan("\x06\x02\x01a\n\x04\0\x01\x04"))).toMatchObject({ verdict: "benign" });
    expect(await inspect(plan("\x83\xa4root\x82\xa3idx\x02", "LazyFrame", "polars.lazyframe.frame"))).toMatchObject({ verdict: "benign" });
  });
  test("are judged by the functions that are pickled in them", async () => {
    const payload = "\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x02id\x85R.";
    const marked = payload.replaceAll(/[\x80-\xff]/g, (char) => `\xcc${char}`);
    for (const content of [
      `\x06\x02\x01PLPYUDF${payload}`,
      `\x06\x02\x01a${payload}`,
      `\x83\xa4root${marked}`,
      "\x06cos\nsystem\n(S'id'\ntR.",
    ])
      expect(await inspect(plan(content)), content).toMatchObject({ verdict: "malicious" });
    const unknown = "\x80\x04\x8c\x04acme\x8c\x03run\x93.";
    expect(await inspect(plan(`\x06${unknown}`))).toMatchObject({ verdict: "suspicious" });
    expect(await inspect(plan("\x06PLPYUDF"))).toMatchObject({ verdict: "suspicious", complete: false });
  });
  test("take no other state", async () => {
    expect(await inspect(stream(build(make(name("polars.expr.expr", "Expr")), dict(text("a"), text("b")))))).toMatchObject({
      verdict: "suspicious",
    });
  });
});
