import type { Attributes, Evidence, Location } from "./asset.ts";
import type { AssetKind, Confidence, Scope, Severity } from "./vocabulary.ts";

/** The four factors of priority (experience.md); each 0 to 3. */
export interface Factors {
  /** Exposure: who can reach it. */
  readonly exposure: 0 | 1 | 2 | 3;
  readonly exploitability: 0 | 1 | 2 | 3;
  /** Data and control gained. */
  readonly data: 0 | 1 | 2 | 3;
  readonly blast: 0 | 1 | 2 | 3;
}

export interface Patch {
  readonly file: string;
  readonly target?: number;
  /** Unified diff of this file alone. */
  readonly diff: string;
}

export interface Suppression {
  readonly by: "inline" | "ignore-file" | "baseline" | "configuration";
  readonly reason: string;
  /** Date, YYYY-MM-DD. */
  readonly until?: string;
}

export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** Why this severity: one short phrase a factor, then what was assumed. */
  readonly reasons: readonly string[];
  readonly confidence: Confidence;
  readonly asset?: string;
  readonly location: Location;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly remediation: string;
  readonly patch?: Patch;
  readonly controls: readonly string[];
  readonly fingerprint: string;
  readonly scope: Scope;
  readonly owner?: string;
  readonly suppressed?: Suppression;
  readonly factors: Factors;
}

/** One change by one owner. */
export interface Action {
  readonly rank: number;
  readonly severity: Severity;
  readonly title: string;
  readonly reasons: readonly string[];
  readonly fix: string;
  /** Finding ids. */
  readonly findings: readonly string[];
  readonly cuts?: string;
  readonly owner?: string;
  readonly scope: Scope;
  readonly confidence: Confidence;
  readonly location: Location;
}

export interface Check {
  readonly rule: string;
  readonly applicable: number;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly suppressed: number;
  readonly reason?: string;
}

/** Data of a class that leaves the company. */
export interface Flow {
  /** Asset id of the data, or a description where there is no asset. */
  readonly data: string;
  readonly class: string;
  readonly through: readonly string[];
  readonly provider: string;
  readonly model?: string;
  readonly region?: string;
  readonly location: Location;
}

export interface RuleExample {
  readonly title: string;
  /** Files of a small project: path to text. */
  readonly files: { readonly [path: string]: string };
  /** What an analyser would say of the data sets and models in these files. */
  readonly facts?: { readonly [path: string]: Attributes };
  /** OSV records that the scan is given. */
  readonly advisories?: readonly Json[];
}

/** What every rule tells about itself; the catalogue in docs/ is generated from it. */
export interface RuleCard {
  readonly id: string;
  readonly title: string;
  readonly appliesTo: readonly (AssetKind | "resource" | "file")[];
  readonly why: string;
  readonly fix: string;
  readonly base: Factors;
  readonly controls: readonly string[];
  readonly supersedes?: readonly string[];
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
  readonly references?: readonly string[];
}

/** What a rule hands over before priority, fingerprint and suppression. */
export interface FindingDraft {
  readonly rule: string;
  readonly asset?: string;
  readonly location: Location;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly scope: Scope;
  /** What may not change when lines move: names, normalised code. Not the line number. */
  readonly excerpt: string;
  readonly remediation?: string;
  readonly patch?: Patch;
  /** Factors that this case sets away from the rule's base, each with its reason. */
  readonly adjust?: readonly { readonly factor: keyof Factors; readonly value: 0 | 1 | 2 | 3; readonly reason: string }[];
  /** Controls seen on the way; each lowers one step. */
  readonly mitigations?: readonly string[];
  /** Never lowered by scope or confidence caps: see experience.md. */
  readonly pinned?: boolean;
  /** Findings of one action share this key; default: rule and asset. */
  readonly actionKey?: string;
  readonly attributes?: Attributes;
}
