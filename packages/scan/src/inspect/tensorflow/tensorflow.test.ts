import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { concat, field, message, type ProtobufValue, varint } from "../../../../formats/src/protobuf/testing/protobuf-writer.ts";
import { inspectBytes } from "../testing/inspect-bytes.ts";

type Fields = readonly (readonly [number, ProtobufValue])[];

const node = (operator: string, inputs: readonly string[] = [], name = operator.toLowerCase(), ...attributes: Fields): Uint8Array =>
  message([1, name], [2, operator], ...inputs.map((input): [number, string] => [3, input]), ...attributes);
const attribute = (key: string, value: Uint8Array): readonly [number, ProtobufValue] => [5, message([1, key], [2, value])];
const text = (value: string): Uint8Array => message([2, value]);
const stringConstant = (name: string, value: string | Uint8Array): Uint8Array =>
  node(
    "Const",
    [],
    name,
    attribute("dtype", message([6, 7])),
    attribute("value", message([8, message([1, 7], [2, message()], [8, value])])),
  );
const graph = (...nodes: readonly Uint8Array[]): Uint8Array => message(...nodes.map((made): [number, Uint8Array] => [1, made]));
const metaGraph = (body: Uint8Array, ...more: Fields): Uint8Array => message([1, message([4, "serve"], [5, "2.21.0"])], [2, body], ...more);
const savedModel = (body: Uint8Array, ...more: Fields): Uint8Array => message([1, 1], [2, metaGraph(body, ...more)]);
const placeholder = node("Placeholder", [], "x");
const inspect = (bytes: Uint8Array, name = "saved_model.pb") => inspectBytes(bytes, name);
const verdict = async (...nodes: readonly Uint8Array[]) => (await inspect(savedModel(graph(placeholder, ...nodes)))).verdict;

