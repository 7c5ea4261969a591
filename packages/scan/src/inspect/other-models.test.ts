import { describe, expect, it } from "vitest";
import { ByteWriter } from "../../../formats/src/testing/byte-writer.ts";
import { OTHER_INTERPRETERS, OTHER_RULES } from "./other-models.ts";
import { inspectBytes, latin1 } from "./testing/inspect-bytes.ts";
import { tarOf } from "./testing/tar-of.ts";

const verdict = async (bytes: Uint8Array | string, name = "file") => {
  const { verdict: found, formats, findings, complete } = await inspectBytes(typeof bytes === "string" ? latin1(bytes) : bytes, name);
  return { verdict: found, formats, complete, rules: findings.map(({ rule }) => rule) };
};

describe("the list of interpreters", () => {
  it("has each id once, and rules that say what to do", () => {
    expect(new Set(OTHER_INTERPRETERS.map(({ id }) => id)).size).toBe(OTHER_INTERPRETERS.length);
    expect(new Set(OTHER_RULES.map(({ id }) => id)).size).toBe(OTHER_RULES.length);
    for (const rule of OTHER_RULES) expect(rule.why.length * rule.fix.length, rule.id).toBeGreaterThan(0);
  });
  it("never throws when asked whether it accepts, whatever the bytes", () => {
    for (const text of ["", "{", "<", "\0", "PK", "A\n", "3\n1\n", "x".repeat(70_000), "{".repeat(70_000), "\xff".repeat(70_000)]) {
      const bytes = latin1(text);
      const source = { size: bytes.length, read: (offset: number, length: number) => bytes.subarray(offset, offset + length) };
      for (const interpreter of OTHER_INTERPRETERS)
        interpreter.accepts({ source, head: bytes.subarray(0, 65_536), name: "x.py", within: [] });
    }
  });
});

describe("formats that are not read", () => {
  it("are never harmless", async () => {
    for (const head of [
      "ptrt",
      "ftrt",
      "RKNN\0\0\0\0",
      "\x01HEF",
      "IMOD",
      "B\0C\0N\0",
      "\x07\0\0\x008.11.0\0m",
      "lmgg",
      "7767517\n12 14\n",
    ])
      expect(await verdict(head.padEnd(64, "\x01")), head).toMatchObject({
        verdict: "suspicious",
        complete: false,
        rules: expect.arrayContaining(["not-examined"]),
      });
  });
});

describe("MXNet", () => {
  const symbol = (node: object): string =>
    JSON.stringify({
      nodes: [
        { op: "null", name: "data", inputs: [] },
        { name: "n", inputs: [[0, 0, 0]], ...node },
      ],
      arg_nodes: [0],
      heads: [[1, 0, 0]],
    });
  it("is harmless with its own operators", async () => {
    expect(await verdict(symbol({ op: "Convolution", attrs: { kernel: "(3,3)" } }))).toMatchObject({
      verdict: "benign",
      formats: ["mxnet-symbol"],
    });
  });
  it("tells custom operators, libraries, addresses and inputs outside", async () => {
    expect(await verdict(symbol({ op: "Custom", attrs: { op_type: "mine" } }))).toMatchObject({
      verdict: "suspicious",
      rules: ["mxnet-custom-operator"],
    });
    expect(await verdict(symbol({ op: "x", attrs: { library: "/tmp/evil.so" } }))).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(symbol({ op: "_Native", attrs: { info: "0x41414141" } }))).toMatchObject({ verdict: "malicious" });
    expect(await verdict(symbol({ op: "x", inputs: [[9, 0, 0]] }))).toMatchObject({
      verdict: "suspicious",
      rules: ["mxnet-input-outside"],
    });
    expect(await verdict(symbol({ op: "x", subgraphs: [JSON.parse(symbol({ op: "Custom" }))] }))).toMatchObject({ verdict: "suspicious" });
  });
  it("checks the bounds of parameters", async () => {
    const array = (size: bigint): Uint8Array =>
      new ByteWriter().u64(0x112, 0, 1).u32(0xf993fac9).i32(0, 1).u64(size).i32(1, 0, 0).f32(1).u64(1).text64("w").done();
    expect(await verdict(array(1n))).toMatchObject({ verdict: "benign", formats: ["mxnet-params"] });
    expect(await verdict(array(1n << 60n))).toMatchObject({ verdict: "malicious", rules: ["impossible-length"] });
    expect(await verdict(new Uint8Array([...array(1n), 1]))).toMatchObject({ verdict: "suspicious", rules: ["unclaimed-bytes"] });
  });
});

describe("Torch7", () => {
  const withFunction = (code: string): string => `4\n1\n3\nV 1\n13\nnn.Sequential\n3\n2\n1\n2\n1\nf\n8\n3\n${code.length}\n${code}\n0\n`;
  it("is suspicious with functions, malicious where they run programs", async () => {
    expect(await verdict(withFunction("\x1bLJ add"))).toMatchObject({ verdict: "suspicious", rules: ["torch7-function"] });
    expect(await verdict(withFunction("\x1bLJ os execute"))).toMatchObject({ verdict: "malicious", rules: ["torch7-function"] });
  });
});

describe("content that is no model", () => {
  it("is suspicious under the name of one", async () => {
    for (const [text, name] of [
      ["\x7fELF\x02\x01\x01", "model.pt"],
      ["#!/bin/sh\nid\n", "model.gguf"],
      ["\x89PNG\r\n\x1a\n", "bad_pytorch.pt"],
      ["<!DOCTYPE html><html>", "model.safetensors"],
      ["\xcf\xfa\xed\xfe", "pytorch_model.bin"],
      ["import os\n", "model.onnx"],
      ["", "model.pt"],
      ["\0\0\0\0", "model.gguf"],
      ["<Error><Code>AccessDenied</Code></Error>", "model.pt"],
    ] as const)
      expect(await verdict(text, name), name).toMatchObject({
        verdict: "suspicious",
        rules: expect.arrayContaining(["name-content-mismatch"]),
      });
  });
  it("is nothing to speak of under a name of its own", async () => {
    for (const [text, name] of [
      ["\x7fELF\x02\x01\x01", "libfoo.so"],
      ["\x89PNG\r\n\x1a\n", "logo.png"],
      ["#!/bin/sh\n", "run.sh"],
      ["\x01\x02\x03\x04", "weights.bin"],
    ] as const)
      expect(await verdict(text, name), name).toEqual({ verdict: "benign", formats: [], complete: true, rules: [] });
  });
  it("is told among the parts of a model", async () => {
    expect((await verdict(tarOf([["lib/custom_op.so", latin1("\x7fELF\x02\x01\x01")]]), "model.tar")).rules).toContain("native-code");
    expect((await verdict(tarOf([["setup.sh", latin1("#!/bin/sh\n")]]), "model.tar")).rules).toContain("script-in-model");
    expect((await verdict(tarOf([["logo.png", latin1("\x89PNG\r\n\x1a\n")]]), "model.tar")).rules).toEqual([]);
  });
  it("knows llamafiles", async () => {
    expect(await verdict("MZqFpD='\n".padEnd(200, "x"), "model.llamafile")).toMatchObject({
      verdict: "suspicious",
      formats: expect.arrayContaining(["llamafile"]),
    });
  });
});
