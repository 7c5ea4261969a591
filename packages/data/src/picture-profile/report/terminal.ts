import type { ArrayProfile, PictureProfile } from "../document.ts";
import { barsOfCounts, bytesText, countText, percentText, plainText, wrapped } from "./words.ts";

export interface PictureReportContext {
  readonly color: boolean;
  readonly width: number;
  /** Every class and every line of what needs attention. */
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
const SHAPES = { critical: "◆", high: "▲", medium: "●", low: "○", info: "·" } as const;
const [MOST_CLASSES, MOST_LINES, MOST_ARRAYS] = [30, 20, 30] as const;

/** The head, classes, arrays, then what needs attention. */
export function renderPictureProfile(profile: PictureProfile, { color, width, all }: PictureReportContext): string {
  const paint = (text: string, style: keyof typeof STYLES): string =>
    color && text !== "" ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
  const { data, labels, sizes, run } = profile;
  const lines = [
    [
      `${paint("castellan", "accent")} ${profile.tool.version}`,
      paint(plainText(data.name), "bold"),
      data.layout,
      ...(data.pictures > 0 ? [`${countText(data.pictures)} pictures`] : []),
      ...(profile.arrays.length > 0 ? [`${countText(profile.arrays.length)} arrays`] : []),
      bytesText(data.bytes),
      ...(run === undefined ? [] : [`${run.seconds.toFixed(1)} s`]),
    ].join(" · "),
  ];
  for (const [label, text] of factsOf(profile)) {
    const [first = "", ...rest] = wrapped(plainText(text), width - 12);
    lines.push(`${paint(label.padEnd(11), "dim")} ${first}`, ...rest.map((line) => `${" ".repeat(12)}${line}`));
  }
  if (labels !== undefined && sizes !== undefined) {
    const shown = all ? labels.classes : labels.classes.slice(0, MOST_CLASSES);
    const most = Math.max(1, ...labels.classes.map(({ count }) => count));
    lines.push("");
    for (const { label, count, splits } of shown) {
      const parts = Object.entries(splits).map(([split, own]) => `${split} ${countText(own)}`);
      lines.push(
        `${plainText(label).slice(0, 24).padEnd(24)} ${countText(count).padStart(9)}  ${paint(barsOfCounts(count / most, 20), "accent")}  ${parts.join(" · ")}`.trimEnd(),
      );
    }
    if (shown.length < labels.classes.length) lines.push(paint(`and ${labels.classes.length - shown.length} more classes (--all)`, "dim"));
  }
  if (profile.arrays.length > 0) {
    lines.push("");
    for (const array of all ? profile.arrays : profile.arrays.slice(0, MOST_ARRAYS)) lines.push(plainText(arrayLine(array)));
    if (!all && profile.arrays.length > MOST_ARRAYS)
      lines.push(paint(`and ${profile.arrays.length - MOST_ARRAYS} more arrays (--all)`, "dim"));
  }
  lines.push("", profile.attention.length === 0 ? "Nothing needs attention." : paint("NEEDS ATTENTION", "bold"));
  const shown = all ? profile.attention : profile.attention.slice(0, MOST_LINES);
  for (const { severity, message } of shown) {
    const [first = "", ...rest] = wrapped(plainText(message), width - 13);
    lines.push(
      `${paint(`${SHAPES[severity]} ${severity.padEnd(9)}`, severity)} ${first}`,
      ...rest.map((line) => `${" ".repeat(12)}${line}`),
    );
  }
  if (shown.length < profile.attention.length) lines.push(paint(`and ${profile.attention.length - shown.length} more (--all)`, "dim"));
  for (const line of profile.sampling.flatMap((text) => wrapped(text, width))) lines.push(paint(line, "dim"));
  if (!profile.complete) lines.push("", paint("Not everything could be read; see above.", "medium"));
  return `${lines.join("\n")}\n`;
}

/** What is said about all pictures together, as pairs of a word and a text. */
export function factsOf(profile: PictureProfile): readonly (readonly [string, string])[] {
  const { data, formats, modes, sizes, labels, duplicates, brightness } = profile;
  const facts: (readonly [string, string])[] = [];
  if (data.splits.length > 0)
    facts.push(["splits", data.splits.map(({ split, pictures }) => `${split} ${countText(pictures)}`).join(" · ")]);
  if (sizes === undefined) return facts;
  facts.push(["formats", formats.map(({ format, count }) => `${format} ${countText(count)}`).join(" · ")]);
  facts.push(["modes", modes.map(({ mode, bits, count }) => `${mode}, ${bits} bits: ${countText(count)}`).join(" · ")]);
  const { smallest, largest, top } = sizes;
  facts.push([
    "sizes",
    sizes.distinct === 1
      ? `all ${smallest.width} × ${smallest.height}`
      : `${countText(sizes.distinct)} from ${smallest.width} × ${smallest.height} to ${largest.width} × ${largest.height}; ${top
          .slice(0, 3)
          .map(({ width, height, count }) => `${width} × ${height} ${countText(count)} times`)
          .join(", ")}`,
  ]);
  if (brightness !== undefined) facts.push(["brightness", `${brightness.mean} ± ${brightness.standardDeviation} of 255`]);
  if (labels !== undefined)
    facts.push([
      "labels",
      `${labels.classes.length} classes by ${labels.from}, the rarest ${percentText(labels.smallestShare)}${labels.unlabelled > 0 ? `; ${countText(labels.unlabelled)} pictures without` : ""}`,
    ]);
  facts.push([
    "repeated",
    `${duplicates.exact.pictures === 0 ? "none" : countText(duplicates.exact.pictures)} byte for byte · ${duplicates.near.pictures === 0 ? "none" : countText(duplicates.near.pictures)} nearly`,
  ]);
  return facts;
}

export function arrayLine({ name, type, shape, order, numbers, problem }: ArrayProfile): string {
  const range =
    numbers === undefined
      ? ""
      : numbers.minimum === undefined
        ? "no finite value"
        : `${numbers.minimum} … ${numbers.maximum}  mean ${numbers.mean} ± ${numbers.standardDeviation}${numbers.notANumber > 0 ? `  NaN ${countText(numbers.notANumber)}` : ""}${numbers.infinite > 0 ? `  infinite ${countText(numbers.infinite)}` : ""}${numbers.constant ? "  constant" : ""}`;
  return `${name}  ${shape.join(" × ")} ${type}${order === "Fortran" ? " (Fortran order)" : ""}  ${range}${problem === undefined ? "" : `  ${problem}`}`.trimEnd();
}
