import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { concat, field, message, type ProtobufValue, varint } from "../../../../formats/src/protobuf/testing/protobuf-writer.ts";
import type { InspectionOptions } from "../engine.ts";
import { inspectBytes } from "../testing/inspect-bytes.ts";

type Fields = readonly (readonly [number, ProtobufValue])[];

const node = (operator: string, domain = "", ...more: Fields): Uint8Array =>
  message([1, "x"], [2, "y"], [4, operator], ...(domain === "" ? [] : [[7, domain] as const]), ...more);
const tensor = (dimensions: readonly number[], type: number, ...more: Fields): Uint8Array =>
  message(...dimensions.map((dimension): [number, number] => [1, dimension]), [2, type], ...more, [8, "w"]);
const graph = (...more: Fields): Uint8Array => message(...more, [2, "net"], [11, message([1, "x"])], [12, message([1, "y"])]);
const model = (body: Uint8Array, ...more: Fields): Uint8Array =>
  message([1, 8], [2, "test"], [7, body], [8, message([1, ""], [2, 17])], ...more);
const external = (...entries: readonly (readonly [string, string])[]): Fields => [
  ...entries.map(([key, value]): [number, Uint8Array] => [13, message([1, key], [2, value])]),
  [14, 1],
];
const withNode = (...args: Parameters<typeof node>): Uint8Array => model(graph([1, node(...args)]));
const withTensor = (made: Uint8Array): Uint8Array => model(graph([1, node("Relu")], [5, made]));
const inspect = (bytes: Uint8Array, options: InspectionOptions = {}) => inspectBytes(bytes, "model.onnx", options);
const rules = async (bytes: Uint8Array, options: InspectionOptions = {}): Promise<readonly string[]> =>
  (await inspect(bytes, options)).findings.map(({ rule }) => rule);

