import { describe, expect, it } from "vitest";
import { fullName } from "../paddle/program-json.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

const inspect = async (content: unknown, name = "model") => {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  const { verdict, formats, findings, complete, facts } = await inspectBytes(latin1(text), name);
  return { verdict, formats, complete, facts, rules: findings.map(({ rule }) => rule) };
};

describe("programs of PaddlePaddle 3", () => {
  const op = (name: string, ...texts: readonly string[]) => ({
    "#": name,
    A: texts.map((text, index) => ({ AT: { "#": "0.a_str", D: text }, N: `a${index}` })),
    I: [{ "%": 1 }],
    O: [{ "%": 2, TT: { "#": "0.t_dtensor", D: [{ "#": "0.t_f32" }, [1], "NCHW", [], 0] } }],
  });
  const program = (...ops: readonly object[]) => ({
    base_code: { magic: "pir", trainable: true, version: 1 },
    program: { regions: [{ "#": "region_0", blocks: [{ "#": "block_0", args: [], ops }] }] },
  });
  it("are harmless with their own operators", async () => {
    const honest = program(
      { "#": "p", A: [0, 1, 1, "fc_0.b_0"] },
      op("1.data", "x"),
      op("1.matmul"),
      op("1.relu_"),
      op("1.full"),
      op("2.yield"),
      op("0.combine"),
    );
    expect(await inspect(honest, "inference.json")).toMatchObject({
      verdict: "benign",
      formats: ["paddle-pir"],
      facts: { operators: expect.arrayContaining(["matmul"]) },
    });
  });
  it.each([
    ["Python", op("1.py_func"), "malicious", "paddle-python-operator"],
    ["the same in full", op("pd_op.py_func"), "malicious", "paddle-python-operator"],
    ["a file", op("1.save_combine", "/etc/cron.d/x"), "malicious", "paddle-file-operator"],
    ["a file to be read", op("1.load_combine", "/etc/passwd"), "malicious", "paddle-file-operator"],
    ["a library of the publisher", op("3.my_operator"), "suspicious", "paddle-custom-operator"],
    ["nothing known", op("1.no_such_operator"), "suspicious", "paddle-custom-operator"],
    ["an unknown dialect", op("9.relu"), "suspicious", "paddle-custom-operator"],
  ])("are judged by their operators: %s", async (_, hostile, verdict, rule) => {
    expect(await inspect(program(op("1.relu"), hostile))).toMatchObject({ verdict, rules: expect.arrayContaining([rule]) });
    // In a block of an operator, and with the name last.
    const { "#": name, ...rest } = hostile;
    const inner = program({ ...op("1.if"), regions: [{ blocks: [{ ops: [{ ...rest, "#": name }] }] }] });
    expect(await inspect(inner)).toMatchObject({ verdict, rules: expect.arrayContaining([rule]) });
  });
  it("are not harmless where they are cut", async () => {
    expect((await inspect(JSON.stringify(program(op("1.relu"))).slice(0, -9))).verdict).toBe("suspicious");
    expect((await inspect('{"a": {"magic": "pir"}, "base_code": 1}')).verdict).not.toBe("malicious");
  });
  it("shorten names", () => {
    expect(["p", "1.add", "0.split", "pd_op.add", "toString.add", "add"].map(fullName)).toEqual([
      "builtin.parameter",
      "pd_op.add",
      "builtin.split",
      "pd_op.add",
      "toString.add",
      "add",
    ]);
  });
});

describe("ONNX as JSON", () => {
  const model = (nodes: readonly object[], rest: object = {}) => ({
    irVersion: "8",
    opsetImport: [{ domain: "", version: "17" }],
    graph: { node: nodes, name: "g", ...rest },
  });
  it("is harmless with ONNX's own operators", async () => {
    const initializer = [{ dims: ["2", "2"], dataType: 1, name: "W", rawData: "AAAAAAAAAAAAAAAAAAAAAA==" }];
    expect(await inspect(model([{ input: ["x", "W"], output: ["y"], opType: "MatMul" }], { initializer }))).toMatchObject({
      verdict: "benign",
      formats: ["onnx", "json"],
      facts: { nodes: 1 },
    });
  });
  it.each<[string, object, string]>([
    ["a custom operator", model([{ opType: "Thing", domain: "com.evil" }]), "onnx-custom-operator"],
    ["the other spelling", { ir_version: 8, graph: { node: [{ op_type: "PyOp", domain: "ai.onnx.contrib" }] } }, "onnx-python-operator"],
    [
      "an operator in a branch",
      model([{ opType: "If", attribute: [{ name: "then_branch", g: { node: [{ opType: "Thing", domain: "x" }] } }] }]),
      "onnx-custom-operator",
    ],
    [
      "weights outside of the folder",
      model([{ opType: "Identity" }], {
        initializer: [{ dims: ["1"], name: "W", externalData: [{ key: "location", value: "../../etc/passwd" }], dataLocation: "EXTERNAL" }],
      }),
      "external-data-path",
    ],
    [
      "a tensor of an attribute",
      model([
        {
          opType: "Constant",
          attribute: [{ name: "value", t: { dims: ["1"], externalData: [{ key: "location", value: "/etc/passwd" }], dataLocation: 1 } }],
        },
      ]),
      "external-data-path",
    ],
  ])("is judged by its parts: %s", async (_, content, rule) => {
    const result = await inspect(content);
    expect(result.rules).toContain(rule);
    expect(result.verdict).not.toBe("benign");
  });
  it("knows functions of its own", async () => {
    const functions = [{ name: "twice", domain: "local", node: [{ opType: "Add" }] }];
    expect(await inspect({ ...model([{ opType: "twice", domain: "local" }]), functions })).toMatchObject({ verdict: "benign" });
  });
  it("is no other JSON", async () => {
    expect((await inspect({ graph: [1, 2], irVersion: 3 })).formats).not.toContain("onnx");
    expect((await inspect(JSON.stringify(model([{ opType: "Add" }])).slice(0, -8))).verdict).toBe("suspicious");
  });
});

