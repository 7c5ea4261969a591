import { describe, expect, it } from "vitest";
import { labelSchema } from "./label-schema.ts";

const good = {
  source: { type: "github", repository: "org/name", commit: "abc" },
  readBy: "hand",
  assets: [
    { id: "m", kind: "model", name: "gpt-4o" },
    { id: "s", kind: "ai-service", name: "openai" },
  ],
  relations: [{ from: "m", kind: "served_by", to: "s", alt: [{ from: "m", kind: "calls", to: "s" }] }],
  exhaustive: ["model"],
};

describe("labelSchema", () => {
  it("fills in what is left out", () => {
    const parsed = labelSchema.parse(good);
    expect(parsed.assets[0]).toMatchObject({ aliases: [], scope: "production", optional: false, dynamic: false });
    expect(parsed.exhaustiveScopes).toContain("test");
    expect(parsed.absent).toEqual([]);
  });

  it.each([
    ["the same id twice", { assets: [...good.assets, good.assets[0]] }],
    ["an unknown asset kind", { assets: [{ id: "m", kind: "llm", name: "x" }] }],
    ["an unknown relation kind", { relations: [{ from: "m", kind: "uses", to: "s" }] }],
    ["a relation to nothing", { relations: [{ from: "m", kind: "served_by", to: "x" }] }],
    ["an alternative to nothing", { relations: [{ from: "m", kind: "served_by", to: "s", alt: [{ from: "x", kind: "calls", to: "s" }] }] }],
    ["a misspelled field", { assets: [{ id: "m", kind: "model", name: "x", optinal: true }] }],
    ["a line without a file", { assets: [{ id: "m", kind: "model", name: "x", line: 3 }], relations: [] }],
    ["a hash that is none", { source: { type: "npm", name: "x", version: "1", sha256: "12" } }],
    ["an example outside its folder", { source: { type: "example", path: "examples/../secrets" } }],
    ["a repository without owner", { source: { type: "github", repository: "name", commit: "a" } }],
  ])("refuses %s", (_, change) => {
    expect(labelSchema.safeParse({ ...good, ...change }).success).toBe(false);
  });
});
