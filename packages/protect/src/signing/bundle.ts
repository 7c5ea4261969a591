import { z } from "zod";
import { base64Bytes } from "./base64.ts";
import { Refusal } from "./refusal.ts";

/** Media type of Sigstore bundles 0.3, the only one of OMS 1.0 for keys and certificates. */
export const BUNDLE_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
/** Older names, which keyless bundles may bear (sigstore/protobuf-specs, sigstore_bundle.proto). */
const KEYLESS_MEDIA_TYPES: ReadonlySet<string> = new Set([
  BUNDLE_MEDIA_TYPE,
  "application/vnd.dev.sigstore.bundle+json;version=0.1",
  "application/vnd.dev.sigstore.bundle+json;version=0.2",
  "application/vnd.dev.sigstore.bundle+json;version=0.3",
]);
export const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** A signature of a million files is about this large. */
export const MOST_BUNDLE_BYTES = 256 * 1024 * 1024;

const Bytes = z.string().transform((text, context) => {
  const bytes = base64Bytes(text);
  if (bytes !== undefined) return bytes;
  context.addIssue({ code: "custom", message: "is no canonical base64" });
  return z.NEVER;
});
const Certificate = z.strictObject({ rawBytes: Bytes });

/** Names of sigstore_common.proto, PublicKeyDetails, for the kinds of keys that are read here; bundles before 1.1.0 give one. */
const KEY_DETAILS = [
  "PKIX_ECDSA_P256_SHA_256",
  "PKIX_ECDSA_P256_HMAC_SHA_256",
  "PKIX_ECDSA_P384_SHA_384",
  "PKIX_ECDSA_P384_SHA_256",
  "PKIX_ECDSA_P521_SHA_512",
  "PKIX_ECDSA_P521_SHA_256",
  "PKIX_ED25519",
] as const;

const PublicKey = z.strictObject({
  hint: z.string().nullish(),
  // Before 1.1.0 the PEM text of the key stood here instead of its hash.
  rawBytes: Bytes.optional(),
  // Early tools gave whatever name was at hand; the key itself says what it is.
  keyDetails: z.enum(KEY_DETAILS).optional(),
});

const Envelope = z.strictObject({
  payload: Bytes,
  payloadType: z.string(),
  signatures: z.array(z.strictObject({ sig: Bytes, keyid: z.string().nullish() })).min(1),
});

const Material = z.strictObject({
  publicKey: PublicKey.optional(),
  x509CertificateChain: z.strictObject({ certificates: z.array(Certificate).min(1).max(64) }).optional(),
  certificate: Certificate.optional(),
  // Checked by whoever verifies keyless bundles; of no meaning for the others.
  tlogEntries: z.array(z.record(z.string(), z.unknown())).optional(),
  timestampVerificationData: z.record(z.string(), z.unknown()).optional(),
});

const Bundle = z.strictObject({ mediaType: z.string(), verificationMaterial: Material, dsseEnvelope: Envelope });

export type BundleMaterial = z.infer<typeof Material>;
export type DsseEnvelope = z.infer<typeof Envelope>;

export interface ParsedBundle {
  readonly method: "key" | "certificate" | "keyless";
  readonly material: BundleMaterial;
  readonly envelope: DsseEnvelope;
  /** The document as it was, for readers of the whole Sigstore form. */
  readonly document: unknown;
}

/** @throws Refusal bundle-unreadable */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const cut =
      text.trim() === "" ? "it is empty" : /end of (?:JSON )?(?:input|data)|Unterminated/i.test(reason) ? "it is cut short" : reason;
    throw new Refusal("bundle-unreadable", `The ${what} is no JSON: ${cut}.`, cause);
  }
}

/** A form that keyless readers need as a whole: unknown members are theirs to judge. */
function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "the document"}: ${message}`)
    .join("; ");
}

/**
 * Reads a signature bundle of OMS 1.0, or of the tools before it. Nothing is verified yet.
 * Source: ossf/model-signing-spec v1.0 section 4 and sigstore_bundle.proto.
 * @throws Refusal bundle-unreadable, bundle-invalid, media-type, payload-type
 */
export function parseBundle(text: string): ParsedBundle {
  const document = parseJson(text, "signature bundle");
  const typed = z.object({ mediaType: z.string() }).safeParse(document);
  if (!typed.success) throw new Refusal("bundle-invalid", `The signature is no Sigstore bundle: ${issuesOf(typed.error)}.`);
  if (!KEYLESS_MEDIA_TYPES.has(typed.data.mediaType))
    throw new Refusal("media-type", `The bundle's media type is ${typed.data.mediaType}, not ${BUNDLE_MEDIA_TYPE}.`);
  const parsed = Bundle.safeParse(document);
  if (!parsed.success) throw new Refusal("bundle-invalid", `The signature bundle is not as OMS 1.0 wants it: ${issuesOf(parsed.error)}.`);
  const { mediaType, verificationMaterial: material, dsseEnvelope: envelope } = parsed.data;
  const { publicKey, x509CertificateChain: chain, certificate } = material;
  const given = [publicKey, chain, certificate].filter((each) => each !== undefined).length;
  if (given !== 1)
    throw new Refusal(
      "bundle-invalid",
      `The bundle holds ${given} of a public key, a certificate chain and a certificate; it must be one.`,
    );
  const method = publicKey !== undefined ? "key" : chain !== undefined ? "certificate" : "keyless";
  if (method !== "keyless" && mediaType !== BUNDLE_MEDIA_TYPE)
    throw new Refusal("media-type", `The bundle's media type is ${mediaType}, not ${BUNDLE_MEDIA_TYPE}.`);
  if (envelope.payloadType !== PAYLOAD_TYPE)
    throw new Refusal("payload-type", `The signed payload is of type ${envelope.payloadType}, not ${PAYLOAD_TYPE}.`);
  return { method, material, envelope, document };
}
