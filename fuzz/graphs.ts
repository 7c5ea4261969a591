import { bytesSource } from "@castellan/formats";
import { type FlatValue, flatBuffer } from "../packages/formats/src/flatbuffer/testing/flat-writer.ts";
import {
  attribute,
  contiguous,
  dataspace,
  FLOAT32,
  Hdf5Writer,
  link,
  VARIABLE_TEXT,
} from "../packages/formats/src/hdf5/testing/hdf5-writer.ts";
import { concat, message } from "../packages/formats/src/protobuf/testing/protobuf-writer.ts";
import { inspectSource } from "../packages/scan/src/inspect/engine.ts";
import { GRAPH_INTERPRETERS } from "../packages/scan/src/inspect/graphs/index.ts";
import { wounded } from "./wounds.ts";

const encoder = new TextEncoder();

function onnx(): Uint8Array {
  const location = message([1, "location"], [2, "w.bin"]);
  const tensor = message([1, 2], [1, 3], [2, 1], [8, "w"], [9, new Uint8Array(24)]);
  const external = message([1, 2], [2, 1], [8, "e"], [13, location], [14, 1]);
  const branch = message([1, "then"], [6, message([1, message([4, "Relu"], [7, "x"])])]);
  const graph = message([1, message([1, "x"], [4, "If"], [5, branch])], [2, "g"], [5, tensor], [5, external], [11, message([1, "x"])]);
  return message([1, 8], [2, "p"], [7, graph], [8, message([1, ""], [2, 17])], [14, message([1, "k"], [2, "v"])]);
}

function savedModel(): Uint8Array {
  const value = message([1, "value"], [2, message([8, message([1, 7], [2, message([2, message([1, 1])])], [8, "/etc/x"])])]);
  const nodes = [message([1, "p"], [2, "Const"], [5, value]), message([1, "s"], [2, "SaveV2"], [3, "p"])];
  const library = message([1, message([1, message([1, "F"])], [3, message([1, "r"], [2, "Relu"])])]);
  const graph = concat(message(...nodes.map((node): [number, Uint8Array] => [1, node])), message([2, library]));
  return message([1, 1], [2, message([1, message([4, "serve"], [5, "2.1"])], [2, graph], [6, message([2, "a.txt"])])]);
}

function hdf5(): Uint8Array {
  const writer = new Hdf5Writer();
  const kernel = writer.header(...contiguous(FLOAT32, writer.add(new Uint8Array(24)), 24, 2, 3));
  const text = writer.variableText('{"class_name": "Dense", "config": {}}');
  const group = writer.header(writer.symbolTable([["kernel", kernel]]));
  return writer.file(
    writer.header(
      writer.symbolTable([
        ["model_weights", group],
        ["s", "/x"],
      ]),
      attribute("model_config", VARIABLE_TEXT, dataspace(), text),
    ),
  );
}

function newHdf5(): Uint8Array {
  const writer = new Hdf5Writer(48);
  const set = writer.newHeader(...contiguous(FLOAT32, writer.add(new Uint8Array(24)), 24, 6));
  return writer.file(writer.newHeader(link("w", set), link("e", { file: "f", path: "/a" }), link("s", { path: "/w" })), 2);
}

function flat(root: FlatValue, identifier: string): Uint8Array {
  const bytes = flatBuffer(root);
  const made = concat(bytes.subarray(0, 4), encoder.encode(identifier), bytes.subarray(4));
  new DataView(made.buffer).setUint32(0, new DataView(bytes.buffer).getUint32(0, true) + 4, true);
  return made;
}

const text = (value: string): FlatValue => ({ text: value });
const i32 = (value: number): FlatValue => ({ i32: value });
const tflite: FlatValue = {
  table: [
    i32(3),
    { tables: [{ table: [i32(32), text("FlexRelu"), undefined, i32(32)] }] },
    {
      tables: [
        { table: [{ tables: [{ table: [{ i32s: [2, 3] }, i32(0), i32(0)] }] }, undefined, undefined, { tables: [{ table: [i32(0)] }] }] },
      ],
    },
    text("d"),
    { tables: [{ table: [text("xxxxxxxxxxxxxxxxxxxxxxxx")] }] },
  ],
};
const program: FlatValue = { table: [i32(0), { tables: [{ table: [text("forward"), undefined, undefined, { i32s: [0] }] }] }] };
const session: FlatValue = { table: [text("5"), { table: [undefined, undefined, text("p")] }] };
const paddle = message([1, message([1, 0], [2, -1], [4, message([3, "conv2d"], [4, message([1, "a"], [2, 2], [5, "s"])])])]);

