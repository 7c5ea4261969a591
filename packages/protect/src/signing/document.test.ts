import { describe, expect, it } from "vitest";
import { VerifyDocument, verifyDocument } from "./document.ts";
import { SIGNING_SCHEMA_NAMES, signingSchemaOf } from "./schemas.ts";
import type { Verification } from "./verify.ts";

const FOUND: Verification = {
  verified: false,
  complete: true,
  signer: { method: "key", algorithm: "ecdsa-p256", key: "ab" },
  manifest: { name: "m", root: "cd", method: "files", hash: "sha256", links: false, ignored: [], resources: [] },
  reasons: [{ code: "file-added", file: "a", message: "a is there and was not signed." }],
  changed: [],
  missing: [],
  added: ["a"],
  notes: [],
  files: 1,
  bytes: 2,
};

describe("verifyDocument", () => {
  it("is of the published form, with and without what a broken bundle does not tell", () => {
    const { signer: _, manifest: __, ...bare } = FOUND;
    for (const found of [FOUND, bare, { ...FOUND, postQuantum: "ml-dsa-44" }])
      expect(VerifyDocument.parse(verifyDocument("m", "m.sig", found, { time: "2026-11-23T00:00:00Z", milliseconds: 1 }))).toBeTruthy();
    expect(verifyDocument("m", "m.sig", FOUND)).not.toHaveProperty("run");
  });
});

describe("signingSchemaOf", () => {
  it("gives a JSON Schema for each name, and none for others", () => {
    for (const name of SIGNING_SCHEMA_NAMES) expect(signingSchemaOf(name)).toMatchObject({ title: `castellan/${name}/1`, type: "object" });
    expect(signingSchemaOf("constructor")).toBeUndefined();
  });
});
