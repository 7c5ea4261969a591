import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { readModelFile } from "./index.ts";
import { storedZip } from "./testing/stored-zip.ts";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((char) => char.charCodeAt(0)) : [...part])));
const read = (content: Uint8Array) => readModelFile(bytesSource(content));
const u64 = (value: number): readonly number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, 0, 0, 0, 0, 0];
const u32 = (value: number): readonly number[] => u64(value).slice(0, 4);
/** cposix\nsystem\n("id" tuple reduce: recognised, never run. */
const PICKLE_0 = bytes("cposix\nsystem\n(S'id'\ntR.");
const PICKLE_2 = bytes([0x80, 2], "}q\0.");
const safetensors = (header: string): Uint8Array => bytes(u64(header.length), header, [0, 0, 0, 0]);
const ggufString = (text: string): Uint8Array => bytes(u64(text.length), text);

describe("readModelFile", () => {
  it("reads the safetensors header", () => {
    const facts = read(
      safetensors(
        '{"__metadata__":{"format":"pt"},"w":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]},"b":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}',
      ),
    );
    expect(facts).toEqual({
      formats: ["safetensors"],
      executable: false,
      metadata: { tensors: 2, parameters: 9, dtypes: "F16,F32", "metadata.format": "pt" },
    });
  });
  it("reads GGUF keys, also behind an array", () => {
    const file = bytes(
      "GGUF",
      u32(3),
      u64(7),
      u64(4),
      [...ggufString("general.architecture")],
      u32(8),
      [...ggufString("llama")],
      [...ggufString("tokens")],
      u32(9),
      u32(8),
      u64(2),
      [...ggufString("a")],
      [...ggufString("bc")],
      [...ggufString("general.file_type")],
      u32(4),
      u32(15),
      [...ggufString("tokenizer.chat_template")],
      u32(8),
      [...ggufString("{{x}}")],
    );
    expect(read(file)?.metadata).toEqual({
      version: 3,
      tensors: 7,
      complete: true,
      architecture: "llama",
      quantisation: "Q4_K_M",
      chatTemplate: true,
    });
    expect(read(file.subarray(0, 60))?.metadata["complete"]).toBe(false);
  });
  it("knows pickles by opcodes, not by name", () => {
    expect(read(PICKLE_0)).toEqual({ formats: ["pickle"], executable: true, metadata: { protocol: 0, imports: "posix" } });
    expect(read(PICKLE_2)?.formats).toEqual(["pickle"]);
    expect(read(deflateSync(PICKLE_2))?.formats).toEqual(["joblib", "zlib", "pickle"]);
    expect(read(gzipSync(PICKLE_2))?.formats).toEqual(["gzip", "pickle"]);
  });
  it.each(["Hello.", "I am a text.", "(see above).", "{}", "[]", "import os\n", "a,b\n1,2\n", "%PDF-1.7\n", "}"])(
    "text %j is no model",
    (text) => expect(read(bytes(text))).toBeUndefined(),
  );
  it("tells zip archives apart by their members", () => {
    expect(read(storedZip({ "archive/data.pkl": PICKLE_0, "archive/version": bytes("3"), "archive/data/0": bytes("x") }))).toEqual({
      formats: ["pytorch-zip", "zip", "pickle"],
      executable: true,
      metadata: { imports: "posix", tensors: 1 },
    });
    expect(read(storedZip({ "m/data.pkl": PICKLE_2, "m/constants.pkl": PICKLE_2 }))?.formats[0]).toBe("torchscript");
    expect(
      read(
        storedZip({
          "config.json": bytes('{"class_name": "Lambda"}'),
          "metadata.json": bytes('{"keras_version": "3.1"}'),
          "model.weights.h5": bytes("x"),
        }),
      ),
    ).toMatchObject({ formats: ["keras", "zip", "hdf5"], executable: true, metadata: { kerasVersion: "3.1" } });
    expect(read(storedZip({ "readme.txt": bytes("x") }))).toBeUndefined();
  });
  it("tells plain from pickled arrays", () => {
    const npy = (dtype: string): Uint8Array =>
      bytes("\x93NUMPY", [1, 0, 118, 0], `{'descr': '${dtype}', 'fortran_order': False, 'shape': (3, 4), }`.padEnd(117), "\n");
    expect(read(npy("<f4"))).toEqual({ formats: ["numpy"], executable: false, metadata: { dtype: "<f4", shape: "3x4", rows: 3 } });
    expect(read(npy("|O"))?.executable).toBe(true);
    expect(read(storedZip({ "a.npy": npy("|O") }))).toMatchObject({ formats: ["npz", "zip"], executable: true });
  });
  it("reads ONNX by its fields", () => {
    expect(read(bytes([0x08, 8, 0x12, 7], "pytorch", [0x3a, 2, 0x0a, 0, 0x42, 4, 0x0a, 0, 0x10, 17]))).toEqual({
      formats: ["onnx"],
      executable: false,
      metadata: { irVersion: 8, producer: "pytorch", opsets: "ai.onnx:17", complete: true },
    });
  });
  it.each<[string, Uint8Array, string]>([
    ["tflite", bytes([28, 0, 0, 0], "TFL3", new Array<number>(16).fill(0)), "tflite"],
    ["CatBoost", bytes("CBM1", new Array<number>(16).fill(0)), "catboost"],
    ["HDF5", bytes("\x89HDF\r\n\x1a\n", new Array<number>(16).fill(0)), "hdf5"],
    ["Keras HDF5", bytes("\x89HDF\r\n\x1a\n", "keras_version 2.1.0 model_config"), "keras-h5"],
    ["LightGBM", bytes("tree\nversion=v4\nnum_class=1\n"), "lightgbm"],
    ["XGBoost JSON", bytes('{"learner":{"attributes":{}},"version":[2,0,3]}'), "xgboost-json"],
    ["XGBoost UBJSON", bytes("{L\0\0\0\0\0\0\0\x07learner{"), "xgboost-ubj"],
    ["PMML", bytes('<?xml version="1.0"?><PMML version="4.4">'), "pmml"],
    ["tokenizer", bytes('{"version":"1.0","truncation":null,"added_tokens":[]}'), "tokenizer-json"],
    ["R data", gzipSync(bytes("RDX3\nX\n")), "rdata"],
    ["FAISS", bytes("IxF2", new Array<number>(16).fill(0)), "faiss-index"],
    ["LFS pointer", bytes(`version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12\n`), "git-lfs-pointer"],
  ])("%s", (_, content, format) => expect(read(content)?.formats[0]).toBe(format));

  it("reads only ranges of a huge file", () => {
    let bytesRead = 0;
    const head = safetensors('{"w":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4000000000]}}');
    const source: ByteSource = {
      size: 10_000_000_000,
      read: (offset, length) => {
        const end = Math.min(offset + length, 10_000_000_000);
        bytesRead += Math.max(0, end - offset);
        const out = new Uint8Array(Math.max(0, end - offset));
        if (offset < head.length) out.set(head.subarray(offset, Math.min(head.length, end)));
        return out;
      },
    };
    expect(readModelFile(source)?.metadata["parameters"]).toBe(1_000_000_000);
    expect(bytesRead).toBeLessThan(2_000_000);
  });
  it("never throws", () => {
    const magics = [
      "GGUF",
      "PK\x03\x04",
      "\x89HDF\r\n\x1a\n",
      "\x93NUMPY",
      "\x80\x04",
      "\x80\x02\x8a\x0a",
      "\x1f\x8b\x08",
      "\x08\x08",
      "\n\x0b",
      "TFL3",
      "{",
      "RDX3\n",
      "x\x9c",
      "",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 400 }), (magic, rest) => {
        read(bytes(magic, [...rest]));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
