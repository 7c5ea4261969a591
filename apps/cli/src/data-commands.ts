import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS, type FlagName } from "./flags.ts";
import type { Format } from "./outputs.ts";

const { everywhere } = FLAG_GROUPS;
/** What columns of a table are. */
const ROLES = ["label", "source", "time", "id", "text"] as const satisfies readonly FlagName[];
const RESULT = ["format", "output", "all", "reproducible", "allow-partial"] as const satisfies readonly FlagName[];

/** Every form in which an action shows its result. */
const PAGES = ["terminal", "json", "html", "markdown"] as const satisfies readonly Format[];

/** `castellan data …`, in the order of the help. */
export const DATA_COMMANDS: readonly CommandSpec[] = [
  {
    name: "data profile",
    arguments: "<path>",
    summary: "what is in a data set: types, distributions, repeats, leaks, personal data, secrets",
    flags: [...ROLES, "detect", "identity", "passphrase-file", ...RESULT, "seed", "jobs", "timeout", ...everywhere],
    formats: PAGES,
    examples: [
      "castellan data profile transactions.csv",
      "castellan data profile transactions.csv --label fraud --output html=profile.html",
    ],
    load: async () => (await import("./commands/encryption/unseal.ts")).unsealed(await import("./commands/data/profile.ts")),
  },
  {
    name: "data check",
    arguments: "<path>",
    summary: "whether somebody tampered with a data set, and which rows to hold back",
    flags: [
      ...ROLES,
      "label-file",
      "embedding",
      "encoder",
      "reference",
      "reviews",
      "scores",
      "seed",
      "jobs",
      "identity",
      "passphrase-file",
      ...RESULT,
      ...everywhere,
    ],
    formats: PAGES,
    examples: [
      "castellan data check transactions.csv --label fraud --scores scores.csv",
      "castellan data check images-idx3-ubyte.gz --label-file labels-idx1-ubyte.gz",
    ],
    load: async () => (await import("./commands/encryption/unseal.ts")).unsealed(await import("./commands/data/check.ts")),
  },
  {
    name: "data review",
    arguments: "<path>",
    summary: "rows that a person looked at and accepts: they are not raised again",
    flags: [...ROLES, "label-file", "rows", "reason", "reviews", ...RESULT, ...everywhere],
    formats: ["terminal"],
    examples: ['castellan data review transactions.csv --id key --rows T17,T44 --reason "asked the branch"'],
    load: () => import("./commands/data/review.ts"),
  },
  {
    name: "data clean",
    arguments: "<file>",
    summary: "the data set without the rows held back, which are kept beside it",
    flags: ["check", "scores", "id", "from", "force", ...RESULT, ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan data clean transactions.csv --check check.json --from scan.json --output clean.csv"],
    load: () => import("./commands/data/clean.ts"),
  },
  {
    name: "data drift",
    arguments: "<path...>",
    summary: "how a data set moved from another: per column, together, over time, and what it costs a model",
    flags: ["label", "time", "id", "save", "prediction", "probability", "favourable", "force", "seed", ...RESULT, ...everywhere],
    formats: PAGES,
    examples: [
      "castellan data drift reference.csv new.csv --label fraud --time booked_at",
      "castellan data drift --save march.sketch.json march.csv",
    ],
    load: () => import("./commands/data/drift.ts"),
  },
  {
    name: "data fairness",
    arguments: "<path>",
    summary: "how groups fare in a data set or with a model's answers, with intervals",
    flags: ["label", "group", "prediction", "score", "threshold", "favourable", "id", "seed", ...RESULT, ...everywhere],
    formats: PAGES,
    examples: ["castellan data fairness loans.csv --label approved --group sex,age:25 --prediction said --output weights=weights.csv"],
    load: () => import("./commands/data/fairness.ts"),
  },
  {
    name: "data intake",
    arguments: "<source>",
    summary: "new data by way of a quarantine: hashed, examined apart, judged by a policy, then taken in",
    flags: ["to", "as", "policy", "licence", "sign-off", "peer", "label", "time", "id", "offline", "timeout", ...RESULT, ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan data intake new.csv --to /srv/data --policy intake.yaml --id key --time booked_at --licence CC-BY-4.0"],
    load: () => import("./commands/data/intake.ts"),
  },
];
