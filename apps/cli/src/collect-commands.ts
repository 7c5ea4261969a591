import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** Commands that read live accounts and clusters. */
export const COLLECT_COMMANDS: readonly CommandSpec[] = [
  {
    name: "collect aws",
    arguments: "",
    summary: "what is there in AWS accounts, read only, as an inventory for castellan scan",
    flags: [
      "output",
      "profile",
      "region",
      "role-name",
      "accounts",
      "endpoint-url",
      "days",
      "resume",
      "print-policy",
      "all",
      "reproducible",
      "allow-partial",
      "jobs",
      "timeout",
      "offline",
      ...everywhere,
    ],
    examples: [
      "castellan collect aws --print-policy",
      "castellan collect aws --profile audit --output inventory.json",
      "castellan collect aws --role-name CastellanReadOnly --resume collected.jsonl --output inventory.json",
      "castellan scan . inventory.json",
    ],
    load: async () => ({ run: (await import("./commands/collect.ts")).aws }),
  },
  {
    name: "collect kubernetes",
    arguments: "",
    summary: "what is there in a cluster, read only, as an inventory for castellan scan",
    flags: [
      "output",
      "context",
      "namespace",
      "print-policy",
      "all",
      "reproducible",
      "allow-partial",
      "jobs",
      "timeout",
      "offline",
      ...everywhere,
    ],
    examples: [
      "castellan collect kubernetes --print-policy | kubectl apply -f -",
      "castellan collect kubernetes --context staging --output cluster.json",
    ],
    load: async () => ({ run: (await import("./commands/collect.ts")).kubernetes }),
  },
];
