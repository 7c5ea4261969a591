import { describe, expect, it } from "vitest";
import { at, entries, text } from "./node.ts";
import { readProtobufText } from "./protobuf-text.ts";

describe("readProtobufText", () => {
  it("reads a Triton configuration", () => {
    const [document] = readProtobufText(
      'name: "fraud" # c\nplatform: "onnxruntime_onnx"\nmax_batch_size: 8\ninput [ { name: "x" data_type: TYPE_FP32 dims: [ -1, 3 ] } ]\ninput { name: "y" }\n',
    ).documents;
    expect(text(at(document, "name"))).toBe("fraud");
    expect(at(document, "max_batch_size")).toMatchObject({ value: 8, line: 3 });
    expect(entries(document).filter(({ key }) => key === "input")).toHaveLength(2);
  });

  it("refuses other text and depth", () => {
    expect(() => readProtobufText("hello world")).toThrow(expect.objectContaining({ code: "MALFORMED" }));
    expect(() => readProtobufText("a {".repeat(2000))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
  });
});
