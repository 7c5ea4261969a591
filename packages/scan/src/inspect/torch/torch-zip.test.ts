import { deflateRawSync } from "node:zlib";
import { type ByteSource, bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { buildZip, joined, numbers, type ZipPlan } from "../../../../formats/src/archive/testing/build-zip.ts";
import { HARMLESS, HOSTILE } from "../archive/testing/payload.ts";
import { inspectSource } from "../engine.ts";
import { inspectBytes } from "../testing/inspect-bytes.ts";
import { floats, MODULE_PICKLE, type TensorPlan, torchPickle } from "./testing/torch-pickle.ts";

const TAIL: readonly ZipPlan[] = [
  { name: "archive/byteorder", content: "little" },
  { name: "archive/version", content: "3\n" },
  { name: "archive/.format_version", content: "1" },
  { name: "archive/.storage_alignment", content: "64" },
  { name: "archive/.data/serialization_id", content: "0123456789012345678901234567890123456789" },
];

function torchFile(tensors: readonly TensorPlan[], records: readonly ZipPlan[], more: readonly ZipPlan[] = TAIL): Uint8Array {
  return buildZip([
    { name: "archive/data.pkl", content: torchPickle(...tensors), descriptor: "signed", flags: 0x800 },
    ...records,
    ...more,
  ]);
}

const ONE = { key: "0", elements: 12, size: [3, 4], stride: [4, 1] };
const RECORD: ZipPlan = { name: "archive/data/0", content: floats(12) };

async function inspect(bytes: Uint8Array) {
  const { verdict, complete, formats, facts, findings } = await inspectBytes(bytes, "model.pt");
  return { verdict, complete, formats, facts, rules: [...new Set(findings.map(({ rule }) => rule))].sort(), findings };
}

describe("torch.save archives", () => {
  it("has nothing against an honest one, and knows its tensors", async () => {
    const padding = joined([numbers([2, 0x4246], [2, 30]), new Uint8Array(30).fill(0x5a)]);
    const result = await inspect(
      torchFile([ONE, { ...ONE, offset: 4, size: [8], stride: [1] }], [{ ...RECORD, local: { extra: padding } }]),
    );
    expect(result).toMatchObject({ verdict: "benign", complete: true, rules: [], formats: ["pytorch-zip", "zip", "pickle"] });
    expect(result.facts).toMatchObject({ tensors: 2, parameters: 12, dtypes: ["float"] });
  });

  it("takes files of before the records of today", async () => {
    expect(await inspect(torchFile([ONE], [RECORD], [{ name: "archive/version", content: "3\n" }]))).toMatchObject({
      verdict: "benign",
      rules: [],
    });
    expect(await inspect(torchFile([], []))).toMatchObject({ verdict: "benign", rules: [] });
  });

  it("takes numbers that are packed, and unpacks them to know their length", async () => {
    expect(await inspect(torchFile([ONE], [{ ...RECORD, method: 8 }]))).toMatchObject({ verdict: "benign", rules: [] });
    const short = { ...RECORD, method: 8, packed: new Uint8Array(deflateRawSync(floats(3))), size: 12, crc: 0 };
    expect(await inspect(torchFile([ONE], [short]))).toMatchObject({
      verdict: "malicious",
      rules: expect.arrayContaining(["pickle-storage-bounds"]),
    });
  });

  it.each<readonly [string, TensorPlan]>([
    ["a storage larger than its record", { ...ONE, elements: 13 }],
    ["a storage of wider elements", { ...ONE, storage: "DoubleStorage" }],
    ["a tensor beyond its storage", { ...ONE, size: [4, 4] }],
    ["a tensor that begins beyond it", { ...ONE, offset: 100 }],
  ])("calls %s malicious", async (_what, plan) => {
    expect(await inspect(torchFile([plan], [RECORD]))).toMatchObject({
      verdict: "malicious",
      rules: expect.arrayContaining(["pickle-storage-bounds"]),
    });
  });

  it("counts the smallest of records that PyTorch does not tell apart", async () => {
    const both = [RECORD, { ...RECORD, name: "archive/DATA/0", content: floats(2) }];
    expect(await inspect(torchFile([ONE], both))).toMatchObject({ verdict: "malicious" });
  });

  it.each<readonly [string, readonly string[], readonly ZipPlan[]]>([
    ["a record that no tensor uses", ["torch-unused-storage"], [RECORD, { name: "archive/data/1", content: floats(3) }]],
    [
      "a hostile pickle that no tensor uses",
      ["torch-unused-storage"],
      [RECORD, { name: "archive/data/payload", content: joined([new Uint8Array(4), HOSTILE]) }],
    ],
    ["a storage that is missing", ["pickle-broken"], []],
    [
      "numbers that are a pickle",
      ["torch-storage-disguise"],
      [{ ...RECORD, content: joined([HOSTILE, new Uint8Array(48 - HOSTILE.length)]) }],
    ],
    ["an odd version", ["archive-duplicate-name", "torch-odd-record"], [RECORD, { name: "archive/version", content: "three" }]],
  ])("calls %s suspicious", async (_what, rules, records) => {
    const result = await inspect(torchFile([ONE], records));
    expect(result.rules).toEqual(rules);
    expect(result.verdict).toBe("suspicious");
  });

  it.each<readonly [string, readonly ZipPlan[]]>([
    ["in a second data.pkl of that name", [{ name: "archive/data.pkl", content: HOSTILE }]],
    ["in another case of the name", [{ name: "archive/DATA.PKL", content: HOSTILE }]],
    ["in another folder", [{ name: "other/data.pkl", content: HOSTILE }]],
    ["among the extra files", [{ name: "archive/extra/state.bin", content: HOSTILE, method: 8 }]],
    ["in constants.pkl", [{ name: "archive/constants.pkl", content: HOSTILE }]],
    ["outside of the directory", [{ name: "archive/hidden", content: HOSTILE, unlisted: true }]],
  ])("finds a hostile pickle %s", async (_what, more) => {
    expect(await inspect(torchFile([ONE], [RECORD, ...more]))).toMatchObject({ verdict: "malicious" });
    expect(await inspect(buildZip([...more, { name: "archive/data.pkl", content: torchPickle(ONE) }, RECORD]))).toMatchObject({
      verdict: "malicious",
    });
  });

  it("does not read the numbers of a gigabyte", async () => {
    const gigabyte = 2 ** 30;
    const record = { ...RECORD, content: "", size: gigabyte, local: { compressedSize: gigabyte, size: gigabyte } };
    const small = buildZip([{ name: "archive/data.pkl", content: torchPickle({ key: "0", elements: gigabyte / 4 }) }, record, ...TAIL]);
    const at = Buffer.from(small).indexOf("archive/data/0") + 14;
    // The entry of the directory gets the length that the local header states; its place moves the end behind the gap.
    const file = Buffer.from(small);
    const entry = file.indexOf("archive/data/0", at) - 46;
    file.writeUInt32LE(gigabyte, entry + 20);
    for (let next = entry + 46; file.readUInt32LE(next + 14 * 0) !== 0x06054b50 && next < file.length - 60; ) {
      next = file.indexOf("PK\x01\x02", next);
      if (next < 0) break;
      file.writeUInt32LE(file.readUInt32LE(next + 42) + gigabyte, next + 42);
      next += 46;
    }
    const end = file.length - 22;
    file.writeUInt32LE(file.readUInt32LE(end + 16) + gigabyte, end + 16);
    let bytes = 0;
    const source: ByteSource = {
      size: file.length + gigabyte,
      read: (offset, length) => {
        const count = Math.max(0, Math.min(length, file.length + gigabyte - offset));
        bytes += count;
        const out = new Uint8Array(count);
        if (offset < at) out.set(file.subarray(offset, Math.min(at, offset + count)));
        const first = Math.max(offset, at + gigabyte);
        if (offset + count > first) out.set(file.subarray(first - gigabyte, offset + count - gigabyte), first - offset);
        return out;
      },
    };
    const started = performance.now();
    const result = await inspectSource(source, "model.pt");
    expect(result).toMatchObject({ verdict: "benign", complete: true, findings: [] });
    expect(bytes).toBeLessThan(2_000_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("is not torch without its records", async () => {
    expect((await inspect(buildZip([{ name: "data.txt", content: "x" }]))).formats).toEqual(["zip"]);
    expect((await inspectSource(bytesSource(buildZip([{ name: "data.pkl", content: HARMLESS }])), "x")).formats).toEqual([
      "pytorch-zip",
      "zip",
      "pickle",
    ]);
  });
});

describe("TorchScript", () => {
  const script = (code: string, more: readonly ZipPlan[] = []): Uint8Array =>
    buildZip([
      { name: "net/data.pkl", content: MODULE_PICKLE },
      { name: "net/code/__torch__.py", content: code, method: 8 },
      { name: "net/constants.pkl", content: new Uint8Array([0x80, 2, 0x29, 0x2e]) },
      { name: "net/version", content: "3\n" },
      ...more,
    ]);
  const module = (line: string): string =>
    `class Net(Module):\n  training : bool\n  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n    ${line}\n    return x\n`;

  it.each([
    "_0 = torch.relu(x)",
    "_0 = ops.quantized.linear_dynamic(x, self.packed)",
    "_0 = __torch__.torch.nn.functional.relu(x, False, )",
    'ops.prim.RaiseException("torch.save(x)", "builtins.RuntimeError")',
    "_0 = (self.inner).forward(x, )",
    "_0 = annotate(List[int], [])",
  ])("has nothing against %s", async (line) => {
    expect(await inspect(script(module(line)))).toMatchObject({
      verdict: "benign",
      complete: true,
      rules: [],
      formats: ["torchscript", "zip", "pickle"],
    });
  });

  it.each([
    'torch.save(x, "/tmp/x")',
    '_0 = torch.from_file("/etc/passwd", True, 16)',
    '_0 = ops.aten.save(x, "/tmp/x")',
    '_0 = x.save("/tmp/x")',
    '_0 = "/tmp/x".from_file(True, 16)',
    '_0 = ops.image.write_file("/tmp/x", x)',
    'torch . save(x, "/tmp/x")',
  ])("calls %s malicious", async (line) => {
    expect(await inspect(script(module(line)))).toMatchObject({ verdict: "malicious", rules: ["torchscript-reaching-operator"] });
  });

  it.each([
    ["_0 = ops.extension.operator(x)", "torch-custom-operator"],
    ["_0 : torch.classes.extension.Thing = self.thing", "torch-custom-operator"],
    ['_0 = ops.image.read_file("/etc/passwd")', "torchscript-reaching-operator"],
    ["import os", "torchscript-foreign-code"],
    ['_0 = eval("x")', "torchscript-foreign-code"],
    ['_0 = open("/etc/passwd")', "torchscript-foreign-code"],
    ["while True:\n      pass", "torchscript-endless-loop"],
  ])("calls %s suspicious", async (line, rule) => {
    expect(await inspect(script(module(line)))).toMatchObject({ verdict: "suspicious", rules: [rule] });
  });

  it("reads the operators of mobile bytecode", async () => {
    const bytecode = (name: string): ZipPlan => ({
      name: "net/bytecode.pkl",
      content: Buffer.from(`\x80\x02X${String.fromCharCode(name.length)}\0\0\0${name}.`, "latin1"),
    });
    expect(await inspect(script(module("pass"), [bytecode("aten::relu")]))).toMatchObject({ verdict: "benign" });
    expect(await inspect(script(module("pass"), [bytecode("aten::save")]))).toMatchObject({ verdict: "malicious" });
    expect(await inspect(script(module("pass"), [bytecode("custom::op")]))).toMatchObject({
      verdict: "suspicious",
      rules: ["torch-custom-operator"],
    });
  });

  it("knows classes of the archive only where its code is", async () => {
    expect((await inspect(buildZip([{ name: "net/data.pkl", content: MODULE_PICKLE }]))).verdict).toBe("suspicious");
  });
});

describe("torch.export archives", () => {
  const meta = (sizes: readonly number[], strides: readonly number[]): object => ({
    dtype: 7,
    sizes: sizes.map((as_int) => ({ as_int })),
    strides: strides.map((as_int) => ({ as_int })),
    storage_offset: { as_int: 0 },
  });
  const file = (tensor: object, target = "torch.ops.aten.linear.default", config = "model_weights_config.json"): Uint8Array =>
    buildZip([
      { name: "m/archive_format", content: "pt2" },
      { name: "m/archive_version", content: "0" },
      { name: "m/data/weights/weight_0", content: floats(12) },
      {
        name: `m/data/weights/${config}`,
        content: JSON.stringify({ config: { w: { path_name: "weight_0", use_pickle: false, tensor_meta: tensor } } }),
      },
      { name: "m/models/model.json", content: JSON.stringify({ graph: { nodes: [{ target }] } }) },
    ]);

  it("has nothing against an honest one", async () => {
    expect(await inspect(file(meta([3, 4], [4, 1])))).toMatchObject({
      verdict: "benign",
      complete: true,
      rules: [],
      formats: expect.arrayContaining(["pytorch-pt2", "zip"]),
    });
  });

  it("compares tensors with their records, and looks at operators", async () => {
    for (const tensor of [meta([4, 4], [4, 1]), meta([3, -4], [4, 1]), meta([2, 2], [100, 1])])
      expect(await inspect(file(tensor))).toMatchObject({ verdict: "malicious", rules: ["torch-record-bounds"] });
    expect(await inspect(file(meta([3, 4], [4, 1]), "torch.ops.aten.save.default"))).toMatchObject({ verdict: "malicious" });
    expect(await inspect(file(meta([3, 4], [4, 1]), "torch.ops.extension.op.default"))).toMatchObject({ verdict: "suspicious" });
    expect(await inspect(file({}))).toMatchObject({ verdict: "benign" });
  });

  it("inspects what is no list's raw numbers: pickles, and records that no list names", async () => {
    const archive = (config: object, content: Uint8Array): Uint8Array =>
      buildZip([
        { name: "m/archive_format", content: "pt2" },
        { name: "m/data/weights/weight_0", content },
        { name: "m/data/weights/model_weights_config.json", content: JSON.stringify({ config }) },
      ]);
    for (const config of [{ w: { path_name: "weight_0", use_pickle: true } }, { w: { path_name: "weight_0" } }, {}])
      expect(await inspect(archive(config, HOSTILE))).toMatchObject({ verdict: "malicious" });
    expect(await inspect(archive({ w: { path_name: "weight_1", use_pickle: false } }, floats(1)))).toMatchObject({
      verdict: "suspicious",
      rules: ["torch-odd-record"],
    });
  });
});
