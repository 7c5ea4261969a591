import { DistinctSample } from "./scan/distinct-sample.ts";
import type { CellFinding, ColumnFacts, RangeFacts } from "./scan/facts.ts";
import { mergeNumbers, type NumberFacts } from "./scan/number-scan.ts";
import type { PartFacts } from "./scan/scan-parts.ts";

const SHOWN = 3;

/** What all rows of all parts say of one column. */
export interface MergedColumn {
  readonly empty: number;
  readonly spelled: Readonly<Record<string, number>>;
  readonly shortest: number;
  readonly longest: number;
  readonly characters: number;
  readonly padded: number;
  readonly distinct: DistinctSample;
  readonly numbers?: NumberFacts;
  readonly findings: readonly CellFinding[];
}

/** Adds up the facts of a column over ranges; `rows` are those of parts that lack it. */
export function mergeColumn(name: string, parts: readonly PartFacts[], distinctLimit: number, keepAll: boolean): MergedColumn {
  const distinct = new DistinctSample(distinctLimit, keepAll);
  let numbers: NumberFacts | undefined;
  const spelled = new Map<string, number>();
  const findings = new Map<string, { -readonly [Key in keyof CellFinding]: CellFinding[Key] }>();
  const sums = { empty: 0, shortest: Number.POSITIVE_INFINITY, longest: 0, characters: 0, padded: 0 };
  let base = 0;
  for (const { part, ranges } of parts) {
    const at = part.names.indexOf(name);
    for (const range of ranges) {
      const facts = range.columns[at];
      if (facts === undefined) sums.empty += range.rows;
      else {
        addSums(sums, facts);
        for (const [word, count] of facts.spelled) spelled.set(word, (spelled.get(word) ?? 0) + count);
        distinct.merge(facts.distinct);
        if (facts.numbers !== undefined) numbers = numbers === undefined ? facts.numbers : mergeNumbers(numbers, facts.numbers);
        for (const finding of facts.findings) addFinding(findings, finding, base);
      }
      base += range.rows;
    }
  }
  return {
    ...sums,
    shortest: Number.isFinite(sums.shortest) ? sums.shortest : 0,
    spelled: Object.fromEntries([...spelled].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
    distinct,
    ...(numbers === undefined ? {} : { numbers }),
    findings: [...findings.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding),
  };
}

function addSums(sums: { empty: number; shortest: number; longest: number; characters: number; padded: number }, facts: ColumnFacts): void {
  sums.empty += facts.empty;
  sums.characters += facts.characters;
  sums.padded += facts.padded;
  sums.longest = Math.max(sums.longest, facts.longest);
  if (facts.longest > 0) sums.shortest = Math.min(sums.shortest, facts.shortest);
}

function addFinding(
  all: Map<string, { -readonly [Key in keyof CellFinding]: CellFinding[Key] }>,
  finding: CellFinding,
  base: number,
): void {
  const key = `${finding.kind} ${finding.type} ${finding.rule}`;
  const first = finding.first.map(({ row, masked }) => ({ row: row + base, masked }));
  const there = all.get(key);
  if (there === undefined) {
    all.set(key, { ...finding, first });
    return;
  }
  there.cells += finding.cells;
  there.examples += finding.examples;
  there.score = Math.max(there.score, finding.score);
  there.first = [...there.first, ...first].slice(0, SHOWN);
}

export function rowsOf(ranges: readonly RangeFacts[]): number {
  return ranges.reduce((sum, { rows }) => sum + rows, 0);
}
