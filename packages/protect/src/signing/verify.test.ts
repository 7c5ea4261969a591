import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPrivateKey, readPublicKey } from "./keys.ts";
import { readMlDsaPrivateKey, readMlDsaPublicKey } from "./ml-dsa.ts";
import type { DigestPlan } from "./model-digests.ts";
import { signPostQuantum } from "./post-quantum.ts";
import { manifestOf, signStatement } from "./sign.ts";
import { writeStatement } from "./statement.ts";
import { type Verification, type VerifyOptions, verifyModel } from "./verify.ts";

const NOW = new Date("2026-11-23T00:00:00Z");
const FILES: DigestPlan = { method: "files", hash: "sha256", links: false };
const privatePem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
const publicPem = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }).toString();
const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const KEY = readPrivateKey(privatePem(pair.privateKey), "key");
const PUBLIC = readPublicKey(publicPem(pair.publicKey), "key");

let root: string;
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), "castellan-verify-")), "model");
  mkdirSync(join(root, "sub"), { recursive: true });
  writeFileSync(join(root, "weights.bin"), "weights");
  writeFileSync(join(root, "sub/empty"), "");
  writeFileSync(join(root, "sub/ünïcödé 😀"), "text");
});
afterEach(() => rmSync(join(root, ".."), { recursive: true }));

async function payloadOf(plan = FILES, ignored: readonly string[] = [], path = root): Promise<Buffer> {
  return writeStatement(await manifestOf(path, { plan, signatures: [], ignored, ignoreGit: true }));
}

async function check(bundle: string, change: Partial<VerifyOptions> = {}, path = root): Promise<Verification> {
  return await verifyModel(path, {
    trust: { method: "key", key: PUBLIC },
    bundle,
    signatureFiles: [],
    ignored: [],
    ignoreGit: true,
    links: false,
    now: NOW,
    ...change,
  });
}

const codes = ({ reasons }: Verification): readonly string[] => reasons.map(({ code }) => code);

