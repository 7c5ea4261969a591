import { Canvas, columnsOf, type Style } from "../../report/terminal/canvas.ts";
import { plainText, shorten } from "../../report/text/hostile-text.ts";
import { bytesText, counted } from "../../report/text/words.ts";
import type { InspectedFile, ModelInspectResult } from "../files/document.ts";
import type { Verdict } from "../interpreter.ts";

export interface InspectReportContext {
  readonly color: boolean;
  readonly width: number;
  /** Every benign file and every finding, not only what asks for a decision. */
  readonly all: boolean;
  /** Suspicious files fail too. */
  readonly strict: boolean;
  readonly reproducible: boolean;
}

const FILE: readonly [string, string] = ["file", "files"];
const SHOWN = 3;
const LOOK: Readonly<Record<Verdict, { readonly shape: string; readonly style: Style; readonly title: string }>> = {
  malicious: { shape: "◆", style: "critical", title: "MALICIOUS" },
  suspicious: { shape: "●", style: "medium", title: "SUSPICIOUS" },
  benign: { shape: "○", style: "low", title: "BENIGN" },
};
/** Facts in the order in which people ask for them, with the word before each. */
const FACTS: readonly (readonly [string, string])[] = [
  ["architecture", ""],
  ["parameters", "parameters"],
  ["tensors", "tensors"],
  ["dtypes", ""],
  ["quantisation", ""],
  ["licence", "licence"],
  ["baseModel", "from"],
  ["framework", ""],
];

/** One row a file, what it would do below it; the worst first. */
export function renderInspection(result: ModelInspectResult, context: InspectReportContext): string {
  const canvas = new Canvas(context.width, context.color);
  drawHeader(canvas, result, context);
  for (const verdict of ["malicious", "suspicious"] as const) {
    const files = result.files.filter((file) => file.verdict === verdict);
    if (files.length === 0) continue;
    canvas.blank();
    canvas.raw(`${canvas.paint(LOOK[verdict].title, "bold")}   ${counted(files.length, FILE)}`);
    for (const file of files) drawFile(canvas, file, result, context.all);
  }
  drawBenign(canvas, result, context);
  drawEnd(canvas, result, context);
  return canvas.text();
}

function drawHeader(canvas: Canvas, { tool, summary, run }: ModelInspectResult, context: InspectReportContext): void {
  canvas.raw(
    [
      `${canvas.paint("castellan", "bold", "accent")} ${plainText(tool.version)}`,
      `${counted(summary.files, FILE)}, ${bytesText(summary.bytes)}`,
      ...(run === undefined || context.reproducible ? [] : [`${(run.durationMs / 1000).toFixed(1)} s`]),
      "nothing was loaded",
    ].join(" · "),
  );
}

function nameOf(file: InspectedFile, result: ModelInspectResult): string {
  const target = file.target === undefined ? undefined : result.targets[file.target];
  return target === undefined ? file.file : `${target.replace(/\/+$/, "")}: ${file.file}`;
}

function drawFile(canvas: Canvas, file: InspectedFile, result: ModelInspectResult, all: boolean): void {
  const { shape, style } = LOOK[file.verdict];
  const name = plainText(nameOf(file, result));
  canvas.ends(
    `${canvas.paint(shape, style)} ${canvas.paint(name, "bold")}`,
    2 + columnsOf(name),
    [file.formats.slice(0, 3).join(", ") || "no known format", bytesText(file.bytes)].join(" · "),
  );
  const findings = file.findings.filter(({ verdict }) => all || verdict !== "benign");
  for (const finding of all ? findings : findings.slice(0, SHOWN)) {
    const place = [
      finding.member,
      finding.offset === undefined ? undefined : `byte ${finding.offset}`,
      finding.loader === undefined ? undefined : `runs in ${finding.loader}`,
      finding.count === undefined ? undefined : `${finding.count} times`,
      finding.rule,
    ].filter((part) => part !== undefined);
    canvas.labelled("   ", plainText(finding.message), 4);
    canvas.raw(`    ${canvas.paint(shorten(plainText(place.join(" · ")), canvas.width - 4), "dim")}`);
    if (all && finding.excerpt !== undefined)
      for (const line of finding.excerpt.split("\n").slice(0, 12)) canvas.raw(`      ${plainText(line)}`);
  }
  if (!all && findings.length > SHOWN) canvas.raw(`    ${canvas.paint(`and ${findings.length - SHOWN} more (--all)`, "dim")}`);
}

function factsOf({ facts }: InspectedFile): string {
  return FACTS.flatMap(([name, word]) => {
    const value = facts[name];
    if (value === undefined || value === "" || value === 0) return [];
    const text = plainText(typeof value === "number" ? countText(value) : String(value));
    return [word === "" || word === "licence" || word === "from" ? `${word === "" ? "" : `${word} `}${text}` : `${text} ${word}`];
  }).join(" · ");
}

function countText(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toPrecision(3)} G`;
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} M`;
  return String(value);
}

/** Few are listed, many are counted by format. */
function drawBenign(canvas: Canvas, result: ModelInspectResult, { all }: InspectReportContext): void {
  const files = result.files.filter(({ verdict }) => verdict === "benign");
  if (files.length === 0) return;
  canvas.blank();
  const { shape, style, title } = LOOK.benign;
  canvas.raw(
    `${canvas.paint(title, "bold")}   ${counted(files.length, FILE)} · read to the end, nothing in ${files.length === 1 ? "it" : "them"} runs`,
  );
  const models = files.filter(({ formats }) => formats.length > 0);
  const listed = all ? files : models.length <= 20 ? models : [];
  for (const file of listed) {
    const name = plainText(nameOf(file, result));
    canvas.ends(
      `${canvas.paint(shape, style)} ${name}`,
      2 + columnsOf(name),
      [file.formats.slice(0, 3).join(", ") || "no model format", bytesText(file.bytes)].join(" · "),
    );
    const facts = factsOf(file);
    if (facts !== "") canvas.raw(`    ${canvas.paint(shorten(facts, canvas.width - 4), "dim")}`);
  }
  const rest = files.filter((file) => !listed.includes(file));
  if (rest.length === 0) return;
  const counts = new Map<string, number>();
  for (const { formats } of rest) counts.set(formats[0] ?? "other files", (counts.get(formats[0] ?? "other files") ?? 0) + 1);
  const words = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([format, count]) => `${count} ${format}`);
  canvas.labelled("   ", words.join(", "), 4);
}

function drawEnd(canvas: Canvas, result: ModelInspectResult, context: InspectReportContext): void {
  const { malicious, suspicious, complete } = result.summary;
  canvas.blank();
  if (result.unread.length > 0)
    canvas.labelled(
      "NOT READ",
      result.unread
        .slice(0, 5)
        .map(({ file, reason }) => `${file}: ${reason}`)
        .join(" · "),
      12,
    );
  if (malicious + suspicious > 0)
    canvas.labelled(
      "NEXT",
      "do not load what is malicious · for what is suspicious: castellan model convert FILE --to safetensors, or trust a class in castellan.yaml",
      12,
    );
  const failing = malicious > 0 || (context.strict && suspicious > 0);
  canvas.raw(
    failing
      ? `exit 1: ${malicious} malicious${context.strict ? `, ${suspicious} suspicious` : ""}`
      : complete
        ? `exit 0: nothing malicious${suspicious > 0 ? `, ${suspicious} suspicious (--strict fails on them)` : ""}`
        : "exit 3: something could not be read",
  );
}
