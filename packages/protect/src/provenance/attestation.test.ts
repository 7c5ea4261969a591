import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPrivateKey } from "../signing/keys.ts";
import { attests, readAttestation, signAttestation } from "./attestation.ts";
import { ManifestDocument, manifestDocument } from "./manifest.ts";
import { attachReferrer, referrersOf } from "./oci-layout.ts";
import { approvalPredicate, PREDICATES, scanPredicate, trainingPredicate } from "./predicates.ts";

const keyOf = (): ReturnType<typeof readPrivateKey> =>
  readPrivateKey(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(), "key");
const KEY = keyOf();
const MODEL = "ab".repeat(32);
const DATA = { name: "transactions", digest: { sha256: "cd".repeat(32) } };
const subjects = [{ name: "fraud-model", digest: { sha256: MODEL } }];
const TRAINING = trainingPredicate({
  builder: "https://ci.example.com",
  parameters: { epochs: 3 },
  inputs: [DATA],
  started: "2026-11-01T00:00:00Z",
});

describe("attestations", () => {
  it("come back as they were signed, about the model that they name", () => {
    const text = signAttestation({ subjects, predicateType: PREDICATES.training, predicate: TRAINING }, KEY);
    const read = readAttestation(text, KEY.public);
    expect(read).toEqual({ subjects, predicateType: PREDICATES.training, predicate: TRAINING });
    expect(read.predicate).toMatchObject({ buildDefinition: { resolvedDependencies: [DATA] } });
    expect(attests(read, MODEL)).toBe(true);
    expect(attests(read, DATA.digest.sha256)).toBe(false);
  });

  it("are refused with another key, changed, or with a predicate that is not in order", () => {
    const text = signAttestation({ subjects, predicateType: PREDICATES.training, predicate: TRAINING }, KEY);
    expect(() => readAttestation(text, keyOf().public)).toThrow(/another key/);
    const payload = /"payload":"([^"]*)"/.exec(text)?.[1] ?? "";
    const other = Buffer.from(Buffer.from(payload, "base64").toString("utf8").replace("cdcd", "cdce")).toString("base64");
    expect(() => readAttestation(text.replace(payload, other), KEY.public)).toThrow(/not of this statement/);
    const wrong = signAttestation({ subjects, predicateType: PREDICATES.approval, predicate: TRAINING }, KEY);
    expect(() => readAttestation(wrong, KEY.public)).toThrow(/verifier/);
    const none = signAttestation({ subjects: [], predicateType: "https://example.com/x", predicate: {} }, KEY);
    expect(() => readAttestation(none, KEY.public)).toThrow(/no in-toto statement/);
    expect(() => readAttestation("{", KEY.public)).toThrow(/cut short|no JSON/);
  });
});

describe("scanPredicate", () => {
  const check = { rule: "unsafe-load", applicable: 1, failed: 0, unknown: 0 };
  const scan = { schema: "castellan/scan/1", checks: [check], findings: [] as object[], summary: { complete: true } };

  it("passes only what was read to the end and shows nothing", () => {
    expect(scanPredicate(scan, DATA)).toMatchObject({ result: "PASSED", passedTests: ["unsafe-load"] });
    expect(scanPredicate({ ...scan, summary: { complete: false } }, DATA)).toMatchObject({ result: "WARNED" });
    expect(scanPredicate({ ...scan, checks: [{ ...check, unknown: 1 }] }, DATA)).toMatchObject({
      warnedTests: ["unsafe-load"],
      passedTests: [],
    });
    const failed = { ...scan, checks: [{ ...check, failed: 1 }], findings: [{ rule: "unsafe-load", severity: "critical" }] };
    expect(scanPredicate(failed, DATA)).toMatchObject({ result: "FAILED", failedTests: ["unsafe-load"] });
  });

  it("takes inspections of model files", () => {
    const file = { file: "m.pkl", verdict: "benign", complete: true };
    const of = (change: object): unknown => scanPredicate({ schema: "castellan/model-inspect/1", files: [{ ...file, ...change }] }, DATA);
    expect(of({})).toMatchObject({ result: "PASSED", passedTests: ["m.pkl"] });
    expect(of({ complete: false })).toMatchObject({ result: "WARNED", warnedTests: ["m.pkl"] });
    expect(of({ verdict: "malicious" })).toMatchObject({ result: "FAILED", failedTests: ["m.pkl"] });
  });

  it("refuses other documents", () => {
    expect(() => scanPredicate({ schema: "castellan/scan/2" }, DATA)).toThrow(/no result of castellan scan/);
    expect(() => scanPredicate(null, DATA)).toThrow(/no result of castellan scan/);
  });
});

describe("approvalPredicate", () => {
  it("is a verification summary that claims no level", () => {
    const approval = approvalPredicate({
      verifier: "mailto:a@example.com",
      time: "2026-11-23T00:00:00Z",
      resource: "model",
      policy: DATA,
      inputs: [DATA],
      passed: false,
    });
    expect(approval).toMatchObject({ verificationResult: "FAILED", verifiedLevels: [], inputAttestations: [{ digest: DATA.digest }] });
  });
});

describe("manifestDocument", () => {
  it("gathers the shards of each file", () => {
    const shards = [0, 1].map((index) => ({ file: "a", range: [index * 4, index * 4 + 4] as const, digest: `${index}0`.repeat(32) }));
    const document = manifestDocument({
      name: "d",
      method: "shards",
      hash: "sha256",
      shardBytes: 4,
      links: false,
      ignored: [],
      resources: shards,
    });
    expect(ManifestDocument.parse(document).files).toEqual([
      { name: "a", shards: [expect.objectContaining({ start: 0 }), expect.objectContaining({ end: 8 })] },
    ]);
  });
});

describe("attachReferrer", () => {
  let layout: string;
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, layers: [] }));
  const subject = `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
  beforeEach(() => {
    layout = mkdtempSync(join(tmpdir(), "castellan-oci-"));
    mkdirSync(join(layout, "blobs/sha256"), { recursive: true });
    writeFileSync(join(layout, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
    writeFileSync(join(layout, "blobs/sha256", subject.slice(7)), manifest);
    const descriptor = { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: subject, size: manifest.length };
    writeFileSync(join(layout, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [descriptor] }));
  });
  afterEach(() => rmSync(layout, { recursive: true }));

  it("puts a bundle beside the one model, once", () => {
    const first = attachReferrer(layout, "bundle", PREDICATES.training);
    expect(attachReferrer(layout, "bundle", PREDICATES.training)).toBe(first);
    expect(referrersOf(layout, subject)).toEqual([{ digest: first, bundle: "bundle" }]);
    expect(JSON.parse(readFileSync(join(layout, "index.json"), "utf8")).manifests).toHaveLength(2);
    const written = JSON.parse(readFileSync(join(layout, "blobs/sha256", first.slice(7)), "utf8"));
    expect(written).toMatchObject({ subject: { digest: subject }, artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json" });
  });

  it("refuses unknown subjects, changed blobs and folders of another kind", () => {
    expect(() => attachReferrer(layout, "bundle", "x", `sha256:${"0".repeat(64)}`)).toThrow(/--subject/);
    writeFileSync(join(layout, "blobs/sha256", subject.slice(7)), "other");
    expect(() => attachReferrer(layout, "bundle", "x")).toThrow(/not what its name promises/);
    writeFileSync(join(layout, "index.json"), "{");
    expect(() => attachReferrer(layout, "bundle", "x")).toThrow(/no OCI index/);
    expect(() => attachReferrer(tmpdir(), "bundle", "x")).toThrow(/oci-layout is missing/);
  });
});
