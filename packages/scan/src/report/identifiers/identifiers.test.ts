import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { hostileText } from "../testing/arbitrary-result.ts";
import { sampleAssets } from "../testing/sample-inventory.ts";
import {
  assetAddress,
  assetVersion,
  canonicalPurl,
  hubAddress,
  iriReference,
  nameUuid,
  purlParts,
  utcSeconds,
  webAddress,
} from "./identifiers.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

describe("purl", () => {
  it.each([
    ["pkg:pypi/XGBoost@2.1.3", "pkg:pypi/xgboost@2.1.3"],
    ["pkg:huggingface/a/b@c", "pkg:huggingface/a/b@c"],
    ["not a purl", undefined],
    ["pkg:pypi", undefined],
    [undefined, undefined],
  ])("canonicalises %s", (text, canonical) => {
    expect(canonicalPurl(text)).toBe(canonical);
  });
  it("splits", () => {
    expect(purlParts("pkg:huggingface/org/name@rev")).toEqual({ type: "huggingface", group: "org", name: "name", version: "rev" });
  });
  it("never throws", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const purl = canonicalPurl(`pkg:pypi/${text}`);
        if (purl !== undefined) expect(canonicalPurl(purl)).toBe(purl);
      }),
    );
  });
});

describe("addresses", () => {
  it.each([
    ["https://user:secret@host/a?b=c", "https://host/a?b=c"],
    ["s3://bucket/key", "s3://bucket/key"],
    ["/relative/path", "/relative/path"],
    ["http://qdrant:6333", "http://qdrant:6333"],
    ["has space", undefined],
    ["http://[::1", undefined],
    ["1a:b", undefined],
    ["a%zz", undefined],
    ["javascript:alert(1)<x>", undefined],
    [12, undefined],
  ])("reads %j", (text, reference) => {
    expect(iriReference(text)).toBe(reference);
  });
  it("takes only web addresses for links", () => {
    expect(webAddress("s3://bucket/key")).toBeUndefined();
    expect(webAddress("javascript:alert(1)")).toBeUndefined();
    expect(webAddress("https://x.example/y")).toBe("https://x.example/y");
  });
  it("finds the hub page and the version", () => {
    const [model] = sampleAssets().filter((asset) => asset.name.includes("MiniLM"));
    expect(model === undefined ? "" : hubAddress(model)).toBe("https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2");
    expect(
      sampleAssets()
        .map(assetVersion)
        .filter((version) => version !== undefined),
    ).toEqual(["2.3.0"]);
    expect(sampleAssets().map(assetAddress)).toContain("https://api.openai.com/v1");
  });
});

describe("nameUuid", () => {
  it("agrees with the published example (RFC 9562, A.4)", () => {
    expect(nameUuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  });
});

describe("utcSeconds", () => {
  it("writes UTC to the second and never makes up a time", () => {
    expect(utcSeconds("2026-11-22T09:00:00.123+02:00")).toBe("2026-11-22T07:00:00Z");
    expect(utcSeconds("soon")).toBe("1970-01-01T00:00:00Z");
  });
});
