import {
  type Asset,
  type AssetKind,
  compareText,
  type Finding,
  type Flow,
  type Relation,
  type RelationKind,
  type Severity,
} from "@castellan/graph";
import type { ScanResult } from "../../result.ts";

export interface DiffEntry {
  readonly kind: AssetKind;
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
}

export interface Change<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

export interface DiffEdge {
  readonly from: string;
  readonly kind: RelationKind;
  readonly to: string;
}

export const DIFF_GROUPS = ["models", "data", "agents", "tools", "providers", "endpoints", "libraries", "other"] as const;
export type DiffGroup = (typeof DIFF_GROUPS)[number];

/** What is new in B and what is gone from A: `castellan/diff/1`. */
export interface ScanDiff extends Readonly<Record<DiffGroup, Change<DiffEntry>>> {
  readonly schema: "castellan/diff/1";
  readonly a: string;
  readonly b: string;
  readonly permissions: Change<DiffEdge>;
  readonly flows: Change<string>;
  readonly findings: {
    readonly added: readonly Finding[];
    readonly fixed: readonly { readonly rule: string; readonly title: string; readonly severity: Severity; readonly file?: string }[];
  };
  readonly summary: {
    readonly complete: boolean;
    readonly added: number;
    readonly removed: number;
    readonly findings: number;
    readonly fixed: number;
  };
}

const GROUP_OF: Partial<Record<AssetKind, DiffGroup>> = {
  model: "models",
  "deployed-model": "models",
  "model-file": "models",
  adapter: "models",
  "custom-code": "models",
  dataset: "data",
  "data-source": "data",
  "vector-store": "data",
  "knowledge-base": "data",
  "feature-store": "data",
  agent: "agents",
  prompt: "agents",
  skill: "agents",
  memory: "agents",
  retriever: "agents",
  guardrail: "agents",
  tool: "tools",
  "mcp-server": "tools",
  "mcp-client": "tools",
  "ai-service": "providers",
  gateway: "providers",
  endpoint: "endpoints",
  "endpoint-config": "endpoints",
  deployment: "endpoints",
  library: "libraries",
};
const PERMISSIONS: ReadonlySet<RelationKind> = new Set<RelationKind>([
  "can_access",
  "can_assume",
  "runs_as",
  "authenticated_by",
  "exposed_to",
  "writes_to",
  "uses_tool",
]);

function minus<T>(from: readonly T[], keys: ReadonlySet<string>, keyOf: (item: T) => string): readonly T[] {
  return from.filter((item) => !keys.has(keyOf(item)));
}

function changeOf<T, R>(a: readonly T[], b: readonly T[], keyOf: (item: T) => string, show: (item: T) => R): Change<R> {
  const [before, after] = [new Set(a.map(keyOf)), new Set(b.map(keyOf))];
  return { added: minus(b, before, keyOf).map(show), removed: minus(a, after, keyOf).map(show) };
}

function entryOf(asset: Asset): DiffEntry {
  const [first] = asset.occurrences;
  return {
    kind: asset.kind,
    name: asset.name,
    ...(first?.file === undefined ? {} : { file: first.file }),
    ...(first?.line === undefined ? {} : { line: first.line }),
  };
}

function flowText(flow: Flow, assets: ReadonlyMap<string, Asset>): string {
  return `${assets.get(flow.data)?.name ?? flow.data} (${flow.class}) → ${flow.provider}${flow.model === undefined ? "" : ` ${flow.model}`}`;
}

/** Findings by fingerprint, a multiset: a second one of the same kind is new. */
function newFindings(a: readonly Finding[], b: readonly Finding[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const { fingerprint } of a) left.set(fingerprint, (left.get(fingerprint) ?? 0) + 1);
  return b.filter(({ fingerprint }) => {
    const count = left.get(fingerprint) ?? 0;
    if (count > 0) left.set(fingerprint, count - 1);
    return count === 0;
  });
}

/** Compares two scans of the same project. */
export function diffScans(a: ScanResult, b: ScanResult, names: { readonly a: string; readonly b: string }): ScanDiff {
  const groups = (group: DiffGroup): Change<DiffEntry> => {
    const inGroup = (result: ScanResult): readonly Asset[] =>
      result.inventory.assets.filter(({ kind }) => (GROUP_OF[kind] ?? "other") === group);
    return changeOf(inGroup(a), inGroup(b), ({ id }) => id, entryOf);
  };
  const named = new Map([...a.inventory.assets, ...b.inventory.assets].map((asset) => [asset.id, asset]));
  const permitting = (result: ScanResult): readonly Relation[] => result.inventory.relations.filter(({ kind }) => PERMISSIONS.has(kind));
  const nameOf = (id: string): string => named.get(id)?.name ?? id;
  const open = (result: ScanResult): readonly Finding[] => result.findings.filter(({ suppressed }) => suppressed === undefined);
  const added = newFindings(a.findings, open(b));
  const fixed = newFindings(b.findings, open(a)).map(({ rule, title, severity, location }) => ({
    rule,
    title,
    severity,
    ...(location.file === undefined ? {} : { file: location.file }),
  }));
  const flows = (result: ScanResult): readonly string[] =>
    [...new Set(result.flows.map((flow) => flowText(flow, named)))].sort(compareText);
  const changes = {
    models: groups("models"),
    data: groups("data"),
    agents: groups("agents"),
    tools: groups("tools"),
    providers: groups("providers"),
    endpoints: groups("endpoints"),
    libraries: groups("libraries"),
    other: groups("other"),
  };
  const all = Object.values(changes);
  return {
    schema: "castellan/diff/1",
    a: names.a,
    b: names.b,
    ...changes,
    permissions: changeOf(
      permitting(a),
      permitting(b),
      ({ from, kind, to }) => `${from} ${kind} ${to}`,
      ({ from, kind, to }) => ({ from: nameOf(from), kind, to: nameOf(to) }),
    ),
    flows: changeOf(
      flows(a),
      flows(b),
      (text) => text,
      (text) => text,
    ),
    findings: { added, fixed },
    summary: {
      complete: a.summary.complete && b.summary.complete,
      added: all.reduce((sum, change) => sum + change.added.length, 0),
      removed: all.reduce((sum, change) => sum + change.removed.length, 0),
      findings: added.length,
      fixed: fixed.length,
    },
  };
}
