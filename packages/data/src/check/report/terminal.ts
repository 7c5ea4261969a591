import type { DataCheckResult } from "../document.ts";

export interface CheckReportContext {
  readonly color: boolean;
  readonly width: number;
}

const VERDICT_WORDS: Readonly<Record<DataCheckResult["verdict"], string>> = {
  clean: "nothing here looks tampered with",
  suspicious: "some rows are out of order; nothing shows that somebody meant it",
  poisoned: "somebody has tampered with this data",
  inconclusive: "nothing was found, but this check could not have seen every attack",
};

/** Verdict first, then why, then the groups, what the check can see in this data, and the detectors. */
export function renderCheck(result: DataCheckResult, { color }: CheckReportContext): string {
  const bold = (text: string): string => (color ? `\u001b[1m${text}\u001b[22m` : text);
  const lines: string[] = [];
  lines.push(`${bold(`${result.verdict}: ${result.file}`)}, ${result.rows} rows: ${VERDICT_WORDS[result.verdict]}`);
  for (const reason of result.reasons) lines.push(`  ${printable(reason)}`);
  if (result.groups.length > 0) {
    lines.push("", bold("Groups"));
    for (const { kind, rows, p, description, ids } of result.groups.slice(0, 12))
      lines.push(
        `  ${kind.padEnd(12)} ${String(rows).padStart(6)} rows  p ${p < 1e-99 ? "<1e-99" : p.toExponential(0)}  ${printable(description)}`,
        `  ${" ".repeat(12)} rows ${printable(ids.slice(0, 5).join(", "))}${rows > 5 ? ", …" : ""}`,
      );
    if (result.groups.length > 12) lines.push(`  and ${result.groups.length - 12} more in --format json`);
  }
  lines.push("", `${bold("Held back")}  ${result.quarantine.rows} rows`);
  if (result.reviewed > 0) lines.push(`  ${result.reviewed} rows were looked at before and are not raised again`);
  const power = Object.entries(result.power);
  if (power.length > 0) {
    lines.push("", bold("What this check sees in this data (1 % planted as a test)"));
    for (const [family, share] of power)
      lines.push(`  ${family.padEnd(20)} ${share === null ? "not tried" : `${Math.round(100 * share)} %`}`);
  }
  lines.push("", bold("Detectors"));
  for (const { id, live, note } of result.detectors) lines.push(`  ${live ? "live " : "quiet"}  ${id.padEnd(18)} ${printable(note)}`);
  if (result.model !== null)
    lines.push(
      "",
      `Labels can be foretold for ${(100 * result.model.accuracy).toFixed(1)} % of the rows (${result.model.name}): where they cannot, a flipped label cannot be told.`,
    );
  for (const warning of result.warnings) lines.push(`note: ${printable(warning)}`);
  return `${lines.join("\n")}\n`;
}

/** Values of a data set are hostile: control and direction characters do not reach the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
}
