import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import type { InspectionOptions } from "../engine.ts";
import { inspectBytes } from "../testing/inspect-bytes.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const constant = (name: string, text: string) => ({
  name,
  op: "Const",
  attr: { value: { tensor: { dtype: "DT_STRING", stringVal: [base64(text)] } } },
});
const model = (topology: unknown, manifest: unknown = []): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({ format: "layers-model", generatedBy: "keras v3", modelTopology: topology, weightsManifest: manifest }),
  );
const inspect = (bytes: Uint8Array, options: InspectionOptions = {}) => inspectBytes(bytes, "model.json", options);
const layers = (...configs: readonly unknown[]) => ({ model_config: { class_name: "Sequential", config: { layers: configs } } });
const weights = (shape: readonly number[], ...paths: readonly string[]) => [{ paths, weights: [{ name: "w", shape, dtype: "float32" }] }];
const sibling = (path: string) => (path === "group1-shard1of1.bin" ? bytesSource(new Uint8Array(24)) : undefined);

describe("TensorFlow.js models", () => {
  it("reads layers by the rules of Keras", async () => {
    expect(
      await inspect(model(layers({ class_name: "Dense", config: {} }), weights([2, 3], "group1-shard1of1.bin")), { sibling }),
    ).toMatchObject({
      formats: ["tensorflow-js"],
      verdict: "benign",
      findings: [],
      facts: { producer: "keras v3", variant: "layers-model" },
    });
    expect((await inspect(model(layers({ class_name: "Lambda", config: { function: "lambda x: eval('1')" } })))).verdict).toBe("malicious");
    expect((await inspect(model(layers({ class_name: "Mine", config: {} })))).verdict).toBe("suspicious");
  });

  it("reads graphs by the rules of TensorFlow, functions too", async () => {
    const graph = (...nodes: readonly unknown[]) => model({ node: [{ name: "x", op: "Placeholder" }, ...nodes], versions: {} });
    expect((await inspect(graph({ name: "r", op: "Relu", input: ["x"] }))).verdict).toBe("benign");
    expect((await inspect(graph({ name: "w", op: "WriteFile" }))).verdict).toBe("malicious");
    expect((await inspect(graph(constant("p", "/etc/x"), { name: "s", op: "SaveV2", input: ["p"] }))).verdict).toBe("malicious");
    const library = { function: [{ signature: { name: "F" }, nodeDef: [{ name: "p", op: "PyFunc" }] }] };
    expect((await inspect(model({ node: [{ name: "f", op: "F" }], library }))).verdict).toBe("malicious");
  });

  it("measures shards and keeps them in the folder", async () => {
    const rules = async (...args: Parameters<typeof weights>) =>
      (await inspect(model(layers({ class_name: "Dense", config: {} }), weights(...args)), { sibling })).findings.map(({ rule }) => rule);
    expect(await rules([2, 4], "group1-shard1of1.bin")).toEqual(["tensor-size"]);
    expect(await rules([2, 3], "gone.bin")).toEqual(["not-examined"]);
    expect(await rules([2, 3], "../../etc/passwd")).toEqual(["external-data-path"]);
    expect(await rules([2, -3], "group1-shard1of1.bin")).toEqual(["tensor-overflow"]);
  });

  it("leaves other JSON alone", async () => {
    for (const text of ['{"model": 1}', '{"modelTopology": ', "[]", '{"modelTopologyX": {}}'])
      expect((await inspect(new TextEncoder().encode(text))).formats).not.toContain("tensorflow-js");
  });
});
