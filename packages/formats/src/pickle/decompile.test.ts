import { describe, expect, test } from "vitest";
import { describeEffect, describeValue } from "./decompile.ts";
import { little, runText } from "./testing/run-text.ts";
import type { PickleValue } from "./value.ts";

function shown(stream: string, limit?: number): string {
  const result = runText(stream).streams[0]?.result ?? { kind: "unknown" };
  return describeValue(result, limit);
}

describe("values as pseudo-Python", () => {
  test.each([
    ["cnumpy\ndtype\n(U\x02f8\x89\x88tR.", "numpy.dtype('f8', False, True)"],
    ["N.", "None"],
    ["K\x01.", "1"],
    ["L-123456789012345678901234567890L\n.", "-123456789012345678901234567890"],
    ["G\x3f\xf0\x00\x00\x00\x00\x00\x00.", "1.0"],
    ["Finf\n.", "inf"],
    [").", "()"],
    ["N\x85.", "(None,)"],
    ["]N\x86.", "([], None)"],
    ["}U\x01aK\x01s.", "{'a': 1}"],
    ["\x8f.", "set()"],
    ["(N\x91.", "frozenset({None})"],
    ["C\x03a\x00'.", "b'a\\x00\\''"],
    [`\x96${little(1, 8)}a.`, "bytearray(b'a')"],
    ["U\x06it's\n\\.", "'it\\'s\\n\\\\'"],
    ["ca\nb\n]R.", "a.b(*[])"],
    ["ca\nb\n)\x81.", "a.b.__new__()"],
    ["NQ.", "persistent_load(None)"],
    ["\x82\x07.", "copyreg.extension(7)"],
    ["\x97.", "buffer"],
    ["h\x00.", "?"],
    ["ca\nb\n)RU\x01x\x93.", "<computed ?.x>"],
  ])("%j", (stream, text) => {
    expect(shown(stream)).toBe(text);
  });

  test("nothing that changes how a line looks", () => {
    const text = "\u202egnp.exe\x1b[31m\u200b\u2028\ud800\u{e0041}";
    const value: PickleValue = { kind: "text", value: text, length: text.length, offset: 0 };
    expect(describeValue(value)).toBe("'\\u202egnp.exe\\x1b[31m\\u200b\\u2028\\ud800\\U000e0041'");
  });

  test.each([0, 1, 2, 5, 10, 50, 200])("never longer than %i", (limit) => {
    for (const stream of [
      `cos\nsystem\n(U\xc8${"x".repeat(200)}tR.`,
      `(${"K\x01".repeat(5000)}l.`,
      `X${little(100_000, 4)}${"\x01".repeat(100_000)}.`,
    ])
      expect(shown(stream, limit).length).toBeLessThanOrEqual(limit);
  });

  test("a list that holds itself, and one as deep as it can be", () => {
    expect(shown("]q\x00h\x00a.")).toBe("[…]");
    expect(shown(`${"(".repeat(50_000)}${"l".repeat(50_000)}.`)).toMatch(/^\[\[\[+…\]+$/);
  });

  test("a wide tree of shared values takes no long time", () => {
    expect(shown(`]q\x00${"(h\x00h\x00h\x00h\x00tq\x00".repeat(60)}.`, 500).length).toBeLessThanOrEqual(500);
    expect(shown(`N${"2\x86".repeat(200)}.`).length).toBeLessThanOrEqual(200);
  });

  test("cut values say so", () => {
    expect(shown(`X${little(70_000, 4)}${"a".repeat(70_000)}.`, 100_000)).toMatch(/^'a+'…$/);
    expect(describeValue({ kind: "dict", items: [], size: 4 })).toBe("{…}");
    expect(describeValue({ kind: "int", value: 10n ** 50n })).toBe("<large integer>");
  });
});

test("an effect in one line, cut to the limit", () => {
  const { effects } = runText("cos\nsystem\n(Vecho pwned\ntR.");
  expect(effects.map((effect) => describeEffect(effect))).toEqual(["import os.system", "os.system('echo pwned')"]);
  expect(effects.map((effect) => describeEffect(effect, 12))).toEqual(["import os.s…", "os.system('…"]);
});
