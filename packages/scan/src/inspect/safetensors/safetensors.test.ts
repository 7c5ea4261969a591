import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

function file(header: string, data: number | string = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const content = typeof data === "string" ? latin1(data) : new Uint8Array(data);
  const bytes = new Uint8Array(8 + text.length + content.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(content, 8 + text.length);
  return bytes;
}
const tensor = (dtype: string, shape: readonly (number | string)[], begin: number, end: number): string =>
  `{"dtype":"${dtype}","shape":[${shape.join(",")}],"data_offsets":[${begin},${end}]}`;
const inspect = (header: string, data: number | string = 0) => inspectBytes(file(header, data), "model.safetensors");

describe("safetensors", () => {
  it("tells the facts of an honest file", async () => {
    const header = `{"__metadata__":{"format":"pt","license":"mit","modelspec.architecture":"flux"},"a":${tensor("BF16", [2, 3], 0, 12)},"b":${tensor("F8_E4M3", [4], 12, 16)}}`;
    expect(await inspect(header, 16)).toMatchObject({
      formats: ["safetensors"],
      verdict: "benign",
      complete: true,
      findings: [],
      facts: { tensors: 2, parameters: 10, dtypes: ["BF16", "F8_E4M3"], framework: "pt", licence: "mit", architecture: "flux" },
    });
  });
  it.each<[string, string, number, string, string]>([
    ["overflow", `{"a":${tensor("F32", ["4294967296", "4294967296"], 0, 0)}}`, 0, "malicious", "impossible-length"],
    ["overlap", `{"a":${tensor("U8", [8], 0, 8)},"b":${tensor("U8", [8], 4, 12)}}`, 12, "suspicious", "overlapping-bytes"],
    ["hole", `{"a":${tensor("U8", [4], 0, 4)},"b":${tensor("U8", [4], 8, 12)}}`, 12, "suspicious", "unclaimed-bytes"],
    ["trailing", `{"a":${tensor("U8", [4], 0, 4)}}`, 9, "suspicious", "unclaimed-bytes"],
    ["truncated", `{"a":${tensor("U8", [40], 0, 40)}}`, 9, "suspicious", "tensors-cut"],
    ["duplicate", `{"a":${tensor("U8", [1], 0, 1)},"a":${tensor("U8", [1], 1, 2)}}`, 2, "suspicious", "duplicate-key"],
    ["type", `{"a":${tensor("Q4", [1], 0, 1)}}`, 1, "suspicious", "tensor-type-unknown"],
    ["size", `{"a":${tensor("F32", [1], 0, 1)}}`, 1, "suspicious", "malformed"],
    ["negative", `{"a":${tensor("F32", [-1], 0, 1)}}`, 1, "suspicious", "malformed"],
    ["entry", '{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"x":"y"}}', 0, "suspicious", "malformed"],
    ["JSON", `{"a":${tensor("U8", [1], 0, 1)},}`, 1, "suspicious", "malformed"],
  ])("says what is wrong: %s", async (_, header, data, verdict, rule) => {
    const result = await inspect(header, data);
    expect(result.verdict).toBe(verdict);
    expect(result.findings[0]).toMatchObject({ rule, loader: "safetensors" });
  });
  it.each([
    ["a command", "import os; os.system('id')"],
    ["a script", "<script>alert(1)</script>"],
    ["a pickle in base64", Buffer.from("cposix\nsystem\n(S'echo pwned'\ntR.").toString("base64")],
  ])("is suspicious where the metadata hold %s", async (_, text) => {
    const result = await inspect(`{"__metadata__":{"note":${JSON.stringify(text)}}}`);
    expect(result.verdict).toBe("suspicious");
  });
  it.each([
    "sha256:0123456789abcdef0123456789abcdef",
    "dGhpcyBpcyBqdXN0IGEgdGV4dCBpbiBiYXNlNjQ=",
    "https://huggingface.co/org/model",
    "12M",
  ])("leaves plain metadata alone: %s", async (text) =>
    expect((await inspect(`{"__metadata__":{"note":${JSON.stringify(text)}}}`)).findings).toEqual([]),
  );
  it("is not complete where metadata are cut", async () => {
    expect(await inspect(`{"__metadata__":{"note":"${"x".repeat(70_000)}"}}`)).toMatchObject({ complete: false, verdict: "suspicious" });
  });
});