describe("TensorFlow graphs", () => {
  it("reads an honest SavedModel with its saver, and tells what it is", async () => {
    const nodes = [
      placeholder,
      node("MatMul", ["x", "w"]),
      stringConstant("prefix", "model"),
      node("StringJoin", ["prefix", "part"]),
      node("ShardedFilename", ["stringjoin"]),
      node("SaveV2", ["shardedfilename"]),
      node("MergeV2Checkpoints", ["shardedfilename"]),
      node("RestoreV2", ["prefix"]),
      node("StatefulPartitionedCall", ["x"]),
    ];
    expect(await inspect(savedModel(graph(...nodes)))).toMatchObject({
      formats: ["tensorflow-savedmodel"],
      verdict: "benign",
      complete: true,
      findings: [],
      facts: { tensorflowVersion: "2.21.0", tags: ["serve"], nodes: 9 },
    });
  });

  it("reads graphs, meta graphs and fingerprints", async () => {
    expect(await inspect(graph(placeholder, node("Relu", ["x"])), "frozen.pb")).toMatchObject({
      formats: ["tensorflow-graphdef"],
      verdict: "benign",
    });
    expect(await inspect(metaGraph(graph(placeholder)), "model.meta")).toMatchObject({
      formats: ["tensorflow-metagraph"],
      verdict: "benign",
    });
    const fingerprint = message([1, 2n ** 63n], [2, 2n ** 60n], [3, 5], [4, 6], [5, 7]);
    expect(await inspect(fingerprint, "fingerprint.pb")).toMatchObject({ formats: ["tensorflow-fingerprint"], verdict: "benign" });
  });

  it("does not take other bytes for a graph", async () => {
    for (const bytes of [
      new Uint8Array(64),
      message([1, "name"], [2, "text"]),
      message([1, message([1, "a"], [2, "not an\nop"])]),
      new TextEncoder().encode("some text"),
    ])
      expect((await inspect(bytes, "x")).formats).toEqual([]);
  });

  it.each([
    ["PyFunc", "malicious"],
    ["PyFuncStateless", "malicious"],
    ["EagerPyFunc", "malicious"],
    ["ReadFile", "malicious"],
    ["WriteFile", "malicious"],
    ["SaveDataset", "malicious"],
    ["DatasetToTFRecord", "malicious"],
    ["RpcCall", "malicious"],
    ["Abort", "malicious"],
    ["MatchingFiles", "suspicious"],
    ["ImmutableConst", "suspicious"],
    ["TextLineDataset", "suspicious"],
    ["XlaCustomCallV2", "suspicious"],
    ["DatasetFromGraph", "suspicious"],
    ["DebugIdentityV2", "suspicious"],
    ["MyLibraryOp", "suspicious"],
    ["TRTEngineOp", "suspicious"],
    ["ShellExecute", "malicious"],
    ["XlaCallModule", "benign"],
    ["StatefulPartitionedCall", "benign"],
    ["HashTableV2", "benign"],
    ["_FusedConv2D", "benign"],
    ["DebugGradientIdentity", "benign"],
  ])("takes the operator %s for %s", async (operator, expected) => {
    expect(await verdict(node(operator))).toBe(expected);
  });

  it.each([
    ["SaveV2", "/root/.bashrc", "malicious"],
    ["SaveV2", "../../x", "malicious"],
    ["MergeV2Checkpoints", "/tmp/x", "malicious"],
    ["RestoreV2", "/data/bert.ckpt", "suspicious"],
    ["RestoreV2", "ram://checkpoint", "benign"],
    ["MatchingFiles", "/home/*", "malicious"],
    ["InitializeTableFromTextFileV2", "/etc/passwd", "malicious"],
    ["InitializeTableFromTextFileV2", "vocab.txt", "benign"],
    ["TFRecordDataset", "/etc/shadow", "malicious"],
    ["SqlDataset", "/srv/data.db", "malicious"],
    ["DebugIdentityV3", "grpc://example.com:1", "malicious"],
    ["CreateSummaryFileWriter", "C:\\logs", "malicious"],
  ])("follows the constant into %s(%j): %s", async (operator, path, expected) => {
    expect(await verdict(stringConstant("p", path), node(operator, ["p:0"]))).toBe(expected);
    expect(
      await verdict(stringConstant("p", path), node("Identity", ["p"], "i"), node("StringJoin", ["i"], "j"), node(operator, ["^x", "j"])),
    ).toBe(expected);
  });

  it("takes paths of a training pipeline for its own in a meta graph, not in a served model", async () => {
    const pipeline = graph(stringConstant("p", "/data/train.tfrecord"), node("TFRecordDataset", ["p"]));
    expect((await inspect(metaGraph(pipeline), "model.meta")).verdict).toBe("suspicious");
    expect((await inspect(savedModel(pipeline))).verdict).toBe("malicious");
  });

  it("knows the constant that an asset replaces", async () => {
    const body = graph(stringConstant("p", "/home/me/vocab.txt"), node("InitializeTableFromTextFileV2", ["p"]));
    const asset = (name: string): Fields => [[6, message([1, message([1, "p:0"])], [2, name])]];
    expect((await inspect(savedModel(body, ...asset("vocab.txt")))).verdict).toBe("benign");
    expect((await inspect(savedModel(body, ...asset("../../../etc/passwd")))).findings).toMatchObject([{ rule: "tensorflow-asset-path" }]);
    expect((await inspect(savedModel(body))).verdict).toBe("malicious");
  });

  it("reads attributes that name files and addresses", async () => {
    expect(await verdict(node("PrintV2", [], "p", attribute("output_stream", text("file:///tmp/x"))))).toBe("malicious");
    expect(await verdict(node("PrintV2", [], "p", attribute("output_stream", text("stderr"))))).toBe("benign");
    expect(await verdict(node("DebugIdentity", [], "d", attribute("debug_urls", message([1, message([2, "file:///tmp/x"])]))))).toBe(
      "malicious",
    );
    expect(await verdict(node("DecodeProtoV2", [], "d", attribute("descriptor_source", text("/etc/passwd"))))).toBe("malicious");
    expect(await verdict(node("DecodeProtoV2", [], "d", attribute("descriptor_source", text("local://"))))).toBe("benign");
  });

  it("looks into functions, knows those that the file defines, and constants by function", async () => {
    const definition = (name: string, ...nodes: readonly Uint8Array[]) =>
      message([1, message([1, name])], ...nodes.map((made): [number, Uint8Array] => [3, made]));
    const library = (...functions: readonly Uint8Array[]): Uint8Array =>
      concat(graph(placeholder, node("MyFunction")), field(2, message(...functions.map((made): [number, Uint8Array] => [1, made]))));
    expect((await inspect(savedModel(library(definition("MyFunction", node("Relu")))))).verdict).toBe("benign");
    expect((await inspect(savedModel(library(definition("MyFunction", node("WriteFile")))))).findings).toMatchObject([
      { rule: "tensorflow-file-operator" },
    ]);
    const two = library(
      definition("MyFunction", stringConstant("p", "/etc/x"), node("Relu")),
      definition("Other", stringConstant("p", "ok"), node("SaveV2", ["p"])),
    );
    expect((await inspect(savedModel(two))).verdict).toBe("benign");
    const alone = message([2, message([1, definition("f", node("WriteFile"))])]);
    expect(await inspect(alone, "graph.pb")).toMatchObject({ formats: ["tensorflow-graphdef"], verdict: "malicious" });
  });

  it("inspects a graph in a constant where an operator runs it", async () => {
    const inner = graph(placeholder, node("WriteFile"));
    expect((await inspect(savedModel(graph(stringConstant("g", inner), node("DatasetFromGraph", ["g"]))))).verdict).toBe("malicious");
    expect(await verdict(stringConstant("g", inner))).toBe("benign");
  });

  it("judges Keras metadata in the model and beside it", async () => {
    const lambda = JSON.stringify({ class_name: "Lambda", config: { function: ["4wEAAABvcw==", null, null], function_type: "lambda" } });
    const layer = message([4, message([1, "_tf_keras_layer"], [3, lambda])]);
    expect((await inspect(savedModel(graph(placeholder), [7, message([1, layer])]))).findings.map(({ rule }) => rule)).toContain(
      "keras-lambda-code",
    );
    const metadata = message([1, message([2, 1], [3, "root"], [4, "_tf_keras_layer"], [5, lambda])]);
    expect(await inspect(metadata, "keras_metadata.pb")).toMatchObject({
      formats: ["keras-metadata"],
      findings: [{ rule: "keras-lambda-code" }],
    });
    const dense = JSON.stringify({ class_name: "Dense", config: { units: 3 } });
    expect((await inspect(message([1, message([2, 1], [4, "_tf_keras_layer"], [5, dense])]), "keras_metadata.pb")).verdict).toBe("benign");
  });

  it.each<[string, Uint8Array, string]>([
    ["a negative dimension", message([1, 1], [2, message([2, message([1, -4])])]), "malicious"],
    ["a terabyte", message([1, 1], [2, message([2, message([1, 2 ** 40])])], [5, { float: 0 }]), "malicious"],
    ["too few bytes", message([1, 1], [2, message([2, message([1, 4])])], [4, new Uint8Array(8)]), "suspicious"],
    ["the right bytes", message([1, 1], [2, message([2, message([1, 4])])], [4, new Uint8Array(16)]), "benign"],
    ["one value for all", message([1, 1], [2, message([2, message([1, 1000])])], [5, { float: 0 }]), "benign"],
  ])("judges a constant of %s", async (_what, tensor, expected) => {
    expect(await verdict(node("Const", [], "c", attribute("value", message([8, tensor]))))).toBe(expected);
  });

  it("steps over what parsers step over, and says so", async () => {
    const bad = savedModel(graph(placeholder, node("WriteFile")));
    const group = concat(varint(9 * 8 + 3), field(1, 1), varint(9 * 8 + 4));
    expect(await inspect(concat(group, bad))).toMatchObject({
      verdict: "malicious",
      findings: [{ rule: "tensorflow-file-operator" }, { rule: "protobuf-unknown-field" }],
    });
    expect((await inspect(concat(field(77, "x"), bad))).verdict).toBe("malicious");
    expect((await inspect(savedModel(graph(placeholder)).subarray(0, 40))).verdict).toBe("suspicious");
  });

  it("says nothing of an honest graph that is broken by chance, and never throws", async () => {
    const bytes = savedModel(graph(placeholder, stringConstant("p", "model"), node("SaveV2", ["p"])));
    for (let at = 0; at < bytes.length; at++)
      expect((await inspect(bytes.with(at, 0xff))).findings.map(({ rule }) => rule)).not.toContain("reader-failed");
  });
});

