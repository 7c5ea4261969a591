import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "./json.ts";
import { at, type ConfigNode } from "./node.ts";

function plain(node: ConfigNode): unknown {
  if (node.kind === "scalar") return node.value;
  return node.kind === "list" ? node.items.map(plain) : node.entries.map(({ key, value }) => [key, plain(value)]);
}

function expected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expected);
  return typeof value === "object" && value !== null ? Object.entries(value).map(([key, item]) => [key, expected(item)]) : value;
}

describe("readJson", () => {
  it("reads what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const written = JSON.stringify(value, undefined, 2);
        const [document] = readJson(written).documents;
        expect(document === undefined ? undefined : plain(document)).toEqual(expected(JSON.parse(written)));
      }),
    );
  });

  it("reads comments and trailing commas, with lines", () => {
    const { documents, errors } = readJson('// c\n{\n  "a": [1,\n    2,],\n  /* x */ "b": null,\n}');
    expect(errors).toEqual([]);
    expect(at(documents[0], "a", 1)).toMatchObject({ value: 2, line: 4 });
    expect(at(documents[0], "a")).toMatchObject({ line: 3, endLine: 4 });
  });

  it("keeps what can be read of broken JSON", () => {
    const { documents, errors } = readJson('{"a": 1, "b": {"c": [2');
    expect(at(documents[0], "b", "c", 0)).toMatchObject({ value: 2 });
    expect(errors.length).toBeGreaterThan(0);
  });

  it("refuses 100 MB in one line at once", () => {
    const text = `"${"a".repeat(100_000_000)}"`;
    const start = performance.now();
    expect(() => readJson(text)).toThrow(expect.objectContaining({ code: "BUDGET_BYTES" }));
    expect(performance.now() - start).toBeLessThan(500);
  });

  it("refuses depth, and what is no JSON", () => {
    expect(() => readJson("[".repeat(100_000))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
    expect(() => readJson("<html>")).toThrow(expect.objectContaining({ code: "NOT_THIS_FORMAT" }));
    expect(() => readJson("[1,1,1,1,1]", { bytes: 100, depth: 5, nodes: 3 })).toThrow(expect.objectContaining({ code: "BUDGET_NODES" }));
  });
});
