import type { Measured } from "../../conformance/bom/tally.ts";
import type { OnlyPeers } from "./compare.ts";
import type { Row } from "./measure.ts";

const ratio = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
const found = ({ found: part, labelled: whole, recall }: Measured): string => `${ratio(recall)} (${part}/${whole})`;

/** Markdown, so that the same text serves the terminal and the README. */
function grid(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head, ...body] = rows;
  return head === undefined ? [] : [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...body.map(line)];
}

/** One line per tool: over everything labelled, then within the kinds that the tool can report. */
export function summaryTable(rows: readonly Row[]): string[] {
  const head = [
    "tool",
    "asset recall",
    "precision",
    "recall, own kinds",
    "relation recall",
    "precision",
    "recall, own ends",
    "absent named",
    "seconds",
    "failed",
  ];
  return grid([
    head,
    ...rows.map((row) => [
      `${row.name} ${row.version}`.trim(),
      found(row.assets),
      ratio(row.assets.precision),
      found(row.within.assets),
      found(row.relations),
      ratio(row.relations.precision),
      found(row.within.relations),
      `${row.absentReported}`,
      row.seconds.toFixed(1),
      `${row.failed.length}`,
    ]),
  ]);
}

/** Recall and precision per kind; "–" where the tool reports nothing of the kind that could be judged. */
export function kindTable(rows: readonly Row[], least = 5): string[] {
  const sizes = new Map(rows.flatMap((row) => Object.entries(row.perKind).map(([kind, { labelled }]) => [kind, labelled] as const)));
  const kinds = [...sizes].filter(([, labelled]) => labelled >= least).sort((a, b) => b[1] - a[1]);
  const cell = (measured: Measured | undefined): string =>
    measured === undefined || (measured.found === 0 && measured.reported === 0)
      ? "–"
      : `${ratio(measured.recall)} / ${ratio(measured.precision)}`;
  return grid([
    ["kind (labelled)", ...rows.map(({ name }) => name)],
    ...kinds.map(([kind, labelled]) => [`${kind} (${labelled})`, ...rows.map((row) => cell(row.perKind[kind]))]),
  ]);
}

export function listOf(title: string, found: readonly OnlyPeers[]): string[] {
  return [
    `${title}: ${found.length}`,
    ...found.map(({ label, kind, name, file, peers }) => `  ${label}: ${kind} ${name} ${file} [${peers.join(", ")}]`),
  ];
}
