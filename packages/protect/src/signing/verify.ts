import type { X509Certificate } from "node:crypto";
import type { HashOptions } from "../hashing/hash-stretches.ts";
import { byCodePoints, readModelTree } from "../hashing/model-tree.ts";
import { type ParsedBundle, parseBundle } from "./bundle.ts";
import { certificateOf, checkChain, fingerprintOf, nameOf } from "./certificates.ts";
import { preAuthentication, preAuthentication02 } from "./envelope.ts";
import { GIT_PATHS, ignoredByStatement, ignoredByUser, nameWithin } from "./ignored-paths.ts";
import { type KeylessOptions, verifyKeyless } from "./keyless.ts";
import { publicPem, signatureHolds, type VerifyingKey, verifyingKeyOf } from "./keys.ts";
import { type DigestPlan, digestsOf } from "./model-digests.ts";
import { checkPostQuantum, type PostQuantumKey } from "./post-quantum.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";
import { readStatement, type SignedManifest, type SignedResource } from "./statement.ts";

/** Who must have signed. */
export type Trust =
  | { readonly method: "key"; readonly key: VerifyingKey }
  | {
      readonly method: "certificate";
      readonly trusted: readonly X509Certificate[];
      /** When the chain must be valid; the first moment of the signer's certificate unless told. */
      readonly at?: Date | undefined;
      /** SHA-256 of certificates of which one must stand in the way from the signer to the root. */
      readonly pins?: readonly string[] | undefined;
    }
  | ({ readonly method: "keyless" } & KeylessOptions);

export interface VerifyOptions extends HashOptions {
  readonly trust: Trust;
  /** Text of the bundle, and its file where it may lie within the model. */
  readonly bundle: string;
  readonly signatureFiles: readonly string[];
  readonly ignored: readonly string[];
  readonly ignoreGit: boolean;
  readonly links: boolean;
  /** A second signature by ML-DSA that must hold too. */
  readonly postQuantum?: { readonly key: PostQuantumKey; readonly bundle: string | undefined } | undefined;
  readonly now: Date;
}

export interface Signer {
  readonly method: "key" | "certificate" | "keyless";
  readonly algorithm?: string;
  /** SHA-256 of the PEM text of the public key. */
  readonly key?: string;
  readonly subject?: string;
  readonly issuer?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly fingerprint?: string;
}

export interface Reason {
  readonly code: RefusalCode;
  readonly message: string;
  readonly file?: string;
}

export interface Verification {
  readonly verified: boolean;
  /** False where something that is signed could not be read. */
  readonly complete: boolean;
  readonly signer?: Signer;
  readonly manifest?: SignedManifest;
  readonly postQuantum?: string;
  readonly reasons: readonly Reason[];
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly notes: readonly string[];
  readonly files: number;
  readonly bytes: number;
}

/** Clocks of two machines differ by so much. */
const CLOCK_SKEW = 5 * 60 * 1000;

function certificateSigner(certificate: X509Certificate, method: Signer["method"]): Signer {
  return {
    method,
    subject: nameOf(certificate.subject) === "(no name)" ? (certificate.subjectAltName ?? "") : nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    fingerprint: fingerprintOf(certificate),
  };
}

/** Checks the envelope's first signature, the one that counts (OMS 1.0 section 4.3), also as 0.2 wrote it. */
function checkEnvelope({ envelope }: ParsedBundle, key: VerifyingKey, digest02?: string): void {
  const signature = envelope.signatures[0]?.sig ?? new Uint8Array();
  if (signatureHolds(preAuthentication(envelope.payload), signature, key)) return;
  if (signatureHolds(preAuthentication02(envelope.payload), signature, key, digest02)) return;
  throw new Refusal(
    "signature-invalid",
    "The signature is not of this payload by this key: one of them was changed, or the key is another.",
  );
}

function checkKey(bundle: ParsedBundle, key: VerifyingKey, notes: string[]): Signer {
  const { hint, rawBytes } = bundle.material.publicKey ?? {};
  if (hint !== undefined && hint !== null && hint !== "") {
    if (hint !== key.hint)
      throw new Refusal("wrong-key", `The model was signed with another key (${hint.slice(0, 64)}) than the one given (${key.hint}).`);
  } else notes.push("The bundle does not name its key by hash, as those of tools before 1.1.0; sign again to get one that does.");
  if (rawBytes !== undefined) checkEmbeddedKey(rawBytes, key);
  checkEnvelope(bundle, key);
  return { method: "key", algorithm: key.algorithm, key: key.hint };
}

