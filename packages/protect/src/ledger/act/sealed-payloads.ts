import { createCipheriv, createDecipheriv, createHmac, hash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { ProtectError } from "../../errors.ts";
import { syncFolder, writeFileWhole } from "../../files/new-file.ts";

/** Bytes that are as good as random; seeded in tests. */
export type RandomBytes = (count: number) => Uint8Array;

/** What is personal in an act, and the salt under which the log knows it. */
export interface PersonalPayload {
  readonly salt: string;
  readonly values: Readonly<Record<string, string>>;
}

const Payload = z.strictObject({ salt: z.string(), values: z.record(z.string(), z.string()) });
const Sealed = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{32}$/),
  print: z.string(),
  nonce: z.string(),
  tag: z.string(),
  body: z.string(),
});

/** Where payloads lie that can be made unreadable one person at a time. */
export interface SealedPayloads {
  /** Makes the payload durable. @param person whose key seals it; a key of its own without one. */
  seal(id: string, payload: PersonalPayload, person?: string): void;
  /** @throws ProtectError FILE_MISSING, KEY_DESTROYED, NOT_DECRYPTED */
  open(id: string): PersonalPayload;
  /** Destroys the key of a person: all of their payloads are unreadable. Answers whether there was one. */
  destroyPerson(person: string): boolean;
  /** Destroys the key of one payload, and with it every other of the same key. */
  destroyPayload(id: string): boolean;
}

const ID = /^[0-9a-f]{32}$/;

/** Salted hash of a personal value, as the log holds it. */
export function saltedHash(salt: string, name: string, value: string): string {
  return createHmac("sha256", Buffer.from(salt, "hex")).update(`${name}\0${value}`).digest("hex");
}

/**
 * Payloads in one folder, keys in another, AES-256-GCM between them. The name of a person stands in neither: their key is
 * found by a hash under a secret of the key folder.
 * @param payloads folder beside the log @param keys folder apart from it, mode 0700
 */
export function sealedPayloadFolders(payloads: string, keys: string, random: RandomBytes): SealedPayloads {
  const secret = (): Buffer => {
    const path = join(keys, "secret");
    if (!existsSync(path)) {
      mkdirSync(keys, { recursive: true, mode: 0o700 });
      writeFileWhole(path, Buffer.from(random(32)), 0o600);
    }
    return readFileSync(path);
  };
  const keyNameOf = (person: string): string => createHmac("sha256", secret()).update(person).digest("hex").slice(0, 32);
  const keyPath = (name: string): string => join(keys, name);
  const payloadPath = (id: string): string => {
    if (!ID.test(id)) throw new ProtectError("OPTION_INVALID", `${id} names no sealed payload; it has 32 hexadecimal digits.`);
    return join(payloads, id.slice(0, 2), id);
  };
  const readSealed = (id: string): z.infer<typeof Sealed> => {
    const path = payloadPath(id);
    if (!existsSync(path))
      throw new ProtectError("FILE_MISSING", `There is no sealed payload ${path}; it was taken away, or lies elsewhere.`);
    let value: unknown;
    try {
      value = JSON.parse(readFileSync(path, "utf8"));
    } catch (cause) {
      throw new ProtectError("FORMAT_INVALID", `${path} is no sealed payload.`, { cause });
    }
    const parsed = Sealed.safeParse(value);
    if (!parsed.success) throw new ProtectError("FORMAT_INVALID", `${path} is no sealed payload.`);
    return parsed.data;
  };
  return {
    seal: (id, payload, person) => {
      const name = person === undefined ? Buffer.from(random(16)).toString("hex") : keyNameOf(person);
      if (!existsSync(keyPath(name))) {
        mkdirSync(keys, { recursive: true, mode: 0o700 });
        writeFileWhole(keyPath(name), Buffer.from(random(32)), 0o600);
      }
      const key = readFileSync(keyPath(name));
      const nonce = random(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(id));
      const body = Buffer.concat([cipher.update(JSON.stringify(payload), "utf8"), cipher.final()]);
      const print = hash("sha256", key).slice(0, 16);
      const sealed = {
        key: name,
        print,
        nonce: Buffer.from(nonce).toString("base64"),
        tag: cipher.getAuthTag().toString("base64"),
        body: body.toString("base64"),
      };
      writeFileWhole(payloadPath(id), JSON.stringify(sealed), 0o600);
    },
    open: (id) => {
      const sealed = readSealed(id);
      const key = existsSync(keyPath(sealed.key)) ? readFileSync(keyPath(sealed.key)) : undefined;
      if (key === undefined || hash("sha256", key).slice(0, 16) !== sealed.print)
        throw new ProtectError("KEY_DESTROYED", `The key of the sealed payload ${id} was destroyed; nobody can read it any more.`);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(sealed.nonce, "base64"), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(id)).setAuthTag(Buffer.from(sealed.tag, "base64"));
        return Payload.parse(
          JSON.parse(Buffer.concat([decipher.update(Buffer.from(sealed.body, "base64")), decipher.final()]).toString("utf8")),
        );
      } catch (cause) {
        throw new ProtectError("NOT_DECRYPTED", `The sealed payload ${id} was changed; take it from a copy.`, { cause });
      }
    },
    destroyPerson: (person) => destroyFile(keyPath(keyNameOf(person))),
    destroyPayload: (id) => destroyFile(keyPath(readSealed(id).key)),
  };
}

/** Writes over a key before it goes; a disk that keeps old blocks may hold them still. */
function destroyFile(path: string): boolean {
  if (!existsSync(path)) return false;
  const descriptor = openSync(path, "r+");
  try {
    writeSync(descriptor, Buffer.alloc(statSync(path).size));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(path);
  syncFolder(dirname(path));
  return true;
}
