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
  {
    name: "data anonymity",
    arguments: "<file>",
    summary: "how well people are hidden among those like them (k, l, t), and a table generalised until they are",
    flags: ["quasi", "sensitive", "k", "l", "t", "to", "force", "format", "output", ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan data anonymity adult.csv --quasi age,sex,race --sensitive income --k 5 --l 2 --to anonymous.csv"],
    load: () => import("./commands/masking/anonymity.ts"),
  },
  {
    name: "privacy query",
    arguments: "<file>",
    summary: "a count, sum, mean or quantile of a table with differential privacy; the budget is charged first",
    flags: [
      ...(["count", "sum", "mean", "quantile", "ranks", "person", "by", "groups", "lower", "upper"] as const),
      ...(["epsilon", "rho", "delta", "max-groups", "max-rows", "purpose", "dataset", "format", "output"] as const),
      ...everywhere,
    ],
    formats: ["terminal", "json"],
    examples: [
      'castellan privacy query pay.csv --mean amount --lower 0 --upper 500 --person customer --max-rows 10 --epsilon 0.2 --purpose "monthly report"',
      'castellan privacy query pay.csv --count --by region --person customer --max-groups 2 --max-rows 5 --rho 0.01 --delta 1e-7 --purpose "regions"',
    ],
    load: () => import("./commands/privacy/query.ts"),
  },
  {
    name: "privacy budget",
    arguments: "[dataset]",
    summary: "what may still be told of the people of a data set, and what was; --open sets it, once",
    flags: ["open", "person", "epsilon", "delta", "format", "output", ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan privacy budget pay.csv --open --person customer --epsilon 2 --delta 1e-6", "castellan privacy budget"],
    load: () => import("./commands/privacy/budget.ts"),
  },
  {
    name: "federated aggregate",
    arguments: "<dir>",
    summary: "one model update out of those of many clients, of which some may be hostile; says who looks odd",
    flags: ["method", "hostile", "mix", "norm", "trust", "to", "force", "format", "output", ...everywhere],
    formats: ["terminal", "json"],
    examples: [
      "castellan federated aggregate round-12/ --method multi-krum --mix --hostile 6 --trust trust.json --to round-12.safetensors",
    ],
    load: () => import("./commands/federated/aggregate.ts"),
  },
];
