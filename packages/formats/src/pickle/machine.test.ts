import { describe, expect, test } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { runPickle } from "./run-pickles.ts";
import { little, named, runText, short } from "./testing/run-text.ts";
import type { PickleValue } from "./value.ts";

function result(text: string): PickleValue | undefined {
  return runText(text).streams[0]?.result;
}

describe("data", () => {
  test.each<[string, string, object]>([
    ["INT", "I42\n.", { kind: "int", value: 42n }],
    ["INT as a boolean", "I01\n.", { kind: "bool", value: true }],
    ["INT 1 is no boolean", "I1\n.", { kind: "int", value: 1n }],
    ["BININT is signed", "J\xff\xff\xff\xff.", { kind: "int", value: -1n }],
    ["BININT2 is not", "M\xff\xff.", { kind: "int", value: 65535n }],
    ["LONG", "L-5L\n.", { kind: "int", value: -5n }],
    ["LONG1", "\x8a\x02\x00\x80.", { kind: "int", value: -32768n }],
    ["LONG1 of nothing", "\x8a\x00.", { kind: "int", value: 0n }],
    ["LONG4", `\x8b${little(9, 4)}${"\x00".repeat(8)}\x01.`, { kind: "int", value: 1n << 64n }],
    ["FLOAT", "F-1.5\n.", { kind: "float", value: -1.5 }],
    ["BINFLOAT", "G\x3f\xf8\x00\x00\x00\x00\x00\x00.", { kind: "float", value: 1.5 }],
    ["STRING", "S'a\\x41'\n.", { kind: "text", value: "aA", length: 2, offset: 0 }],
    ["UNICODE", "V\\u0041\n.", { kind: "text", value: "A" }],
    ["BINBYTES8", `\x8e${little(2, 8)}ab.`, { kind: "bytes", length: 2, value: Uint8Array.of(97, 98) }],
    ["BYTEARRAY8", `\x96${little(1, 8)}a.`, { kind: "bytes", mutable: true }],
    ["tuples", "N\x85N\x86(NNt\x87.".replace("(NNt\x87", "N"), { kind: "none" }],
    ["nested tuples", "K\x01K\x02K\x03\x87.", { kind: "tuple", size: 3, holds: "data" }],
    ["a list", "]q\x00(K\x01K\x02e.", { kind: "list", size: 2 }],
    ["a dict", "}(U\x01aK\x01U\x01bK\x02u.", { kind: "dict", size: 4 }],
    ["a set", "\x8f(K\x01K\x02\x90.", { kind: "set", size: 2 }],
    ["a frozenset", "(K\x01\x91.", { kind: "frozenset", size: 1 }],
    ["DUP", "K\x012\x86.", { kind: "tuple", size: 2 }],
  ])("%s", (_, text, value) => {
    expect(result(text)).toMatchObject(value);
    expect(runText(text).anomalies.filter(({ fatal }) => fatal)).toEqual([]);
  });

  test("a list may hold itself", () => {
    const list = result("]q\x00h\x00a.");
    expect(list?.kind === "list" && list.items[0] === list).toBe(true);
  });
});

describe("the memo", () => {
  test("MEMOIZE counts entries, whatever their keys", () => {
    const { streams } = runText("U\x01aq\x05U\x01b\x94U\x01cr\x09\x00\x00\x00000h\x01.");
    expect(streams[0]?.result).toMatchObject({ value: "b" });
  });

  test.each([
    ["a key that nothing was put under", "h\x07.", "memo"],
    ["PUT on an empty stack", "p0\nN.", "stack"],
    ["PUT of a MARK", "(q\x00.", "stack"],
    ["a negative key", "Np-1\n.", "operand"],
    ["no number", "Npx\n.", "operand"],
  ])("%s is an error, after which it goes on", (_, text, kind) => {
    const { anomalies, streams } = runText(text);
    expect(anomalies[0]).toMatchObject({ kind, fatal: true });
    expect(streams[0]?.ended).toBe("stop");
  });

  test("PUT and MEMOIZE at the same key", () => {
    expect(runText("Nq\x01N\x94N\x94.").anomalies).toMatchObject([
      { kind: "memo", fatal: false, offset: 4 },
      { kind: "memo", fatal: false, offset: 6 },
    ]);
  });

  test("a key for which a loader reserves gigabytes costs nothing here", () => {
    const { anomalies, streams } = runText(`Nr${little(2 ** 32 - 1, 4)}j${little(2 ** 32 - 1, 4)}\x86.`);
    expect(anomalies).toMatchObject([{ kind: "memo", fatal: false }]);
    expect(streams[0]?.result).toMatchObject({ kind: "tuple", size: 2, holds: "data" });
  });
});

