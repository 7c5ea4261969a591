import type { Severity } from "@castellan/graph";

/* What the page gets as JSON. Assets are named by their position in `assets`, to keep it small. */

export interface PageAsset {
  readonly id: string;
  readonly kind: string;
  readonly word: string;
  readonly group: "model" | "data" | "pipeline" | "agent" | "serving";
  readonly name: string;
  readonly scope: string;
  readonly lifecycle: string;
  readonly owner: string;
  readonly places: readonly string[];
  readonly facts: readonly (readonly [string, string])[];
  /** Of data sets whose rows were looked at. */
  readonly dataset?: PageDataset;
}

/** What a check of the rows of a data set says. */
export interface PageDataset {
  readonly verdict: "clean" | "suspicious" | "poisoned" | "inconclusive";
  readonly by: string;
  readonly reason: string;
  readonly rows: number;
  readonly quarantined: number;
  readonly groups: readonly {
    readonly kind: string;
    readonly rows: number;
    readonly p: number;
    readonly description: string;
    readonly ids: readonly string[];
  }[];
  /** Kind of poison, share of it that the check finds; null where it was not tried. */
  readonly power: readonly (readonly [string, number | null])[];
  /** Role, column, where that was learnt. */
  readonly roles: readonly (readonly [string, string, string])[];
  /** Shares of the bars, of the rows held back (empty where none are) and of the rest. */
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    readonly held: readonly number[];
    readonly rest: readonly number[];
    readonly says: string;
  }[];
  readonly warnings: readonly string[];
}

export interface PageRelation {
  readonly from: number;
  readonly kind: string;
  readonly to: number;
  readonly strength: string;
  readonly place: string;
  /** Data moves from `from` to `to` (1), the other way (-1), or the relation moves none (0). */
  readonly moves: 1 | -1 | 0;
}

export interface PageFinding {
  readonly severity: Severity;
  readonly title: string;
  readonly rule: string;
  readonly confidence: string;
  readonly scope: string;
  readonly owner: string;
  readonly asset: number;
  readonly place: string;
  readonly message: string;
  readonly fix: string;
  readonly patch: string;
  readonly reasons: readonly string[];
  readonly controls: readonly { readonly id: string; readonly framework: string; readonly page: string }[];
  readonly suppressed: string;
  readonly evidence: readonly { readonly place: string; readonly text: string }[];
  readonly excerpt: readonly (readonly [number, string])[];
  readonly line: number;
  readonly fresh: boolean;
  readonly fingerprint: string;
}

export interface PageAction {
  readonly rank: number;
  readonly severity: Severity;
  readonly title: string;
  readonly owner: string;
  readonly place: string;
  readonly reasons: readonly string[];
  readonly fix: string;
  readonly cuts: string;
  readonly urgent: boolean;
  readonly findings: readonly number[];
  /** Position in `paths`, or -1. */
  readonly path: number;
}

export interface PageData {
  readonly system: string;
  readonly version: string;
  readonly catalog: string;
  readonly time: string;
  readonly targets: readonly string[];
  readonly complete: boolean;
  readonly counts: {
    readonly files: number;
    readonly bytes: string;
    readonly words: readonly string[];
    readonly suppressed: number;
    readonly severities: readonly (readonly [Severity, number])[];
  };
  readonly verdict: string;
  readonly lineage: readonly number[];
  readonly exposed: boolean;
  readonly assets: readonly PageAsset[];
  readonly relations: readonly PageRelation[];
  readonly findings: readonly PageFinding[];
  readonly actions: readonly PageAction[];
  readonly paths: readonly {
    readonly title: string;
    readonly severity: Severity;
    readonly steps: readonly { readonly asset: number; readonly name: string; readonly via: string; readonly place: string }[];
  }[];
  readonly flows: readonly {
    readonly data: string;
    readonly asset: number;
    readonly class: string;
    readonly provider: string;
    readonly model: string;
    readonly region: string;
    readonly place: string;
    readonly through: readonly string[];
  }[];
  readonly checks: readonly {
    readonly rule: string;
    readonly verdict: string;
    readonly applicable: number;
    readonly passed: number;
    readonly failed: number;
    readonly unknown: number;
    readonly suppressed: number;
    readonly reason: string;
  }[];
  readonly elements: readonly {
    readonly cluster: string;
    readonly label: string;
    readonly state: string;
    readonly have: number;
    readonly of: number;
    readonly source: string;
  }[];
  readonly unread: readonly { readonly place: string; readonly reason: string; readonly required: boolean; readonly tried: boolean }[];
  readonly unresolved: readonly { readonly place: string; readonly what: string; readonly candidates: readonly string[] }[];
  readonly layout: { readonly nodes: readonly (readonly [number, number, number])[]; readonly width: number; readonly height: number };
}
