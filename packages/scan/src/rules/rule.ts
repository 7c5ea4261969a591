import type { Asset, Attributes, FindingDraft, PackageEntry, Relation, RelationKind, ResourceEntry, RuleCard } from "@castellan/graph";
import type { Project } from "../project/facts.ts";

/** The finished inventory, with look-ups; what rules read. */
export interface Inventory {
  readonly project: Project;
  readonly assets: readonly Asset[];
  readonly relations: readonly Relation[];
  readonly packages: readonly PackageEntry[];
  readonly resources: readonly ResourceEntry[];
  asset(id: string): Asset | undefined;
  /** Relations that start at an asset. */
  from(id: string, ...kinds: readonly RelationKind[]): readonly Relation[];
  /** Relations that end at an asset. */
  to(id: string, ...kinds: readonly RelationKind[]): readonly Relation[];
  ofKind(...kinds: readonly Asset["kind"][]): readonly Asset[];
  /** Calls that knowledge marks as security-relevant (unsafe load, shell, eval, …), with their arguments. */
  readonly usages: readonly Usage[];
}

/** A call that a rule may judge: what the evaluator made of it. Plain data. */
export interface Usage {
  /** Kind of act: "unsafe-load", "remote-code", "execute", "yaml-load", "download", "bind-address", … */
  readonly act: string;
  /** Resolved path of what is called, e.g. "torch.load()". */
  readonly callee: string;
  readonly library?: string;
  readonly target: number;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly cell?: number;
  /** Qualified symbol of the function around it. */
  readonly symbol: string;
  readonly scope: Asset["scope"];
  /** Literal arguments by keyword or position ("#0"), env reads as "$NAME". */
  readonly arguments: Attributes;
  /** Where the arguments come from: asset ids, and what kinds of source ("download", "request", "model-output", "file", "user-input"). */
  readonly origins: readonly { readonly argument: string; readonly source: string; readonly asset?: string; readonly line?: number }[];
  /** Assets (tool, endpoint, step) whose own code makes the call. */
  readonly holders: readonly string[];
  /** Assets that the call stands for. */
  readonly assets: readonly string[];
}

/** How many places a rule looked at, and what came of it. */
export interface RuleOutcome {
  readonly findings: readonly FindingDraft[];
  readonly applicable: number;
  readonly passed: number;
  /** Could not be tested, with the reason in `reason`. */
  readonly unknown: number;
  readonly reason?: string;
}

export interface Rule {
  readonly card: RuleCard;
  /** Pure; never throws on hostile facts. */
  check(inventory: Inventory): RuleOutcome;
}
