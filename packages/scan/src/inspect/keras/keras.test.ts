import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { zipOf } from "../testing/zip-of.ts";
import { decodeJsonBytes, keyPattern } from "./json-bytes.ts";
import { parsePythonJson } from "./python-json.ts";
import { resolveKeras } from "./resolve.ts";

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

const layer = (name: string, config: Plain = {}, module: string | null = "keras.layers", registered: string | null = null): Plain => ({
  class_name: name,
  config,
  module,
  registered_name: registered,
});
const model = (...layers: readonly Plain[]): Plain => layer("Sequential", { name: "m", layers }, "keras");
const bytesOf = (value: Plain): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const inspect = (...layers: readonly Plain[]) => inspectBytes(bytesOf(model(...layers)), "config.json");
const verdict = async (...layers: readonly Plain[]) => (await inspect(...layers)).verdict;
const code = (...words: readonly string[]): string =>
  Buffer.from(`\xe3\x01\x00${words.map((word) => `\xda${String.fromCharCode(word.length)}${word}`).join("")}`, "latin1").toString("base64");

describe("configurations of Keras", () => {
  it("reads an honest model and tells its layers", async () => {
    const dense = layer("Dense", { units: 3, kernel_initializer: layer("GlorotUniform", {}, "keras.initializers"), activation: "relu" });
    expect(await inspect(layer("InputLayer"), dense, layer("Dropout"))).toMatchObject({
      formats: expect.arrayContaining(["keras-config"]),
      verdict: "benign",
      findings: [],
      facts: { layers: ["Dense", "Dropout", "GlorotUniform", "InputLayer", "Sequential"] },
    });
  });

  it("leaves JSON alone that is no configuration", async () => {
    for (const value of [{ class_name: "X" }, { config: {} }, { model_type: "bert", class_name: 3, config: {} }, [1, 2]])
      expect((await inspectBytes(bytesOf(value), "config.json")).formats).not.toContain("keras-config");
  });

  it.each<[string, Plain, string]>([
    ["byte code that runs commands", { function: [code("os", "system"), null, null], function_type: "lambda" }, "malicious"],
    ["byte code that evaluates", { function: { class_name: "__lambda__", config: { code: code("eval") } } }, "malicious"],
    ["byte code that reaches builtins", { function: [code("x", "__subclasses__"), null, null] }, "malicious"],
    ["byte code that writes files of TensorFlow", { function: [code("tf", "io", "write_file"), null, null] }, "malicious"],
    ["byte code that computes", { function: [code("tf", "reduce_mean"), null, null], function_type: "lambda" }, "suspicious"],
    ["byte code that cannot be read", { function: ["", null, null], function_type: "lambda" }, "malicious"],
    ["source text that evaluates", { function: "lambda x: eval('1')" }, "malicious"],
    ["a name", { function: "preprocess", function_type: "function" }, "suspicious"],
    ["a function of a module", { function: { class_name: "function", config: "preprocess", module: "my.code" } }, "suspicious"],
    [
      "code for its output shape",
      { function: "f", function_type: "function", output_shape: [code("exec")], output_shape_type: "lambda" },
      "malicious",
    ],
    ["nothing", {}, "suspicious"],
  ])("judges a Lambda layer with %s", async (_what, config, expected) => {
    expect(await verdict(layer("Lambda", config))).toBe(expected);
    expect(await verdict(layer("TimeDistributed", { layer: layer("Lambda", config) }))).toBe(expected);
    expect(await verdict({ class_name: "Lambda", config })).toBe(expected);
  });

  it.each([
    ["os", "system", "malicious"],
    ["subprocess", "Popen", "malicious"],
    ["builtins", "exec", "malicious"],
    ["functools", "partial", "malicious"],
    ["importlib", "import_module", "malicious"],
    ["keras.utils", "get_file", "malicious"],
    ["keras.src.utils.file_utils", "extract_archive", "malicious"],
    ["keras.config", "enable_unsafe_deserialization", "malicious"],
    ["keras.models", "load_model", "malicious"],
    ["keras.saving", "anything", "malicious"],
    ["keras.layers", "os.system", "malicious"],
    ["numpy", "load", "malicious"],
    ["my_package.layers", "MyLayer", "suspicious"],
    ["__main__", "MyLayer", "suspicious"],
    ["keras.layers", "NoSuchLayer", "suspicious"],
    ["builtins", "my_activation", "suspicious"],
    ["keras.layers", "Dense", "benign"],
    ["keras.src.layers.core.dense", "Dense", "benign"],
    ["keras.src.ops.numpy", "NotEqual", "benign"],
    ["tf_keras.src.engine.functional", "Functional", "benign"],
    ["keras_hub.models", "BertBackbone", "benign"],
    ["keras.optimizers", "AdamW", "benign"],
  ])("takes %s.%s for %s", async (module, name, expected) => {
    expect(await verdict(layer(name, {}, module))).toBe(expected);
    expect(await verdict({ class_name: "function", config: name, module, registered_name: name })).toBe(expected);
  });

  it("names custom classes that were registered, and type specifications", async () => {
    expect(await verdict(layer("MyLayer", {}, null, "my>MyLayer"))).toBe("suspicious");
    const specification = (module: string, spec: string): Plain => ({
      class_name: "__typespec__",
      spec_name: spec,
      module,
      config: [[1], "float32"],
      registered_name: null,
    });
    expect(await verdict(specification("tensorflow.python.framework.tensor", "TensorSpec"))).toBe("benign");
    expect(await verdict(specification("os", "system"))).toBe("malicious");
    expect(resolveKeras(undefined, "Dense", undefined).kind).toBe("known");
    expect(resolveKeras(undefined, "get_file", undefined).kind).toBe("harmful");
  });

  it("judges layers that load", async () => {
    expect((await inspect(layer("TFSMLayer", { filepath: "/tmp/model" }))).findings).toMatchObject([{ rule: "keras-nested-model" }]);
    expect(await verdict(layer("StringLookup", { vocabulary: "/etc/passwd" }))).toBe("malicious");
    expect(await verdict(layer("TextVectorization", { vocabulary: "https://example.com/v" }))).toBe("malicious");
    expect(await verdict(layer("IntegerLookup", { vocabulary: "vocab.txt" }))).toBe("suspicious");
    expect(await verdict(layer("StringLookup", { vocabulary: ["/etc/passwd", "b"] }))).toBe("benign");
    expect(await verdict(layer("FlaxLayer", {}))).toBe("suspicious");
    expect(await verdict(layer("TFOpLambda", { function: "math.reduce_mean" }))).toBe("benign");
    expect(await verdict(layer("TFOpLambda", { function: "io.write_file" }))).toBe("malicious");
    expect(await verdict(layer("TFOpLambda", { function: "raw_ops.PyFunc" }))).toBe("malicious");
    expect(await verdict(layer("TFOpLambda", { function: "unknown.space.thing" }))).toBe("suspicious");
    expect(await verdict(layer("TensorFlowOpLayer", { node_def: "\n\u0001x\u0012\tWriteFile" }))).toBe("malicious");
  });

  it("inspects the pickle of a wrapped PyTorch module", async () => {
    const pickle = Buffer.from("cos\nsystem\n(S'id'\ntR.", "latin1");
    expect((await inspect(layer("TorchModuleWrapper", { module: pickle.toString("base64") }))).verdict).toBe("malicious");
    expect(
      (await inspect(layer("TorchModuleWrapper", { module: { class_name: "__bytes__", config: { value: pickle.toString("latin1") } } })))
        .verdict,
    ).toBe("malicious");
    expect((await inspect(layer("TorchModuleWrapper", {}))).verdict).toBe("suspicious");
  });

  it("reads JSON as Python does: escapes in keys, other encodings, numbers that JSON lacks", async () => {
    const bad = JSON.stringify(model(layer("system", {}, "os")));
    const escaped = bad.replaceAll("class_name", String.raw`cl\u0061ss_n\u0061me`);
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...bad].flatMap((char) => [char.charCodeAt(0), 0])]);
    const utf32 = Uint8Array.from([...bad].flatMap((char) => [0, 0, 0, char.charCodeAt(0)]));
    const infinite = `${bad.slice(0, -1)}, "x": [NaN, -Infinity, "NaN \\" Infinity"]}`;
    for (const bytes of [latin1(escaped), utf16, utf32, latin1(infinite), latin1(`\n\t ${bad}`)])
      expect((await inspectBytes(bytes, "config.json")).verdict).toBe("malicious");
    expect(parsePythonJson('{"a": NaN, "b": "Infinity", "c": 1, "c": 2}')).toEqual({ a: null, b: "Infinity", c: 2 });
    expect(parsePythonJson("{nope")).toBeUndefined();
    expect(decodeJsonBytes(Uint8Array.of(0x7b, 0, 0x7d, 0))).toBe("{}");
    expect(keyPattern("ab").test(String.raw`{"\u0061b" : 1}`)).toBe(true);
    expect(keyPattern("ab").test('{"abc": 1}')).toBe(false);
  });

  it("reads deep and wide configurations in time", async () => {
    let deep: Plain = layer("system", {}, "os");
    for (let level = 0; level < 3000; level++) deep = { inner: deep };
    expect(await verdict(deep)).toBe("malicious");
    const wide = Array.from({ length: 20_000 }, () => layer("Dense"));
    const start = performance.now();
    expect(await verdict(...wide)).toBe("benign");
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe(".keras archives", () => {
  const metadata = latin1('{"keras_version": "3.15.1", "date_saved": "2026-01-01"}');
  const weights = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);
  const archive = (config: Uint8Array | undefined, ...more: readonly (readonly [string, Uint8Array])[]) =>
    zipOf([...(config === undefined ? [] : [["config.json", config] as const]), ["metadata.json", metadata], ...more]);

  it("is known by its members, and every copy of the configuration is judged", async () => {
    const good = bytesOf(model(layer("Dense")));
    const bad = bytesOf(model(layer("system", {}, "os")));
    expect(await inspectBytes(archive(good), "model.keras")).toMatchObject({
      formats: expect.arrayContaining(["keras", "zip", "keras-config"]),
      verdict: "benign",
      facts: { kerasVersion: "3.15.1" },
    });
    expect((await inspectBytes(archive(bad), "model.keras")).findings).toMatchObject([
      { rule: "keras-harmful-object", member: "config.json" },
    ]);
    for (const both of [archive(good, ["config.json", bad]), archive(bad, ["config.json", good])])
      expect((await inspectBytes(both, "model.keras")).verdict).toBe("malicious");
    expect((await inspectBytes(archive(good, ["Config.json", bad]), "model.keras")).verdict).toBe("suspicious");
  });

  it("says what is missing or is not what it is named", async () => {
    const good = bytesOf(model(layer("Dense")));
    const rules = async (bytes: Uint8Array) => (await inspectBytes(bytes, "model.keras")).findings.map(({ rule }) => rule);
    expect(await rules(archive(undefined, ["model.weights.h5", weights]))).toContain("keras-unreadable-configuration");
    expect(await rules(archive(latin1("{not json")))).toContain("keras-unreadable-configuration");
    expect(await rules(archive(latin1('{"a": 1}')))).toContain("keras-unreadable-configuration");
    expect(await rules(archive(good, ["model.weights.h5", latin1("no weights at all")]))).toContain("malformed");
  });
});
