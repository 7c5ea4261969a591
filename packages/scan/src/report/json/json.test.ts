import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleContext, sampleResult } from "../testing/sample-result.ts";
import { jsonReporter } from "./index.ts";
import { scanJsonSchema, scanSchema } from "./schema.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
}

describe("json", () => {
  it("writes the contract's keys in the contract's order", () => {
    const text = jsonReporter.render(sampleResult(), sampleContext());
    expect(Object.keys(JSON.parse(text))).toEqual([
      "schema",
      "tool",
      "targets",
      "inventory",
      "findings",
      "actions",
      "paths",
      "checks",
      "flows",
      "artifacts",
      "coverage",
      "summary",
      "run",
    ]);
    expect(text.endsWith("}\n")).toBe(true);
  });
  it("leaves run out when it must be reproducible", () => {
    expect(JSON.parse(jsonReporter.render(sampleResult(), sampleContext({ reproducible: true })))).not.toHaveProperty("run");
  });
  it("gives the same bytes whatever the order of keys", () => {
    const result = sampleResult();
    const again = scanSchema.parse(turned(result));
    expect(JSON.stringify(again)).not.toBe(JSON.stringify(result));
    expect(jsonReporter.render(sampleResult(), sampleContext())).toBe(jsonReporter.render(result, sampleContext()));
  });
  it("is valid by its own schema, also as JSON Schema", () => {
    const validate = new Ajv2020({ strict: false }).compile(scanJsonSchema());
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        const document: unknown = JSON.parse(jsonReporter.render(result, sampleContext()));
        expect(scanSchema.safeParse(document).error).toBeUndefined();
        expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
  it("refuses a place without file and resource, and an unknown kind", () => {
    const result = sampleResult();
    const broken = { ...result, flows: [{ ...result.flows[0], location: { line: 3 } }] };
    expect(scanSchema.safeParse(broken).success).toBe(false);
    const [first] = result.inventory.assets;
    expect(scanSchema.safeParse({ ...result, inventory: { ...result.inventory, assets: [{ ...first, kind: "bot" }] } }).success).toBe(
      false,
    );
  });
  it("keeps a key that is called __proto__", () => {
    const result = sampleResult();
    const attributes = JSON.parse('{"__proto__": 1}');
    const assets = result.inventory.assets.slice(0, 1).map((asset) => ({ ...asset, attributes }));
    expect(jsonReporter.render({ ...result, inventory: { ...result.inventory, assets } }, sampleContext())).toContain('"__proto__": 1');
  });
});