describe("verifyModel", () => {
  it.each(["P-256", "P-384", "P-521"])("accepts what was signed with a key on %s", async (namedCurve) => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
    const bundle = signStatement(await payloadOf(), readPrivateKey(privatePem(privateKey), "key"));
    const found = await check(bundle, { trust: { method: "key", key: readPublicKey(publicPem(publicKey), "key") } });
    expect(found).toMatchObject({ verified: true, complete: true, reasons: [], files: 3, signer: { method: "key" } });
  });

  it("accepts Ed25519 and the other hashes", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    for (const hash of ["blake2b", "blake3"] as const) {
      const bundle = signStatement(await payloadOf({ ...FILES, hash }), readPrivateKey(privatePem(privateKey), "key"));
      expect(await check(bundle, { trust: { method: "key", key: readPublicKey(publicPem(publicKey), "key") } })).toMatchObject({
        verified: true,
      });
    }
  });

  it("names what changed, is missing and was added", async () => {
    const bundle = signStatement(await payloadOf(), KEY);
    writeFileSync(join(root, "weights.bin"), "weightz");
    rmSync(join(root, "sub/empty"));
    writeFileSync(join(root, "evil.pkl"), "");
    expect(await check(bundle)).toMatchObject({ verified: false, changed: ["weights.bin"], missing: ["sub/empty"], added: ["evil.pkl"] });
  });

  it("holds shards by their size, and says that empty files are not in them", async () => {
    const plan: DigestPlan = { method: "shards", hash: "sha256", shardBytes: 3, links: false };
    const bundle = signStatement(await payloadOf(plan), KEY);
    expect(await check(bundle)).toMatchObject({ verified: true, notes: [expect.stringContaining("1 empty files")] });
    writeFileSync(join(root, "weights.bin"), "weightsandmore");
    expect(await check(bundle)).toMatchObject({ verified: false, changed: ["weights.bin"] });
    truncateSync(join(root, "weights.bin"));
    expect(await check(bundle)).toMatchObject({ verified: false, changed: ["weights.bin"] });
  });

  it("leaves out git's files at the top alone, and what is ignored", async () => {
    mkdirSync(join(root, ".git"));
    writeFileSync(join(root, ".git/HEAD"), "x");
    writeFileSync(join(root, "notes"), "x");
    const bundle = signStatement(await payloadOf(FILES, ["notes"]), KEY);
    rmSync(join(root, ".git"), { recursive: true });
    rmSync(join(root, "notes"));
    expect(await check(bundle)).toMatchObject({ verified: true });
    writeFileSync(join(root, "sub/.gitignore"), "x");
    expect(await check(bundle)).toMatchObject({ added: ["sub/.gitignore"] });
    await expect(payloadOf(FILES, ["../outside"])).rejects.toThrow(/no path below/);
  });

  it("accepts one file under the tool's name and under its own", async () => {
    const file = join(root, "weights.bin");
    const payload = await payloadOf(FILES, [], file);
    expect(payload.toString("utf8")).toContain('"name": "."');
    expect(await check(signStatement(payload, KEY), {}, file)).toMatchObject({ verified: true });
    const own = Buffer.from(payload.toString("utf8").replace('"name": "."', '"name": "weights.bin"'));
    expect(await check(signStatement(own, KEY), {}, file)).toMatchObject({ verified: true });
    const other = Buffer.from(payload.toString("utf8").replace('"name": "."', '"name": "other.bin"'));
    expect(await check(signStatement(other, KEY), {}, file)).toMatchObject({ verified: false, missing: ["other.bin"] });
  });

  it("refuses links unless they are allowed, and never enters linked folders", async () => {
    writeFileSync(`${root}.outside`, "outside");
    symlinkSync(`${root}.outside`, join(root, "link"));
    await expect(payloadOf()).rejects.toThrow(/link: it is a link/);
    const links = { ...FILES, links: true };
    symlinkSync(tmpdir(), join(root, "folder"));
    const bundle = signStatement(await payloadOf(links), KEY);
    expect(await check(bundle, { links: true })).toMatchObject({ verified: true, notes: [expect.stringContaining("folder is a link")] });
    expect(codes(await check(bundle))).toEqual(["link", "link"]);
    writeFileSync(`${root}.outside`, "other");
    expect(await check(bundle, { links: true })).toMatchObject({ changed: ["link"] });
  });

  it.runIf(process.getuid?.() !== 0)("says that it could not read, and is not complete", async () => {
    const bundle = signStatement(await payloadOf(), KEY);
    chmodSync(join(root, "weights.bin"), 0);
    expect(await check(bundle)).toMatchObject({ verified: false, complete: false });
  });

  it("refuses names that are no UTF-8", async () => {
    const bundle = signStatement(await payloadOf(), KEY);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0x61])]), "x");
    expect(codes(await check(bundle))).toEqual(["name-encoding"]);
    await expect(payloadOf()).rejects.toThrow(/no UTF-8/);
  });

  it("says exactly why a bundle does not hold", async () => {
    const payload = await payloadOf();
    const bundle = signStatement(payload, KEY);
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const wrong = readPublicKey(publicPem(other.publicKey), "other");
    expect(codes(await check(bundle, { trust: { method: "key", key: wrong } }))).toEqual(["wrong-key"]);
    const unnamed = bundle.replace(PUBLIC.hint, "");
    expect(codes(await check(unnamed, { trust: { method: "key", key: wrong } }))).toEqual(["signature-invalid"]);
    expect(await check(unnamed)).toMatchObject({ verified: true, notes: [expect.stringContaining("does not name its key")] });
    expect(codes(await check(bundle.slice(0, 500)))).toEqual(["bundle-unreadable"]);
    expect(codes(await check(""))).toEqual(["bundle-unreadable"]);
    expect(codes(await check("[]"))).toEqual(["bundle-invalid"]);
    expect(codes(await check(bundle.replace("bundle.v0.3+json", "bundle.v9+json")))).toEqual(["media-type"]);
    expect(codes(await check(bundle.replace("vnd.in-toto+json", "json")))).toEqual(["payload-type"]);
    expect(codes(await check(bundle, { trust: { method: "certificate", trusted: [] } }))).toEqual(["other-method"]);
  });

  it("accepts bundles before 1.1.0, which hold the key, where it is the one given", async () => {
    const old = (bytes: Uint8Array): string => {
      const document = JSON.parse(bundle);
      delete document.verificationMaterial.tlogEntries;
      document.verificationMaterial.publicKey = { rawBytes: Buffer.from(bytes).toString("base64"), keyDetails: "PKIX_ECDSA_P256_SHA_256" };
      return JSON.stringify(document);
    };
    const bundle = signStatement(await payloadOf(), KEY);
    const pem = Buffer.from(publicPem(pair.publicKey));
    expect(await check(old(pem))).toMatchObject({ verified: true });
    expect(await check(old(pair.publicKey.export({ type: "spki", format: "der" })))).toMatchObject({ verified: true });
    expect(codes(await check(old(Buffer.from("key"))))).toEqual(["wrong-key"]);
    pem[40] = (pem[40] ?? 0) ^ 1;
    expect(codes(await check(old(pem)))).toEqual(["wrong-key"]);
  });

  it("rejects every flipped bit of a bundle's first and last bytes, and of its signature", async () => {
    const bundle = Buffer.from(signStatement(await payloadOf(), KEY));
    const signature = bundle.indexOf('"sig":"');
    const places = [
      ...Array(40).keys(),
      ...Array.from({ length: 120 }, (_, at) => signature + at),
      ...Array.from({ length: 30 }, (_, at) => bundle.length - 1 - at),
    ];
    for (const at of places)
      for (const bit of [0, 3, 5]) {
        const changed = Buffer.from(bundle);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        if (changed.equals(bundle)) continue;
        expect((await check(changed.toString("utf8"))).verified, `byte ${at} bit ${bit}`).toBe(false);
      }
  });

  it("demands the ML-DSA signature where it is asked for", async () => {
    const payload = await payloadOf();
    const bundle = signStatement(payload, KEY);
    const { privateKey, publicKey } = generateKeyPairSync("ml-dsa-44");
    const key = readMlDsaPublicKey(publicPem(publicKey), "second");
    const second = signPostQuantum(payload, readMlDsaPrivateKey(privatePem(privateKey), "second"));
    expect(await check(bundle, { postQuantum: { key, bundle: second } })).toMatchObject({ verified: true, postQuantum: "ml-dsa-44" });
    expect(codes(await check(bundle, { postQuantum: { key, bundle: undefined } }))).toEqual(["post-quantum-missing"]);
    writeFileSync(join(root, "sub/empty"), "x");
    const later = signPostQuantum(await payloadOf(), readMlDsaPrivateKey(privatePem(privateKey), "second"));
    expect(codes(await check(bundle, { postQuantum: { key, bundle: later } }))).toEqual(["post-quantum-differs"]);
    const other = readMlDsaPublicKey(publicPem(generateKeyPairSync("ml-dsa-44").publicKey), "other");
    expect(codes(await check(bundle, { postQuantum: { key: other, bundle: second } }))).toEqual(["wrong-key"]);
    const broken = second.replace(/("sig":")(..)/, (_, head: string, two: string) => `${head}${two === "AA" ? "BB" : "AA"}`);
    expect(codes(await check(bundle, { postQuantum: { key, bundle: broken } }))).toEqual(["signature-invalid"]);
  });
});