/** The key in an old bundle must be the one given, written as everybody writes it, so that no byte of it is without meaning. */
function checkEmbeddedKey(bytes: Buffer, { key, hint }: VerifyingKey): void {
  const pem = Buffer.from(publicPem(key));
  if (!bytes.equals(pem) && !bytes.equals(key.export({ type: "spki", format: "der" })))
    throw new Refusal("wrong-key", `The bundle holds another public key than the one given (${hint}).`);
}

function checkCertificate(bundle: ParsedBundle, trust: Extract<Trust, { method: "certificate" }>, now: Date, notes: string[]): Signer {
  const chain = (bundle.material.x509CertificateChain?.certificates ?? []).map(({ rawBytes }, index) =>
    certificateOf(rawBytes, index === 0 ? "signing certificate" : `certificate ${index + 1}`),
  );
  const path = checkChain({ chain, trusted: trust.trusted, at: trust.at });
  const [signer] = path;
  if (signer === undefined) throw new Refusal("certificate-invalid", "The bundle holds no certificate.");
  if (new Date(signer.validFrom).getTime() > now.getTime() + CLOCK_SKEW)
    throw new Refusal(
      "certificate-not-yet-valid",
      `The certificate ${nameOf(signer.subject)} is valid from ${signer.validFrom}, which is still to come.`,
    );
  if (trust.at === undefined && new Date(signer.validTo) < now)
    notes.push(
      `The signer's certificate expired on ${signer.validTo}; whether it was valid at signing cannot be told without a time-stamp (--certificate-time now refuses it).`,
    );
  if (trust.pins !== undefined && trust.pins.length > 0 && !path.some((each) => trust.pins?.includes(fingerprintOf(each)) === true))
    throw new Refusal("certificate-pin", `None of the pinned certificates stands between ${nameOf(signer.subject)} and its root.`);
  let key: VerifyingKey;
  try {
    key = verifyingKeyOf(signer.publicKey, `The certificate ${nameOf(signer.subject)}`);
  } catch (cause) {
    throw new Refusal("key-unsupported", cause instanceof Error ? cause.message : String(cause), cause);
  }
  // Certificates of 0.2 always went with SHA-256, whatever the curve.
  checkEnvelope(bundle, key, "sha256");
  return { ...certificateSigner(signer, "certificate"), algorithm: key.algorithm };
}

function checkSigner(bundle: ParsedBundle, { trust, now }: VerifyOptions, notes: string[]): Signer {
  if (bundle.method !== trust.method) {
    const means = { key: "--public-key", certificate: "--certificate-chain", keyless: "--identity and --issuer" } as const;
    throw new Refusal("other-method", `The model was signed by the method ${bundle.method}: verify it with ${means[bundle.method]}.`);
  }
  if (trust.method === "key") return checkKey(bundle, trust.key, notes);
  if (trust.method === "certificate") return checkCertificate(bundle, trust, now, notes);
  const certificate = certificateOf(verifyKeyless(bundle, trust), "signing certificate");
  return { ...certificateSigner(certificate, "keyless"), subject: trust.identity, issuer: trust.issuer };
}

const keyOf = ({ file, range }: SignedResource): string => (range === undefined ? file : `${file}:${range[0]}:${range[1]}`);

/** Names under which one file may be signed: `.` as the tool has it, its own as the specification has it. */
function aliased(manifest: SignedManifest, single: boolean, name: string): readonly SignedResource[] {
  if (!single) return manifest.resources;
  return manifest.resources.map((resource) => (resource.file === name ? { ...resource, file: "." } : resource));
}

