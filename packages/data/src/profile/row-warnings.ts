import { type RowNote, rowNoteWarnings } from "../table/delimited/row-notes.ts";
import type { ReadWarning } from "../table/source/warning.ts";
import type { PartFacts } from "./scan/scan-parts.ts";
import { LONGEST_ROW } from "./scan/scan-range.ts";

type Kind = "short" | "long" | "stray" | "tooLong";

/** Notes of all ranges of a part, rows counted from its beginning. */
function gathered({ ranges }: PartFacts, kind: Kind): RowNote {
  let base = 0;
  let count = 0;
  let fields: number | undefined;
  const rows: number[] = [];
  for (const range of ranges) {
    count += range[kind].count;
    rows.push(...range[kind].rows.map((row) => row + base));
    fields ??= range[kind].fields;
    base += range.rows;
  }
  return { count, rows: rows.slice(0, 10), ...(fields === undefined ? {} : { fields }) };
}

/** What of the rows of a part was not as its header says. */
export function rowWarnings(facts: PartFacts): readonly ReadWarning[] {
  const { part, ranges } = facts;
  const notes = {
    short: gathered(facts, "short"),
    long: gathered(facts, "long"),
    stray: gathered(facts, "stray"),
    tooLong: { ...gathered(facts, "tooLong"), bytes: ranges.reduce((sum, { tooLong }) => sum + tooLong.bytes, 0) },
  };
  return rowNoteWarnings(part.file, part.names, notes, LONGEST_ROW);
}
