import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { junitReporter } from "./index.ts";

function elements(xml: string): { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => found.push({ name: tag.name, attributes: Object.fromEntries(Object.entries(tag.attributes).map(([key, value]) => [key, String(value)])) }));
  parser.write(xml).close();
  return found;
}

describe("junit", () => {
  it("fails exactly what fails the gate", () => {
    const xml = junitReporter.render(sampleResult(), sampleContext());
    expect(elements(xml).filter((element) => element.name === "failure")).toHaveLength(4);
    expect(elements(xml)[0]?.attributes).toMatchObject({ name: "castellan", failures: "4" });
    expect(xml).toContain("fix Set weights_only=True");
  });
  it("shows what was checked and passed, and skips what could not be tested", () => {
    const names = elements(junitReporter.render(sampleResult(), sampleContext())).map((element) => element.attributes["name"]);
    expect(names).toContain("passed in 3 of 4 places");
    expect(names).toContain("not tested in 2 places");
    expect(names).toContain("notebooks/old.ipynb");
  });
  it("counts what it holds and is well-formed for any project", () => {
    expect(elements(junitReporter.render(emptyResult(), sampleContext()))).toHaveLength(1);
    fc.assert(fc.property(arbitraryResult, (result) => {
      const found = elements(junitReporter.render(result, sampleContext()));
      expect(found[0]?.attributes["tests"]).toBe(String(found.filter((element) => element.name === "testcase").length));
      expect(found[0]?.attributes["skipped"]).toBe(String(found.filter((element) => element.name === "skipped").length));
    }), { numRuns: 40 });
  });
});
