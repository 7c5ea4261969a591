import { ASSET_KINDS, type Asset, type AssetKind } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { bytesText, counted, hasArtificialIntelligence, inventoryWords, KIND_WORDS } from "./words.ts";

function asset(kind: AssetKind, scope: Asset["scope"] = "production"): Asset {
  return {
    id: kind,
    kind,
    name: kind,
    identity: { key: kind },
    lifecycle: "declared",
    scope,
    attributes: {},
    digests: {},
    occurrences: [],
  };
}

describe("words", () => {
  it("has words for every kind", () => {
    expect(Object.keys(KIND_WORDS).sort()).toEqual([...ASSET_KINDS].sort());
  });
  it("counts", () => {
    expect(counted(1, KIND_WORDS.model)).toBe("1 model");
    expect(counted(1200, KIND_WORDS.dataset)).toBe("1,200 data sets");
  });
  it("puts an agent and its tools together, in the order of the first screen", () => {
    expect(inventoryWords([asset("tool"), asset("tool"), asset("agent"), asset("model")])).toEqual(["1 model", "1 agent, 2 tools"]);
  });
  it("leaves tests out where there is production", () => {
    expect(inventoryWords([asset("model", "test"), asset("agent")])).toEqual(["1 agent"]);
    expect(inventoryWords([asset("model", "test")])).toEqual(["1 model"]);
  });
  it("tells a project without AI", () => {
    expect(hasArtificialIntelligence([asset("storage"), asset("identity")])).toBe(false);
    expect(hasArtificialIntelligence([asset("prompt")])).toBe(true);
  });
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1500, "1.5 kB"],
    [3_100_000, "3.1 MB"],
    [123_456, "123 kB"],
    [2e12, "2 TB"],
  ])("writes %d bytes as %s", (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });
});
