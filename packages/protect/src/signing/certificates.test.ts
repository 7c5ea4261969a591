import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificateUse } from "./certificate-extensions.ts";
import { checkChain, fingerprintOf, readCertificates } from "./certificates.ts";
import { readPrivateKey } from "./keys.ts";
import { Refusal } from "./refusal.ts";
import { manifestOf, type SigningCertificates, signStatement } from "./sign.ts";
import { writeStatement } from "./statement.ts";
import { type CertificateDraft, type MadeCertificate, makeCertificate } from "./testing/certificate.ts";
import { type Trust, type Verification, verifyModel } from "./verify.ts";

interface Drafts {
  readonly root?: Partial<CertificateDraft>;
  readonly middle?: Partial<CertificateDraft>;
  readonly signer?: Partial<CertificateDraft>;
}

function chainOf({ root, middle, signer }: Drafts = {}): {
  readonly root: MadeCertificate;
  readonly middle: MadeCertificate;
  readonly signer: MadeCertificate;
} {
  const top = makeCertificate({ name: "root", authority: true, from: "2020-01-01", ...root });
  const between = makeCertificate({ name: "middle", authority: true, from: "2021-01-01", ...middle }, top);
  return { root: top, middle: between, signer: makeCertificate({ name: "signer", ...signer }, between) };
}

