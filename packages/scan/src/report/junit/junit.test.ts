import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { junitReporter } from "./index.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const TAG = /<(\/?)([a-z]+)((?: [a-z]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>/gy;

/** Reads the XML that the reporter may write, and throws at anything else: so it is well-formed. */
function elements(xml: string): Tag[] {
  const found: Tag[] = [];
  const open: string[] = [];
  let at = xml.indexOf("?>") + 2;
  while (at < xml.length) {
    const text = /[^<&]*(?:&(?:amp|lt|gt|quot|#39);[^<&]*)*/y;
    text.lastIndex = at;
    at += text.exec(xml)?.[0].length ?? 0;
    if (at === xml.length) break;
    TAG.lastIndex = at;
    const tag = TAG.exec(xml);
    if (tag === null) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 60)}`);
    at += tag[0].length;
    const [, closing, name = "", attributes = "", empty] = tag;
    if (closing === "/" ? open.pop() !== name : false) throw new Error(`</${name}> closes another element`);
    if (closing === "/") continue;
    if (empty === "") open.push(name);
    found.push({
      name,
      attributes: Object.fromEntries([...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map((match) => [match[1] ?? "", match[2] ?? ""])),
    });
  }
  if (open.length > 0) throw new Error(`${open.join(", ")} stays open`);
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
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        const found = elements(junitReporter.render(result, sampleContext()));
        expect(found[0]?.attributes["tests"]).toBe(String(found.filter((element) => element.name === "testcase").length));
        expect(found[0]?.attributes["skipped"]).toBe(String(found.filter((element) => element.name === "skipped").length));
      }),
      { numRuns: 40 },
    );
  });
});