describe("ONNX models", () => {
  it("reads an honest model to its last byte and tells what it is", async () => {
    const bytes = model(graph([1, node("MatMul")], [1, node("Relu")], [5, tensor([2, 3], 1, [9, new Uint8Array(24)])]), [
      14,
      message([1, "license"], [2, "MIT"]),
    ]);
    expect(await inspect(bytes)).toMatchObject({
      formats: ["onnx"],
      verdict: "benign",
      complete: true,
      findings: [],
      facts: {
        architecture: "net",
        producer: "test",
        opsets: ["ai.onnx:17"],
        parameters: 6,
        dtypes: ["float32"],
        nodes: 2,
        licence: "MIT",
      },
    });
  });

  it("does not take other bytes for a model", async () => {
    for (const bytes of [
      new Uint8Array(100),
      message([1, "text"], [7, "more"]),
      message([1, 8], [2, "x"]),
      new TextEncoder().encode("hello world, this is text"),
    ])
      expect((await inspect(bytes)).formats).not.toContain("onnx");
  });

  it("finds operators of private domains at any depth", async () => {
    const inner = graph([1, node("Secret", "com.example")]);
    const branch = message([1, "then_branch"], [6, inner], [20, 5]);
    const branches = message([1, "bodies"], [11, inner], [20, 10]);
    const places = [
      model(graph([1, node("Secret", "com.example")])),
      model(graph([1, node("If", "", [5, branch])])),
      model(graph([1, node("Loop", "", [5, branches])])),
      model(graph([1, node("If", "", [5, message([1, "x"], [6, graph([1, node("If", "", [5, branch])])])])])),
      model(graph([1, node("Relu")]), [25, message([1, "f"], [7, node("Secret", "com.example")], [10, "local"])]),
      model(graph([1, node("Relu")]), [20, message([2, inner])]),
    ];
    for (const bytes of places)
      expect(await inspect(bytes)).toMatchObject({ verdict: "suspicious", findings: [{ rule: "onnx-custom-operator" }] });
  });

  it("knows what runtimes have built in, and what the model defines itself", async () => {
    const local = message([1, "Mine"], [7, node("Relu")], [10, "local"]);
    expect(await inspect(model(graph([1, node("Mine", "local")]), [25, local]))).toMatchObject({ verdict: "benign" });
    expect((await inspect(withNode("FastGelu", "com.microsoft"))).verdict).toBe("benign");
    expect((await inspect(withNode("TreeEnsembleClassifier", "ai.onnx.ml"))).verdict).toBe("benign");
    expect(await rules(withNode("EPContext", "com.microsoft"))).toEqual(["onnx-unknown-operator"]);
    expect(await rules(withNode("NoSuchThing"))).toEqual(["onnx-unknown-operator"]);
    expect(await rules(withNode("FastGelu", "ai.onnx.contrib"))).toEqual(["onnx-custom-operator"]);
    expect(await rules(withNode("PyOp", "pyopmulti_1"))).toEqual(["onnx-python-operator"]);
  });

  it.each([
    ["/etc/passwd"],
    ["../../secret"],
    ["weights/../../secret"],
    ["..\\secret"],
    ["C:\\secret"],
    ["\\\\host\\share"],
    ["https://example.com/w"],
    ["file:///etc/passwd"],
    ["w\0.bin"],
    ["*/_ORT_MEM_ADDR_/*"],
  ])("is malicious where tensors come from %j", async (location) => {
    expect(await inspect(withTensor(tensor([1], 1, ...external(["location", location]))))).toMatchObject({
      verdict: "malicious",
      findings: [{ rule: "external-data-path" }],
    });
  });

  it("sees the path that a second location replaces, in any tensor of the model", async () => {
    const twice = tensor([1], 1, ...external(["location", "/etc/passwd"], ["location", "w.bin"]));
    const constant = node("Constant", "", [5, message([1, "value"], [5, tensor([1], 1, ...external(["location", "/etc/passwd"]))])]);
    const sparse = message([1, tensor([1], 1, ...external(["location", "../x"]))], [3, 4]);
    for (const bytes of [withTensor(twice), model(graph([1, constant])), model(graph([1, node("Relu")], [15, sparse]))])
      expect((await inspect(bytes)).verdict).toBe("malicious");
  });

  it("takes a path that loaders ignore or do not expand for suspicious", async () => {
    const ignored = tensor([1], 1, [13, message([1, "location"], [2, "/etc/passwd"])]);
    expect((await inspect(withTensor(ignored))).verdict).toBe("suspicious");
    expect((await inspect(withTensor(tensor([1], 1, ...external(["location", "~/.ssh/id_rsa"]))))).verdict).toBe("suspicious");
    expect(await rules(withTensor(tensor([1], 1, ...external(["location", ".env"]))))).toContain("external-data-range");
  });

  it("judges keys of external data", async () => {
    const keys = (key: string, value: string) => withTensor(tensor([1], 1, ...external(["location", "w.bin"], [key, value])));
    expect((await inspect(keys("__class__", "x"))).verdict).toBe("malicious");
    expect((await inspect(keys("basepath", "/etc"))).verdict).toBe("malicious");
    expect((await inspect(keys("colour", "red"))).verdict).toBe("suspicious");
    expect((await inspect(keys("checksum", "abc"))).verdict).toBe("benign");
    expect((await inspect(keys("offset", "-4"))).verdict).toBe("malicious");
    expect((await inspect(keys("offset", "99999999999999999999"))).verdict).toBe("malicious");
    expect(await rules(keys("length", "8"))).toContain("tensor-size");
  });

  it("measures external tensors against the file beside the model", async () => {
    const sibling = (path: string) => (path === "w.bin" ? bytesSource(new Uint8Array(100)) : undefined);
    const at = (...entries: readonly (readonly [string, string])[]) =>
      rules(withTensor(tensor([4], 1, ...external(["location", "w.bin"], ...entries))), { sibling });
    expect(await at()).toEqual([]);
    expect(await at(["offset", "84"], ["length", "16"])).toEqual([]);
    expect(await at(["offset", "96"])).toEqual(["external-data-range"]);
    expect(await at(["offset", "84"], ["length", "20"])).toEqual(expect.arrayContaining(["external-data-range", "tensor-size"]));
    expect((await inspect(withTensor(tensor([4], 1, ...external(["location", "gone.bin"]))))).findings).toMatchObject([
      { rule: "external-data-missing", verdict: "benign" },
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ["a negative dimension", tensor([2, -3], 1), "malicious"],
    ["a product that overflows", tensor([2 ** 31, 2 ** 31, 4], 1), "malicious"],
    ["bytes that overflow only with their width", tensor([2 ** 31, 2 ** 30], 11), "malicious"],
    ["too few raw bytes", tensor([4], 1, [9, new Uint8Array(12)]), "suspicious"],
    ["too many raw bytes", tensor([4], 1, [9, new Uint8Array(20)]), "suspicious"],
    ["too few values", tensor([4], 1, [4, new Uint8Array(8)]), "suspicious"],
    ["an unknown type", tensor([4], 99), "suspicious"],
    ["a hundred dimensions", tensor(new Array<number>(100).fill(1), 1), "suspicious"],
    ["packed 4-bit values", tensor([5], 22, [9, new Uint8Array(3)]), "benign"],
    ["no elements", tensor([0, 7], 1, [9, new Uint8Array(0)]), "benign"],
    ["texts", tensor([2], 8, [6, "a"], [6, "b"]), "benign"],
  ])("judges a tensor of %s", async (_what, made, verdict) => {
    expect((await inspect(withTensor(made))).verdict).toBe(verdict);
  });

  it("finds shapes that fill the memory when they are folded", async () => {
    const shape = (...values: readonly bigint[]) => new Uint8Array(BigInt64Array.from(values).buffer);
    const maker = message([1, "s"], [2, "y"], [4, "ConstantOfShape"]);
    const initializer = (name: string, values: Uint8Array) => message([1, values.length / 8], [2, 7], [9, values], [8, name]);
    const constant = message([2, "s"], [4, "Constant"], [5, message([1, "value"], [5, initializer("", shape(2n ** 40n))])]);
    expect((await inspect(model(graph([1, maker], [5, initializer("s", shape(2n ** 20n, 2n ** 20n))])))).verdict).toBe("malicious");
    expect((await inspect(model(graph([1, constant], [1, maker])))).verdict).toBe("malicious");
    expect((await inspect(model(graph([1, maker], [5, initializer("s", shape(2n, 3n))])))).verdict).toBe("benign");
    const packed = message([1, 1], [2, 7], [7, varint(2n ** 50n)], [8, "s"]);
    expect((await inspect(model(graph([1, maker], [5, packed])))).verdict).toBe("malicious");
  });

  it("reports what parsers skip or merge", async () => {
    const honest = withNode("Relu");
    expect(await rules(concat(honest, field(99, "hidden")))).toEqual(["protobuf-unknown-field"]);
    expect(await rules(concat(varint(40 * 8 + 3), field(1, "x"), varint(40 * 8 + 4), honest))).toEqual(["protobuf-unknown-field"]);
    expect(await rules(concat(honest, field(7, graph([1, node("Other", "evil")]))))).toEqual(
      expect.arrayContaining(["protobuf-repeated-field", "onnx-custom-operator"]),
    );
    expect(await rules(model(graph([1, concat(node("Relu"), field(4, "Evil"), field(7, "evil"))])))).toEqual(
      expect.arrayContaining(["protobuf-repeated-field", "onnx-custom-operator"]),
    );
  });

  it("is suspicious where the file is cut off or goes on behind the model", async () => {
    const honest = model(graph([1, node("Relu")], [5, tensor([100], 1, [9, new Uint8Array(400)])]));
    for (const cut of [30, 100, honest.length - 1])
      expect(await inspect(honest.subarray(0, cut))).toMatchObject({ verdict: "suspicious", formats: ["onnx"] });
    expect((await inspect(concat(honest, Uint8Array.of(0x0f, 1, 2, 3)))).findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["malformed", "unclaimed-bytes"]),
    );
  });

  it("reads alarming text in metadata and descriptions", async () => {
    const text = "__import__('os').system('id')";
    expect(await rules(model(graph([1, node("Relu")]), [14, message([1, "k"], [2, text])]))).toContain("alarming-metadata");
    expect(await rules(model(graph([1, node("Relu", "", [6, text])])))).toContain("alarming-metadata");
  });

  it("reads a tensor that is a file of its own", async () => {
    const bytes = message([1, 2], [2, 1], [8, "input"], [9, new Uint8Array(8)]);
    expect(await inspectBytes(bytes, "input_0.pb")).toMatchObject({ formats: ["onnx-tensor"], verdict: "benign" });
    expect((await inspectBytes(message([1, -2], [2, 1], [8, "input"], [9, new Uint8Array(8)]), "input_0.pb")).verdict).toBe("malicious");
  });

  it("reads models written as text", async () => {
    const text = (graph: string) =>
      new TextEncoder().encode(`ir_version: 8 producer_name: "p" graph { ${graph} name: "g" } opset_import { version: 17 }`);
    const read = (graph: string) => inspectBytes(text(graph), "model.textproto");
    expect(await read('node { op_type: "Relu" }')).toMatchObject({
      formats: ["onnx", "protobuf-text"],
      verdict: "benign",
      facts: { nodes: 1 },
    });
    expect((await read('node { op_type: "X" domain: "com.example" }')).findings).toMatchObject([{ rule: "onnx-custom-operator" }]);
    const external = (location: string) =>
      `node { op_type: "Relu" } initializer { dims: 1 external_data { key: "location" value: "${location}" } data_location: EXTERNAL }`;
    expect((await read(external("../../etc/passwd"))).verdict).toBe("malicious");
    expect((await read(external("w.bin"))).verdict).toBe("benign");
    expect((await read('node { op_type: "Relu" } initializer { dims: -4 }')).verdict).toBe("malicious");
    expect((await read('node { op_type: "Relu" ')).verdict).toBe("suspicious");
  });

  it("reads hundreds of thousands of values in time", async () => {
    const one = field(7, { float: 1 });
    const values = new Uint8Array(one.length * 200_000);
    for (let at = 0; at < values.length; at += one.length) values.set(one, at);
    const start = performance.now();
    expect((await inspect(withNode("TreeEnsembleRegressor", "ai.onnx.ml", [5, concat(field(1, "w"), values)]))).verdict).toBe("benign");
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
