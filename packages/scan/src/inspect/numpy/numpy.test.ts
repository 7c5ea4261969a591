import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

function npy(descr: string, shape: string, data: string | number = 0): Uint8Array {
  const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`;
  const content = typeof data === "string" ? latin1(data) : new Uint8Array(data);
  const bytes = new Uint8Array(10 + header.length + content.length);
  bytes.set(latin1("\x93NUMPY\x01\0"));
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  bytes.set(latin1(header), 10);
  bytes.set(content, 10 + header.length);
  return bytes;
}
const HOSTILE = "cposix\nsystem\n(S'echo pwned'\ntR.";
const inspect = (bytes: Uint8Array) => inspectBytes(bytes, "array.npy");
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe("numpy", () => {
  it("tells the facts of an honest array", async () => {
    expect(await inspect(npy("'<f4'", "(2, 3)", 24))).toMatchObject({
      formats: ["numpy"],
      verdict: "benign",
      findings: [],
      facts: { dtypes: ["<f4"], shape: "2 x 3", elements: 6 },
    });
  });
  it("reads arrays behind one another", async () => {
    expect(await inspect(joined(npy("'|u1'", "(3,)", 3), npy("'<f8'", "(1,)", 8)))).toMatchObject({ verdict: "benign", findings: [] });
  });
  it.each<[string, Uint8Array]>([
    ["objects", npy("'|O'", "(1,)", HOSTILE)],
    ["a field of objects", npy("[('a', '<i4'), ('b', 'O')]", "(1,)", HOSTILE)],
    ["a type that is not understood", npy("{'names': ['a'], 'formats': ['O']}", "(1,)", HOSTILE)],
    ["a pickle behind the array", npy("'|u1'", "(3,)", `abc${HOSTILE}`)],
    ["objects in the second array", joined(npy("'|u1'", "(3,)", 3), npy("'|O'", "(1,)", HOSTILE))],
  ])("judges the pickle of %s", async (_, bytes) => {
    const result = await inspect(bytes);
    expect(result.verdict).toBe("malicious");
    expect(result.formats).toContain("pickle");
  });
  it.each<[string, Uint8Array, string, string]>([
    ["a cut", npy("'<f4'", "(100,)", 10), "suspicious", "tensors-cut"],
    ["bytes behind", npy("'|u1'", "(3,)", "abcdefghij"), "suspicious", "unclaimed-bytes"],
    ["a call", npy("'<f4'", "(__import__('os').system('id'),)"), "suspicious", "numpy-header"],
    ["an unknown type", npy("'<q9'", "(1,)", 9), "suspicious", "tensor-type-unknown"],
    ["a negative size", npy("'<f4'", "(-1,)", 4), "suspicious", "malformed"],
    ["terabytes", npy("'<f8'", "(1000000000000,)", 8), "malicious", "impossible-length"],
    ["signs without end", npy(`${"-".repeat(30_000)}1`, "(1,)", 8), "malicious", "numpy-header-crash"],
  ])("says what is wrong: %s", async (_, bytes, verdict, rule) => {
    expect(await inspect(bytes)).toMatchObject({ verdict, findings: expect.arrayContaining([expect.objectContaining({ rule })]) });
  });
});
