import type {
  Asset,
  Attributes,
  Factors,
  FindingDraft,
  PackageEntry,
  Relation,
  RelationKind,
  ResourceEntry,
  RuleCard,
} from "@castellan/graph";
import type { AdvisoryIndex } from "../advisories/advisory-index.ts";
import type { Project } from "../project/facts.ts";
import type { Edit } from "./patch/edit.ts";

/** The finished inventory, with look-ups; what rules read. */
export interface Inventory {
  readonly project: Project;
  readonly assets: readonly Asset[];
  readonly relations: readonly Relation[];
  readonly packages: readonly PackageEntry[];
  readonly resources: readonly ResourceEntry[];
  /** Published advisories that the scan was given; undefined where it was given none. */
  readonly advisories?: AdvisoryIndex;
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
  readonly origins: readonly {
    readonly argument: string;
    readonly source: string;
    readonly asset?: string;
    readonly file?: string;
    readonly line?: number;
  }[];
  /** Assets (tool, endpoint, step) whose own code makes the call. */
  readonly holders: readonly string[];
  /** Assets that the call stands for. */
  readonly assets: readonly string[];
}

/** What a rule hands over: a draft, how an attacker would put it, and the change that mends it where that is mechanical. */
export interface RuleDraft extends FindingDraft {
  /** Title of the action, in plain words from the attacker's view. Default: the card's title. */
  readonly headline?: string;
  readonly edits?: readonly Edit[];
  /** It is a whole path to a crown jewel, and its fix closes so many ways to it. */
  readonly pathsCut?: number;
  /** Further places that this finding speaks for: rules that the card supersedes are dropped there as well. */
  readonly covers?: readonly { readonly file: string; readonly line: number }[];
}

/** How many places a rule looked at, and what came of it. */
export interface RuleOutcome {
  readonly findings: readonly RuleDraft[];
  readonly applicable: number;
  readonly passed: number;
  /** Could not be tested, with the reason in `reason`. */
  readonly unknown: number;
  readonly reason?: string;
}

export interface Rule {
  readonly card: RuleCard;
  /** Phrases for the base factors, where the general ones say too little. */
  readonly because?: { readonly [factor in keyof Factors]?: string };
  /** What hangs on it cannot raise the impact above this: results change, nobody gains control. */
  readonly blastAtMost?: 1 | 2;
  /** A missing card, licence or logging: at most medium unless on a path. */
  readonly hygiene?: boolean;
  /** Pure; never throws on hostile facts. */
  check(inventory: Inventory): RuleOutcome;
}
