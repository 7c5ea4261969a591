import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.ts";
import { looksLikeMil, looksLikeOnnxText, readMil, readOnnxText } from "./index.ts";

const HEAD = '<\n  ir_version: 8,\n  opset_import: ["" : 17],\n  doc_string: "a = Fake(x) (not code)"\n>\n';
const operators = (text: string) => readOnnxText(text).nodes.map(({ domain, operator }) => `${domain}.${operator}`);

describe("ONNX's own syntax", () => {
  it("is known by its header", () => {
    expect(looksLikeOnnxText(HEAD)).toBe(true);
    expect(looksLikeOnnxText("# a comment\n  <ir_version: 7>")).toBe(true);
    expect(looksLikeOnnxText('<producer_name: "x", ir_version: 7>')).toBe(true);
    for (const text of [
      "",
      "<html>",
      "<!DOCTYPE html>",
      "ir_version: 8",
      "<?xml version='1.0'?>",
      `<${" ".repeat(100_000)}`,
      "#\n".repeat(50_000),
    ])
      expect(looksLikeOnnxText(text), text.slice(0, 20)).toBe(false);
  });

  it("gives operators with their domains, in attributes and functions too", () => {
    const text = `${HEAD}g (float[N] x) => (float[N] z) <float[2] W = {1, 2.5e-3}> {
      y = MatMul (x, W)
      a, b = ai.onnx.ml.Thing <axis = 1, name = "q = Hidden(x)"> (y)
      c = If (a) <then_branch = then_g () => (r) { r = com.evil.PyOp () }, else_branch = e_g () => (s) { s = Identity (y) }>
      Print (c)
      z = local.twice (c)
    }
    <domain: "local", opset_import: ["" : 17]> twice (x) => (y) { y = Add (x, x) }`;
    expect(operators(text)).toEqual([".MatMul", "ai.onnx.ml.Thing", ".If", "com.evil.PyOp", ".Identity", ".Print", "local.twice", ".Add"]);
    expect(readOnnxText(text).defined).toContainEqual(expect.objectContaining({ domain: "local", operator: "twice" }));
    expect(readOnnxText(text).unbalanced).toBe(false);
  });

  it("gives the files of tensors", () => {
    const text = `${HEAD}g (float[N] x) => (float[N] z) <float[2] W = ["location": "../../etc/passwd", "offset": "0"]> { z = Add (x, W) }`;
    expect(readOnnxText(text).external.map(({ entries }) => entries)).toEqual([
      [
        ["location", "../../etc/passwd"],
        ["offset", "0"],
      ],
    ]);
  });

  it("says what is wrong", () => {
    expect(readOnnxText(`${HEAD}g (x => (y) { y = Add ((x) }`).unbalanced).toBe(true);
    expect(() => readOnnxText(`${HEAD}"no end`)).toThrow(FormatError);
  });

  it("takes linear time", () => {
    for (const text of [
      "(".repeat(300_000),
      '"\\"'.repeat(100_000),
      "a = b ".repeat(100_000),
      "= [".repeat(20_000),
      "\\".repeat(300_000),
    ]) {
      const start = performance.now();
      try {
        readOnnxText(text);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});

describe("programs of compiled Core ML models", () => {
  const program = (body: string) =>
    `program(1.0)\n[buildInfo = dict<tensor<string, []>, tensor<string, []>>({{"coremlc-version", "3505.4.1"}})]\n{\n    func main<ios16>(tensor<fp16, [1, 3]> x) {\n${body}\n    } -> (y);\n}\n`;

  it("are known by their beginning", () => {
    expect(looksLikeMil(program(""))).toBe(true);
    expect(looksLikeMil("program(1.3)\n{")).toBe(true);
    for (const text of ["", "program", "program()\n", 'program(1) = "x"', "Program(1.0)\n["]) expect(looksLikeMil(text)).toBe(false);
  });

  it("give operators and files in both spellings", () => {
    const { operators, files, functions, unbalanced } = readMil(
      program(`
        tensor<string, []> pt = const()[name = tensor<string, []>("pt"), val = tensor<string, []>("valid = evil()")];
        string s = const()[name = string("s"), val = string("same")];
        tensor<fp16, [4]> W = const()[name = string("W"), val = tensor<fp16, [4]>(BLOBFILE(path = string("@model_path/weights/weight.bin"), offset = uint64(64)))];
        tensor<fp16, [1]> a, tensor<fp16, [1]> b = split(x = x)[name = string("a")];
        tensor<fp16, [1]> y = conv(x = x, weight = W)[name = string("y")];`),
    );
    expect([...operators.keys()]).toEqual(["const", "split", "conv"]);
    expect([...files.keys()]).toEqual(["@model_path/weights/weight.bin"]);
    expect(functions).toEqual(["main"]);
    expect(unbalanced).toBe(false);
  });

  it("say what is wrong", () => {
    expect(readMil("program(1.0)\n{ func main() { ").unbalanced).toBe(true);
    expect(readMil("program(1.0)\n{ } }").unbalanced).toBe(true);
    expect(() => readMil('program(1.0)\n{ "')).toThrow(FormatError);
  });
});
