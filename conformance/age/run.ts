/**
 * Decrypts the vectors of the age format (C2SP/CCTV) and compares how each ends, where it fails, and every byte that was
 * released.
 *   node conformance/age/run.ts [--vectors DIR] [--verbose]
 * DIR holds the vectors, age.tar.gz or a folder age; each file has lines `key: value`, an empty line, and the age file.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inflateSync } from "node:zlib";
import { unarmor } from "../../packages/protect/src/encryption/armor.ts";
import { type ByteReader, bytesReader } from "../../packages/protect/src/encryption/byte-reader.ts";
import { isAuthentic } from "../../packages/protect/src/encryption/header.ts";
import { parseIdentities } from "../../packages/protect/src/encryption/key-text.ts";
import { unwrapFileKey } from "../../packages/protect/src/encryption/open-header.ts";
import { payloadKey } from "../../packages/protect/src/encryption/payload.ts";
import type { Identity } from "../../packages/protect/src/encryption/recipient.ts";
import { passphraseIdentity } from "../../packages/protect/src/encryption/recipients/passphrase.ts";
import { decryptPayload, readHeader, readNonce } from "../../packages/protect/src/encryption/stream.ts";
import { ProtectError } from "../../packages/protect/src/errors.ts";

const { values } = parseArgs({ options: { vectors: { type: "string" }, verbose: { type: "boolean", default: false } } });
const SHARED = join(import.meta.dirname, "../../../shared/data");

interface Vector {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly file: Buffer;
}

function vectorOf(bytes: Buffer): Vector | undefined {
  const end = bytes.indexOf("\n\n");
  if (end < 0 || !bytes.subarray(0, 8).equals(Buffer.from("expect: "))) return undefined;
  const fields = new Map<string, string[]>();
  for (const line of bytes.toString("latin1", 0, end).split("\n")) {
    const split = line.indexOf(": ");
    const [key, value] = [line.slice(0, split), line.slice(split + 2)];
    fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  const file = bytes.subarray(end + 2);
  return { fields, file: fields.get("compressed")?.[0] === "zlib" ? inflateSync(file) : file };
}

interface Outcome {
  readonly ended: string;
  readonly payload: string;
  readonly why: string;
}

async function decrypt(vector: Vector): Promise<Outcome> {
  const identities: Identity[] = [];
  for (const text of vector.fields.get("identity") ?? [])
    identities.push(...(await parseIdentities(Buffer.from(text), "identity", () => Promise.reject(new Error("no passphrase")))));
  for (const text of vector.fields.get("passphrase") ?? []) identities.push(passphraseIdentity(text));
  const hash = createHash("sha256");
  const failed = async (ended: string, action: () => Promise<void>): Promise<Outcome | undefined> => {
    try {
      await action();
      return undefined;
    } catch (error) {
      if (!(error instanceof ProtectError)) throw error;
      return {
        ended: error.message.startsWith("The text form") ? "armor failure" : ended,
        payload: hash.copy().digest("hex"),
        why: error.message,
      };
    }
  };
  let reader: ByteReader = bytesReader(vector.file);
  if (vector.fields.has("armored")) reader = unarmor(reader);
  let key: Buffer | undefined;
  let rest: ByteReader | undefined;
  let ended: string | undefined;
  const before = await failed("header failure", async () => {
    const opened = await readHeader(reader);
    const fileKey = await unwrapFileKey(opened.header.stanzas, identities);
    if (fileKey === undefined) ended = "no match";
    else if (!isAuthentic(opened.header, fileKey)) ended = "HMAC failure";
    else {
      key = payloadKey(fileKey, await readNonce(opened.rest));
      rest = opened.rest;
    }
  });
  if (before !== undefined) return before;
  if (ended !== undefined || key === undefined || rest === undefined) return { ended: ended ?? "", payload: "", why: "" };
  const [theKey, payload] = [key, rest];
  const within = await failed("payload failure", async () => {
    await decryptPayload(payload, { write: (bytes) => void hash.update(bytes) }, theKey);
  });
  return within ?? { ended: "success", payload: hash.digest("hex"), why: "" };
}

function unpacked(folder: string): { readonly folder: string; readonly temporary?: string } | undefined {
  if (existsSync(join(folder, "x25519_grease")) || existsSync(join(folder, "x25519"))) return { folder };
  if (existsSync(join(folder, "age"))) return { folder: join(folder, "age") };
  if (!existsSync(join(folder, "age.tar.gz"))) return undefined;
  const temporary = mkdtempSync(join(tmpdir(), "castellan-age-"));
  return spawnSync("tar", ["-xzf", join(folder, "age.tar.gz"), "-C", temporary]).status === 0
    ? { folder: join(temporary, "age"), temporary }
    : undefined;
}

const place = unpacked(values.vectors ?? SHARED);
if (place === undefined) {
  process.stderr.write("age: skipped, no vectors and no age.tar.gz; give --vectors DIR\n");
  process.exitCode = 77;
} else {
  let [right, wrong, other] = [0, 0, 0];
  for (const name of readdirSync(place.folder).sort()) {
    const vector = vectorOf(readFileSync(join(place.folder, name)));
    if (vector === undefined) {
      other++;
      continue;
    }
    const wanted = vector.fields.get("expect")?.[0] ?? "";
    const outcome = await decrypt(vector);
    const payload = vector.fields.get("payload")?.[0];
    const same = outcome.ended === wanted && (payload === undefined || payload === outcome.payload);
    if (same) right++;
    else wrong++;
    if (!same || values.verbose)
      process.stdout.write(
        `${same ? "ok   " : "WRONG"} ${name}: ${wanted}${same ? "" : `, got ${outcome.ended} ${outcome.payload}`}  ${outcome.why}\n`,
      );
  }
  if (place.temporary !== undefined) rmSync(place.temporary, { recursive: true });
  process.stdout.write(`${right} of ${right + wrong} vectors right (${other} other files)\n`);
  process.exitCode = wrong === 0 && right > 0 ? 0 : 1;
}