describe("text graphs", () => {
  const body =
    'node { name: "x" op: "Placeholder" } node { name: "p" op: "Const" attr { key: "value" value { tensor { string_val: "/etc/cron.d/x" } } } }';

  it("reads text SavedModels and graphs like binary ones", async () => {
    const bad = `# exported\nsaved_model_schema_version: 1 meta_graphs { graph_def { ${body} node { name: "w" op: "Wr" "ite\\106ile" input: "p" } } }`;
    expect(await inspect(new TextEncoder().encode(bad), "saved_model.pbtxt")).toMatchObject({
      formats: ["tensorflow-savedmodel", "protobuf-text"],
      verdict: "malicious",
      findings: [{ rule: "tensorflow-file-operator", call: { callable: "WriteFile", arguments: ['"/etc/cron.d/x"'] } }],
    });
    expect(await inspect(new TextEncoder().encode(body), "graph.pbtxt")).toMatchObject({
      verdict: "benign",
      formats: ["tensorflow-graphdef", "protobuf-text"],
    });
    expect((await inspect(new TextEncoder().encode(`${body} node {`), "graph.pbtxt")).verdict).toBe("suspicious");
  });

  it("looks behind comments of any length", async () => {
    const hidden = `${"# comment\n".repeat(20_000)}#${"x".repeat(100_000)}\n\n${body} node { name: "w" op: "WriteFile" }`;
    expect((await inspect(new TextEncoder().encode(hidden), "graph.pbtxt")).verdict).toBe("malicious");
    expect((await inspect(new TextEncoder().encode("# only a comment"), "x")).formats).toEqual([]);
  });

  it("reads networks of Caffe and leaves other texts alone", async () => {
    const net = 'name: "net" layer { name: "a" type: "Convolution" } layer { name: "b" type: "ReLU" }';
    expect(await inspect(new TextEncoder().encode(net), "deploy.prototxt")).toMatchObject({
      formats: ["caffe-prototxt", "protobuf-text"],
      verdict: "benign",
    });
    const python = 'layer { type: "Python" python_param { module: "evil" layer: "Layer" } }';
    expect((await inspect(new TextEncoder().encode(python), "deploy.prototxt")).findings.map(({ rule }) => rule)).toContain(
      "caffe-python-layer",
    );
    for (const other of ["name: my-project\nversion: 1.0\n", "version: '3'\nservices:\n  web:\n", "input: text\n"])
      expect(await inspect(new TextEncoder().encode(other), "x.yaml")).toMatchObject({ formats: [], verdict: "benign" });
  });
});

