import { ProtectError } from "../errors.ts";

/** Why a signature does not hold, in one word that scripts can rely on. */
export const REFUSALS = [
  "bundle-unreadable",
  "bundle-invalid",
  "media-type",
  "payload-type",
  "other-method",
  "wrong-key",
  "key-unsupported",
  "signature-invalid",
  "certificate-invalid",
  "certificate-untrusted",
  "certificate-expired",
  "certificate-not-yet-valid",
  "certificate-usage",
  "certificate-pin",
  "identity-mismatch",
  "log-entry-invalid",
  "statement-unreadable",
  "statement-type",
  "predicate-type",
  "statement-invalid",
  "subject-count",
  "root-mismatch",
  "path-unsafe",
  "name-duplicate",
  "serialization-unknown",
  "file-changed",
  "file-missing",
  "file-added",
  "file-written",
  "link",
  "special-file",
  "unreadable",
  "name-encoding",
  "post-quantum-missing",
  "post-quantum-differs",
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** A signature that does not hold; `reason` says why in a word, the message in a sentence. */
export class Refusal extends ProtectError {
  readonly reason: RefusalCode;

  constructor(reason: RefusalCode, message: string, cause?: unknown) {
    super("NOT_VERIFIED", message, cause === undefined ? undefined : { cause });
    this.name = "ProtectError";
    this.reason = reason;
  }
}
