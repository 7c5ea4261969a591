import type {
  Action,
  Asset,
  Check,
  Evidence,
  Finding,
  Flow,
  Location,
  PackageEntry,
  Relation,
  ResourceEntry,
  Severity,
  Unresolved,
} from "@castellan/graph";

/** What a scan found: `castellan/scan/1` of the contract. Lists are sorted; times stand in `run` only. */
export interface ScanResult {
  readonly schema: "castellan/scan/1";
  readonly tool: { readonly name: "castellan"; readonly version: string; readonly catalog: string };
  readonly targets: readonly string[];
  readonly inventory: {
    readonly assets: readonly Asset[];
    readonly relations: readonly Relation[];
    readonly packages: readonly PackageEntry[];
    readonly resources: readonly ResourceEntry[];
  };
  readonly findings: readonly Finding[];
  readonly actions: readonly Action[];
  readonly paths: readonly AttackPath[];
  readonly checks: readonly Check[];
  readonly flows: readonly Flow[];
  readonly artifacts: readonly Artifact[];
  readonly coverage: Coverage;
  readonly summary: Summary;
  readonly run?: { readonly startedAt: string; readonly durationMs: number; readonly cached: boolean };
}

export interface AttackPath {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly steps: readonly { readonly asset: string; readonly via?: string; readonly evidence: readonly Evidence[] }[];
  /** `change`: what to do, where, in words. */
  readonly fixes: readonly { readonly relation: string; readonly cuts: number; readonly change?: string }[];
}

export interface Artifact {
  readonly target?: number;
  readonly file: string;
  readonly formats: readonly string[];
  readonly verdict: "malicious" | "suspicious" | "benign" | "not-examined";
  readonly complete: boolean;
  readonly sha256: string;
  readonly bytes: number;
  readonly findings: readonly string[];
}

export interface Coverage {
  readonly files: number;
  readonly bytes: number;
  /** Files that had to be read and could not be finished, and folders left out by rule, each with the reason. */
  readonly skipped: readonly { readonly target?: number; readonly file: string; readonly reason: string; readonly required: boolean }[];
  readonly unresolved: readonly Unresolved[];
}

export interface Summary {
  readonly complete: boolean;
  readonly files: number;
  readonly bytes: number;
  readonly assets: { readonly [kind: string]: number };
  readonly findings: { readonly [severity: string]: number };
  readonly suppressed: number;
  readonly staleSuppressions: readonly string[];
  readonly targetConfiguration: boolean;
}

export type { Location };
