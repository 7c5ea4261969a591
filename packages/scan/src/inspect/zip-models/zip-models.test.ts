import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { zipOf } from "../testing/zip-of.ts";

type Member = readonly [string, string];
const verdict = async (...members: readonly Member[]) => {
  const bytes = zipOf(members.map(([name, text]) => [name, latin1(text)]));
  const { verdict: found, formats, findings, complete } = await inspectBytes(bytes, "model.mar");
  return { verdict: found, formats, complete, rules: findings.map(({ rule }) => rule) };
};
const manifest = (model: object): Member => ["MAR-INF/MANIFEST.json", JSON.stringify({ runtime: "python", model })];

describe("archives of TorchServe", () => {
  it("are harmless with a handler of the server and data", async () => {
    expect(await verdict(manifest({ modelName: "m", handler: "image_classifier" }), ["index_to_name.json", "{}"])).toMatchObject({
      verdict: "benign",
      formats: expect.arrayContaining(["torchserve-mar", "zip"]),
    });
  });

  it("are suspicious with a handler of their own", async () => {
    expect(await verdict(manifest({ handler: "handler.py" }), ["handler.py", "x = 1"])).toMatchObject({
      verdict: "suspicious",
      rules: expect.arrayContaining(["mar-custom-handler", "archive-code"]),
    });
    expect(await verdict(manifest({ handler: "mine:handle" }))).toMatchObject({ verdict: "suspicious", rules: ["mar-custom-handler"] });
  });

  it("are malicious where the handler runs programs or lies outside", async () => {
    expect(await verdict(manifest({ handler: "h.py" }), ["h.py", "import os\nos.system('id')"])).toMatchObject({ verdict: "malicious" });
    for (const handler of ["../../evil.py", "/etc/evil.py", "C:\\evil.py"])
      expect(await verdict(manifest({ handler }))).toMatchObject({ verdict: "malicious" });
  });

  it("tell what they want installed", async () => {
    const needs = (text: string) => verdict(manifest({ handler: "text_classifier", requirementsFile: "r.txt" }), ["r.txt", text]);
    expect(await needs("numpy==1.26\ntorch\n")).toMatchObject({ verdict: "benign", rules: ["mar-installs-packages"] });
    for (const line of [
      "--extra-index-url http://h",
      "-i http://h",
      "git+https://h/x",
      "https://h/x.whl",
      "x @ https://h/x.whl",
      "./local.whl",
    ])
      expect(await needs(`numpy\n${line}\n`), line).toMatchObject({ verdict: "suspicious" });
  });

  it("are suspicious where the manifest cannot be read", async () => {
    for (const text of ["", "[]", "{", "x"])
      expect(await verdict(["MAR-INF/MANIFEST.json", text])).toMatchObject({ verdict: "suspicious", complete: false });
  });
});

describe("models of Java servers", () => {
  it("of H2O are recognised and not called harmless", async () => {
    expect(
      await verdict(["model.ini", "[info]\nh2o_version = 3.46.0\nalgorithm = gbm\n"], ["trees/t00_000.bin", "\x01\x02"]),
    ).toMatchObject({
      verdict: "suspicious",
      formats: expect.arrayContaining(["h2o-mojo"]),
      complete: false,
    });
  });
  it("of MLeap are data where they are JSON", async () => {
    const bundle: Member = ["bundle.json", '{"uid":"1","format":"ml.combust.mleap.json","version":"0.20"}'];
    expect(await verdict(bundle, ["root/model.json", "{}"])).toMatchObject({
      verdict: "benign",
      formats: expect.arrayContaining(["mleap"]),
    });
    expect(await verdict(bundle, ["root/model.pb", "\x01"])).toMatchObject({ verdict: "suspicious", complete: false });
  });
});
