import { ProtectError } from "../errors.ts";
import { looksArmored } from "./armor.ts";
import { type ByteReader, bytesReader } from "./byte-reader.ts";
import { MAGIC } from "./header.ts";
import type { Identity, Recipient } from "./recipient.ts";
import { hybridIdentity, hybridRecipient } from "./recipients/hybrid.ts";
import { loadMlKem } from "./recipients/ml-kem.ts";
import { passphraseIdentity } from "./recipients/passphrase.ts";
import { x25519Identity, x25519Recipient } from "./recipients/x25519.ts";

/* Recipients and identities as people write them: one a line, `#` before remarks (the files of the age command). */

/** A file of keys is small; anything beyond is not one. */
export const MAXIMAL_KEY_FILE = 16 * 1024 * 1024;
const PLUGIN = /^AGE-PLUGIN-/i;

/** Text between the marks of a PEM file, or an SSH key. */
const PEM = /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

/**
 * A recipient by its text: `age1pq1…`, `age1…`, or a public SSH key.
 * @throws ProtectError KEY_INVALID
 */
export async function parseRecipient(text: string): Promise<Recipient> {
  const line = text.trim();
  if (/^ssh-/.test(line)) return (await import("./recipients/ssh.ts")).sshRecipient(line);
  if (line.startsWith("age1pq1")) return hybridRecipient(line, await loadMlKem());
  if (/^AGE-SECRET-KEY-/i.test(line))
    throw new ProtectError(
      "KEY_INVALID",
      "That is a secret key, not a recipient: it belongs into an identity file, and whoever saw it can read your files.",
    );
  if (/^age1[a-z0-9]+1/.test(line))
    throw new ProtectError(
      "KEY_INVALID",
      `${line.slice(0, 16)}… is a recipient of a plug-in of age, which is not read here; use age1… or age1pq1….`,
    );
  if (line.startsWith("age1")) return x25519Recipient(line);
  throw new ProtectError("KEY_INVALID", `${line.slice(0, 24)} is no recipient; they begin with age1pq1, age1 or ssh-.`);
}

/** The lines that say something, with their numbers from 1. */
function linesOf(text: string): readonly { readonly line: string; readonly number: number }[] {
  return text
    .split("\n")
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== "" && !line.startsWith("#"));
}

async function atLine<T>(name: string, number: number, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof ProtectError)) throw cause;
    throw new ProtectError(cause.code, `${name}, line ${number}: ${cause.message}`, { cause });
  }
}

/** A file of recipients, one a line. @throws ProtectError KEY_INVALID with the line */
export async function parseRecipients(text: string, name: string): Promise<readonly Recipient[]> {
  const recipients: Recipient[] = [];
  for (const { line, number } of linesOf(text)) recipients.push(await atLine(name, number, () => parseRecipient(line)));
  if (recipients.length === 0) throw new ProtectError("KEY_INVALID", `${name} names no recipient.`);
  return recipients;
}

async function identityOf(line: string): Promise<Identity> {
  if (line.startsWith("AGE-SECRET-KEY-PQ-1")) return hybridIdentity(line, await loadMlKem());
  if (line.startsWith("AGE-SECRET-KEY-1")) return x25519Identity(line);
  if (PLUGIN.test(line)) throw new ProtectError("KEY_INVALID", "Identities of plug-ins of age are not read here.");
  if (/^(?:age1|ssh-)/.test(line))
    throw new ProtectError("KEY_INVALID", "That is a recipient, which opens nothing; give the identity file that belongs to it.");
  throw new ProtectError("KEY_INVALID", "That is no identity; they begin with AGE-SECRET-KEY-, or are a private SSH key.");
}

/** Asks for the passphrase of an identity file that is under one. */
export type AskPassphrase = (file: string) => Promise<string>;

async function unsealed(bytes: Uint8Array, name: string, ask: AskPassphrase): Promise<Buffer> {
  const { decryptStream } = await import("./stream.ts");
  const parts: Buffer[] = [];
  const reader: ByteReader = bytesReader(bytes);
  try {
    await decryptStream(reader, { write: (part) => void parts.push(Buffer.from(part)) }, [passphraseIdentity(await ask(name))]);
  } catch (cause) {
    if (!(cause instanceof ProtectError)) throw cause;
    throw new ProtectError(
      cause.code === "NOT_DECRYPTED" ? "NOT_DECRYPTED" : cause.code,
      `The identity file ${name} does not open: its passphrase is another, or it is damaged. (${cause.message})`,
      { cause },
    );
  }
  return Buffer.concat(parts);
}

/**
 * The identities of a file: lines `AGE-SECRET-KEY-…`, a private SSH key, or either of them under a passphrase.
 * @param ask is called only where the file is under a passphrase
 * @throws ProtectError KEY_INVALID with the line, NOT_DECRYPTED for a wrong passphrase
 */
export async function parseIdentities(bytes: Uint8Array, name: string, ask: AskPassphrase): Promise<readonly Identity[]> {
  if (bytes.length > MAXIMAL_KEY_FILE) throw new ProtectError("LIMIT_EXCEEDED", `${name} is too large for a file of keys.`);
  const start = Buffer.from(bytes.subarray(0, 2048)).toString("latin1");
  if (start.startsWith(MAGIC) || looksArmored(bytes.subarray(0, 2048))) {
    const plain = await unsealed(bytes, name, ask);
    return parsePlain(plain.toString("utf8"), name);
  }
  return parsePlain(Buffer.from(bytes).toString("utf8"), name);
}

async function parsePlain(text: string, name: string): Promise<readonly Identity[]> {
  if (PEM.test(text.trimStart())) return [await atLine(name, 1, async () => (await import("./recipients/ssh.ts")).sshIdentity(text))];
  const identities: Identity[] = [];
  for (const { line, number } of linesOf(text)) identities.push(await atLine(name, number, () => identityOf(line)));
  if (identities.length === 0) throw new ProtectError("KEY_INVALID", `${name} holds no identity.`);
  return identities;
}
