import { n as FLAG_GROUPS } from "./flags-PTDDG_9X.js";
// apps/cli/src/command.ts
const { everywhere, reading } = FLAG_GROUPS;
/** Every command, in the order of the help. */
const COMMANDS = [
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
			"env-file",
			"all",
			"fix",
			"reproducible",
			"allow-partial",
			...reading,
			...everywhere
		],
		examples: [
			"castellan scan .",
			"castellan scan . --format json --output bom.json",
			"castellan scan api training --output html=report.html --fail-on critical"
		],
		load: () => import("./scan-06drq3Q5.js")
	},
	{
		name: "diff",
		arguments: "<a> <b>",
		summary: "what is new between two scans or git revisions",
		flags: [
			"format",
			"output",
			"fail-on",
			"scope",
			"target",
			"reproducible",
			...reading,
			...everywhere
		],
		examples: ["castellan diff main HEAD", "castellan diff before.json after.json --format markdown"],
		load: () => import("./diff-givpzjfN.js")
	},
	{
		name: "rules",
		arguments: "[action] [id]",
		summary: "list rules, or show one: why, example, fix (list | show ID)",
		flags: [
			"format",
			"output",
			...everywhere
		],
		examples: ["castellan rules list", "castellan rules show unsafe-load"],
		load: () => import("./rules-Ch1TsrAt.js")
	},
	{
		name: "explain",
		arguments: "<what>",
		summary: "why an action, finding or asset is as it is (rank, id or name)",
		flags: [
			"from",
			"target",
			"cache",
			...everywhere
		],
		examples: ["castellan explain 1", "castellan explain fraud-model --from scan.json"],
		load: () => import("./explain-C6L2CmHf.js")
	},
	{
		name: "init",
		arguments: "[target]",
		summary: "write settings, a baseline and a CI job",
		flags: [
			"force",
			...reading,
			...everywhere
		],
		examples: ["castellan init"],
		load: () => import("./init-CaXcabGz.js")
	},
	{
		name: "baseline",
		arguments: "<action> [target...]",
		summary: "accept what is there today, or drop what is gone (create | prune)",
		flags: [
			"baseline",
			"force",
			"tracked-only",
			...reading,
			...everywhere
		],
		examples: ["castellan baseline create", "castellan baseline prune"],
		load: () => import("./baseline-BNGGxnWl.js")
	},
	{
		name: "schema",
		arguments: "[name]",
		summary: "print a JSON Schema (scan, diff, baseline, config, knowledge)",
		flags: ["output", ...everywhere],
		examples: ["castellan schema scan", "castellan schema config --output castellan.schema.json"],
		load: () => import("./schema-CXqXOUwo.js")
	},
	{
		name: "completion",
		arguments: "<shell>",
		summary: "print a completion script (bash, zsh, fish)",
		flags: [...everywhere],
		examples: ["castellan completion bash > /etc/bash_completion.d/castellan"],
		load: () => import("./completion-BNqCSEkh.js")
	}
];
export { COMMANDS as t };
