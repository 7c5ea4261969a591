import { describe, expect, it } from "vitest";
import { storedZip } from "../../../../formats/src/model-file/testing/stored-zip.ts";
import { inspectBytes } from "../testing/inspect-bytes.ts";
import { judgeNode } from "./judge.ts";
import { readSkopsSchema } from "./schema.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
const node = (loader: string, module: string, name: string, rest: { readonly [key: string]: Json } = {}): Json => ({
  __class__: name,
  __module__: module,
  __loader__: loader,
  ...rest,
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const inspect = (schema: Json | string, members: { readonly [name: string]: Uint8Array } = {}) =>
  inspectBytes(
    storedZip({ "schema.json": bytes(typeof schema === "string" ? schema : JSON.stringify(schema)), ...members }),
    "model.skops",
  );
const text = (value: string): Json => node("JsonNode", "builtins", "str", { content: JSON.stringify(value), is_json: true });

describe("skops", () => {
  it("tells the facts of an honest model", async () => {
    const model = node("ObjectNode", "sklearn.linear_model._base", "LinearRegression", {
      content: node("DictNode", "builtins", "dict", {
        content: { fit_intercept: text("true"), coef_: node("NdArrayNode", "numpy", "ndarray", { type: "numpy", file: "123.npy" }) },
        key_types: node("ListNode", "builtins", "list", { content: [node("TypeNode", "builtins", "str")] }),
      }),
      _skops_version: "0.11.0",
    });
    expect(await inspect(model)).toMatchObject({
      formats: ["skops", "zip"],
      verdict: "benign",
      findings: [],
      facts: { architecture: "LinearRegression", version: "0.11.0" },
    });
  });
  it.each<[string, Json | string]>([
    ["a function", node("FunctionNode", "os", "system", { content: "os.system" })],
    ["a function behind a harmless label", node("FunctionNode", "numpy", "log", { content: "os.system" })],
    ["a function in parts", node("FunctionNode", "numpy", "log", { content: { module_path: "os", function: "system" } })],
    ["an object", node("ObjectNode", "subprocess", "Popen", { content: {} })],
    [
      "a partial function",
      node("PartialNode", "functools", "partial", {
        content: { func: node("FunctionNode", "builtins", "function", { content: "builtins.eval" }) },
      }),
    ],
    [
      "an operator",
      node("OperatorFuncNode", "operator", "methodcaller", {
        attrs: node("TupleNode", "builtins", "tuple", { content: [text("system")] }),
      }),
    ],
    ["an operator behind a harmless label", node("OperatorFuncNode", "sklearn.base", "call", {})],
    [
      "a method of a class",
      node("MethodNode", "builtins", "x", { content: { func: "__init__", obj: node("TypeNode", "subprocess", "Popen") } }),
    ],
    ["a special method", node("MethodNode", "builtins", "x", { content: { func: "__init__.__globals__", obj: text("a") } })],
    [
      "the second of two keys",
      '{"__class__":"Ridge","__module__":"sklearn.linear_model","__loader__":"FunctionNode","__class__":"system","__module__":"os"}',
    ],
    [
      "a node far below",
      node("ListNode", "builtins", "list", {
        content: [node("DictNode", "builtins", "dict", { content: { a: node("TypeNode", "os", "system") } })],
      }),
    ],
  ])("is malicious by %s", async (_, schema) => {
    const result = await inspect(schema);
    expect(result.verdict).toBe("malicious");
    expect(result.findings[0]).toMatchObject({ rule: "skops-code-execution", loader: "skops.io.load" });
  });
  it.each<[string, Json | string, string]>([
    ["an unknown type", node("ObjectNode", "mypackage.models", "Net", {}), "skops-unknown-type"],
    ["an unknown kind of node", node("EvilNode", "builtins", "str", {}), "skops-structure"],
    ["a file elsewhere", node("NdArrayNode", "numpy", "ndarray", { file: "../../etc/passwd" }), "skops-structure"],
    ["a broken schema", '{"__class__":"Ridge","__loader__":', "skops-structure"],
  ])("is suspicious by %s", async (_, schema, rule) => {
    expect(await inspect(schema)).toMatchObject({
      verdict: "suspicious",
      findings: expect.arrayContaining([expect.objectContaining({ rule })]),
    });
  });
  it("judges pickles beside the schema", async () => {
    const honest = node("JsonNode", "builtins", "str", { content: "1" });
    expect((await inspect(honest, { "model.pkl": bytes("cposix\nsystem\n(S'id'\ntR.") })).verdict).toBe("malicious");
  });
  it("reads nodes with what belongs to them", () => {
    const schema = node("MethodNode", "a", "b", { content: { func: "fit", obj: node("ObjectNode", "c", "d") } });
    const { nodes } = readSkopsSchema({
      size: 1000,
      read: (offset, length) => bytes(JSON.stringify(schema)).subarray(offset, offset + length),
    });
    expect(nodes.map(({ path, methods, classes }) => [path, methods, classes])).toEqual([
      ["", ["fit"], ["b"]],
      ["content.obj", [], ["d"]],
    ]);
    expect(nodes.flatMap((part) => judgeNode(part)).map(({ verdict }) => verdict)).toEqual(["suspicious", "suspicious"]);
  });
});
