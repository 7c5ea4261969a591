import { describe, expect, it } from "vitest";
import { type FlatValue, flatBuffer } from "../../../../formats/src/flatbuffer/testing/flat-writer.ts";
import { concat } from "../../../../formats/src/protobuf/testing/protobuf-writer.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { zipOf } from "../testing/zip-of.ts";

/** The buffer with a file identifier behind its root offset: all other offsets are relative. */
function identified(root: FlatValue, identifier: string): Uint8Array {
  const bytes = flatBuffer(root);
  const copy = concat(bytes.subarray(0, 4), latin1(identifier), bytes.subarray(4));
  new DataView(copy.buffer).setUint32(0, new DataView(bytes.buffer).getUint32(0, true) + 4, true);
  return copy;
}

const i32 = (value: number): FlatValue => ({ i32: value });
const text = (value: string): FlatValue => ({ text: value });

interface Parts {
  readonly codes?: readonly FlatValue[];
  readonly tensors?: readonly FlatValue[];
  readonly operators?: readonly FlatValue[];
  readonly buffers?: readonly FlatValue[];
  readonly description?: string;
  readonly more?: readonly (FlatValue | undefined)[];
}

const code = (builtIn: number, custom?: string): FlatValue => ({
  table: [i32(Math.min(builtIn, 127)), custom === undefined ? undefined : text(custom), undefined, i32(builtIn)],
});
const tensor = (shape: readonly number[], buffer = 1): FlatValue => ({ table: [{ i32s: shape }, i32(0), i32(buffer)] });
const EMPTY: FlatValue = { table: [] };
const filled = (bytes: number): FlatValue => ({ table: [text("\x01".repeat(bytes))] });

function tflite({
  codes = [code(0)],
  tensors = [tensor([2, 3])],
  operators = [{ table: [i32(0)] }],
  buffers = [EMPTY, filled(24)],
  description,
  more = [],
}: Parts = {}): Uint8Array {
  const graph: FlatValue = { table: [{ tables: tensors }, undefined, undefined, { tables: operators }] };
  return identified(
    {
      table: [
        i32(3),
        { tables: codes },
        { tables: [graph] },
        description === undefined ? undefined : text(description),
        { tables: buffers },
        ...more,
      ],
    },
    "TFL3",
  );
}

const inspect = (bytes: Uint8Array) => inspectBytes(bytes, "model.tflite");
const rules = async (parts: Parts): Promise<readonly string[]> => (await inspect(tflite(parts))).findings.map(({ rule }) => rule);

