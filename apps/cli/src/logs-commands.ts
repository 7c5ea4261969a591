import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** `castellan logs …`, in the order of the help. */
export const LOGS_COMMANDS: readonly CommandSpec[] = [
  {
    name: "logs check",
    arguments: "<path...>",
    summary: "who did something unusual, from access and audit logs, with the events that show it",
    flags: ["format", "output", "baseline", "save-baseline", "alerts-per-day", "all", "allow-partial", ...everywhere],
    formats: ["terminal", "json"],
    examples: [
      "castellan logs check logs/ --save-baseline usual.json",
      "castellan logs check today.json.gz --baseline usual.json --alerts-per-day 3",
    ],
    load: () => import("./commands/logs/check.ts"),
  },
  {
    name: "logs privileges",
    arguments: "<path...>",
    summary: "rights of users and roles that nobody used, with reduced policies that allow what was done",
    flags: ["format", "output", "scan", "all", "allow-partial", "target", "cache", ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan logs privileges cloudtrail/ --scan scan.json", "castellan logs privileges cloudtrail/ --format json"],
    load: () => import("./commands/logs/privileges.ts"),
  },
];
