import { createHash, X509Certificate } from "node:crypto";
import { ProtectError } from "../errors.ts";
import { type CertificateUse, certificateUse } from "./certificate-extensions.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";

const MOST_STEPS = 10;
/** Signatures that are looked at for one chain: names that all fit each other must not take for ever. */
const MOST_ATTEMPTS = 200;

export interface ChainOptions {
  /** What the signature brings along: the signer first. */
  readonly chain: readonly X509Certificate[];
  /** What is trusted; the way must end at one that signed itself. */
  readonly trusted: readonly X509Certificate[];
  /** When every certificate must be valid; the signer's first moment unless told (OMS 1.0 section 7.2). */
  readonly at?: Date | undefined;
}

/** Certificates of PEM text. @throws ProtectError KEY_INVALID */
export function readCertificates(pem: string, what: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\w+/=]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new ProtectError("KEY_INVALID", `${what} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).`);
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch (cause) {
      throw new ProtectError("KEY_INVALID", `Certificate ${index + 1} of ${what} cannot be read.`, { cause });
    }
  });
}

/** @throws Refusal certificate-invalid */
export function certificateOf(der: Uint8Array, what: string): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (cause) {
    throw new Refusal("certificate-invalid", `The bundle's ${what} cannot be read.`, cause);
  }
}

/** SHA-256 of the certificate, lowercase hexadecimal: what a pin names. */
export function fingerprintOf(certificate: X509Certificate): string {
  return createHash("sha256").update(certificate.raw).digest("hex");
}

/** A subject or an issuer on one line. */
export function nameOf(text: string | undefined): string {
  // Node gives no text for an empty name, whatever its types say; keyless certificates have one.
  return (text ?? "").split("\n").reverse().join(", ") || "(no name)";
}

function signed(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/** Signed by its own key: a root, or a signer that vouches for itself and need not be an authority for that. */
function selfSigned(certificate: X509Certificate): boolean {
  try {
    return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
  } catch {
    return false;
  }
}

const same = (a: X509Certificate, b: X509Certificate): boolean => a.raw.equals(b.raw);
const day = (date: Date): string => date.toISOString().slice(0, 10);

function useOf(certificate: X509Certificate): CertificateUse {
  const use = certificateUse(certificate.raw);
  if (use === undefined)
    throw new Refusal("certificate-invalid", `The extensions of the certificate ${nameOf(certificate.subject)} cannot be read.`);
  return use;
}

/** Why a certificate is not valid at a time; undefined where it is. */
export function validityFault(
  certificate: X509Certificate,
  at: Date,
): { readonly code: RefusalCode; readonly message: string } | undefined {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  const name = nameOf(certificate.subject);
  if (at < from)
    return {
      code: "certificate-not-yet-valid",
      message: `The certificate ${name} is valid from ${day(from)}, and is asked for ${day(at)}.`,
    };
  if (at > to)
    return { code: "certificate-expired", message: `The certificate ${name} expired on ${day(to)}, and is asked for ${day(at)}.` };
  return undefined;
}

/** Ways from the signer to a trusted root, depth first; remembers the first thing that stood in one. */
class PathSearch {
  readonly #options: ChainOptions;
  readonly #at: Date;
  #attempts = 0;
  #obstacle: { readonly code: RefusalCode; readonly message: string } | undefined;

  constructor(options: ChainOptions, at: Date) {
    this.#options = options;
    this.#at = at;
  }

  get obstacle(): { readonly code: RefusalCode; readonly message: string } | undefined {
    return this.#obstacle;
  }

  /** The way upward from the last certificate of a path; undefined where there is none. */
  extend(path: readonly X509Certificate[]): readonly X509Certificate[] | undefined {
    const last = path.at(-1);
    if (last === undefined || path.length > MOST_STEPS || !this.#acceptable(last, path.length - 1)) return undefined;
    const { trusted, chain } = this.#options;
    if (selfSigned(last)) {
      if (trusted.some((each) => same(each, last))) return path;
      this.#note("certificate-untrusted", `The chain ends at ${nameOf(last.subject)}, which is not among the trusted certificates.`);
      return undefined;
    }
    for (const issuer of [...trusted, ...chain]) {
      if (path.some((each) => same(each, issuer)) || this.#attempts++ > MOST_ATTEMPTS || !signed(issuer, last)) continue;
      const found = this.extend([...path, issuer]);
      if (found !== undefined) return found;
    }
    this.#note(
      "certificate-untrusted",
      `Nothing trusted leads to the certificate ${nameOf(last.subject)}: its issuer ${nameOf(last.issuer)} is not known.`,
    );
    return undefined;
  }

  /** @param below certificates between this one and the signer, the signer among them */
  #acceptable(certificate: X509Certificate, below: number): boolean {
    const name = nameOf(certificate.subject);
    const use = useOf(certificate);
    const time = validityFault(certificate, this.#at);
    if (time !== undefined) this.#note(time.code, time.message);
    else if (use.unknownCritical.length > 0)
      this.#note(
        "certificate-usage",
        `The certificate ${name} has critical extensions that are not understood: ${use.unknownCritical.join(", ")}.`,
      );
    else if (below === 0) return true;
    else if (!use.authority || use.signsCertificates === false)
      this.#note("certificate-usage", `The certificate ${name} may not issue others (it is no certificate authority).`);
    else if (use.pathLength !== undefined && below - 1 > use.pathLength)
      this.#note(
        "certificate-usage",
        `The certificate ${name} allows ${use.pathLength} authorities below itself, and there are ${below - 1}.`,
      );
    else return true;
    return false;
  }

  #note(code: RefusalCode, message: string): void {
    this.#obstacle ??= { code, message };
  }
}

/** Every certificate that comes along must be one that somebody known signed: a changed byte in any shows. */
function checkCompanions(chain: readonly X509Certificate[], trusted: readonly X509Certificate[]): void {
  for (const certificate of chain.slice(1))
    if (
      !trusted.some((each) => same(each, certificate)) &&
      !selfSigned(certificate) &&
      ![...chain, ...trusted].some((issuer) => signed(issuer, certificate))
    )
      throw new Refusal(
        "certificate-invalid",
        `The bundle carries the certificate ${nameOf(certificate.subject)}, which nobody in the bundle or among the trusted signed.`,
      );
}

/**
 * The way from the signer's certificate to a trusted root (RFC 5280 section 6.1, without names and policies, whose
 * constraints are refused where they are critical). @returns the path, the signer first
 * @throws Refusal certificate-untrusted, certificate-expired, certificate-not-yet-valid, certificate-usage, certificate-invalid
 */
export function checkChain(options: ChainOptions): readonly X509Certificate[] {
  const [signer] = options.chain;
  if (signer === undefined) throw new Refusal("certificate-invalid", "The bundle holds no certificate.");
  const search = new PathSearch(options, options.at ?? new Date(signer.validFrom));
  const path = search.extend([signer]);
  if (path === undefined) {
    const { code, message } = search.obstacle ?? {
      code: "certificate-untrusted" as const,
      message: "Nothing trusted leads to the signer.",
    };
    throw new Refusal(code, message);
  }
  checkCompanions(options.chain, options.trusted);
  const use = useOf(signer);
  if (use.digitalSignature !== true && !use.codeSigning)
    throw new Refusal(
      "certificate-usage",
      `The certificate ${nameOf(signer.subject)} may not sign: it has neither the key usage digitalSignature nor the extended one codeSigning.`,
    );
  return path;
}
