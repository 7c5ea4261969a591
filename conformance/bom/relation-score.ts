import type { LabelRelation } from "./label-schema.ts";
import type { Matching } from "./matching.ts";
import type { ScanRelation } from "./scan-schema.ts";
import { type Measured, measure } from "./tally.ts";

interface Edge {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}
const edgeKey = ({ from, kind, to }: Edge): string => JSON.stringify([from, kind, to]);

export interface RelationScore {
  readonly measured: Measured;
  readonly missing: readonly LabelRelation[];
  /** In label ids. */
  readonly false: readonly Edge[];
}

/**
 * Compares relations through the matched assets. A reported relation counts for precision only when
 * both its ends are labelled; a duplicate asset stands for its label here, because it was already
 * counted as wrong once.
 */
export function scoreRelations(labels: readonly LabelRelation[], reported: readonly ScanRelation[], matching: Matching): RelationScore {
  const labelOf = new Map([...matching.matches, ...matching.duplicates].map(({ label, asset }) => [asset.id, label.id]));
  const seen = new Map<string, Edge>();
  for (const { from, kind, to } of reported) {
    const [source, target] = [labelOf.get(from), labelOf.get(to)];
    if (source === undefined || target === undefined) continue;
    const edge = { from: source, kind, to: target };
    seen.set(edgeKey(edge), edge);
  }
  const drawings = (label: LabelRelation): string[] => [label, ...label.alt].map(edgeKey);
  const accepted = new Set(labels.flatMap(drawings));
  const required = labels.filter(({ optional }) => !optional);
  const missing = required.filter((label) => !drawings(label).some((key) => seen.has(key)));
  const wrong = [...seen].filter(([key]) => !accepted.has(key)).map(([, edge]) => edge);
  const counts = {
    labelled: required.length,
    found: required.length - missing.length,
    reported: seen.size,
    correct: seen.size - wrong.length,
  };
  return { measured: measure([counts]), missing, false: wrong };
}
