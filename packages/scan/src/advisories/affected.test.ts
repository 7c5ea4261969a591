import { describe, expect, it } from "vitest";
import { matchOf, osvPackage } from "./affected.ts";
import { OsvAdvisory } from "./osv.ts";

function advisory(ecosystem: string, name: string, affected: object): OsvAdvisory {
  return OsvAdvisory.parse({ id: "TEST-1", affected: [{ package: { ecosystem, name }, ...affected }] });
}
const range = (type: string, ...events: object[]): object => ({ ranges: [{ type, events }] });

describe("packages by their purl", () => {
  it.each([
    ["pkg:pypi/torch@2.4.0", "PyPI|torch"],
    ["pkg:pypi/Llama_Index", "PyPI|llama-index"],
    ["pkg:npm/%40modelcontextprotocol/inspector@0.14.0", "npm|@modelcontextprotocol/inspector"],
    ["pkg:npm/mcp-remote@0.1.0", "npm|mcp-remote"],
    ["pkg:golang/github.com/ollama/ollama@v0.1.0", "Go|github.com/ollama/ollama"],
    ["pkg:maven/org.acme/model@1.0", "Maven|org.acme:model"],
    ["pkg:cargo/candle-core@0.1", "crates.io|candle-core"],
  ])("%s is %s", (purl, key) => expect(osvPackage(purl)?.key).toBe(key));
  it.each(["", "torch", "pkg:deb/debian/x@1", "pkg:pypi/%E0%A4%A"])("%j is none", (purl) => expect(osvPackage(purl)).toBeUndefined());
});

describe("affected versions", () => {
  const python = advisory("PyPI", "torch", range("ECOSYSTEM", { introduced: "0" }, { fixed: "1.13.1" }, { introduced: "2.0" }, { fixed: "2.6.0" }));
  it.each([
    ["1.13.0", true, "1.13.1"],
    ["1.13.1", false, undefined],
    ["2.0.0rc1", false, undefined],
    ["2.5.1+cu121", true, "2.6.0"],
    ["2.6.0rc2", true, "2.6.0"],
    ["2.6.0", false, undefined],
    ["not a version", "unknown", undefined],
  ])("torch %s: %s", (version, affected, fixed) => {
    const match = matchOf(python, "PyPI|torch", version);
    expect(match.affected).toBe(affected);
    expect(match.fixed).toBe(fixed);
  });

  it("ends at the last affected version, and at limits", () => {
    const last = advisory("npm", "a", range("SEMVER", { introduced: "1.0.0" }, { last_affected: "1.4.0" }));
    expect(matchOf(last, "npm|a", "1.4.0").affected).toBe(true);
    expect(matchOf(last, "npm|a", "1.4.1").affected).toBe(false);
    const limited = advisory("npm", "a", range("SEMVER", { introduced: "0" }, { limit: "2.0.0" }));
    expect(matchOf(limited, "npm|a", "1.9.9").affected).toBe(true);
    expect(matchOf(limited, "npm|a", "2.0.0").affected).toBe(false);
  });

  it("takes events in any order and a range without an end", () => {
    const open = advisory("npm", "a", range("SEMVER", { fixed: "1.0.0" }, { introduced: "0" }, { introduced: "3.0.0-beta" }));
    expect(["0.1.0", "1.0.0", "2.0.0", "3.0.0-alpha", "3.0.0", "99.0.0"].map((version) => matchOf(open, "npm|a", version).affected)).toEqual([
      true,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it("finds listed versions, in any spelling, and trusts the list where an order is not known", () => {
    const listed = advisory("PyPI", "a", { versions: ["1.0.0"] });
    expect(matchOf(listed, "PyPI|a", "1.0").affected).toBe(true);
    const maven = advisory("Maven", "g:a", { versions: ["1.0-RC"], ...range("ECOSYSTEM", { introduced: "0" }, { fixed: "1.0" }) });
    expect(matchOf(maven, "Maven|g:a", "1.0-RC")).toEqual({ affected: true, fixed: "1.0" });
    expect(matchOf(maven, "Maven|g:a", "1.1").affected).toBe(false);
    const ranged = advisory("Maven", "g:a", range("ECOSYSTEM", { introduced: "0" }, { fixed: "1.0" }));
    expect(matchOf(ranged, "Maven|g:a", "0.9").affected).toBe("unknown");
  });

  it("ignores commits, other packages and other ecosystems", () => {
    const git = advisory("PyPI", "a", range("GIT", { introduced: "0" }));
    expect(matchOf(git, "PyPI|a", "1.0").affected).toBe(false);
    expect(matchOf(python, "npm|torch", "1.0.0").affected).toBe(false);
    expect(matchOf(python, "PyPI|torchvision", "0.1").affected).toBe(false);
  });

  it("compares versions of Go without their v", () => {
    const go = advisory("Go", "github.com/ollama/ollama", range("SEMVER", { introduced: "0" }, { fixed: "0.1.34" }));
    expect(matchOf(go, "Go|github.com/ollama/ollama", "v0.1.33")).toEqual({ affected: true, fixed: "0.1.34" });
    expect(matchOf(go, "Go|github.com/ollama/ollama", "v0.1.34").affected).toBe(false);
  });
});