describe("effects", () => {
  test.each([
    ["popped", `${named("os", "system")}${short("id")}\x85R0N.`],
    ["popped with its MARK", `(${named("os", "system")}${short("id")}\x85R1N.`],
    ["in the memo only", `${named("os", "system")}${short("id")}\x85R\x940N.`],
    ["by OBJ", `(${named("os", "system")}${short("id")}o0N.`],
    ["with names from the memo", `${short("system")}\x94${short("os")}\x94h\x01h\x00\x93${short("id")}\x85R.`],
    ["before an error", `${named("os", "system")}${short("id")}\x85R0h\x63R\xff`],
    ["before the end of the bytes", `${named("os", "system")}${short("id")}\x85RB\xff\xff\xff\xff`],
    ["behind errors", `a${named("os", "system")}${short("id")}\x85R.`],
    ["with a text on the stack that a MARK hides", `${named("os", "system")}(${short("id")}tR.`],
  ])("a call %s", (_, text) => {
    expect(runText(text).told).toContain("os.system('id')");
  });

  test.each([
    ["REDUCE", "ca\nb\n)R.", ["import a.b", "a.b()"]],
    ["NEWOBJ", "ca\nb\n)\x81.", ["import a.b", "a.b.__new__()"]],
    ["NEWOBJ_EX", "ca\nb\n)}U\x01kNs\x92.", ["import a.b", "a.b.__new__(, **{'k': None})"]],
    ["INST", "(I1\nia\nb\n.", ["import a.b", "a.b(1)"]],
    ["BUILD", "ca\nb\n}U\x01kNsb.", ["import a.b", "a.b.__setstate__({'k': None})"]],
    ["PERSID", "Pstorage 7\n.", ["persistent_load('storage 7')"]],
    ["BINPERSID", "(U\x07storageK\x07tQ.", ["persistent_load(('storage', 7))"]],
    ["EXT1", "\x82\x05.", ["copyreg.extension(5)"]],
    ["EXT2", "\x83\x05\x01.", ["copyreg.extension(261)"]],
    ["EXT4", "\x84\x05\x00\x00\x01.", ["copyreg.extension(16777221)"]],
    ["NEXT_BUFFER and READONLY_BUFFER", "\x97\x98.", ["next_buffer()", "next_buffer()"]],
    ["APPENDS on an object", "ca\nb\n)R(NNe.", ["import a.b", "a.b()", "a.b().extend([None, None])"]],
    ["APPEND on an import", "ca\nb\nNa.", ["import a.b", "a.b.extend([None])"]],
    ["SETITEMS on a list", "](K\x00Nu.", ["[].update([0, None])"]],
    ["SETITEM on nothing", "NK\x00Ns.", ["None.update([0, None])"]],
    ["ADDITEMS on a frozenset", "(\x91(N\x90.", ["frozenset({}).add(*[None])"]],
  ])("%s", (_, text, told) => {
    expect(runText(text).told).toEqual(told);
  });

  test("plain containers are filled without a word", () => {
    expect(runText("](NNe(e]Na}(NNu(u\x8f(N\x90(\x90\x87.").effects).toEqual([]);
  });

  test("nothing added is no call", () => {
    expect(runText("ca\nb\n(e(u(\x90.").told).toEqual(["import a.b"]);
  });

  test("an import carries the protocol in force", () => {
    const { effects } = runText("\x80\x02ca\nb\n0\x80\x04ca\nb\n.");
    expect(effects).toMatchObject([{ global: { protocol: 2 } }, { global: { protocol: 4 } }]);
  });
});

describe("names that are no constants", () => {
  test.each([
    ["a number", "K\x01U\x01x\x93.", "unknown", true],
    ["nothing", "\x93.", "unknown", true],
    ["the result of a call", "ca\nb\n)RU\x01x\x93.", "unknown", false],
    ["a constant of a module", "cstring\ndigits\nU\x01x\x93.", "unknown", false],
    ["a folded text", "cbuiltins\nchr\nK\x61\x85RU\x01x\x93.", "folded", false],
    ["a text too long to keep", `X${little(70_000, 4)}${"a".repeat(70_000)}U\x01x\x93.`, "unknown", false],
  ])("%s", (_, text, computed, fatal) => {
    const { effects, anomalies } = runText(text);
    expect(effects.at(-1)).toMatchObject({ kind: "import", global: { computed } });
    expect(anomalies.some((anomaly) => anomaly.fatal)).toBe(fatal);
  });
});

