import type { DataProfile } from "../document.ts";
import { barsOf, bytesText, countText, marksOf, percentText, plainText, spark, summaryOf } from "./words.ts";

export interface ProfileReportContext {
  readonly color: boolean;
  readonly width: number;
  /** Every column and every line of what needs attention. */
  readonly all: boolean;
}

const STYLES = {
  bold: "1",
  dim: "2",
  accent: "38;5;37",
  critical: "1;38;5;161",
  high: "38;5;202",
  medium: "38;5;136",
  low: "38;5;67",
  info: "2",
} as const;
type Style = keyof typeof STYLES;
const SHAPES = { critical: "◆", high: "▲", medium: "●", low: "○", info: "·" } as const;
const SPARK = 12;
const MOST_COLUMNS = 60;
const MOST_LINES = 20;

/** One line a column, then what needs attention. */
export function renderProfile(profile: DataProfile, { color, width, all }: ProfileReportContext): string {
  const paint = (text: string, ...styles: readonly Style[]): string =>
    color && text !== "" ? `${styles.map((style) => `\u001b[${STYLES[style]}m`).join("")}${text}\u001b[0m` : text;
  const lines: string[] = [];
  const { data, classification, duplicates, balance, run } = profile;
  lines.push(
    [
      `${paint("castellan", "bold", "accent")} ${profile.tool.version}`,
      paint(plainText(data.name), "bold"),
      [data.format, data.compression].filter((part) => part !== undefined).join(" in "),
      `${countText(data.rows)} rows × ${countText(data.columns)} columns`,
      bytesText(data.bytes),
      ...(run === undefined ? [] : [`${run.seconds.toFixed(1)} s`]),
    ].join(" · "),
  );
  const facts: (readonly [string, string])[] = [["class", `${classification.class}: ${classification.reasons.join("; ")}`]];
  const splits = new Map<string, number>();
  for (const { split, rows } of data.files) if (split !== undefined) splits.set(split, (splits.get(split) ?? 0) + rows);
  if (data.files.length > 1 || splits.size > 0)
    facts.push(["files", [`${data.files.length}`, ...[...splits].map(([split, rows]) => `${split} ${countText(rows)}`)].join(" · ")]);
  facts.push([
    "repeated",
    `${duplicates.rows === 0 ? "no row" : `${countText(duplicates.rows)} rows (${percentText(duplicates.share)})`}${duplicates.ignoring.length > 0 ? `, apart from ${duplicates.ignoring.slice(0, 3).join(", ")}` : ""}${duplicates.near === undefined ? "" : ` · ${countText(duplicates.near.rows)} with the free text of an earlier one`}`,
  ]);
  if (balance !== undefined)
    facts.push([
      "label",
      `${balance.column}${balance.stated ? "" : " (guessed)"}: ${balance.classes
        .slice(0, 6)
        .map(({ value, count }) => `${value} ${percentText(count / Math.max(1, data.rows))}`)
        .join(" · ")}${balance.classes.length > 6 ? " · …" : ""}`,
    ]);
  if (profile.card !== undefined)
    facts.push(["card", `${profile.card.file}${profile.card.licence === undefined ? "" : `: ${profile.card.licence}`}`]);
  for (const [label, text] of facts) lines.push(...labelled(label, plainText(text), width, paint));
  lines.push("");
  lines.push(...columnLines(profile, width, all, paint));
  lines.push("");
  const shown = all ? profile.attention : profile.attention.slice(0, MOST_LINES);
  lines.push(profile.attention.length === 0 ? "Nothing needs attention." : paint("NEEDS ATTENTION", "bold"));
  for (const { severity, message } of shown) {
    const [first = "", ...rest] = wrapped(plainText(message), width - 13);
    lines.push(
      `${paint(`${SHAPES[severity]} ${severity.padEnd(9)}`, severity)} ${first}`,
      ...rest.map((line) => `${" ".repeat(12)}${line}`),
    );
  }
  if (shown.length < profile.attention.length) lines.push(paint(`and ${profile.attention.length - shown.length} more (--all)`, "dim"));
  if (profile.sampling.length > 0) {
    lines.push("");
    for (const line of profile.sampling.flatMap((text) => wrapped(text, width))) lines.push(paint(line, "dim"));
  }
  if (!profile.complete) lines.push("", paint("Not everything could be read; see above.", "medium"));
  return `${lines.join("\n")}\n`;
}

type Paint = (text: string, ...styles: readonly Style[]) => string;

function labelled(label: string, text: string, width: number, paint: Paint): readonly string[] {
  const [first = "", ...rest] = wrapped(text, width - 10);
  return [`${paint(label.padEnd(9), "dim")} ${first}`, ...rest.map((line) => `${" ".repeat(10)}${line}`)];
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > Math.max(20, width)) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function shortened(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width
    ? text.padEnd(width + text.length - characters.length)
    : `${characters.slice(0, Math.max(1, width - 1)).join("")}…`;
}

function columnLines(profile: DataProfile, width: number, all: boolean, paint: Paint): readonly string[] {
  const listed = all ? profile.columns : profile.columns.slice(0, MOST_COLUMNS);
  const nameWidth = Math.min(28, Math.max(6, ...listed.map(({ name }) => [...plainText(name)].length)));
  const marks = listed.map((column) => marksOf(column, profile).join(", "));
  const markWidth = Math.min(30, Math.max(0, ...marks.map(({ length }) => length)));
  const room = Math.max(16, width - nameWidth - 8 - SPARK - 8 - 11 - markWidth - 12);
  const head = `${"column".padEnd(nameWidth)}  ${"type".padEnd(8)}  ${"".padEnd(SPARK)}  ${"missing".padStart(7)}  ${"distinct".padStart(10)}  values`;
  const lines = [paint(head, "dim")];
  for (const [index, column] of listed.entries()) {
    const mark = marks[index] ?? "";
    const style: Style =
      column.secrets.length > 0
        ? "critical"
        : column.class === "special-category"
          ? "high"
          : column.class === "personal"
            ? "medium"
            : "low";
    const missing = column.missing.cells === 0 ? "·" : percentText(column.missing.cells / Math.max(1, profile.data.rows));
    lines.push(
      `${shortened(plainText(column.name), nameWidth)}  ${column.type.padEnd(8)}  ${paint(spark(barsOf(column), SPARK), "accent")}  ${missing.padStart(7)}  ${`${column.distinct.exact ? "" : "≈"}${countText(column.distinct.count)}`.padStart(10)}  ${shortened(plainText(summaryOf(column)), room)}  ${paint(shortened(mark, markWidth).trimEnd(), style)}`.trimEnd(),
    );
  }
  if (listed.length < profile.columns.length)
    lines.push(paint(`and ${countText(profile.columns.length - listed.length)} more columns (--all)`, "dim"));
  return lines;
}
