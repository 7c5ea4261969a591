import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from "node:crypto";

/** What a certificate for tests says; everything that is left out is as a good signer has it. */
export interface CertificateDraft {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly authority?: boolean;
  readonly pathLength?: number;
  /** Bits of the key usage: 0 digitalSignature, 5 keyCertSign. */
  readonly usage?: readonly number[];
  readonly codeSigning?: boolean;
  /** A critical extension that nobody knows. */
  readonly unknown?: boolean;
}

export interface MadeCertificate {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
  readonly name: string;
}

function value(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? Buffer.from([content.length]) : Buffer.from([0x82, content.length >> 8, content.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
}

const object = (hex: string): Buffer => value(0x06, Buffer.from(hex, "hex"));
const named = (name: string): Buffer => value(0x30, value(0x31, value(0x30, object("550403"), value(0x0c, Buffer.from(name)))));
const time = (text: string): Buffer => value(0x18, Buffer.from(`${text.replaceAll("-", "")}000000Z`));

function extension(id: string, critical: boolean, content: Uint8Array): Buffer {
  return value(0x30, object(id), ...(critical ? [value(0x01, Buffer.from([0xff]))] : []), value(0x04, content));
}

function extensionsOf({ authority = false, pathLength, usage = [authority ? 5 : 0], codeSigning, unknown }: CertificateDraft): Buffer {
  const bits = usage.reduce((byte, bit) => byte | (0x80 >> bit), 0);
  return value(
    0xa3,
    value(
      0x30,
      extension(
        "551d13",
        true,
        value(
          0x30,
          ...(authority ? [value(0x01, Buffer.from([0xff]))] : []),
          ...(pathLength === undefined ? [] : [value(0x02, Buffer.from([pathLength]))]),
        ),
      ),
      extension("551d0f", true, value(0x03, Buffer.from([0, bits]))),
      ...(codeSigning === true ? [extension("551d25", false, value(0x30, object("2b06010505070303")))] : []),
      ...(unknown === true ? [extension("2a030405", true, Buffer.from([0x05, 0x00]))] : []),
    ),
  );
}

let serial = 1;

/** A certificate on P-256 (RFC 5280), issued by another or by itself. */
export function makeCertificate(draft: CertificateDraft, issuer?: MadeCertificate): MadeCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = value(0x30, object("2a8648ce3d040302"));
  const signed = value(
    0x30,
    value(0xa0, value(0x02, Buffer.from([2]))),
    value(0x02, Buffer.from([serial++ & 0x7f])),
    algorithm,
    named(issuer?.name ?? draft.name),
    value(0x30, time(draft.from ?? "2024-01-01"), time(draft.to ?? "2040-01-01")),
    named(draft.name),
    publicKey.export({ type: "spki", format: "der" }),
    extensionsOf(draft),
  );
  const signature = sign("sha256", signed, issuer?.key ?? privateKey);
  const certificate = new X509Certificate(value(0x30, signed, algorithm, value(0x03, Buffer.from([0]), signature)));
  return { certificate, key: privateKey, name: draft.name };
}
