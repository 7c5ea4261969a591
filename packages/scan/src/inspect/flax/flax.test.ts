import { describe, expect, it } from "vitest";
import { extension, type Msgpack, packed } from "../../../../formats/src/msgpack/testing/packed.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

const HOSTILE = latin1("cposix\nsystem\n(S'echo pwned'\ntR.");
const array = (shape: readonly number[], dtype: string, bytes: number | Uint8Array, type = 1): Uint8Array =>
  extension(type, packed([shape, dtype, typeof bytes === "number" ? new Uint8Array(bytes) : bytes]));
/** A map of one key over bytes of MessagePack. */
const under = (key: string, value: Uint8Array): Uint8Array => Uint8Array.from([0x81, ...packed(key), ...value]);
const inspect = (bytes: Uint8Array) => inspectBytes(bytes, "flax_model.msgpack");

describe("Flax", () => {
  it("tells the facts of honest parameters", async () => {
    expect(await inspect(under("params", under("kernel", array([2, 3], "float32", 24))))).toMatchObject({
      formats: ["flax-msgpack"],
      verdict: "benign",
      findings: [],
      facts: { tensors: 1, parameters: 6, dtypes: ["float32"] },
    });
  });
  it("is known without its name", async () => {
    expect((await inspectBytes(under("params", under("kernel", array([2], "bfloat16", 4))), "")).formats).toEqual(["flax-msgpack"]);
    expect((await inspectBytes(packed({ params: [1, 2] }), "")).formats).toEqual([]);
  });
  it.each<[string, Uint8Array, string, string]>([
    ["objects", under("p", array([1], "object", 8)), "malicious", "forged-objects"],
    ["objects by a letter", under("p", array([1], "|O", 8)), "malicious", "forged-objects"],
    ["a size that lies", under("p", array([100], "float32", 8)), "suspicious", "malformed"],
    ["an unknown type", under("p", array([1], "float99", 8)), "suspicious", "tensor-type-unknown"],
    ["an array that is none", under("p", extension(1, packed([1, 2]))), "suspicious", "malformed"],
    ["another extension", under("p", extension(42, HOSTILE)), "suspicious", "msgpack-extension"],
    ["a pickle as bytes", under("p", packed(HOSTILE)), "suspicious", "embedded-program"],
    ["bytes behind", Uint8Array.from([...under("p", array([1], "float32", 4)), 1, 2, 3]), "suspicious", "unclaimed-bytes"],
    ["a cut", under("p", array([1], "float32", 4)).slice(0, 20), "suspicious", "tensors-cut"],
    ["a map of 2^32", Uint8Array.from([0xdf, 255, 255, 255, 255, 0xa1, 0x61]), "suspicious", "tensors-cut"],
    ["nesting without end", new Uint8Array(10_000).fill(0x91), "suspicious", "malformed"],
    ["a key given twice", Uint8Array.from([0x82, 0xa1, 0x61, 1, 0xa1, 0x61, 2]), "suspicious", "duplicate-key"],
    ["alarming text", packed({ note: "<script>alert(1)</script>" }), "suspicious", "alarming-metadata"],
  ])("says what is wrong: %s", async (_, bytes, verdict, rule) => {
    expect(await inspect(bytes)).toMatchObject({ verdict, findings: expect.arrayContaining([expect.objectContaining({ rule })]) });
  });
  it("judges objects of msgpack-numpy, which its reader unpickles", async () => {
    const objects: Msgpack = { nd: true, type: "|O8", kind: "O", shape: [1], data: HOSTILE };
    expect((await inspect(packed({ a: objects }))).verdict).toBe("malicious");
    expect((await inspect(packed({ a: { nd: true, type: "<f4", kind: "", shape: [1], data: new Uint8Array(4) } }))).verdict).toBe("benign");
  });
});
