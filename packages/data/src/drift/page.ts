import { maskedText } from "../masking/mask.ts";
import { intervalBar, overlaid } from "../page/charts.ts";
import { factOf, listOf, pageOf, stepsOf, tableOf } from "../page/layout.ts";
import { markdownText } from "../page/markdown-text.ts";
import { markup } from "../profile/report/markup.ts";
import { countText, percentText } from "../profile/report/words.ts";
import { figure } from "../terminal/page.ts";
import type { DataDriftResult, DriftVerdict, FeatureDrift } from "./document.ts";

const LOOKS: Readonly<Record<DriftVerdict, { readonly shape: string; readonly style: string; readonly word: string }>> = {
  severe: { shape: "◆", style: "critical", word: "severe drift" },
  drift: { shape: "●", style: "medium", word: "drift" },
  none: { shape: "○", style: "ok", word: "no drift" },
};
/** Columns that did not move are shown up to here; the JSON has all. */
const STILL = 60;
const MOVED = 200;

/** The page of one comparison: verdict, what to do, each column with its distribution before and now. */
export function renderDriftHtml(result: DataDriftResult): string {
  const { reference, new: other, features, verdict, multivariate } = result;
  const look = LOOKS[verdict];
  const moved = features.filter((feature) => feature.verdict !== "none");
  const still = features.filter((feature) => feature.verdict === "none");
  return pageOf({
    title: `${other.file} against ${reference.file}: ${look.word}`,
    header: [
      `<h1>${markup(other.file)} <span class="soft">against</span> ${markup(reference.file)} <span class="verdict ${look.style}">${look.shape} ${look.word}</span></h1>`,
      `<p class="sentence">${sentenceOf(moved.length, features.length, multivariate)}</p>`,
      listOf(result.reasons.slice(0, 8).map(maskedText), "why"),
      '<div class="facts">',
      factOf(countText(reference.rows), reference.kind === "sketch" ? "rows before, from a sketch" : "rows before"),
      factOf(countText(other.rows), other.kind === "sketch" ? "rows now, from a sketch" : "rows now"),
      factOf(`${countText(moved.length)} of ${countText(features.length)}`, "columns moved"),
      factOf(percentText(result.level), "of comparisons without drift are called drift, at most"),
      "</div>",
    ],
    main: [
      ...(result.advice.length === 0 ? [] : ["<h2>What to do next</h2>", stepsOf(result.advice.map((why) => ({ why: maskedText(why) })))]),
      ...movedSection(moved),
      ...stillSection(still),
      ...togetherSection(multivariate),
      ...performanceSection(result.performance),
      ...columnsSection(result),
      `<footer>castellan data drift ${markup(result.tool.version)} · seed ${result.seed} · personal data and secrets in values are masked · whole result: --format json</footer>`,
    ],
  });
}

function sentenceOf(moved: number, all: number, together: DataDriftResult["multivariate"]): string {
  const columns = moved === 0 ? `None of ${countText(all)} columns moved` : `${countText(moved)} of ${countText(all)} columns moved`;
  if (together === undefined) return `${columns}.`;
  return `${columns}; looked at together, new rows ${together.verdict === "none" ? "cannot be told from those before" : `can be told from those before (AUROC ${together.auroc.value.toFixed(2)}, chance 0.5)`}.`;
}

function picture(feature: FeatureDrift): string {
  const { histogram, name, verdict, role, reasons } = feature;
  const look = LOOKS[verdict];
  return [
    '<div class="picture">',
    `<p><span class="rowhead">${markup(name)}</span>${role === "feature" ? "" : ` <span class="soft">${role}</span>`}${verdict === "none" ? "" : ` <span class="${look.style}">${look.shape} ${look.word}</span>`}</p>`,
    histogram === undefined ? "" : overlaid({ name, rest: histogram.reference, held: histogram.new }),
    histogram === undefined || histogram.bins.length < 2
      ? ""
      : `<p class="soft">${markup(maskedText(histogram.bins[0] ?? ""))} … ${markup(maskedText(histogram.bins.at(-1) ?? ""))}</p>`,
    verdict === "none" ? "" : `<p>${markup(maskedText(reasons.join("; ")))}</p>`,
    newValues(feature),
    timingWords(feature),
    "</div>",
  ].join("");
}

function newValues({ newCategories }: FeatureDrift): string {
  if (newCategories === undefined || newCategories.count === 0) return "";
  const examples = newCategories.examples.slice(0, 4).map(({ value, rows }) => `${maskedText(value).slice(0, 40)} (${countText(rows)})`);
  return `<p class="soft">new: ${markup(examples.join(", "))}</p>`;
}

function timingWords({ timing }: FeatureDrift): string {
  if (timing === undefined || timing.shape === "unclear") return "";
  const words =
    timing.shape === "abrupt"
      ? `abrupt, at ${timing.from ?? "?"}`
      : timing.shape === "gradual"
        ? `gradual, from ${timing.from ?? "?"} to ${timing.to ?? "?"}`
        : "the same from the first new row to the last";
  return `<p class="soft">${markup(words)}</p>`;
}

