import type { ReadWarning } from "../table/source/warning.ts";
import type { RowNote } from "./scan/facts.ts";
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
  const { file, names } = part;
  const found: ReadWarning[] = [];
  const say = (code: ReadWarning["code"], kind: Kind, sentence: (count: string, first: string, fields: number) => string): void => {
    const { count, rows, fields = 0 } = gathered(facts, kind);
    if (count > 0)
      found.push({
        code,
        file,
        count,
        rows,
        message: `${file}: ${sentence(`${count} ${count === 1 ? "row" : "rows"}`, `row ${rows[0] ?? 0}`, fields)}`,
      });
  };
  say(
    "row-short",
    "short",
    (count, first, fields) =>
      `${count} with fewer than ${names.length} fields (the first is ${first}, with ${fields}, up to column ${names[fields - 1] ?? "none"}); what is not there counts as missing.`,
  );
  say(
    "row-long",
    "long",
    (count, first, fields) =>
      `${count} with more than ${names.length} fields (the first is ${first}, with ${fields}); fields behind column ${names.at(-1) ?? ""} were not profiled.`,
  );
  say(
    "quote-stray",
    "stray",
    (count, first) =>
      `${count} with a quote that is never closed or has text behind it (the first is ${first}); quotes there were read as they are written.`,
  );
  const bytes = ranges.reduce((sum, { tooLong }) => sum + tooLong.bytes, 0);
  say(
    "line-too-long",
    "tooLong",
    (count, first) =>
      `${count} longer than ${LONGEST_ROW / 1024 / 1024} MB (the first is ${first}; ${bytes} bytes in all), passed over and in no figure; all columns from ${names[0] ?? ""} on lack what is in there.`,
  );
  return found;
}