function coremlWeights(): Uint8Array {
  const bytes = new Uint8Array(192);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of [
    [0, 1],
    [4, 2],
    [64, 0xdeadbeef],
    [72, 64],
    [80, 128],
  ] as const)
    view.setUint32(at, value, true);
  return bytes;
}

const SAMPLES: { readonly [name: string]: Uint8Array } = {
  "model.onnx": onnx(),
  "saved_model.pb": savedModel(),
  "keras_metadata.pb": message([
    1,
    message([2, 1], [4, "_tf_keras_layer"], [5, '{"class_name": "Lambda", "config": {"function": ["AAAA"]}}']),
  ]),
  "saved_model.pbtxt": encoder.encode(
    'saved_model_schema_version: 1 meta_graphs { graph_def { node { name: "x" op: "Wr" "ite\\106ile" } } }',
  ),
  "model.h5": hdf5(),
  "new.h5": newHdf5(),
  "model.tflite": flat(tflite, "TFL3"),
  "model.pte": flat(program, "ET12"),
  "model.ort": flat(session, "ORTM"),
  "model.mlmodel": message([1, 4], [2, message([100, message([1, "d"])])], [500, message([1, message([1, "l"], [140, message([1, 2])])])]),
  "m.caffemodel": message([1, "net"], [100, message([1, "a"], [2, "Convolution"], [7, message([7, message([1, 2])])])]),
  "m.pdmodel": paddle,
  "spiece.model": message([1, message([1, "<unk>"], [2, { float: 0 }])], [2, message([4, 3])]),
  "inference.json": encoder.encode(
    '{"base_code":{"magic":"pir"},"program":{"regions":[{"blocks":[{"ops":[{"#":"p","A":[0,"b"]},{"#":"1.matmul","A":[{"AT":{"D":"x"}}]}]}]}]}}',
  ),
  "onnx.json": encoder.encode(
    '{"irVersion":"8","graph":{"node":[{"opType":"Add","domain":"x"}],"initializer":[{"dims":["2"],"externalData":[{"key":"location","value":"a"}]}]}}',
  ),
  "m.onnxtxt": encoder.encode(
    '<ir_version: 8, opset_import: ["" : 17]> g (float[N] x) => (float[N] y) <float[1] W = ["location": "a"]> { y = a.Add <k = 1> (x, W) }',
  ),
  "model.mil": encoder.encode(
    'program(1.0)\n[buildInfo = dict<string>({{"a", "b"}})]\n{ func main<ios16>(tensor<fp16, [1]> x) { tensor<fp16, [1]> W = const()[val = t(BLOBFILE(path = string("@model_path/w"), offset = uint64(64)))]; tensor<fp16, [1]> y = add(x = x, y = W)[name = string("y")]; } -> (y); }',
  ),
  "weight.bin": coremlWeights(),
  "config.json": encoder.encode('{"class_name":"Sequential","config":{"layers":[{"class_name":"Lambda","config":{"function":["x"]}}]}}'),
  "model.json": encoder.encode(
    '{"modelTopology":{"node":[{"name":"w","op":"WriteFile"}]},"weightsManifest":[{"paths":["a"],"weights":[]}]}',
  ),
};

/** Whatever the bytes, an interpreter answers: it neither throws nor is caught by the engine as failed. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => Promise<void> }[] = Object.entries(
  SAMPLES,
).map(([name, sample]) => ({
  name,
  run: async (bytes) => {
    const { findings } = await inspectSource(bytesSource(wounded(sample, bytes)), name, { interpreters: GRAPH_INTERPRETERS });
    const failed = findings.find(({ rule }) => rule === "reader-failed");
    if (failed !== undefined) throw new Error(failed.message);
  },
}));
