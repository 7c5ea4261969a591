import type { Checked } from "../check-dataset.ts";

/** A field as RFC 4180 has it, and harmless to spreadsheets that would take it for a formula. */
function field(text: string): string {
  const guarded = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** `id,score,p,quarantined,reasons`, a line for every row, in the order of the file. */
export function renderScores(
  ids: readonly string[],
  { scores, p, quarantined, reasons }: Pick<Checked, "scores" | "p" | "quarantined" | "reasons">,
): string {
  const lines = ["id,score,p,quarantined,reasons"];
  for (const [row, id] of ids.entries())
    lines.push(
      `${field(id)},${(scores[row] ?? 0).toPrecision(9)},${(p[row] ?? 1).toPrecision(4)},${quarantined[row] === 1},${field((reasons[row] ?? []).slice(0, 3).join("; "))}`,
    );
  return `${lines.join("\n")}\n`;
}
