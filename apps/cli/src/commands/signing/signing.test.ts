import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../program.ts";

let folder: string;
let model: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-cli-sign-"));
  model = join(folder, "model");
  mkdirSync(model);
  writeFileSync(join(model, "weights.bin"), "weights");
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  writeFileSync(at("key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(at("sealed.pem"), privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open sesame" }));
  writeFileSync(at("key.pub.pem"), publicKey.export({ type: "spki", format: "pem" }));
  writeFileSync(at("passphrase"), "open sesame\nsecond line\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

async function castellan(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  let [out, error] = ["", ""];
  const code = await run(words, {
    out: { write: (text) => (out += text) },
    error: { write: (text) => (error += text) },
    environment: {},
    signal: new AbortController().signal,
    clock: () => new Date("2026-11-23T10:00:00Z"),
  });
  return { code, out, error };
}

const signed = (...more: readonly string[]): ReturnType<typeof castellan> =>
  castellan("sign", model, "--private-key", at("key.pem"), "--signature", join(model, "model.sig"), ...more);
const verified = (...more: readonly string[]): ReturnType<typeof castellan> =>
  castellan("verify", model, "--signature", join(model, "model.sig"), "--public-key", at("key.pub.pem"), ...more);

describe("castellan sign and verify", () => {
  it("answer 0 for what was signed, and 1 with the file that changed", async () => {
    expect(await signed()).toMatchObject({ code: 0, out: "" });
    expect(await verified()).toMatchObject({ code: 0, out: expect.stringContaining("Verified") });
    writeFileSync(join(model, "weights.bin"), "other");
    const { code, out } = await verified("--format", "json", "--reproducible");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema: "castellan/verify/1",
      verified: false,
      changed: ["weights.bin"],
      reasons: [{ code: "file-changed" }],
    });
    expect(JSON.parse(out)).not.toHaveProperty("run");
  });

  it("replace no signature unless told, and leave none where signing fails", async () => {
    await signed();
    expect(await signed()).toMatchObject({ code: 2, error: expect.stringContaining("--force") });
    expect(await signed("--force")).toMatchObject({ code: 0 });
    rmSync(join(model, "model.sig"));
    symlinkSync("/etc/hostname", join(model, "link"));
    expect(await signed()).toMatchObject({ code: 2, error: expect.stringContaining("link: it is a link") });
    expect(existsSync(join(model, "model.sig"))).toBe(false);
  });

  it("open a sealed key by a passphrase file, and never show either", async () => {
    const sealed = ["sign", model, "--private-key", at("sealed.pem"), "--signature", at("out.sig")] as const;
    expect(await castellan(...sealed)).toMatchObject({ code: 1, error: expect.stringContaining("--passphrase-file") });
    writeFileSync(at("wrong"), "close sesame");
    const wrong = await castellan(...sealed, "--passphrase-file", at("wrong"));
    expect(wrong).toMatchObject({ code: 1, error: expect.stringContaining("does not open") });
    expect(wrong.error).not.toContain("sesame");
    expect(await castellan(...sealed, "--passphrase-file", at("passphrase"))).toMatchObject({ code: 0 });
  });

  it("say what is missing or wrong in the call", async () => {
    await signed();
    expect(await castellan("sign", model)).toMatchObject({ code: 2, error: expect.stringContaining("--private-key") });
    expect(await castellan("verify", model, "--signature", join(model, "model.sig"))).toMatchObject({
      code: 2,
      error: expect.stringContaining("--public-key"),
    });
    expect(await verified("--identity", "a@example.com")).toMatchObject({ code: 2 });
    expect(await castellan("verify", model, "--signature", at("none"), "--public-key", at("key.pub.pem"))).toMatchObject({ code: 2 });
    expect(await castellan("verify", at("none"), "--signature", join(model, "model.sig"), "--public-key", at("key.pub.pem"))).toMatchObject(
      { code: 2 },
    );
    const secret = await castellan("verify", model, "--signature", join(model, "model.sig"), "--public-key", at("key.pem"));
    expect(secret).toMatchObject({ code: 2, error: expect.stringContaining("holds a private key") });
    expect(await castellan("verify", model, "--signature", at("passphrase"), "--public-key", at("key.pub.pem"))).toMatchObject({
      code: 1,
      out: expect.stringContaining("no JSON"),
    });
  });

  it("demand the second signature where it is asked for", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ml-dsa-65");
    writeFileSync(at("second.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    writeFileSync(at("second.pub.pem"), publicKey.export({ type: "spki", format: "pem" }));
    await signed("--post-quantum-key", at("second.pem"));
    expect(await verified()).toMatchObject({ code: 0 });
    expect(await verified("--post-quantum-key", at("second.pub.pem"))).toMatchObject({
      code: 0,
      out: expect.stringContaining("ml-dsa-65 holds too"),
    });
    rmSync(join(model, "model.sig.mldsa"));
    expect(await verified("--post-quantum-key", at("second.pub.pem"))).toMatchObject({
      code: 1,
      out: expect.stringContaining("post-quantum-missing"),
    });
  });
});

