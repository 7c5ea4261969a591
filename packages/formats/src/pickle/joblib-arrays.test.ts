import { describe, expect, test } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { joblibArrayAfterBuild } from "./joblib-arrays.ts";
import { ATTACK, little, named, runText, short, type TextRun } from "./testing/run-text.ts";

const boolean = (value: boolean): string => (value ? "\x88" : "\x89");

interface Wrapper {
  readonly dtype: string;
  readonly shape: string;
  readonly alignment?: string;
  readonly module?: string;
}

/** numpy.dtype(code, False, True), with its state. */
function dtype(code: string, state = `(K\x03${short("<")}NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00t`): string {
  return `${named("numpy", "dtype")}${short(code)}${boolean(false)}${boolean(true)}\x87R${state}b`;
}

function wrapper({ dtype: type, shape, alignment, module = "joblib.numpy_pickle" }: Wrapper): string {
  const aligned = alignment === undefined ? "" : `${short("numpy_array_alignment_bytes")}${alignment}`;
  return `${named(module, "NumpyArrayWrapper")})\x81}(${short("shape")}${shape}${short("order")}${short("C")}${short("dtype")}${type}${aligned}ub`;
}

/** Runs a text as joblib's loader does; what it could not tell is 0. */
function load(text: string): TextRun & { readonly taken: readonly (number | string)[] } {
  const source = bytesSource(Buffer.from(text, "latin1"));
  const taken: (number | string)[] = [];
  const run = runText(text, {
    bytesAfterBuild: (target, offset) => {
      const bytes = joblibArrayAfterBuild(target, source, offset);
      if (bytes !== 0) taken.push(bytes);
      return bytes === "unknown" ? 0 : bytes;
    },
  });
  return { ...run, taken };
}

