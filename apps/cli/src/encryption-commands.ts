import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** `castellan encrypt, decrypt, keys`, in the order of the help. */
export const ENCRYPTION_COMMANDS: readonly CommandSpec[] = [
  {
    name: "encrypt",
    arguments: "<in> <out>",
    summary: "make a file unreadable to all but its recipients (age format); - is standard input or output",
    flags: ["recipient", "recipients-file", "identity", "passphrase", "passphrase-file", "armor", "durable", "jobs", ...everywhere],
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
    summary: "open an encrypted file with an identity or a passphrase; - is standard input or output",
    flags: ["identity", "passphrase", "passphrase-file", "durable", "jobs", ...everywhere],
    examples: [
      "castellan decrypt train.parquet.age train.parquet -i key.txt",
      "castellan decrypt notes.age notes.txt --passphrase",
      "castellan decrypt data.tar.age - -i key.txt | tar x",
    ],
    load: async () => ({ run: (await import("./commands/encryption/decrypt.ts")).run }),
  },
];
