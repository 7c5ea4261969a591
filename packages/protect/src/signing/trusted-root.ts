import { ProtectError } from "../errors.ts";
import root from "./public-good-root.json" with { type: "json" };

/**
 * The trusted root of Sigstore's public-good instance: keys of Fulcio, Rekor, its certificate logs and time-stamping
 * authority. A snapshot, so that verifying needs no network; a newer one comes by --trusted-root.
 */
export const PUBLIC_GOOD_ROOT: unknown = root;
/** Where the snapshot is from. Apache-2.0. */
export const PUBLIC_GOOD_ORIGIN = {
  source: "trusted_root.json of https://tuf-repo-cdn.sigstore.dev, as seeded by @sigstore/tuf 4.0.2",
  // Of the file as it is published.
  sha256: "6494e21ea73fa7ee769f85f57d5a3e6a08725eae1e38c755fc3517c9e6bc0b66",
  read: "2026-11-23",
} as const;

/** A trusted root that somebody gave. @throws ProtectError FORMAT_INVALID */
export function readTrustedRoot(text: string, what: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new ProtectError("FORMAT_INVALID", `${what} is no JSON; give a Sigstore trusted_root.json.`, { cause });
  }
  if (typeof document !== "object" || document === null || !("certificateAuthorities" in document) || !("tlogs" in document))
    throw new ProtectError("FORMAT_INVALID", `${what} is no Sigstore trusted root (certificateAuthorities and tlogs are missing).`);
  return document;
}