/** Compares a model with what was signed. */
async function compare(
  path: string,
  manifest: SignedManifest,
  options: VerifyOptions,
): Promise<Omit<Verification, "signer" | "manifest" | "postQuantum">> {
  const ignored = new Set<string>([...(options.ignoreGit ? GIT_PATHS : []), ...ignoredByStatement(path, manifest.ignored)]);
  for (const file of options.signatureFiles) {
    const name = nameWithin(path, file);
    if (name !== undefined) ignored.add(name);
  }
  for (const each of options.ignored) ignored.add(ignoredByUser(path, each));
  const tree = readModelTree(path, { ignored: [...ignored], links: options.links });
  const plan: DigestPlan = { method: manifest.method, hash: manifest.hash, shardBytes: manifest.shardBytes, links: options.links };
  const expected = aliased(manifest, tree.single, tree.name);
  const signedFiles = new Set(expected.map(({ file }) => file));
  const { resources, faults, bytes } = await digestsOf(tree.files, plan, options);
  const actual = new Map(resources.map((resource) => [keyOf(resource), resource.digest]));
  const present = new Set(tree.files.map(({ name }) => name));
  const unread = new Set(faults.map(({ file }) => file));
  const faulty = new Set([...tree.faults.map(({ file }) => file), ...unread]);
  const missing = [...signedFiles].filter((file) => !present.has(file) && !faulty.has(file));
  const added = tree.files
    .filter(({ name, bytes: size }) => !signedFiles.has(name) && !(manifest.method === "shards" && size === 0))
    .map(({ name }) => name);
  const changed = new Set<string>();
  for (const resource of expected)
    if (present.has(resource.file) && !unread.has(resource.file) && actual.get(keyOf(resource)) !== resource.digest)
      changed.add(resource.file);
  const known = new Set(expected.map(keyOf));
  for (const resource of resources) if (signedFiles.has(resource.file) && !known.has(keyOf(resource))) changed.add(resource.file);
  const reasons: Reason[] = [
    ...tree.faults.map(({ code, file, message }): Reason => ({ code, file, message: `${file} cannot be verified: ${message}.` })),
    ...faults.map(({ code, file, message }): Reason => faultReason(code, file, message)),
    ...[...changed].map((file): Reason => ({ code: "file-changed", file, message: `${file} is not what was signed.` })),
    ...missing.map(
      (file): Reason => ({
        code: "file-missing",
        file,
        message: `${file} was signed and is not there${ignored.has(file) ? " (it is ignored)" : ""}.`,
      }),
    ),
    ...added.map((file): Reason => ({ code: "file-added", file, message: `${file} is there and was not signed.` })),
  ];
  const empty = manifest.method === "shards" ? tree.files.filter(({ bytes: size }) => size === 0).length : 0;
  return {
    verified: reasons.length === 0,
    complete: !reasons.some(({ code }) => code === "unreadable" || code === "file-written"),
    reasons,
    changed: [...changed].sort(byCodePoints),
    missing: missing.sort(byCodePoints),
    added,
    notes: [
      ...tree.notEntered.map((name) => `${name} is a link to a folder: what stands behind it is not signed.`),
      ...(empty === 0 ? [] : [`${empty} empty files stand in the model; signatures of shards do not hold them.`]),
      ...(ignored.has(".") ? ["The signature leaves out everything in the model."] : []),
    ],
    files: tree.files.length,
    bytes,
  };
}

function faultReason(code: string, file: string, message: string): Reason {
  if (code === "changed") return { code: "file-written", file, message: `${file} changed while it was read: ${message}.` };
  if (code === "missing") return { code: "file-missing", file, message: `${file} went away while it was read.` };
  return { code: code === "link" ? "link" : "unreadable", file, message: `${file} cannot be read: ${message}.` };
}

/**
 * Verifies a model against its signature: who signed, what the statement says, then every file. Never answers
 * `verified` for what could not be read.
 * @throws ProtectError FILE_MISSING where the model is not there, OPTION_INVALID for ignored paths outside
 */
export async function verifyModel(path: string, options: VerifyOptions): Promise<Verification> {
  const notes: string[] = [];
  let signer: Signer | undefined;
  let manifest: SignedManifest | undefined;
  let postQuantum: string | undefined;
  try {
    const bundle = parseBundle(options.bundle);
    signer = checkSigner(bundle, options, notes);
    manifest = readStatement(bundle.envelope.payload);
    if (options.postQuantum !== undefined) postQuantum = checkPostQuantum(bundle.envelope.payload, options.postQuantum);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const nothing = { changed: [], missing: [], added: [], files: 0, bytes: 0 };
    return {
      verified: false,
      complete: true,
      ...(signer === undefined ? {} : { signer }),
      ...(manifest === undefined ? {} : { manifest }),
      reasons: [{ code: error.reason, message: error.message }],
      notes,
      ...nothing,
    };
  }
  const compared = await compare(path, manifest, options);
  return { ...compared, signer, manifest, ...(postQuantum === undefined ? {} : { postQuantum }), notes: [...notes, ...compared.notes] };
}
