import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** `castellan policy` and the broker, in the order of the help. */
export const POLICY_COMMANDS: readonly CommandSpec[] = [
  {
    name: "policy check",
    arguments: "<request>",
    summary: "may this use of data or a model happen? says which rule decided, and what to do",
    flags: ["policy", "format", "output", ...everywhere],
    formats: ["terminal", "json"],
    examples: ["castellan policy check request.json --policy policies", "castellan policy check request.json --format json"],
    load: async () => ({ run: (await import("./commands/policy/check.ts")).run }),
  },
  {
    name: "policy schema",
    arguments: "",
    summary: "what policies can speak of (Cedar schema), and the rules that always stand",
    flags: ["output", ...everywhere],
    examples: ["castellan policy schema"],
    load: async () => ({ run: (await import("./commands/policy/schema.ts")).run }),
  },
];
