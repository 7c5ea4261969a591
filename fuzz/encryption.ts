import { bytesReader } from "../packages/protect/src/encryption/byte-reader.ts";
import { parseHeader } from "../packages/protect/src/encryption/header.ts";
import { parseIdentities, parseRecipients } from "../packages/protect/src/encryption/key-text.ts";
import { newX25519, x25519Identity, x25519Recipient } from "../packages/protect/src/encryption/recipients/x25519.ts";
import { parseSshPrivateKey, parseSshPublicKey } from "../packages/protect/src/encryption/ssh-key.ts";
import { decryptStream, encryptStream } from "../packages/protect/src/encryption/stream.ts";
import { readManifest } from "../packages/protect/src/encryption/tree-manifest.ts";
import { ProtectError } from "../packages/protect/src/errors.ts";

interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): unknown;
}

const pair = newX25519(Buffer.alloc(32, 3));
const identities = [x25519Identity(pair.identity)];
const recipients = [x25519Recipient(pair.recipient)];
const CONTENT = Buffer.alloc(70_000, 5);

async function sealed(armored: boolean): Promise<Buffer> {
  const parts: Buffer[] = [];
  await encryptStream(bytesReader(CONTENT), { write: (part) => void parts.push(Buffer.from(part)) }, recipients, { armored });
  return Buffer.concat(parts);
}
const [BINARY, TEXT] = [await sealed(false), await sealed(true)];
const KEYS = Buffer.from(
  `# mine\n${pair.identity}\n${pair.recipient}\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA me\n`,
);

/** The sample with pieces of the input laid over it, at places that the input says; a third of the time cut off. */
function grafted(sample: Buffer, bytes: Uint8Array): Buffer {
  const out = Buffer.from(sample);
  for (let at = 0; at + 4 < Math.min(bytes.length, 40); at += 5) {
    const place = ((bytes[at] ?? 0) * 65_536 + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0)) % out.length;
    // Headers are short and say most.
    out[at % 2 === 0 ? place % Math.min(300, out.length) : place] = bytes[at + 3] ?? 0;
  }
  return (bytes[0] ?? 0) % 3 === 0 ? out.subarray(0, (bytes.length * 131) % out.length) : out;
}

/** Refusing is right; anything else that is thrown is a fault. */
async function refusing(act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ProtectError)) throw error;
  }
}

/** What comes out of changed files is what went in, from its front: never a changed byte. */
async function opened(bytes: Uint8Array): Promise<void> {
  let at = 0;
  await refusing(() =>
    decryptStream(
      bytesReader(bytes),
      {
        write: (part) => {
          if (!CONTENT.subarray(at, at + part.length).equals(part)) throw new Error("a changed byte was released");
          at += part.length;
        },
      },
      identities,
    ),
  );
}

const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");
const never = (): Promise<string> => Promise.resolve("");

export const targets: readonly FuzzTarget[] = [
  { name: "header", run: (bytes) => refusing(() => parseHeader(bytes)) },
  { name: "changed file", run: (bytes) => opened(grafted(BINARY, bytes)) },
  { name: "changed text form", run: (bytes) => opened(grafted(TEXT, bytes)) },
  { name: "junk", run: (bytes) => opened(bytes) },
  { name: "recipients", run: (bytes) => refusing(() => parseRecipients(asText(grafted(KEYS, bytes)), "fuzz")) },
  {
    name: "identities",
    run: async (bytes) => {
      // A sealed key file would cost a second of scrypt each.
      if (bytes.includes(99) && asText(bytes).includes("scrypt")) return;
      await refusing(() => parseIdentities(grafted(KEYS, bytes), "fuzz", never));
      await refusing(() => parseIdentities(bytes, "fuzz", never));
    },
  },
  {
    name: "ssh keys",
    run: async (bytes) => {
      await refusing(() => parseSshPublicKey(`ssh-rsa ${Buffer.from(bytes).toString("base64")}`));
      const body = Buffer.concat([Buffer.from("openssh-key-v1\0"), bytes]).toString("base64");
      await refusing(() => parseSshPrivateKey(`-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----`));
    },
  },
  { name: "manifest", run: (bytes) => refusing(() => readManifest(asText(bytes))) },
];
