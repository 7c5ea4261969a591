import type { Asset, Finding } from "@castellan/graph";
import type { Coverage, Summary } from "../result.ts";

export interface SummaryInput {
  readonly assets: readonly Asset[];
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly stale: readonly string[];
  readonly targetConfiguration: boolean;
}

function countBy<T>(items: readonly T[], key: (item: T) => string): { readonly [key: string]: number } {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function summarise({ assets, findings, coverage, stale, targetConfiguration }: SummaryInput): Summary {
  return {
    complete: !coverage.skipped.some(({ required }) => required),
    files: coverage.files,
    bytes: coverage.bytes,
    assets: countBy(assets, ({ kind }) => kind),
    findings: countBy(
      findings.filter(({ suppressed }) => suppressed === undefined),
      ({ severity }) => severity,
    ),
    suppressed: findings.filter(({ suppressed }) => suppressed !== undefined).length,
    staleSuppressions: [...stale].sort(),
    targetConfiguration,
  };
}
