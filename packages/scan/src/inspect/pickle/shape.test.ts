import type { PickleContainer, PickleValue } from "@castellan/formats";
import { describe, expect, test } from "vitest";
import type { Shape } from "./catalogue/schema.ts";
import { hasShape, isState } from "./shape.ts";
import { globalOf } from "./testing/judge-text.ts";
import { isArgumentParser, isDtypeText, isFileName } from "./text-shape.ts";

const none: PickleValue = { kind: "none" };
const int = (value: number): PickleValue => ({ kind: "int", value: BigInt(value) });
const text = (value: string): PickleValue => ({ kind: "text", value, length: value.length, offset: 0 });
const tuple = (...items: PickleValue[]): PickleContainer => ({ kind: "tuple", items, size: items.length });
const list = (...items: PickleValue[]): PickleContainer => ({ kind: "list", items, size: items.length });
const dict = (...items: PickleValue[]): PickleContainer => ({ kind: "dict", items, size: items.length });
const matches = (value: PickleValue, shape: Shape): boolean => hasShape(value, shape, { shapes: { small: { int: [0, 9] } } });

describe("shapes", () => {
  test.each<readonly [string, PickleValue, Shape, boolean]>([
    ["an integer", int(5), "int", true],
    ["a number that is no integer", text("5"), "int", false],
    ["a count", int(-1), "count", false],
    ["a range of integers", int(10), { int: [0, 9] }, false],
    ["a shape by name", int(9), "@small", true],
    ["a name that is missing", int(9), "@missing", false],
    ["a text of some", text("C"), { text: ["C", "F"] }, true],
    ["another text", text("X"), { text: ["C", "F"] }, false],
    ["a tuple by position", tuple(int(1), text("a")), { tuple: ["int", "text"] }, true],
    ["a tuple that is short", tuple(int(1)), { tuple: ["int", "text"] }, false],
    ["a tuple with something missing", tuple(int(1)), { tuple: ["int", "text"], optional: 1 }, true],
    ["a tuple that is long", tuple(int(1), int(1)), { tuple: ["int"] }, false],
    ["a tuple with a rest", tuple(int(1), int(1), int(1)), { tuple: ["int"], rest: "int" }, true],
    ["a list of integers", list(int(1), int(2)), { list: "int" }, true],
    ["a list of others", list(int(1), text("a")), { list: "int" }, false],
    ["a dict by key", dict(text("a"), int(1)), { dict: { a: "int" } }, true],
    ["a dict with an unknown key", dict(text("b"), int(1)), { dict: { a: "int" } }, false],
    ["a dict with a rest", dict(text("b"), int(1)), { dict: { a: "int" }, rest: "any" }, true],
    ["a dict with a key that has a meaning", dict(text("__setstate__"), int(1)), { dict: {}, rest: "any" }, false],
    ["one of several", none, { either: ["int", "none"] }, true],
    ["a class of the list", globalOf("numpy", "ndarray"), "class", true],
    ["a class that is on no list", globalOf("x", "Y"), "class", false],
    ["a function where a class belongs", globalOf("numpy", "log1p"), "class", false],
    ["a callable", globalOf("numpy", "log1p"), "callable", true],
    ["a reconstructor as a callable", globalOf("copyreg", "_reconstructor"), "callable", false],
    ["a class with a tag", globalOf("numpy", "ndarray"), { class: "ndarray" }, true],
    ["a class with another tag", globalOf("collections", "OrderedDict"), { class: "ndarray" }, false],
    ["plain data", list(int(1), dict(text("a"), none)), "plain", true],
    ["data with a name", list(globalOf("numpy", "log1p")), "plain", false],
    ["nothing that could be called", list(globalOf("copyreg", "_reconstructor")), "inert", false],
    ["a class is inert", list(globalOf("numpy", "ndarray")), "inert", true],
    ["an unknown value", { kind: "unknown" }, "inert", false],
  ])("%s", (_, value, shape, expected) => {
    expect(matches(value, shape)).toBe(expected);
  });

  test("what was cut does not match but where it is known to be data", () => {
    const cut: PickleValue = { kind: "list", items: [int(1)], size: 1_000_000 };
    expect(matches(cut, { list: "int" })).toBe(false);
    expect(matches({ ...cut, holds: "data" }, { list: "int" })).toBe(true);
    expect(matches({ ...cut, holds: "globals" }, "plain")).toBe(false);
  });

  test("a list that holds itself ends", () => {
    const loop = list();
    loop.items.push(loop);
    loop.size = 1;
    expect(matches(loop, "plain")).toBe(false);
    expect(matches(loop, "inert")).toBe(false);
  });
});

test("states are dicts and pairs of dicts without special names", () => {
  expect(isState(dict(text("a"), none))).toBe(true);
  expect(isState(dict(text("__class__"), none))).toBe(false);
  expect(isState(tuple(none, dict(text("__class__"), none)))).toBe(false);
  expect(isState(dict(text("__doc__"), none, text("__my_own__"), none))).toBe(true);
});

describe("texts that libraries take apart", () => {
  test.each(["f8", "<f8", "|O", "O8", "U10", "M8[ns]", "i4,f8", "bool", "V16", "bfloat16", "datetime64[ns]"])("%s is a type", (value) => {
    expect(isDtypeText(value)).toBe(true);
  });

  test.each(["", "os.system", "f8;x", "x".repeat(5000), "__import__('os')"])("%j is no type", (value) => {
    expect(isDtypeText(value)).toBe(false);
  });

  test.each(["../x", "a/b", "a\\b", "C:x", ".", "..", "", "a\0b"])("%j is no name of a file beside", (value) => {
    expect(isFileName(value)).toBe(false);
  });

  test("what scipy runs is its own template", () => {
    const template = (shapes: string): string =>
      `\ndef _parse_args(self, ${shapes} loc=0, scale=1):\n    return (${shapes}), loc, scale\n\ndef _parse_args_rvs(self, ${shapes} loc=0, scale=1, size=None):\n    return self._argcheck_rvs(${shapes} loc, scale, size=size)\n\ndef _parse_args_stats(self, ${shapes} loc=0, scale=1, moments='mv'):\n    return (${shapes}), loc, scale, moments\n`;
    expect(isArgumentParser(template(""))).toBe(true);
    expect(isArgumentParser(template("a, b,"))).toBe(true);
    for (const bad of [
      "import os",
      "x = 1",
      "    return (os.system('id')), loc",
      "@os.system",
      "def _parse_args(self, a=print()):",
      "    return f(x)",
    ])
      expect(isArgumentParser(`${template("a,")}${bad}`)).toBe(false);
  });
});