describe("castellan attestation", () => {
  it("creates a statement about a model that holds until the model changes", async () => {
    const create = ["attestation", "create", model, "--private-key", at("key.pem"), "--signature", at("training.json")] as const;
    expect(await castellan(...create, "--predicate", "training", "--builder", "https://ci.example.com")).toMatchObject({
      code: 2,
      error: expect.stringContaining("--input"),
    });
    expect(
      await castellan(...create, "--predicate", "training", "--builder", "https://ci.example.com", "--input", at("passphrase")),
    ).toMatchObject({ code: 0 });
    const verify = ["attestation", "verify", at("training.json"), "--public-key", at("key.pub.pem"), "--subject", model] as const;
    expect(await castellan(...verify, "--predicate", "training")).toMatchObject({ code: 0 });
    expect(await castellan(...verify, "--predicate", "approval")).toMatchObject({ code: 1 });
    writeFileSync(join(model, "weights.bin"), "other");
    expect(await castellan(...verify)).toMatchObject({ code: 1, out: expect.stringContaining("not about model as it is now") });
  });

  it("attests no scan from a file that is no scan", async () => {
    const create = ["attestation", "create", model, "--private-key", at("key.pem"), "--signature", at("scan.json")] as const;
    expect(await castellan(...create, "--predicate", "scan", "--result", at("passphrase"))).toMatchObject({ code: 2 });
    writeFileSync(at("other.json"), "{}");
    expect(await castellan(...create, "--predicate", "scan", "--result", at("other.json"))).toMatchObject({
      code: 2,
      error: expect.stringContaining("no result of castellan"),
    });
    expect(existsSync(at("scan.json"))).toBe(false);
  });
});

describe("castellan manifest and provenance", () => {
  it("lists digests by shards", async () => {
    const { out } = await castellan("manifest", model, "--shard-size", "4", "--format", "json");
    expect(JSON.parse(out)).toMatchObject({
      schema: "castellan/manifest/1",
      files: [
        {
          name: "weights.bin",
          shards: [
            { start: 0, end: 4 },
            { start: 4, end: 7 },
          ],
        },
      ],
    });
  });

  it("converts lineage, and says what it cannot read", async () => {
    writeFileSync(at("prov.json"), JSON.stringify({ entity: { "ex:a": { "prov:label": "a" } }, wasInformedBy: {} }));
    const { code, out, error } = await castellan("provenance", "convert", at("prov.json"), "--to", "croissant");
    expect({ code, name: JSON.parse(out).name }).toEqual({ code: 0, name: "a" });
    expect(error).toContain("wasInformedBy");
    expect(await castellan("provenance", "convert", at("prov.json"), "--to", "nothing")).toMatchObject({ code: 2 });
    expect(await castellan("provenance", "convert", at("passphrase"), "--to", "prov")).toMatchObject({ code: 2 });
  });
});
