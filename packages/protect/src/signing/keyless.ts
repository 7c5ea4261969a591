import { bundleFromJSON } from "@sigstore/bundle";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import type { ParsedBundle } from "./bundle.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";

export interface KeylessOptions {
  /** Who must have signed: e-mail address or URI of the certificate, exactly. */
  readonly identity: string;
  /** Who must have vouched for the identity: URL of the OpenID provider, exactly. */
  readonly issuer: string;
  /** A Sigstore trusted root (protobuf JSON, application/vnd.dev.sigstore.trustedroot…). */
  readonly trustedRoot: unknown;
}

const REASONS: Readonly<Record<string, RefusalCode>> = {
  CERTIFICATE_ERROR: "certificate-untrusted",
  SIGNATURE_ERROR: "signature-invalid",
  PUBLIC_KEY_ERROR: "certificate-untrusted",
};

/**
 * Verifies a keyless bundle without the network: certificate of Fulcio, its certificate-transparency entry, entry and
 * time in Rekor or a time-stamp, then who signed. @returns the certificate in DER
 * @throws Refusal
 */
export function verifyKeyless({ document, material }: ParsedBundle, { identity, issuer, trustedRoot }: KeylessOptions): Buffer {
  const certificate = material.certificate?.rawBytes;
  if (certificate === undefined) throw new Refusal("other-method", "The bundle is not of a keyless signature.");
  let found: { readonly name: string | undefined; readonly issuer: string | undefined };
  try {
    const entity = toSignedEntity(bundleFromJSON(document));
    const signer = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(trustedRoot))).verify(entity);
    found = { name: signer.identity?.subjectAlternativeName, issuer: signer.identity?.extensions?.issuer };
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal(REASONS[code] ?? "log-entry-invalid", `The keyless signature does not hold: ${message}.`, cause);
  }
  // The library takes the name for a pattern; who signs as ops.example.com must not pass for ops-example.com.
  if (found.name !== identity || found.issuer !== issuer)
    throw new Refusal(
      "identity-mismatch",
      `The model was signed by ${found.name ?? "nobody named"} (vouched for by ${found.issuer ?? "nobody named"}), not by ${identity} (${issuer}).`,
    );
  return certificate;
}
