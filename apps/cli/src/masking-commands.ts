import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS, type FlagName } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;
const KEY = ["key", "identity", "passphrase-file"] as const satisfies readonly FlagName[];

/** Masking, and what may be told of people: in the order of the help. */
export const MASKING_COMMANDS: readonly CommandSpec[] = [
  {
    name: "data mask",
    arguments: "<file>",
    summary: "a copy of a table with every column masked as a policy says; of any size",
    flags: ["policy", "to", ...KEY, "force", "format", "output", ...everywhere],
    formats: ["terminal", "json"],
    examples: [
      "castellan data mask customers.csv --policy mask.yaml --key mask.key --to masked.csv",
      "castellan data mask people.parquet --policy mask.yaml --key mask.key.age -i me.txt --to masked.parquet",
    ],
    load: () => import("./commands/masking/mask.ts"),
  },
  {
    name: "data unmask",
    arguments: "<file>",
    summary: "the values behind tokens and behind what was masked in form; with the key and a reason, recorded",
    flags: ["policy", "to", ...KEY, "reason", "ledger", "force", "format", "output", ...everywhere],
    formats: ["terminal", "json"],
    examples: ['castellan data unmask masked.csv --policy mask.yaml --key mask.key --to plain.csv --reason "fraud case 4711"'],
    load: () => import("./commands/masking/unmask.ts"),
  },
];
