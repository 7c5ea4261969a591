import type { DataProfile } from "../document.ts";
import { bytesText, countText, marksOf, percentText, plainText, summaryOf } from "./words.ts";

/** Text of a data set inside a Markdown table or line. */
function cell(text: string): string {
  return plainText(text)
    .replace(/[\\`*_{}[\]<>#|~!]/g, (character) => `\\${character}`)
    .replace(/\s+/g, " ");
}

export function renderProfileMarkdown(profile: DataProfile): string {
  const { data, classification, duplicates } = profile;
  const lines = [
    `# ${cell(data.name)}`,
    "",
    `${countText(data.rows)} rows, ${countText(data.columns)} columns, ${bytesText(data.bytes)} (${[data.format, data.compression].filter((part) => part !== undefined).join(" in ")}). Class **${classification.class}**: ${cell(classification.reasons.join("; "))}. ${duplicates.rows === 0 ? "No row repeats another" : `${countText(duplicates.rows)} rows repeat an earlier one (${percentText(duplicates.share)})`}.`,
    "",
    "## Needs attention",
    "",
    ...(profile.attention.length === 0
      ? ["Nothing."]
      : profile.attention.map(({ severity, message }) => `- **${severity}** ${cell(message)}`)),
    "",
    "## Columns",
    "",
    "| column | type | missing | distinct | values | holds |",
    "|---|---|---:|---:|---|---|",
    ...profile.columns.map(
      (column) =>
        `| ${cell(column.name)} | ${column.type} | ${percentText(column.missing.cells / Math.max(1, data.rows))} | ${column.distinct.exact ? "" : "≈"}${countText(column.distinct.count)} | ${cell(summaryOf(column))} | ${cell(marksOf(column, profile).join(", "))} |`,
    ),
    ...(profile.sampling.length === 0 ? [] : ["", ...profile.sampling.map((line) => `- ${cell(line)}`)]),
  ];
  return `${lines.join("\n")}\n`;
}