describe("arrays that joblib wrote between two opcodes", () => {
  const RAW = `\x80\x02${ATTACK}`;

  test.each([
    ["of floats", "f8", "K\x02K\x03\x86", 48],
    ["of bytes", "|u1", "K\x05\x85", 5],
    ["of no dimension", "i4", ")", 4],
    ["of none", "i4", "K\x00K\x03\x86", 0],
    ["of texts", "U3", "K\x02\x85", 24],
    ["of byte strings", "S7", "K\x02\x85", 14],
    ["of booleans", "b1", "K\x04\x85", 4],
    ["of times", "M8", "K\x02\x85", 16],
    ["of complex numbers", "c16", "K\x01\x85", 16],
  ])("%s", (_, code, shape, length) => {
    const raw = RAW.repeat(4).slice(0, length).padEnd(length, "\xff");
    const { streams, told, taken, anomalies } = load(`\x80\x04${wrapper({ dtype: dtype(code), shape })}${raw}K\x05\x86.`);
    expect(taken).toEqual(length === 0 ? [] : [length]);
    expect(anomalies).toEqual([]);
    expect(told.some((line) => line.includes("os.system"))).toBe(false);
    expect(streams).toMatchObject([{ ended: "stop", result: { kind: "tuple", size: 2 } }]);
  });

  test("with padding, whose length stands before it (joblib 1.2)", () => {
    const { streams, taken } = load(
      `\x80\x04${wrapper({ dtype: dtype("f8"), shape: "K\x01\x85", alignment: "K\x10" })}\x03\xff\xff\xff${"\x00".repeat(8)}.`,
    );
    expect(taken).toEqual([12]);
    expect(streams).toMatchObject([{ ended: "stop" }]);
    expect(load(`\x80\x04${wrapper({ dtype: dtype("f8"), shape: "K\x01\x85", alignment: "N" })}${"\x00".repeat(8)}.`).taken).toEqual([8]);
  });

  test("in the copy of scikit-learn, and by protocol 0", () => {
    expect(load(`${wrapper({ dtype: dtype("i1"), shape: "K\x01\x85", module: "sklearn.externals.joblib.numpy_pickle" })}x.`).taken).toEqual(
      [1],
    );
    const old = `ccopy_reg\n_reconstructor\n(cjoblib.numpy_pickle\nNumpyArrayWrapper\nc__builtin__\nobject\nNtR}(${short("shape")}(I1\nt${short("dtype")}${dtype("i1")}ubx.`;
    expect(load(old).taken).toEqual([1]);
  });

  test("structured elements", () => {
    const fields = `}(${short("a")}${dtype("f8")}K\x00\x86${short("b")}${dtype("i4")}K\x08\x86u`;
    const state = `(K\x03${short("|")}N${short("a")}${short("b")}\x86${fields}K\x0cK\x01K\x00t`;
    expect(load(`\x80\x04${wrapper({ dtype: dtype("V12", state), shape: "K\x02\x85" })}${"x".repeat(24)}.`).taken).toEqual([24]);
  });

  test("elements that are arrays", () => {
    const state = `(K\x03${short("|")}${dtype("f8")}K\x03\x85\x86NNK\x18K\x08K\x00t`;
    expect(load(`\x80\x04${wrapper({ dtype: dtype("V24", state), shape: "K\x02\x85" })}${"x".repeat(48)}.`).taken).toEqual([48]);
  });

  test("objects: the loader reads a stream there", () => {
    const { streams, told, taken } = load(`\x80\x04${wrapper({ dtype: dtype("O8"), shape: "K\x01\x85" })}${ATTACK}K\x05\x86.`);
    expect(taken).toEqual(["pickle"]);
    expect(told).toContain("os.system('id')");
    expect(streams.map(({ ended, result }) => [ended, result.kind])).toEqual([
      ["stop", "object"],
      ["stop", "tuple"],
    ]);
  });

  test("objects in structures are objects", () => {
    const state = `(K\x03${short("|")}N${short("a")}\x85}${short("a")}${dtype("O8")}K\x00\x86sK\x08K\x01K\x3ft`;
    expect(load(`\x80\x04${wrapper({ dtype: dtype("V8", state), shape: "K\x01\x85" })}\x80\x02N..`).taken).toEqual(["pickle"]);
  });

  test("streams in streams without end are left", () => {
    const nested = `\x80\x04${wrapper({ dtype: dtype("O8"), shape: ")" })}`;
    expect(load(nested.repeat(30)).streams.some(({ ended }) => ended === "budget")).toBe(true);
  });

  test("the bytes of an array are taken behind the frame by joblib's own unpickler", () => {
    const head = `${wrapper({ dtype: dtype("u1"), shape: "K\x04\x85" })}`;
    const honest = load(`\x80\x04\x95${little(head.length, 8)}${head}abcd\x95${little(4, 8)}K\x05\x86.`);
    expect(honest.anomalies).toEqual([]);
    expect(honest.streams).toMatchObject([{ ended: "stop", reading: "flat" }]);
    const lying = load(`\x80\x04\x95${little(head.length + 2, 8)}${head}N0abcd.`);
    expect(lying.anomalies[0]).toMatchObject({ kind: "frame" });
    expect(lying.streams.map(({ reading }) => reading)).toContain("frames");
  });
});

describe("what cannot be told", () => {
  test.each([
    ["a type by another way", `${named("builtins", "str")}${short("f8")}\x85R`, "K\x01\x85"],
    ["a code that is none", dtype("x9"), "K\x01\x85"],
    ["a size that differs between machines", dtype("l"), "K\x01\x85"],
    ["a negative length", dtype("f8"), "J\xff\xff\xff\xff\x85"],
    ["a shape that is none", dtype("f8"), "N"],
    ["fields that are none", dtype("V8", `(K\x03NN)}${short("a")}NsK\x08K\x01K\x00t`), "K\x01\x85"],
  ])("%s", (_, type, shape) => {
    expect(load(`\x80\x04${wrapper({ dtype: type, shape })}.`).taken).toEqual(["unknown"]);
  });

  test("other objects have no bytes", () => {
    const source = bytesSource(new Uint8Array(0));
    expect(joblibArrayAfterBuild({ kind: "none" }, source, 0)).toBe(0);
    expect(load(`\x80\x04${wrapper({ dtype: dtype("f8"), shape: "K\x01\x85", module: "mine" })}.`).taken).toEqual([]);
    // joblib 0.9: arrays in files of their own.
    expect(load(`\x80\x04${named("joblib.numpy_pickle", "NDArrayWrapper")})\x81}${short("filename")}${short("a.npy")}sb.`).taken).toEqual(
      [],
    );
  });

  test("more than there is: the stream is cut", () => {
    const { streams } = load(`\x80\x04${wrapper({ dtype: dtype("f8"), shape: "J\xff\xff\xff\x7fJ\xff\xff\xff\x7f\x86" })}x.`);
    expect(streams[0]).toMatchObject({ ended: "truncated" });
  });
});
