import { describe, expect, it } from "vitest";
import { type GgufFile, ggufFile } from "../../../../formats/src/gguf/testing/gguf-file.ts";
import { inspectBytes } from "../testing/inspect-bytes.ts";

const HOSTILE = "{{ cycler.__init__.__globals__.os.popen('id').read() }}";
const HONEST = "{% for message in messages %}{{ message['role'] + message['content'] }}{% endfor %}";
const inspect = (file: GgufFile) => inspectBytes(ggufFile(file), "model.gguf");

describe("GGUF", () => {
  it("tells the facts of an honest file", async () => {
    const result = await inspect({
      keys: [
        ["general.architecture", "llama"],
        ["general.name", "Tiny"],
        ["general.license", "apache-2.0"],
        ["general.file_type", 2],
        ["general.base_model.0.repo_url", "https://huggingface.co/org/base"],
        ["llama.context_length", 4096],
        ["tokenizer.chat_template", HONEST],
      ],
      tensors: [{ name: "a", dimensions: [64, 2], type: 2, offset: 0 }],
      data: 96,
    });
    expect(result).toMatchObject({
      formats: ["gguf"],
      verdict: "benign",
      findings: [],
      facts: {
        architecture: "llama",
        name: "Tiny",
        licence: "apache-2.0",
        quantisation: "Q4_0",
        baseModel: "https://huggingface.co/org/base",
        contextLength: 4096,
        parameters: 128,
        tensors: 1,
        dtypes: ["Q4_0"],
      },
    });
    expect(result.facts["chatTemplate"]).toMatch(/^[\da-f]{64}$/);
  });
  it.each<[string, GgufFile]>([
    ["the template", { keys: [["tokenizer.chat_template", HOSTILE]] }],
    [
      "a named template",
      {
        keys: [
          ["tokenizer.chat_template", HONEST],
          ["tokenizer.chat_template.tool_use", HOSTILE],
        ],
      },
    ],
    [
      "the second of two",
      {
        keys: [
          ["tokenizer.chat_template", HONEST],
          ["tokenizer.chat_template", HOSTILE],
        ],
      },
    ],
    ["a list of templates", { keys: [["tokenizer.chat_templates", ["default", HOSTILE]]] }],
    ["another key", { keys: [["general.description", HOSTILE]] }],
    ["a template behind a zero", { keys: [["tokenizer.chat_template", `${HONEST}\0${HOSTILE}`]] }],
  ])("is malicious where %s leaves the sandbox", async (_, file) => {
    const result = await inspect(file);
    expect(result.verdict).toBe("malicious");
    expect(result.findings[0]).toMatchObject({ rule: "template-code-execution", loader: "llama_cpp.Llama" });
  });
  const max = 0xffff_ffff_ffff_ffffn;
  it.each<[string, GgufFile, string]>([
    ["count of keys", { statedKeys: max }, "impossible-length"],
    ["count of tensors", { statedTensors: 1n << 60n }, "impossible-length"],
    ["length of a string", { keys: [["a", { type: 8, bytes: new Array<number>(8).fill(255) }]] }, "impossible-length"],
    ["number of dimensions", { tensors: [{ name: "a", dimensions: [1, 1, 1, 1, 1], type: 0, offset: 0 }] }, "gguf-memory-error"],
    ["size", { tensors: [{ name: "a", dimensions: [2 ** 32, 2 ** 32], type: 0, offset: 0 }] }, "gguf-memory-error"],
    ["type", { tensors: [{ name: "a", dimensions: [1], type: 99, offset: 0 }] }, "gguf-memory-error"],
    ["place", { tensors: [{ name: "a", dimensions: [1], type: 0, offset: max - 63n }] }, "gguf-memory-error"],
    ["tensor in a small file", { tensors: [{ name: "a", dimensions: [2 ** 30], type: 0, offset: 0 }], data: 64 }, "gguf-memory-error"],
    ["alignment", { keys: [["general.alignment", 0]] }, "gguf-memory-error"],
  ])("is malicious by an impossible %s", async (_, file, rule) => {
    expect(await inspect(file)).toMatchObject({
      verdict: "malicious",
      findings: expect.arrayContaining([expect.objectContaining({ rule })]),
    });
  });
  it.each<[string, GgufFile, string]>([
    ["a cut", { tensors: [{ name: "a", dimensions: [64], type: 0, offset: 0 }], data: 100 }, "tensors-cut"],
    ["bytes behind", { tensors: [{ name: "a", dimensions: [8], type: 0, offset: 0 }], data: 100 }, "unclaimed-bytes"],
    ["an unknown version", { version: 7 }, "malformed"],
    [
      "a key given twice",
      {
        keys: [
          ["a", 1],
          ["a", 2],
        ],
      },
      "duplicate-key",
    ],
    ["a type of tomorrow", { tensors: [{ name: "a", dimensions: [32], type: 50, offset: 0 }], data: 32 }, "tensor-type-unknown"],
    ["a template that is cut", { keys: [["tokenizer.chat_template", HONEST + " ".repeat(600_000)]] }, "not-examined"],
    ["a number of layers that no model has", { keys: [["llama.block_count", 2 ** 31]] }, "malformed"],
    ["no attention heads", { keys: [["llama.attention.head_count", 0]] }, "malformed"],
    ["alarming text", { keys: [["general.description", "<script>alert(1)</script>"]] }, "alarming-metadata"],
  ])("is suspicious by %s", async (_, file, rule) => {
    expect(await inspect(file)).toMatchObject({
      verdict: "suspicious",
      findings: expect.arrayContaining([expect.objectContaining({ rule })]),
    });
  });
  it("knows the magic in small letters", async () => {
    const bytes = ggufFile({});
    bytes.set([0x67, 0x67, 0x75, 0x66]);
    expect(await inspectBytes(bytes)).toMatchObject({ formats: ["gguf"], verdict: "suspicious" });
  });
  it("leaves words of the vocabulary alone", async () => {
    const tokens = ["os.system", "__import__", "{{ ''.__class__ }}", "<script>", ...Array.from({ length: 80 }, (_, index) => `t${index}`)];
    expect(await inspect({ keys: [["tokenizer.ggml.tokens", tokens]] })).toMatchObject({ verdict: "benign", findings: [] });
  });
});
