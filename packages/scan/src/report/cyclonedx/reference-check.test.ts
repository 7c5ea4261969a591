import { describe, expect, it } from "vitest";
import { danglingReferences } from "./reference-check.ts";

describe("danglingReferences", () => {
  it("finds what is missing and what is there twice", () => {
    expect(
      danglingReferences({
        components: [{ "bom-ref": "a" }, { "bom-ref": "a" }],
        dependencies: [{ ref: "a", dependsOn: ["b"] }],
        compositions: [{ assemblies: ["c"] }],
      }),
    ).toEqual(["bom-ref a is there more than once", "b is referred to and not there", "c is referred to and not there"]);
  });
  it("lets links to other documents stand", () => {
    expect(danglingReferences({ dependencies: [{ ref: "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x" }] })).toEqual([]);
  });
});