describe("ONNX in its own syntax", () => {
  const model = (body: string, values = "") =>
    `<\n  ir_version: 8,\n  opset_import: ["" : 17]\n>\ng (float[N] x) => (float[N] y) ${values}{\n${body}\n}\n`;
  it.each([
    ["its own operators", model("y = Relu (x)"), "benign"],
    [
      "a function of its own",
      `${model("y = local.twice (x)")}<domain: "local", opset_import: ["" : 17]> twice (a) => (b) { b = Add (a, a) }`,
      "benign",
    ],
    ["a custom operator", model("y = com.evil.Thing (x)"), "suspicious"],
    ["Python", model("y = ai.onnx.contrib.PyOp (x)"), "suspicious"],
    ["weights outside of the folder", model("y = Add (x, W)", '<float[1] W = ["location": "/etc/passwd"]> '), "malicious"],
    ["a bracket without a partner", model("y = Relu ((x)"), "suspicious"],
    ["a quote without an end", model('y = Relu (x) "'), "suspicious"],
  ])("is judged by its parts: %s", async (_, text, verdict) => {
    expect(await inspect(text, "model.onnxtxt")).toMatchObject({ verdict, formats: expect.arrayContaining(["onnx"]) });
  });
});

describe("compiled models of Core ML", () => {
  const program = (body: string) =>
    `program(1.0)\n[buildInfo = dict<tensor<string, []>, tensor<string, []>>({{"coremlc-version", "3505.4.1"}})]\n{\n func main<ios16>(tensor<fp16, [1, 3]> x) {\n${body}\n } -> (y);\n}\n`;
  const weight = (path: string) =>
    `tensor<fp16, [4]> W = const()[name = string("W"), val = tensor<fp16, [4]>(BLOBFILE(path = string("${path}"), offset = uint64(64)))];\n`;
  it.each([
    [
      "its own operators",
      program(`${weight("@model_path/weights/weight.bin")}tensor<fp16, [1]> y = conv(x = x, weight = W)[name = string("y")];`),
      "benign",
    ],
    ["an operator that nobody knows", program('tensor<fp16, [1]> y = run_anything(x = x)[name = string("y")];'), "suspicious"],
    ["weights outside of the package", program(weight("@model_path/../../secret")), "malicious"],
    ["weights at a path of the machine", program(weight("/etc/passwd")), "malicious"],
    ["a bracket without a partner", program("}"), "suspicious"],
  ])("are judged by their program: %s", async (_, text, verdict) => {
    expect(await inspect(text, "model.mil")).toMatchObject({ verdict, formats: expect.arrayContaining(["coreml-mil"]) });
  });
  it("are never harmless in parts that are not public", async () => {
    for (const name of ["m.mlmodelc/coremldata.bin", "m.mlmodelc/model.espresso.weights", "coremldata.bin"])
      expect(await inspect("\x01\x02\x03\x04", name)).toMatchObject({ verdict: "suspicious", complete: false });
  });
  it("have weights whose entries must hold together", async () => {
    const bytes = new Uint8Array(192);
    const view = new DataView(bytes.buffer);
    for (const [at, value] of [
      [0, 1],
      [4, 2],
      [64, 0xdeadbeef],
      [68, 1],
      [72, 64],
      [80, 128],
    ] as const)
      view.setUint32(at, value, true);
    expect(await inspectBytes(bytes, "weight.bin")).toMatchObject({ verdict: "benign", formats: ["coreml-weights"] });
    view.setBigUint64(72, 2n ** 62n, true);
    expect(await inspectBytes(bytes, "weight.bin")).toMatchObject({ verdict: "malicious" });
    view.setBigUint64(72, 65n, true);
    expect(await inspectBytes(bytes, "weight.bin")).toMatchObject({ verdict: "suspicious" });
  });
});
