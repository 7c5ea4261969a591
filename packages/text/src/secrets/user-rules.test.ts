import { describe, expect, it } from "vitest";
import { TextError } from "../errors.ts";
import { createSecretEngine } from "./engine.ts";
import { findSecrets } from "./find.ts";
import { compileUserSecretRules } from "./user-rules.ts";

const acme = { id: "acme-token", title: "Acme token", keywords: ["acme_"], pattern: "(acme_[a-z0-9]{10})\\b" };

describe("compileUserSecretRules", () => {
  it("finds what the pattern says, at its place", () => {
    const engine = createSecretEngine([], compileUserSecretRules([acme]));
    expect(findSecrets('x = "acme_q7zt9klpw2"', { engine })).toMatchObject([
      { rule: "acme-token", start: 5, end: 20, confidence: "likely", masked: "…" },
    ]);
    expect(findSecrets('x = "acme_xxxxxxxxxx"', { engine })).toEqual([]);
  });

  it.each([
    [{ ...acme, pattern: "(a+)+(?=b)" }],
    [{ ...acme, pattern: "(a)\\1xyz" }],
    [{ ...acme, keywords: [] }],
    [{ ...acme, run: "code" }],
    ["nothing"],
  ])("refuses %j", (rule) => {
    expect(() => compileUserSecretRules([rule])).toThrow(TextError);
  });

  it("ends on patterns that would explode elsewhere", () => {
    const engine = createSecretEngine([], compileUserSecretRules([{ ...acme, pattern: "(acme_)?(a|aa)+$!" }]));
    expect(findSecrets(`acme_${"a".repeat(2000)}`, { engine })).toEqual([]);
  });
});
