import { ProtectError } from "../../errors.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import { type NoteSignature, parseSignatureLine } from "./note.ts";

/** Most signatures that a checkpoint gathers. */
const MOST = 64;

/** Signature lines as a witness answers them. @throws ProtectError FORMAT_INVALID */
export function parseCosignatures(what: string, text: string): readonly NoteSignature[] {
  const lines = text.split("\n").filter((line) => line !== "");
  const signatures = lines.flatMap((line) => parseSignatureLine(line) ?? []);
  if (signatures.length === 0 || signatures.length !== lines.length || lines.length > MOST)
    throw new ProtectError("FORMAT_INVALID", `${what} holds no cosignature lines (— name base64).`);
  return signatures;
}

/** The checkpoint with more signatures; a newer one of the same key takes the place of the older. */
export function withSignatures(checkpoint: SignedCheckpoint, more: readonly NoteSignature[]): SignedCheckpoint {
  const kept = checkpoint.note.signatures.filter((one) => !more.some(({ name, keyId }) => name === one.name && keyId === one.keyId));
  return { ...checkpoint, note: { text: checkpoint.note.text, signatures: [...kept, ...more] } };
}
