import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** `castellan retention …`, in the order of the help. */
export const RETENTION_COMMANDS: readonly CommandSpec[] = [
  {
    name: "retention plan",
    arguments: "<rules>",
    summary: "what stays, what is due, what a legal hold keeps, and what nobody can say; nothing is erased",
    flags: ["format", "output", "all", ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan retention plan retention.yaml", "castellan retention plan retention.yaml --format json --output plan.json"],
    load: async () => ({ run: (await import("./commands/retention/plan.ts")).run }),
  },
  {
    name: "retention apply",
    arguments: "<plan>",
    summary: "erase what a plan lists as due, where it still is, unchanged and approved; a signed certificate for each",
    flags: ["format", "output", "rules", "private-key", "passphrase-file", "approval", "certificates", "ledger", ...everywhere],
    formats: ["terminal", "json"],
    examples: [
      "castellan retention apply plan.json --rules retention.yaml --private-key key.pem --approval ann.json --ledger ledger",
      "castellan retention apply plan.json --rules retention.yaml --private-key key.pem --certificates proof/",
    ],
    load: async () => ({ run: (await import("./commands/retention/apply.ts")).run }),
  },
  {
    name: "retention verify",
    arguments: "<certificate>",
    summary: "what a certificate of deletion says, and whether it is signed; needs no network and no data",
    flags: ["format", "output", "public-key", ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan retention verify certificates/claims-2019.json --public-key key.pub.pem"],
    load: async () => ({ run: (await import("./commands/retention/verify.ts")).run }),
  },
];
