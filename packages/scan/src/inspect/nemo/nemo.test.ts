import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { tarOf } from "../testing/tar-of.ts";

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\uFEFF${text}`, "utf16le"));
const verdict = async (...configs: readonly Uint8Array[]) => {
  const bytes = tarOf([...configs.map((config) => ["./model_config.yaml", config] as const), ["./notes.txt", latin1("x")]]);
  const { verdict: found, formats, findings } = await inspectBytes(bytes, "model.nemo");
  return { verdict: found, formats, rules: findings.map(({ rule }) => rule) };
};

describe("archives of NeMo", () => {
  it("are named, and harmless with classes of NeMo", async () => {
    const config =
      "target: nemo.collections.asr.models.EncDecCTCModel\nencoder:\n  _target_: nemo.collections.asr.modules.ConformerEncoder\n";
    expect(await verdict(latin1(config))).toMatchObject({ verdict: "benign", formats: expect.arrayContaining(["nemo", "tar"]) });
    expect(await verdict(utf16(config))).toMatchObject({ formats: expect.arrayContaining(["nemo"]) });
  });
  it("are malicious where a target runs programs, in any encoding and any copy", async () => {
    const hostile = "target: os.system\ncommand: id\n";
    const rules = expect.arrayContaining(["config-code-execution"]);
    expect(await verdict(latin1(hostile))).toMatchObject({ verdict: "malicious", rules });
    expect(await verdict(utf16("encoder:\n  _target_: subprocess.Popen\n"))).toMatchObject({ verdict: "malicious", rules });
    expect(await verdict(utf16("a: !!python/object/apply:os.system [id]\n"))).toMatchObject({ verdict: "malicious", rules });
    expect(await verdict(latin1("target: nemo.core.ModelPT\n"), latin1(hostile))).toMatchObject({ verdict: "malicious", rules });
  });
  it.each([
    ["a key by its anchor", "k: &k _target_\n*k : os.system\n"],
    ["a value by its anchor", "x: &t os.system\nmodel:\n  target: *t\n"],
    ["a merged map", "base: &b\n  _target_: os.system\nmodel:\n  <<: *b\n"],
    ["an interpolation", "x: os.system\nm:\n  _target_: ${x}\n"],
    ["the default of a variable", "m:\n  _target_: ${oc.env:X,os.system}\n"],
    ["escapes", '"_targ\\x65t_": "os.\\x73ystem"\n'],
    ["a folded text", "_target_: >-\n  os.system\n"],
    ["a second document", "a: 1\n---\ntarget: os.system\n"],
    ["a module that a library imports", "_target_: nemo.utils.os.system\n"],
  ])("are malicious however the target is written: %s", async (_, config) => {
    const big = Uint8Array.from(Buffer.from(`\uFEFF${config}`, "utf16le").swap16());
    for (const bytes of [latin1(config), latin1(`\xef\xbb\xbf${config}`), utf16(config), big]) {
      expect(await verdict(bytes)).toMatchObject({ verdict: "malicious" });
      if (!config.includes(" target:") && !config.includes("\ntarget:"))
        expect((await inspectBytes(bytes, "config.yaml")).verdict).toBe("malicious");
    }
  });
  it("are harmless with anchors of data", async () => {
    expect(await verdict(latin1("a: &x 1\nb: *x\n&k key: c\n*k : d\n"))).toMatchObject({ verdict: "benign" });
  });
  it("are suspicious with classes that are not known", async () => {
    expect(await verdict(latin1("target: my_company.models.Mine\n"))).toMatchObject({ verdict: "suspicious" });
  });
});