describe("SavedModels in pieces", () => {
  it("are not examined, and never benign", async () => {
    const bytes = Uint8Array.of(0x83, 0xaf, 0x70, 0xd1, 0x0d, 0x88, 0x4a, 0x3f, ...new Uint8Array(56));
    expect(await inspect(bytes, "saved_model.cpb")).toMatchObject({ formats: ["riegeli-records"], verdict: "suspicious", complete: false });
  });
});

describe("checkpoint indexes", () => {
  const block = (...entries: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
    concat(
      ...entries.map(([key, value]) => concat(varint(0), varint(key.length), varint(value.length), new TextEncoder().encode(key), value)),
      Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0),
    );
  const entry = (size: number, offset: number, ...dimensions: readonly number[]): Uint8Array =>
    message(
      [1, 1],
      [2, message(...dimensions.map((dimension): [number, Uint8Array] => [2, message([1, dimension])]))],
      [4, offset],
      [5, size],
    );
  const table = (...entries: readonly (readonly [string, Uint8Array])[]): Uint8Array => {
    const trailer = new Uint8Array(5);
    const data = block(["", message([1, 1])], ...entries);
    const meta = block();
    const handle = (at: number, size: number) => concat(varint(at), varint(size));
    const index = block(["z", handle(0, data.length)]);
    const metaAt = data.length + 5;
    const indexAt = metaAt + meta.length + 5;
    const handles = concat(handle(metaAt, meta.length), handle(indexAt, index.length));
    return concat(
      data,
      trailer,
      meta,
      trailer,
      index,
      trailer,
      handles,
      new Uint8Array(40 - handles.length),
      Uint8Array.of(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb),
    );
  };

  it("reads every entry, and measures the shards beside the index", async () => {
    const bytes = table(["a", entry(24, 0, 2, 3)], ["b", entry(8, 24, 2)]);
    const options = (size: number) => ({
      sibling: (path: string) => (path === "m.data-00000-of-00001" ? bytesSource(new Uint8Array(size)) : undefined),
    });
    expect(await inspectBytes(bytes, "variables/m.index", options(32))).toMatchObject({
      formats: ["tensorflow-checkpoint-index"],
      verdict: "benign",
      findings: [],
      facts: { tensors: 2, parameters: 8, dtypes: ["float32"] },
    });
    expect((await inspectBytes(bytes, "variables/m.index", options(31))).findings).toMatchObject([{ rule: "external-data-range" }]);
  });

  it("judges entries that do not fit, and tables that are broken", async () => {
    expect((await inspect(table(["a", entry(24, 0, 2, 30)]), "x.index")).verdict).toBe("suspicious");
    expect((await inspect(table(["a", entry(24, 0, -2)]), "x.index")).verdict).toBe("malicious");
    const bytes = table(["a", entry(24, 0, 2, 3)]);
    for (let at = 0; at < bytes.length; at++)
      expect((await inspect(bytes.with(at, 0xff), "x.index")).findings.map(({ rule }) => rule)).not.toContain("reader-failed");
    expect((await inspect(concat(bytes.subarray(0, 3), bytes.subarray(4)), "x.index")).verdict).toBe("suspicious");
  });
});
