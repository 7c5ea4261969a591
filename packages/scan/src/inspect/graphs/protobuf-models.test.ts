import { describe, expect, it } from "vitest";
import { concat, field, message, type ProtobufValue } from "../../../../formats/src/protobuf/testing/protobuf-writer.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

type Fields = readonly (readonly [number, ProtobufValue])[];

describe("Core ML models", () => {
  const description = message([100, message([1, "shortly"], [3, "somebody"], [4, "MIT"])]);
  const model = (...type: Fields): Uint8Array => message([1, 4], [2, description], ...type);
  const network = (...layer: Fields): Uint8Array => model([500, message([1, message([1, "layer"], ...layer)])]);
  const inspect = (bytes: Uint8Array) => inspectBytes(bytes, "m.mlmodel");
  const program = (operation: Uint8Array): Uint8Array => {
    const block = message([3, operation]);
    const made = message([3, message([1, "CoreML7"], [2, block])]);
    return model([502, message([1, 1], [2, message([1, "main"], [2, made])])]);
  };

  it("reads networks and programs to the last byte", async () => {
    expect(await inspect(network([140, message([1, 2], [2, 3])]))).toMatchObject({
      formats: ["coreml"],
      verdict: "benign",
      findings: [],
      facts: { specificationVersion: 4, architecture: "neuralNetwork", author: "somebody", licence: "MIT", description: "shortly" },
    });
    expect(await inspect(program(message([1, "conv"])))).toMatchObject({ verdict: "benign" });
  });

  it("finds classes of the application, other models, and unknown operators", async () => {
    expect((await inspect(network([500, message([10, "EvilLayer"])]))).findings).toMatchObject([{ rule: "coreml-custom-class" }]);
    expect((await inspect(model([555, message([10, "EvilModel"])]))).findings).toMatchObject([{ rule: "coreml-custom-class" }]);
    expect((await inspect(program(message([1, "custom_evil"])))).findings).toMatchObject([{ rule: "coreml-unknown-operator" }]);
    const linked = (name: string) => model([556, message([1, message([1, message([1, name])])])]);
    expect((await inspect(linked("other.mlmodelc"))).findings).toMatchObject([{ rule: "coreml-linked-model" }]);
    expect((await inspect(linked("../../other"))).verdict).toBe("malicious");
    const pipeline = model([202, message([1, network([500, message([10, "EvilLayer"])])])]);
    expect((await inspect(pipeline)).findings).toMatchObject([{ rule: "coreml-custom-class" }]);
  });

  it("keeps weights in the package and sizes in bounds", async () => {
    const blob = (path: string) => program(message([1, "const"], [5, message([1, "val"], [2, message([5, message([1, path])])])]));
    expect((await inspect(blob("@model_path/weights/weight.bin"))).verdict).toBe("benign");
    for (const path of ["/etc/passwd", "@model_path/../../etc/passwd"]) expect((await inspect(blob(path))).verdict).toBe("malicious");
    expect((await inspect(network([140, message([1, 2n ** 62n], [2, 3])]))).verdict).toBe("malicious");
    const manifest = (path: string) => latin1(JSON.stringify({ fileFormatVersion: "1.0.0", itemInfoEntries: { id: { path } } }));
    expect(await inspectBytes(manifest("com.apple.CoreML/model.mlmodel"), "Manifest.json")).toMatchObject({
      formats: ["coreml-package"],
      verdict: "benign",
    });
    expect((await inspectBytes(manifest("../../x"), "Manifest.json")).verdict).toBe("malicious");
  });
});

describe("networks of Caffe", () => {
  const net = (...layer: Fields): Uint8Array => message([1, "net"], [100, message([1, "a"], [2, "Convolution"], ...layer)]);

  it("reads layers, and finds Python and files among them", async () => {
    expect(await inspectBytes(net([7, message([5, new Uint8Array(8)], [7, message([1, 2])])]), "m.caffemodel")).toMatchObject({
      formats: ["caffe"],
      verdict: "benign",
      facts: { architecture: "net", layers: 1, operators: ["Convolution"] },
    });
    expect((await inspectBytes(net([130, message([1, "evil"], [2, "Layer"])]), "m.caffemodel")).verdict).toBe("suspicious");
    expect((await inspectBytes(net([107, message([1, "/data/train_lmdb"])]), "m.caffemodel")).verdict).toBe("benign");
    expect((await inspectBytes(net([107, message([1, "/etc/shadow"])]), "m.caffemodel")).verdict).toBe("malicious");
    expect((await inspectBytes(net([7, message([7, message([1, -2])])]), "m.caffemodel")).verdict).toBe("malicious");
  });
});

describe("programs of Paddle", () => {
  const operator = (type: string, ...attributes: Fields): Uint8Array => message([1, message([1, "X"], [2, "x"])], [3, type], ...attributes);
  const program = (...operators: readonly Uint8Array[]): Uint8Array =>
    message([1, message([1, 0], [2, -1], ...operators.map((made): [number, Uint8Array] => [4, made]))], [4, message([1, 0])]);
  const verdict = async (...operators: readonly Uint8Array[]) => (await inspectBytes(program(...operators), "m.pdmodel")).verdict;
  const path = (value: string): readonly [number, ProtobufValue] => [4, message([1, "file_path"], [2, 2], [5, value])];

  it("judges every operator of every block", async () => {
    expect(await inspectBytes(program(operator("feed"), operator("conv2d"), operator("fetch")), "m.pdmodel")).toMatchObject({
      formats: ["paddle"],
      verdict: "benign",
      findings: [],
    });
    expect(await verdict(operator("conv2d"), operator("py_func"))).toBe("malicious");
    expect(await verdict(operator("save", path("/root/.bashrc")))).toBe("malicious");
    expect(await verdict(operator("load_combine", path("__params__")))).toBe("suspicious");
    expect(await verdict(operator("listen_and_serv"))).toBe("suspicious");
    expect(await verdict(operator("tensorrt_engine"))).toBe("suspicious");
    expect(await verdict(operator("my_own_operator"))).toBe("suspicious");
    const second = concat(program(operator("feed")), field(1, message([1, 1], [2, 0], [4, operator("py_func")])));
    expect((await inspectBytes(second, "m.pdmodel")).verdict).toBe("malicious");
  });
});

describe("vocabularies of SentencePiece", () => {
  it("are read to the last piece", async () => {
    const piece = (text: string): readonly [number, ProtobufValue] => [1, message([1, text], [2, { float: -1 }])];
    const bytes = message(piece("<unk>"), piece("a"), piece("b"), [2, message([4, 3])], [3, message([1, "nmt_nfkc"])]);
    expect(await inspectBytes(bytes, "spiece.model")).toMatchObject({
      formats: ["sentencepiece"],
      verdict: "benign",
      facts: { pieces: 3 },
    });
  });
});
