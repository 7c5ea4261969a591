import { FLAG_GROUPS, type FlagName } from "./flags.ts";
import type { Terminal } from "./terminal.ts";
import type { Values } from "./values.ts";

/** What a command is given; everything that touches the outside is passed in. */
export interface CommandContext {
  readonly arguments: readonly string[];
  readonly values: Values;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly clock: () => Date;
}

export interface CommandModule {
  /** Returns the exit code. */
  run(context: CommandContext): Promise<number>;
}

export interface CommandSpec {
  readonly name: string;
  readonly arguments: string;
  readonly summary: string;
  readonly flags: readonly FlagName[];
  readonly examples: readonly string[];
  /** Loaded when the command is known: start-up pays for one command only. */
  load(): Promise<CommandModule>;
}

const { everywhere, reading } = FLAG_GROUPS;

/** What commands of two words have in common. */
export const GROUPS: Readonly<Record<string, string>> = {
  model: "what model files would do (inspect), and their tensors without the rest (convert)",
  data: "data sets: what is in them, who tampered with them, how they moved, whom they disadvantage",
  text: "personal data, secrets, hidden text and injected instructions in texts (scan)",
};

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: "scan",
    arguments: "[target...]",
    summary: "which AI there is, how it hangs together, what is wrong with it",
    flags: [
      "format",
      "output",
      "fail-on",
      "scope",
      "only",
      "skip",
      "targets",
      "baseline",
      "since",
      "tracked-only",
      "deep",
      "env-file",
      "all",
      "fix",
      "reproducible",
      "allow-partial",
      ...reading,
      ...everywhere,
    ],
    examples: [
      "castellan scan .",
      "castellan scan . --format json --output bom.json",
      "castellan scan . --deep",
      "castellan scan api training --output html=report.html --fail-on critical",
    ],
    load: () => import("./commands/scan.ts"),
  },
  {
    name: "model",
    arguments: "<action> [path...]",
    summary: "what model files would do (inspect), and their tensors without the rest (convert); nothing is loaded",
    flags: [
      "format",
      "output",
      "strict",
      "known-bad",
      "to",
      "force",
      "offline",
      "config",
      "all",
      "reproducible",
      "allow-partial",
      "jobs",
      "timeout",
      ...everywhere,
    ],
    examples: [
      "castellan model inspect model.pt",
      "castellan model inspect hf:org/name@main",
      "castellan model inspect models/ --format json --strict",
      "castellan model convert model.pt --to safetensors",
    ],
    load: () => import("./commands/model.ts"),
  },
  {
    name: "data",
    arguments: "<action> [path...]",
    summary:
      "what is in a data set (profile), whether somebody tampered with it (check), how it moved from another (drift), how groups fare in it (fairness), a quarantine for new data (intake), the rows without what was held back (clean)",
    flags: [
      "format",
      "output",
      "label",
      "source",
      "time",
      "id",
      "text",
      "save",
      "prediction",
      "probability",
      "score",
      "threshold",
      "group",
      "favourable",
      "check",
      "scores",
      "from",
      "to",
      "as",
      "policy",
      "licence",
      "sign-off",
      "peer",
      "force",
      "embedding",
      "reference",
      "label-file",
      "reviews",
      "rows",
      "reason",
      "detect",
      "seed",
      "offline",
      "config",
      "all",
      "reproducible",
      "allow-partial",
      "jobs",
      "timeout",
      ...everywhere,
    ],
    examples: [
      "castellan data profile transactions.csv --label fraud --output html=profile.html",
      "castellan data drift reference.csv new.csv --label fraud --time booked_at",
      "castellan data drift --save march.sketch.json march.csv",
      "castellan data check transactions.csv --label fraud --scores scores.csv",
      "castellan data fairness loans.csv --label approved --group sex,age:25 --prediction said --output weights=weights.csv",
      "castellan data clean transactions.csv --check check.json --from scan.json --output clean.csv",
      "castellan data intake new.csv --to /srv/data --policy intake.yaml --id key --time booked_at --licence CC-BY-4.0",
    ],
    load: () => import("./commands/data.ts"),
  },
  {
    name: "text",
    arguments: "<action> [path...]",
    summary: "personal data, secrets, hidden text and injected instructions in texts (scan)",
    flags: ["format", "output", "detect", "locale", "field", "rules", "strict", "all", "allow-partial", ...everywhere],
    examples: [
      "castellan text scan prompts.jsonl > spans.jsonl",
      "castellan text scan page.html notes.md --detect hidden,injection",
      "cat rows.jsonl | castellan text scan - --field body",
    ],
    load: () => import("./commands/text.ts"),
  },
  {
    name: "diff",
    arguments: "<a> <b>",
    summary: "what is new between two scans or git revisions",
    flags: ["format", "output", "fail-on", "scope", "target", "reproducible", ...reading, ...everywhere],
    examples: ["castellan diff main HEAD", "castellan diff before.json after.json --format markdown"],
    load: () => import("./commands/diff.ts"),
  },
  {
    name: "rules",
    arguments: "[action] [id]",
    summary: "list rules, or show one: why, example, fix (list | show ID)",
    flags: ["format", "output", ...everywhere],
    examples: ["castellan rules list", "castellan rules show unsafe-load"],
    load: () => import("./commands/rules.ts"),
  },
  {
    name: "explain",
    arguments: "<what>",
    summary: "why an action, finding or asset is as it is (rank, id or name)",
    flags: ["from", "target", "cache", ...everywhere],
    examples: ["castellan explain 1", "castellan explain fraud-model --from scan.json"],
    load: () => import("./commands/explain.ts"),
  },
  {
    name: "init",
    arguments: "[target]",
    summary: "write settings, a baseline and a CI job",
    flags: ["force", ...reading, ...everywhere],
    examples: ["castellan init"],
    load: () => import("./commands/init.ts"),
  },
  {
    name: "baseline",
    arguments: "<action> [target...]",
    summary: "accept what is there today, or drop what is gone (create | prune)",
    flags: ["baseline", "force", "tracked-only", ...reading, ...everywhere],
    examples: ["castellan baseline create", "castellan baseline prune"],
    load: () => import("./commands/baseline.ts"),
  },
  {
    name: "schema",
    arguments: "[name]",
    summary: "print a JSON Schema (scan, diff, baseline, config, knowledge)",
    flags: ["output", ...everywhere],
    examples: ["castellan schema scan", "castellan schema config --output castellan.schema.json"],
    load: () => import("./commands/schema.ts"),
  },
  {
    name: "completion",
    arguments: "<shell>",
    summary: "print a completion script (bash, zsh, fish)",
    flags: [...everywhere],
    examples: ["castellan completion bash > /etc/bash_completion.d/castellan"],
    load: () => import("./commands/completion.ts"),
  },
];
