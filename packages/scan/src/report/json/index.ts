import type { ScanResult } from "../../result.ts";
import type { ReportContext, Reporter } from "../reporter.ts";

/** Keys of the contract first, in its order; whatever else a part holds after them, sorted. */
const ORDER: readonly string[] = [
  "schema",
  "tool",
  "targets",
  "inventory",
  "findings",
  "actions",
  "paths",
  "checks",
  "flows",
  "artifacts",
  "coverage",
  "summary",
  "run",
  "assets",
  "relations",
  "packages",
  "resources",
  "id",
  "rank",
  "kind",
  "rule",
  "from",
  "via",
  "to",
  "address",
  "type",
  "purl",
  "name",
  "title",
  "severity",
  "version",
  "identity",
  "key",
  "target",
  "file",
  "line",
  "endLine",
  "cell",
  "resource",
  "symbol",
  "technique",
  "confidence",
];
const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((key, position) => [key, position]));
/** Under these keys stands what others named: sorted by name only. */
const OPEN: ReadonlySet<string> = new Set(["attributes", "digests"]);

function compareKeys(a: string, b: string): number {
  return (RANK.get(a) ?? ORDER.length) - (RANK.get(b) ?? ORDER.length) || (a < b ? -1 : a > b ? 1 : 0);
}

function ordered(value: unknown, open = false): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, open));
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value.toWellFormed() : value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (open ? (a < b ? -1 : a > b ? 1 : 0) : compareKeys(a, b)));
  // Not Object.fromEntries alone: a key "__proto__" must stay a key.
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) result[key.toWellFormed()] = ordered(item, open || OPEN.has(key));
  return result;
}

/** `castellan/scan/1`, two spaces, line end at the end. */
export function renderJson(result: ScanResult, context: Pick<ReportContext, "reproducible">): string {
  const { run, ...rest } = result;
  return `${JSON.stringify(ordered(context.reproducible === true || run === undefined ? rest : { ...rest, run }), null, 2)}\n`;
}

export const jsonReporter: Reporter = { id: "json", extension: "json", render: renderJson };
