import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** `castellan ledger`, in the order of the help. */
export const LEDGER_COMMANDS: readonly CommandSpec[] = [
  {
    name: "ledger init",
    arguments: "<dir>",
    summary: "begin a ledger: make its keys in the state folder, print what verifiers need to know",
    flags: ["origin", ...everywhere],
    examples: ["castellan ledger init /var/lib/castellan/ledger --origin example.org/ledger"],
    load: async () => ({ run: (await import("./commands/ledger/init.ts")).run }),
  },
  {
    name: "ledger append",
    arguments: "<dir> [file]",
    summary: "record acts, one JSON object a line; - is standard input; answers when they are durable",
    flags: ["output", ...everywhere],
    examples: ["castellan ledger append ledger acts.jsonl", "castellan ledger append ledger - < acts.jsonl"],
    load: async () => ({ run: (await import("./commands/ledger/append.ts")).run }),
  },
  {
    name: "ledger checkpoint",
    arguments: "<dir>",
    summary: "the signed state of a ledger; with the cosignatures of witnesses that are asked or handed in",
    flags: ["output", "log-key", "witness-url", "cosignature", "witness-policy", ...everywhere],
    examples: [
      "castellan ledger checkpoint ledger --output checkpoint-2026-11",
      "castellan ledger checkpoint ledger --witness-url https://witness.example.net --witness-policy policy.txt",
    ],
    load: async () => ({ run: (await import("./commands/ledger/checkpoint.ts")).run }),
  },
  {
    name: "ledger verify",
    arguments: "<dir-or-proof>",
    summary: "recompute a whole ledger, or judge one proof, and name what was changed; needs no network",
    flags: ["format", "output", "log-key", "checkpoint", "witness-policy", "entry", ...everywhere],
    formats: ["terminal", "json"],
    examples: [
      "castellan ledger verify ledger --log-key ledger.vkey --checkpoint checkpoint-2026-11",
      "castellan ledger verify entry-7.proof --log-key ledger.vkey --entry entry-7.json",
    ],
    load: async () => ({ run: (await import("./commands/ledger/verify.ts")).run }),
  },
  {
    name: "ledger prove",
    arguments: "<dir>",
    summary: "evidence that an entry is in the ledger (tlog-proof), or that it grew from an earlier size",
    flags: ["entry", "earlier-size", "entry-output", "output", ...everywhere],
    examples: ["castellan ledger prove ledger --entry 7 --output entry-7.proof --entry-output entry-7.json"],
    load: async () => ({ run: (await import("./commands/ledger/prove.ts")).run }),
  },
  {
    name: "ledger witness",
    arguments: "<dir>",
    summary: "cosign the checkpoint of somebody's ledger, if it has only grown since the last time",
    flags: ["log-key", "witness-name", "output", ...everywhere],
    examples: ["castellan ledger witness /mnt/ledger --log-key ledger.vkey --witness-name witness.example.net/w1 --output w1.cosignature"],
    load: async () => ({ run: (await import("./commands/ledger/witness.ts")).run }),
  },
  {
    name: "ledger erase",
    arguments: "<dir>",
    summary: "destroy the key of a person: what the ledger keeps of them is unreadable, and the ledger stays as it is",
    flags: ["person-file", ...everywhere],
    examples: ["castellan ledger erase ledger --person-file person.txt"],
    load: async () => ({ run: (await import("./commands/ledger/erase.ts")).run }),
  },
];