function movedSection(moved: readonly FeatureDrift[]): readonly string[] {
  if (moved.length === 0) return [];
  return [
    "<h2>Columns that moved <small>most first</small></h2>",
    legend(),
    `<div class="pictures">${moved.slice(0, MOVED).map(picture).join("\n")}</div>`,
    ...(moved.length > MOVED ? [`<p class="lead">and ${countText(moved.length - MOVED)} more in --format json</p>`] : []),
    tableOf(
      [
        { head: "column", style: "rowhead" },
        { head: "effect", style: "number" },
        { head: "chance stays below", style: "number" },
        { head: "missing before", style: "number" },
        { head: "missing now", style: "number" },
        { head: "p, adjusted", style: "number" },
      ],
      moved.slice(0, MOVED).map((feature) => {
        const effect = effectOf(feature);
        return [
          markup(feature.name),
          effect === undefined ? "" : `${effect.name === "wasserstein" ? "Wasserstein" : "Jensen–Shannon"} ${figure(effect.value)}`,
          effect === undefined ? "" : figure(effect.threshold),
          percentText(feature.missing.reference),
          percentText(feature.missing.new),
          figure(feature.adjusted),
        ];
      }),
    ),
  ];
}

/** The size of a change; free text has none, as no value comes twice. */
function effectOf({ kind, measures }: FeatureDrift): FeatureDrift["measures"][number] | undefined {
  return measures.find(
    ({ name, value, threshold }) => name === (kind === "number" ? "wasserstein" : "jensen-shannon") && value + threshold > 0,
  );
}

function legend(): string {
  return '<p class="lead"><span class="key held"></span>now <span class="key rest"></span>before; heights are shares on one scale</p>';
}

function stillSection(still: readonly FeatureDrift[]): readonly string[] {
  if (still.length === 0) return [];
  return [
    `<details><summary>${countText(still.length)} columns did not move</summary>`,
    legend(),
    `<div class="pictures">${still.slice(0, STILL).map(picture).join("\n")}</div>`,
    ...(still.length > STILL ? [`<p class="lead">and ${countText(still.length - STILL)} more in --format json</p>`] : []),
    "</details>",
  ];
}

function togetherSection(multivariate: DataDriftResult["multivariate"]): readonly string[] {
  if (multivariate === undefined) return [];
  const { auroc, chance, carriers, rows, verdict } = multivariate;
  return [
    "<h2>All columns together</h2>",
    `<p class="lead">A classifier that tries to tell new rows from those before: AUROC ${auroc.value.toFixed(3)} (${auroc.low.toFixed(3)} to ${auroc.high.toFixed(3)}), where chance gives ${chance.low.toFixed(3)} to ${chance.high.toFixed(3)}; from ${countText(rows.reference)} and ${countText(rows.new)} rows.</p>`,
    intervalBar(auroc, [0.4, 1], 0.5, "AUROC with its interval; the mark is chance", 320),
    ...(verdict === "none" || carriers.length === 0
      ? []
      : [`<p class="lead">Carried by ${markup(carriers.map(({ name, share }) => `${name} (${percentText(share)})`).join(", "))}.</p>`]),
  ];
}

function performanceSection(performance: DataDriftResult["performance"]): readonly string[] {
  if (performance === undefined) return [];
  const realised = performance.metrics.some((metric) => metric.realised !== undefined);
  const interval = ({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }): string =>
    `${value.toFixed(3)} <span class="soft">(${low.toFixed(3)} to ${high.toFixed(3)})</span>`;
  return [
    "<h2>What it costs the model</h2>",
    `<p class="lead">Estimated without labels (CBPE)${performance.calibrated ? ", with probabilities calibrated on the reference" : ""}.</p>`,
    tableOf(
      [
        { head: "metric", style: "rowhead" },
        { head: "before" },
        { head: "estimated now" },
        ...(realised ? [{ head: "realised now" }] : []),
        { head: "" },
      ],
      performance.metrics.map((metric) => [
        markup(metric.name),
        interval(metric.reference),
        interval(metric.estimated),
        ...(realised ? [metric.realised === undefined ? "–" : metric.realised.toFixed(3)] : []),
        metric.verdict === "none"
          ? ""
          : `<span class="${LOOKS[metric.verdict].style}">${LOOKS[metric.verdict].shape} ${LOOKS[metric.verdict].word}</span>`,
      ]),
    ),
  ];
}

function columnsSection({ columns, notes }: DataDriftResult): readonly string[] {
  const lines = [
    ...(columns.missing.length === 0 ? [] : [`gone: ${columns.missing.join(", ")}`]),
    ...(columns.added.length === 0 ? [] : [`new: ${columns.added.join(", ")}`]),
    ...columns.retyped.map(({ name, reference, new: now }) => `${name} was ${reference} and is ${now}`),
    ...columns.leftOut.map(({ name, reason }) => `${name} was left out: ${reason}`),
    ...notes.map(maskedText),
  ];
  return lines.length === 0 ? [] : ["<h2>How it was read</h2>", listOf(lines)];
}

/** The comparison for a pull request. */
export function renderDriftMarkdown(result: DataDriftResult): string {
  const { reference, new: other, features, verdict } = result;
  const text = (raw: string): string => markdownText(maskedText(raw));
  const moved = features.filter((feature) => feature.verdict !== "none");
  const lines = [
    `# ${LOOKS[verdict].shape} ${LOOKS[verdict].word}: ${text(other.file)} against ${text(reference.file)}`,
    "",
    `${sentenceOf(moved.length, features.length, result.multivariate)} ${countText(reference.rows)} rows before, ${countText(other.rows)} now.`,
    "",
    ...(moved.length === 0 ? [] : ["| column | verdict | what moved | p, adjusted |", "|---|---|---|---:|"]),
    ...moved
      .slice(0, STILL)
      .map(
        (feature) =>
          `| ${text(feature.name)} | ${LOOKS[feature.verdict].word} | ${text(feature.reasons.join("; "))} | ${figure(feature.adjusted)} |`,
      ),
    ...(moved.length > STILL ? ["", `and ${moved.length - STILL} more in --format json`] : []),
    "",
    ...result.advice.map((advice) => `1. ${text(advice)}`),
    ...result.notes.map((note) => `- ${text(note)}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}
