import { type Totals, total } from "./bounds.ts";
import type { Score } from "./scorer.ts";
import type { Measured } from "./tally.ts";

export type Result =
  | { readonly label: string; readonly state: "scored"; readonly note?: string; readonly score: Score }
  | { readonly label: string; readonly state: "skipped" | "failed"; readonly reason: string };

const WIDTHS = [26, 9, 7, 8, 9, 8, 10] as const;

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[index] ?? 8)))
    .join("")
    .trimEnd();
}

function measuredRow(title: string, { labelled, found, recall, reported, correct, precision }: Measured): string {
  const ratio = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
  return row([title, `${labelled}`, `${found}`, ratio(recall), `${reported}`, `${correct}`, ratio(precision)]);
}

const heading = (title: string): string => row([title, "labelled", "found", "recall", "reported", "correct", "precision"]);

function detail(score: Score): string[] {
  const at = ({ file, line }: { file?: string | undefined; line?: number | undefined }): string =>
    file === undefined ? "" : ` ${file}${line === undefined ? "" : `:${line}`}`;
  return [
    ...score.missing.map((label) => `  missing   ${label.kind} ${label.name}${at(label)}`),
    ...score.false.map(
      (asset) => `  ${asset.duplicateOf === undefined ? "false    " : "duplicate"} ${asset.kind} ${asset.name}${at(asset)}`,
    ),
    ...score.absentReported.map((asset) => `  absent    ${asset.kind} ${asset.name}${at(asset)}: ${asset.why}`),
    ...score.missingRelations.map(({ from, kind, to }) => `  relation  ${from} ${kind} ${to} missing`),
    ...score.falseRelations.map(({ from, kind, to }) => `  relation  ${from} ${kind} ${to} false`),
  ];
}

function summary(totals: Totals): string[] {
  const counts = totals.absentReported === 0 ? [] : [`  absent but reported: ${totals.absentReported}`];
  return [measuredRow("  all assets", totals.assets), measuredRow("  all relations", totals.relations), ...counts];
}

/** A table per project and kind, what was skipped and why, and the sum; `verbose` names every miss. */
export function renderTable(results: readonly Result[], verbose = false): string {
  const lines = results.flatMap((result) => {
    if (result.state !== "scored") return [`${result.label}: ${result.state}: ${result.reason}`, ""];
    const kinds = Object.entries(result.score.perKind).map(([kind, measured]) => measuredRow(`  ${kind}`, measured));
    const note = result.note === undefined ? [] : [`  (${result.note})`];
    return [heading(result.label), ...note, ...kinds, ...summary(total([result.score])), ...(verbose ? detail(result.score) : []), ""];
  });
  const scores = results.flatMap((result) => (result.state === "scored" ? [result.score] : []));
  const rest = results.length - scores.length;
  const title = `${scores.length} scored${rest === 0 ? "" : `, ${rest} skipped or failed`}`;
  return [...lines, heading(title), ...summary(total(scores))].map((line) => line.trimEnd()).join("\n");
}
