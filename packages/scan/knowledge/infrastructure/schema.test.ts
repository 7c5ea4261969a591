import { describe, expect, it } from "vitest";
import { RESOURCE_LINKS, RESOURCE_MEANINGS } from "./index.ts";
import { ResourceLinks, ResourceMeanings } from "./schema.ts";

describe("knowledge of infrastructure", () => {
  it("has the form of its schema", () => {
    expect(() => ResourceMeanings.parse(Object.fromEntries(RESOURCE_MEANINGS))).not.toThrow();
    expect(() => ResourceLinks.parse(Object.fromEntries(RESOURCE_LINKS))).not.toThrow();
  });
});
