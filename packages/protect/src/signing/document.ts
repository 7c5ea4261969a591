import { z } from "zod";
import { REFUSALS } from "./refusal.ts";
import type { Verification } from "./verify.ts";

/** The published form of a verification (`castellan schema verify`). */
export const VerifyDocument = z
  .strictObject({
    schema: z.literal("castellan/verify/1"),
    target: z.string().describe("what was verified, as it was called"),
    signature: z.string(),
    verified: z.boolean().describe("true only where signature, statement and every file hold"),
    complete: z.boolean().describe("false where something that is signed could not be read"),
    signer: z
      .strictObject({
        method: z.enum(["key", "certificate", "keyless"]),
        algorithm: z.string().optional(),
        key: z.string().optional().describe("SHA-256 of the PEM text of the public key"),
        subject: z.string().optional(),
        issuer: z.string().optional(),
        validFrom: z.string().optional(),
        validTo: z.string().optional(),
        fingerprint: z.string().optional().describe("SHA-256 of the certificate"),
      })
      .optional()
      .describe("who signed, where the signature itself holds"),
    model: z
      .strictObject({
        name: z.string(),
        root: z.string().optional().describe("SHA-256 over the digests in their order"),
        method: z.enum(["files", "shards"]),
        hash: z.string(),
        signed: z.int().describe("digests in the statement"),
        files: z.int().describe("files that were found"),
        bytes: z.int(),
      })
      .optional(),
    postQuantum: z.string().optional().describe("algorithm of the second signature, where it was asked for and holds"),
    reasons: z.array(z.strictObject({ code: z.enum(REFUSALS), message: z.string(), file: z.string().optional() })),
    changed: z.array(z.string()),
    missing: z.array(z.string()),
    added: z.array(z.string()),
    notes: z.array(z.string()),
    run: z.strictObject({ time: z.string(), milliseconds: z.number() }).optional(),
  })
  .describe("Whether a model or data set is the one that was signed");
export type VerifyDocument = z.infer<typeof VerifyDocument>;

/** The published form of what was found. */
export function verifyDocument(target: string, signature: string, found: Verification, run?: VerifyDocument["run"]): VerifyDocument {
  const { verified, complete, signer, manifest, postQuantum, reasons, changed, missing, added, notes, files, bytes } = found;
  return {
    schema: "castellan/verify/1",
    target,
    signature,
    verified,
    complete,
    ...(signer === undefined ? {} : { signer }),
    ...(manifest === undefined
      ? {}
      : {
          model: {
            name: manifest.name,
            ...(manifest.root === undefined ? {} : { root: manifest.root }),
            method: manifest.method,
            hash: manifest.hash,
            signed: manifest.resources.length,
            files,
            bytes,
          },
        }),
    ...(postQuantum === undefined ? {} : { postQuantum }),
    reasons: [...reasons],
    changed: [...changed],
    missing: [...missing],
    added: [...added],
    notes: [...notes],
    ...(run === undefined ? {} : { run }),
  };
}
