import { figure, Page, type PageOptions, type PageStyle, plain, shortened, sparkline } from "../terminal/page.ts";
import type { DataDriftResult, DriftVerdict, FeatureDrift } from "./document.ts";

const LOOK: Readonly<Record<DriftVerdict, { readonly shape: string; readonly style: PageStyle; readonly word: string }>> = {
  severe: { shape: "◆", style: "critical", word: "SEVERE DRIFT" },
  drift: { shape: "●", style: "medium", word: "DRIFT" },
  none: { shape: "○", style: "low", word: "NO DRIFT" },
};

/** The verdict with its reasons, the drifted columns with small histograms, what to do. */
export function renderDrift(result: DataDriftResult, options: PageOptions): string {
  const page = new Page(options);
  const { reference, new: other, features, multivariate, performance, verdict } = result;
  const { shape, style, word } = LOOK[verdict];
  const side = (named: DataDriftResult["new"]): string =>
    `${plain(named.file)} (${named.rows} rows${named.kind === "sketch" ? ", sketch" : ""})`;
  page.raw(`${page.paint("castellan", "bold", "accent")} ${plain(result.tool.version)} · ${side(other)} against ${side(reference)}`);
  page.raw();
  page.raw(`${page.paint(shape, style)} ${page.paint(word, "bold")}`);
  for (const reason of result.reasons) page.labelled("  ", reason, 2);
  const drifted = features.filter((feature) => feature.verdict !== "none");
  const shown = options.all ? features : drifted.slice(0, 20);
  if (shown.length > 0) {
    page.raw();
    page.table(
      [
        ["", "column", "before", "now", "effect", "chance", "p"].map((cell) => page.paint(cell, "dim")),
        ...shown.map((feature) => row(page, feature)),
      ],
      new Set(),
    );
    if (drifted.length > shown.length) page.raw(page.paint(`  and ${drifted.length - shown.length} more (--all)`, "dim"));
    page.raw();
    for (const feature of shown.filter((own) => own.verdict !== "none")) details(page, feature);
  }
  if (multivariate !== undefined) {
    page.raw();
    const { auroc, chance } = multivariate;
    page.labelled(
      "TOGETHER",
      `a classifier tells new from reference with AUROC ${auroc.value.toFixed(3)} (${auroc.low.toFixed(3)} to ${auroc.high.toFixed(3)}); chance gives ${chance.low.toFixed(3)} to ${chance.high.toFixed(3)}${multivariate.verdict === "none" ? "" : `; carried by ${multivariate.carriers.map(({ name, share }) => `${name} ${Math.round(100 * share)} %`).join(", ")}`}`,
      12,
    );
  }
  if (performance !== undefined) {
    page.raw();
    page.raw(
      `${page.paint("PERFORMANCE".padEnd(12), "bold")}estimated without labels${performance.calibrated ? ", probabilities calibrated on the reference" : ""}`,
    );
    page.table([
      ["", "reference", "estimated now", ...(performance.metrics.some(({ realised }) => realised !== undefined) ? ["realised"] : [])].map(
        (cell) => page.paint(cell, "dim"),
      ),
      ...performance.metrics.map(({ name, reference: was, estimated: is, realised, verdict: own }) => [
        `${page.paint(LOOK[own].shape, LOOK[own].style)} ${name}`,
        `${was.value.toFixed(3)} (${was.low.toFixed(3)} to ${was.high.toFixed(3)})`,
        `${is.value.toFixed(3)} (${is.low.toFixed(3)} to ${is.high.toFixed(3)})`,
        ...(realised === undefined ? [] : [realised.toFixed(3)]),
      ]),
    ]);
  }
  page.raw();
  for (const { name, reason } of options.all ? result.columns.leftOut : []) page.labelled("LEFT OUT", `${name}: ${reason}`, 12);
  for (const note of result.notes) page.labelled("NOTE", note, 12);
  for (const advice of result.advice) page.labelled("NEXT", advice, 12);
  page.raw(
    verdict === "none"
      ? result.complete
        ? "exit 0: no drift"
        : "exit 3: no drift as far as the files could be read; --allow-partial makes it 0"
      : `exit 1: ${verdict === "severe" ? "severe drift" : "drift"} in ${drifted.length} of ${features.length} columns`,
  );
  return page.text();
}

function row(page: Page, feature: FeatureDrift): string[] {
  const { shape, style } = LOOK[feature.verdict];
  const { histogram } = feature;
  const effect = feature.measures.find(
    ({ name, value, threshold }) => name === (feature.kind === "number" ? "wasserstein" : "jensen-shannon") && value + threshold > 0,
  );
  const top = histogram === undefined ? 1 : Math.max(...histogram.reference, ...histogram.new);
  return [
    page.paint(shape, style),
    shortened(feature.name, 28),
    histogram === undefined ? "" : sparkline(histogram.reference, top),
    histogram === undefined ? "" : sparkline(histogram.new, top),
    effect === undefined ? "" : `${feature.kind === "number" ? "W" : "JS"} ${figure(effect.value)}`,
    effect === undefined ? "" : `< ${figure(effect.threshold)}`,
    figure(feature.adjusted),
  ];
}

function details(page: Page, feature: FeatureDrift): void {
  const { timing, newCategories } = feature;
  const when =
    timing === undefined || timing.shape === "unclear"
      ? ""
      : timing.shape === "abrupt"
        ? `; abrupt, at ${timing.from}`
        : timing.shape === "gradual"
          ? `; gradual, from ${timing.from} to ${timing.to}`
          : "; the same from the first new row to the last";
  const fresh = newCategories === undefined ? "" : ` (${newCategories.examples.map(({ value, rows }) => `${value}: ${rows}`).join(", ")})`;
  page.labelled(
    "  ",
    `${feature.role === "feature" ? "" : `${feature.role} `}${feature.name}: ${feature.reasons.join("; ")}${fresh}${when}`,
    4,
  );
}
