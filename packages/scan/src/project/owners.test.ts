import { readCodeOwners } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { ownerFinder } from "./owners.ts";

describe("ownerFinder", () => {
  const rules = readCodeOwners("* @all\n/data/ @data\n*.tf @infra\n/data/open/\n");
  it("lets the last match decide", () => {
    const owner = ownerFinder(rules);
    expect(["a.py", "data/x.csv", "deep/main.tf", "data/open/x"].map(owner)).toEqual(["@all", "@data", "@infra", undefined]);
  });
  it("puts configuration first", () =>
    expect(ownerFinder(rules, [{ pattern: "data/**", owners: ["@me"], line: 1 }])("data/x.csv")).toBe("@me"));
});