function reason(drafts: Drafts, at?: Date): string {
  const { root, middle, signer } = chainOf(drafts);
  try {
    checkChain({ chain: [signer.certificate, middle.certificate, root.certificate], trusted: [root.certificate], at });
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  return "trusted";
}

describe("checkChain", () => {
  it.each<[string, Drafts]>([
    ["trusted", {}],
    ["trusted", { signer: { to: "2024-02-01" } }],
    ["trusted", { signer: { usage: [4], codeSigning: true } }],
    ["trusted", { root: { pathLength: 1 }, middle: { pathLength: 0 } }],
    ["certificate-expired", { middle: { to: "2023-01-01" } }],
    ["certificate-expired", { root: { to: "2023-01-01" } }],
    ["certificate-not-yet-valid", { middle: { from: "2025-01-01" } }],
    ["certificate-usage", { middle: { authority: false } }],
    ["certificate-untrusted", { middle: { usage: [0] } }],
    ["certificate-usage", { root: { pathLength: 0 } }],
    ["certificate-usage", { signer: { usage: [4] } }],
    ["certificate-usage", { signer: { unknown: true } }],
    ["certificate-usage", { middle: { unknown: true } }],
  ])("says %s for %j", (expected, drafts) => {
    // What may not issue at all is refused by whichever check sees it first.
    const found = reason(drafts);
    expect(
      drafts.middle?.authority === false || drafts.middle?.usage !== undefined
        ? ["certificate-usage", "certificate-untrusted"]
        : [expected],
    ).toContain(found);
  });

  it("asks for another moment where it is told to", () => {
    expect(reason({ signer: { to: "2024-02-01" } }, new Date("2026-01-01"))).toBe("certificate-expired");
    expect(reason({}, new Date("2019-01-01"))).toBe("certificate-not-yet-valid");
  });

  it("trusts no root because it came along, and none of the same name", () => {
    const { root, middle, signer } = chainOf();
    const chain = [signer.certificate, middle.certificate, root.certificate];
    const other = makeCertificate({ name: "root", authority: true });
    expect(() => checkChain({ chain, trusted: [] })).toThrow(/not among the trusted/);
    expect(() => checkChain({ chain, trusted: [other.certificate] })).toThrow(Refusal);
    expect(() => checkChain({ chain, trusted: [middle.certificate] })).toThrow(/not among the trusted/);
    expect(checkChain({ chain: chain.slice(0, 1), trusted: [middle.certificate, root.certificate] })).toHaveLength(3);
    expect(() => checkChain({ chain: [], trusted: [] })).toThrow(/no certificate/);
  });

  it("refuses a companion that nobody signed", () => {
    const { root, middle, signer } = chainOf();
    const stray = makeCertificate({ name: "stray" }, makeCertificate({ name: "elsewhere", authority: true }));
    const chain = [signer.certificate, middle.certificate, stray.certificate];
    expect(() => checkChain({ chain, trusted: [root.certificate] })).toThrow(/nobody in the bundle/);
  });

  it("takes a signer that vouches for itself only where it is trusted", () => {
    const { certificate } = makeCertificate({ name: "self" });
    expect(checkChain({ chain: [certificate], trusted: [certificate] })).toHaveLength(1);
    expect(() => checkChain({ chain: [certificate], trusted: [] })).toThrow(/not among the trusted/);
  });

  it("ends where many certificates of one name could each be the issuer", () => {
    const same = Array.from({ length: 30 }, () => makeCertificate({ name: "same", authority: true }));
    const [first] = same;
    const signer = makeCertificate({ name: "signer" }, makeCertificate({ name: "same", authority: true }, first));
    expect(() => checkChain({ chain: [signer.certificate, ...same.map(({ certificate }) => certificate)], trusted: [] })).toThrow(Refusal);
  });
});

describe("certificateUse", () => {
  it("reads what a certificate is for, and gives up on what is none", () => {
    expect(certificateUse(makeCertificate({ name: "a", authority: true, pathLength: 3 }).certificate.raw)).toMatchObject({
      authority: true,
      pathLength: 3,
      signsCertificates: true,
    });
    expect(certificateUse(makeCertificate({ name: "a", codeSigning: true, unknown: true }).certificate.raw)).toMatchObject({
      codeSigning: true,
      digitalSignature: true,
      unknownCritical: ["1.2.3.4.5"],
    });
    for (const bytes of [[], [0x30], [0x30, 0x80], [0x30, 0x84, 0xff, 0xff, 0xff, 0xff], [0x30, 0x02, 0x30, 0x00]])
      certificateUse(Uint8Array.from(bytes));
    expect(certificateUse(Uint8Array.of(0x30))).toBeUndefined();
  });
});

describe("readCertificates", () => {
  it("says what is wrong with a file", () => {
    expect(() => readCertificates("nothing", "ca.pem")).toThrow(/ca.pem holds no certificate/);
    expect(() => readCertificates("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "ca.pem")).toThrow(
      /Certificate 1 of ca.pem/,
    );
  });
});

describe("signatures by certificate", () => {
  const now = new Date("2026-11-23T00:00:00Z");
  let model: string;
  let payload: Buffer;
  beforeAll(async () => {
    model = mkdtempSync(join(tmpdir(), "castellan-certificate-"));
    writeFileSync(join(model, "weights"), "weights");
    const plan = { method: "files", hash: "sha256", links: false } as const;
    payload = writeStatement(await manifestOf(model, { plan, signatures: [], ignored: [], ignoreGit: true }));
  });
  afterAll(() => rmSync(model, { recursive: true }));

  const keyOf = ({ key }: MadeCertificate): ReturnType<typeof readPrivateKey> =>
    readPrivateKey(key.export({ type: "pkcs8", format: "pem" }).toString(), "key");
  function bundleOf(
    drafts: Drafts,
    when = now,
  ): { readonly bundle: string; readonly root: MadeCertificate; readonly middle: MadeCertificate } {
    const { root, middle, signer } = chainOf(drafts);
    const certificates: SigningCertificates = { signer: signer.certificate, chain: [middle.certificate, root.certificate], now: when };
    return { bundle: signStatement(payload, keyOf(signer), certificates), root, middle };
  }
  async function check(bundle: string, trust: Trust, when = now): Promise<Verification> {
    return await verifyModel(model, { trust, bundle, signatureFiles: [], ignored: [], ignoreGit: true, links: false, now: when });
  }

  it("hold, and say who signed", async () => {
    const { bundle, root } = bundleOf({});
    const found = await check(bundle, { method: "certificate", trusted: [root.certificate] });
    expect(found).toMatchObject({
      verified: true,
      signer: { method: "certificate", subject: "CN=signer", issuer: "CN=middle" },
      notes: [],
    });
  });

  it("hold with a note behind the signer's time, and not at all before it", async () => {
    const { bundle, root } = bundleOf({ signer: { from: "2026-11-01", to: "2026-12-01" } });
    const trust = { method: "certificate", trusted: [root.certificate] } as const;
    expect(await check(bundle, trust, new Date("2027-06-01"))).toMatchObject({
      verified: true,
      notes: [expect.stringContaining("expired on")],
    });
    expect((await check(bundle, { ...trust, at: new Date("2027-06-01") }, new Date("2027-06-01"))).reasons[0]?.code).toBe(
      "certificate-expired",
    );
    expect((await check(bundle, trust, new Date("2026-10-01"))).reasons[0]?.code).toBe("certificate-not-yet-valid");
  });

  it("are pinned to a certificate of the way", async () => {
    const { bundle, root, middle } = bundleOf({});
    const trust = { method: "certificate", trusted: [root.certificate] } as const;
    expect(await check(bundle, { ...trust, pins: [fingerprintOf(middle.certificate)] })).toMatchObject({ verified: true });
    expect((await check(bundle, { ...trust, pins: ["00".repeat(32)] })).reasons[0]?.code).toBe("certificate-pin");
  });

  it("show a flipped bit in any certificate of the bundle", async () => {
    const { bundle, root } = bundleOf({});
    const { verificationMaterial } = JSON.parse(bundle);
    for (let index = 0; index < 3; index++) {
      const text: string = verificationMaterial.x509CertificateChain.certificates[index].rawBytes;
      for (let at = 5; at < Buffer.from(text, "base64").length; at += 7) {
        const bytes = Buffer.from(text, "base64");
        bytes[at] = (bytes[at] ?? 0) ^ 4;
        const found = await check(bundle.replace(text, bytes.toString("base64")), { method: "certificate", trusted: [root.certificate] });
        expect(found.verified, `certificate ${index} byte ${at}`).toBe(false);
      }
    }
  });

  it("are not made with certificates that would not be accepted", () => {
    expect(() => bundleOf({ signer: { to: "2025-01-01" } })).toThrow(/Not signed.*expired on 2025-01-01/);
    expect(() => bundleOf({ signer: { from: "2030-01-01" } })).toThrow(/valid from 2030-01-01/);
    expect(() => bundleOf({ signer: { usage: [4] } })).toThrow(/may not sign/);
    const { signer, root } = chainOf();
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const certificates = { signer: signer.certificate, chain: [root.certificate], now };
    expect(() => signStatement(payload, readPrivateKey(other, "key"), certificates)).toThrow(/of another key/);
    expect(() => signStatement(payload, keyOf(signer), certificates)).toThrow(/every issuer up to the root/);
  });
});