describe("what the unpickler refuses", () => {
  test.each([
    ["POP on nothing", "0N.", "stack"],
    ["APPEND through a MARK", "(Na.", "stack"],
    ["no MARK", "NtN.", "stack"],
    ["an odd number of items", "(Nd.", "stack"],
    ["odd SETITEMS", "}(NNNu.", "stack"],
    ["OBJ without a class", "(o.", "stack"],
    ["a state for data", "]}b.", "stack"],
    ["arguments that are no tuple", "ca\nb\n]R.", "operand"],
    ["a call of data", "N)R.", "operand"],
    ["protocol 6", "\x80\x06N.", "protocol"],
    ["a negative extension", "\x84\xff\xff\xff\xff.", "operand"],
    ["an empty name", "c\nb\n.", "operand"],
    ["a name that is no UTF-8", "c\xff\nb\n.", "operand"],
    ["a text that is no UTF-8", "\x8c\x01\xff.", "operand"],
    ["no literal", "Sx\n.", "operand"],
    ["no number", "Ix\n.", "operand"],
    ["no float", "Fx\n.", "operand"],
    ["a negative length", "\x8b\xff\xff\xff\xff.", "operand"],
  ])("%s", (_, text, kind) => {
    const { anomalies, streams } = runText(text);
    expect(anomalies[0]).toMatchObject({ kind, fatal: true, message: expect.any(String) });
    expect(streams[0]).toMatchObject({ ended: "stop" });
  });

  test.each([
    ["no opcode", "N\xffN.", "opcode", "error", 1],
    ["an operand that is cut", "NX\x05\x00\x00\x00ab", "truncated", "truncated", 1],
    ["a length that is cut", "NX\x05\x00", "truncated", "truncated", 1],
    ["a length of 8 bytes that is cut", "N\x8e\x05\x00", "truncated", "truncated", 1],
    ["a length beyond everything", `N\x8e${"\xff".repeat(8)}ab`, "truncated", "truncated", 1],
    ["a line without end", "Nca\nb", "truncated", "truncated", 1],
    ["a float that is cut", "NG\x00", "truncated", "truncated", 1],
    ["no STOP", "NN", "truncated", "truncated", 2],
  ])("%s ends the stream", (_, text, kind, ended, end) => {
    const { anomalies, streams } = runText(text);
    expect(anomalies).toMatchObject([{ kind, fatal: true, offset: end }]);
    expect(streams).toMatchObject([{ ended, end }]);
  });

  test("errors without end are left at some point, oddities are not", () => {
    expect(runText(`${"0".repeat(1000)}N.`).anomalies.length).toBeLessThan(100);
    const { anomalies, told } = runText(`${"\x80\x02".repeat(5000)}${named("os", "system")}${short("id")}\x85R.`);
    expect(anomalies).toHaveLength(1000);
    expect(told).toContain("os.system('id')");
  });

  test("values left under the result", () => {
    expect(runText("NNN.").streams).toMatchObject([{ left: 2 }]);
  });
});

test("operands beyond the limit are cut, their length is told", () => {
  const long = "x".repeat(200_000);
  const { streams, anomalies } = runText(
    `X${little(long.length, 4)}${long}B${little(long.length, 4)}${long}T${little(long.length, 4)}${long}\x87.`,
  );
  expect(anomalies).toEqual([]);
  const value = streams[0]?.result;
  expect(
    value?.kind === "tuple" &&
      value.items.map((item) => (item.kind === "text" || item.kind === "bytes" ? [item.value.length, item.length] : [])),
  ).toEqual([
    [65_536, 200_000],
    [65_536, 200_000],
    [65_536, 200_000],
  ]);
});

test("a stream that begins within the source, and reading by windows of any size", () => {
  const text = `${"\x00".repeat(10)}\x80\x04${named("os", "system")}${short("id".repeat(100))}\x85R.`;
  const whole = bytesSource(Buffer.from(text, "latin1"));
  for (const most of [1, 3, 7, 64, 100_000]) {
    // A source may give fewer bytes than asked only at its end: windows are as long as what they must hold.
    const source = { size: whole.size, read: (offset: number, length: number) => whole.read(offset, Math.max(length, most)) };
    expect(runPickle(source, 10, { effect: () => {}, anomaly: () => {} })).toMatchObject({ start: 10, end: text.length, ended: "stop" });
  }
});