describe("TensorFlow Lite models", () => {
  it("reads an honest model to its last byte", async () => {
    expect(await inspect(tflite())).toMatchObject({
      formats: ["tflite"],
      verdict: "benign",
      complete: true,
      findings: [],
      facts: { parameters: 6, tensors: 1, operators: ["ADD"], dtypes: ["float32"] },
    });
  });

  it.each([
    ["MyOp", "tflite-custom-operator", "suspicious"],
    ["FlexRelu", "tflite-flex-operator", "suspicious"],
    ["FlexWriteFile", "tensorflow-file-operator", "malicious"],
    ["FlexPyFunc", "tensorflow-python-operator", "malicious"],
    ["FlexNoSuchOp", "tflite-custom-operator", "suspicious"],
  ])("judges the custom operator %s", async (name, rule, verdict) => {
    expect(await inspect(tflite({ codes: [code(32, name)] }))).toMatchObject({ verdict, findings: [{ rule }] });
  });

  it("knows the custom operators of the runtime itself", async () => {
    expect(await rules({ codes: [code(32, "TFLite_Detection_PostProcess")] })).toEqual([]);
    expect(await rules({ codes: [code(5000)] })).toEqual(["tflite-custom-operator"]);
  });

  it.each<[string, Parts, string, string]>([
    ["a tensor that has fewer bytes than its shape", { tensors: [tensor([2, 4])] }, "tensor-size", "suspicious"],
    ["a negative shape", { tensors: [tensor([-4, 3])] }, "tensor-size", "suspicious"],
    ["a shape that overflows", { tensors: [tensor([2 ** 31 - 1, 2 ** 31 - 1, 4])] }, "tensor-overflow", "malicious"],
    ["a buffer that there is not", { tensors: [tensor([2, 3], 9)] }, "tflite-index", "suspicious"],
    ["an operator without a code", { operators: [{ table: [i32(7)] }] }, "tflite-index", "suspicious"],
    ["text that alarms", { description: "__import__('os').system('id')" }, "alarming-metadata", "suspicious"],
    ["a field of nobody", { more: Array.from({ length: 20 }, () => i32(1)) }, "flatbuffer-unknown-field", "suspicious"],
  ])("reports %s", async (_what, parts, rule, verdict) => {
    expect(await inspect(tflite(parts))).toMatchObject({ verdict, findings: expect.arrayContaining([expect.objectContaining({ rule })]) });
  });

  it("takes the archive of associated files behind the model as such, and inspects it", async () => {
    const labels = zipOf([["labels.txt", latin1("first label\nsecond label\n")]]);
    expect(await inspect(concat(tflite(), new Uint8Array(2), labels))).toMatchObject({ verdict: "benign", findings: [] });
    const bad = zipOf([["x.pkl", latin1("cos\nsystem\n(S'id'\ntR.")]]);
    expect((await inspect(concat(tflite(), new Uint8Array(2), bad))).verdict).toBe("malicious");
    expect((await inspect(concat(tflite(), latin1("PAYLOAD!")))).findings).toMatchObject([{ rule: "unclaimed-bytes" }]);
  });

  it("is suspicious or worse where an offset is broken, and never throws", async () => {
    const bytes = tflite();
    for (let at = 0; at < bytes.length; at++)
      for (const value of [0xff, 0x7f, (bytes[at] ?? 0) ^ 4])
        expect((await inspect(bytes.with(at, value))).findings.map(({ rule }) => rule)).not.toContain("reader-failed");
    expect((await inspect(bytes.subarray(0, bytes.length - 20))).verdict).not.toBe("benign");
    const huge = bytes.slice();
    new DataView(huge.buffer).setUint32(0, 0xffff_fff0, true);
    expect((await inspect(huge)).verdict).not.toBe("benign");
  });
});

describe("ExecuTorch programs", () => {
  const program = (operator: string, backend?: string): Uint8Array => {
    const plan: FlatValue = {
      table: [
        text("forward"),
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        { tables: [{ table: [text(operator), text("out")] }] },
        backend === undefined ? undefined : { tables: [{ table: [text(backend)] }] },
      ],
    };
    return identified({ table: [i32(0), { tables: [plan] }] }, "ET12");
  };

  it("reads operators and delegates", async () => {
    expect(await inspectBytes(program("aten::add"), "m.pte")).toMatchObject({
      formats: ["executorch"],
      verdict: "benign",
      facts: { method: "forward" },
    });
    expect((await inspectBytes(program("aten::add", "XnnpackBackend"), "m.pte")).verdict).toBe("benign");
    expect((await inspectBytes(program("aten::add", "QnnBackend"), "m.pte")).findings).toMatchObject([{ rule: "executorch-delegate" }]);
    expect((await inspectBytes(program("mine::run"), "m.pte")).findings).toMatchObject([{ rule: "executorch-custom-operator" }]);
  });
});

describe("models of ONNX Runtime", () => {
  const session = (operator: string, domain: string, shape: readonly number[] = [1]): Uint8Array => {
    const node: FlatValue = { table: [text("n"), undefined, text(domain), undefined, undefined, text(operator)] };
    const weight: FlatValue = { table: [text("w"), undefined, undefined, i32(1)] };
    const graph: FlatValue = { table: [{ tables: shape.length === 0 ? [] : [weight] }, undefined, { tables: [node] }] };
    const model: FlatValue = { table: [undefined, undefined, text("producer"), undefined, undefined, undefined, undefined, graph] };
    return identified({ table: [text("5"), model] }, "ORTM");
  };

  it("judges operators like those of ONNX", async () => {
    expect(await inspectBytes(session("Relu", ""), "m.ort")).toMatchObject({
      formats: ["onnxruntime"],
      verdict: "benign",
      facts: { operators: ["Relu"] },
    });
    expect((await inspectBytes(session("Secret", "com.example"), "m.ort")).findings).toMatchObject([{ rule: "onnx-custom-operator" }]);
  });
});
