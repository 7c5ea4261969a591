import type { X509Certificate } from "node:crypto";
import { ProtectError } from "../errors.ts";
import type { HashOptions } from "../hashing/hash-stretches.ts";
import { byCodePoints, type ModelTree, readModelTree, type TreeFault } from "../hashing/model-tree.ts";
import { BUNDLE_MEDIA_TYPE, PAYLOAD_TYPE } from "./bundle.ts";
import { checkChain, nameOf, validityFault } from "./certificates.ts";
import { preAuthentication } from "./envelope.ts";
import { GIT_PATHS, ignoredByUser, nameWithin } from "./ignored-paths.ts";
import { type SigningKey, signBytes } from "./keys.ts";
import { type DigestFault, type DigestPlan, digestsOf } from "./model-digests.ts";
import type { SignedManifest } from "./statement.ts";

export interface ManifestOptions extends HashOptions {
  readonly plan: DigestPlan;
  /** Files that will hold signatures: where they lie within the model, they are left out. */
  readonly signatures: readonly string[];
  readonly ignored: readonly string[];
  /** Leave out .git, .gitattributes, .github and .gitignore at the top. */
  readonly ignoreGit: boolean;
}

const MOST_NAMED = 5;

function refuse(faults: readonly (TreeFault | DigestFault)[]): never {
  const first = faults.slice(0, MOST_NAMED).map(({ file, message }) => `${file}: ${message}`);
  const more = faults.length > MOST_NAMED ? ` (and ${faults.length - MOST_NAMED} more)` : "";
  const unread = faults.some(({ code }) => code === "unreadable" || code === "changed" || code === "missing");
  throw new ProtectError(unread ? "FILE_UNREADABLE" : "FORMAT_INVALID", `Not signed. ${first.join("; ")}${more}.`);
}

/** Whether two listings are of the same files: nothing came or went while the files were read. */
function sameFiles(a: ModelTree, b: ModelTree): boolean {
  return (
    a.files.length === b.files.length &&
    a.files.every(({ name, bytes }, index) => name === b.files[index]?.name && bytes === b.files[index]?.bytes)
  );
}

/**
 * Everything that a signature of a model says: each file's digest, in code-point order.
 * @throws ProtectError FILE_MISSING, FILE_UNREADABLE, FORMAT_INVALID (links, pipes, names that are no UTF-8), OPTION_INVALID
 */
export async function manifestOf(
  path: string,
  options: ManifestOptions,
): Promise<SignedManifest & { readonly files: number; readonly bytes: number }> {
  const { plan, signatures, ignoreGit } = options;
  const ignored = new Set<string>(ignoreGit ? GIT_PATHS : []);
  for (const signature of signatures) {
    const name = nameWithin(path, signature);
    if (name !== undefined) ignored.add(name);
  }
  for (const each of options.ignored) ignored.add(ignoredByUser(path, each));
  const rules = { ignored: [...ignored], links: plan.links };
  const tree = readModelTree(path, rules);
  if (tree.faults.length > 0) refuse(tree.faults);
  const { resources, faults, bytes } = await digestsOf(tree.files, plan, options);
  if (faults.length > 0) refuse(faults);
  if (!sameFiles(tree, readModelTree(path, rules)))
    throw new ProtectError(
      "FILE_UNREADABLE",
      `Not signed. Files of ${path} came, went or changed while they were read; sign again when nothing writes there.`,
    );
  return {
    name: tree.name,
    method: plan.method,
    hash: plan.hash,
    ...(plan.shardBytes === undefined ? {} : { shardBytes: plan.shardBytes }),
    links: plan.links,
    // One file has nothing that could be left out.
    ignored: tree.single ? [] : [...ignored].sort(byCodePoints),
    resources,
    files: tree.files.length,
    bytes,
  };
}

/** The certificates of a signer, to go along with its signatures. */
export interface SigningCertificates {
  readonly signer: X509Certificate;
  /** The issuers upward, the root among them. */
  readonly chain: readonly X509Certificate[];
  readonly now: Date;
}

/** Refuses certificates that would make signatures nobody accepts. @throws ProtectError KEY_INVALID */
function checkCertificates({ key }: SigningKey, { signer, chain, now }: SigningCertificates): void {
  if (!signer.checkPrivateKey(key))
    throw new ProtectError("KEY_INVALID", `The certificate ${nameOf(signer.subject)} is of another key than the private one.`);
  const fault = validityFault(signer, now);
  if (fault !== undefined) throw new ProtectError("KEY_INVALID", `Not signed. ${fault.message}`);
  try {
    checkChain({ chain: [signer, ...chain], trusted: [signer, ...chain] });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ProtectError("KEY_INVALID", `Not signed. ${why} The chain must hold every issuer up to the root (--certificate-chain).`, {
      cause,
    });
  }
}

/**
 * A bundle of OMS 1.0 over a statement, by a key or by a certificate (whose chain is to end with the root).
 * @throws ProtectError KEY_INVALID where the certificates do not fit
 */
export function signStatement(payload: Uint8Array, key: SigningKey, certificates?: SigningCertificates): string {
  if (certificates !== undefined) checkCertificates(key, certificates);
  const material =
    certificates === undefined
      ? { publicKey: { hint: key.public.hint } }
      : {
          x509CertificateChain: {
            certificates: [certificates.signer, ...certificates.chain].map(({ raw }) => ({ rawBytes: raw.toString("base64") })),
          },
        };
  return bundleText(payload, material, signBytes(preAuthentication(payload), key));
}

/** @returns one line of JSON and a newline */
export function bundleText(payload: Uint8Array, material: object, signature: Uint8Array): string {
  const bundle = {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { ...material, tlogEntries: [] },
    dsseEnvelope: {
      payload: Buffer.from(payload).toString("base64"),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: Buffer.from(signature).toString("base64"), keyid: "" }],
    },
  };
  return `${JSON.stringify(bundle)}\n`;
}
