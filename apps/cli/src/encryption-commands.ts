import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** `castellan encrypt, decrypt, keys`, in the order of the help. */
export const ENCRYPTION_COMMANDS: readonly CommandSpec[] = [
  {
    name: "encrypt",
    arguments: "<in> <out>",
    summary: "make a file or folder unreadable to all but its recipients (age format); - is standard input or output",
    flags: [
      "recipient",
      "recipients-file",
      "identity",
      "passphrase",
      "passphrase-file",
      "armor",
      "durable",
      "jobs",
      "ledger",
      ...everywhere,
    ],
    examples: [
      "castellan encrypt train.parquet train.parquet.age -r age1pq1…",
      "castellan encrypt model.safetensors model.age --recipients-file team.txt",
      "castellan encrypt notes.txt notes.age --passphrase",
      "tar c data | castellan encrypt - data.tar.age --recipients-file team.txt",
    ],
    load: async () => ({ run: (await import("./commands/encryption/encrypt.ts")).run }),
  },
  {
    name: "decrypt",
    arguments: "<in> <out>",
    summary: "open an encrypted file or folder with an identity or a passphrase; - is standard input or output",
    flags: ["identity", "passphrase", "passphrase-file", "durable", "jobs", "ledger", ...everywhere],
    examples: [
      "castellan decrypt train.parquet.age train.parquet -i key.txt",
      "castellan decrypt notes.age notes.txt --passphrase",
      "castellan decrypt data.tar.age - -i key.txt | tar x",
    ],
    load: async () => ({ run: (await import("./commands/encryption/decrypt.ts")).run }),
  },
  {
    name: "keys new",
    arguments: "[name]",
    summary: "make a key that data is encrypted to; post-quantum, and under a passphrase unless told",
    flags: [
      "passphrase-file",
      "recipient",
      "recipients-file",
      "unsealed",
      "recovery",
      "classical",
      "output",
      "reason",
      "ledger",
      ...everywhere,
    ],
    examples: [
      "castellan keys new",
      "castellan keys new transactions -r age1pq1… -r aws-kms:alias/data",
      "castellan keys new recovery --recovery --output /media/safe/recovery.txt",
    ],
    load: async () => ({ run: (await import("./commands/encryption/keys.ts")).create }),
  },
  {
    name: "keys list",
    arguments: "[name]",
    summary: "keys, who can be encrypted to, and what became of them",
    flags: ["format", "all", ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan keys list", "castellan keys list transactions --all --format json"],
    load: async () => ({ run: (await import("./commands/encryption/keys.ts")).list }),
  },
  {
    name: "keys rotate",
    arguments: "<name>",
    summary: "a new key under the name, or the same one for other people (--rewrap)",
    flags: [
      ...(["passphrase-file", "recipient", "recipients-file", "identity", "unsealed", "classical", "rewrap", "reason", "ledger"] as const),
      ...everywhere,
    ],
    examples: [
      "castellan keys rotate transactions",
      "castellan keys rotate transactions --rewrap -i me.txt -r age1pq1… --reason 'Kim left'",
    ],
    load: async () => ({ run: (await import("./commands/encryption/keys.ts")).rotate }),
  },
  {
    name: "keys destroy",
    arguments: "<name>",
    summary: "destroy a key: what is encrypted to it alone can no longer be opened by anybody",
    flags: ["reason", "force", "ledger", ...everywhere],
    examples: ["castellan keys destroy transactions-2024 --force --reason 'retention ended'"],
    load: async () => ({ run: (await import("./commands/encryption/keys.ts")).destroy }),
  },
];
