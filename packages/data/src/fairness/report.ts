import { figure, Page, type PageOptions, plain, shortened } from "../terminal/page.ts";
import type { DataFairnessResult, FairnessGroup } from "./document.ts";

const LOOK = {
  disparity: { shape: "◆", style: "critical", word: "DISPARITY" },
  inconclusive: { shape: "●", style: "medium", word: "INCONCLUSIVE" },
  none: { shape: "○", style: "low", word: "NO DISPARITY FOUND" },
} as const;

/** Rates by group with their intervals, what is a finding, stand-ins for the group. */
export function renderFairness(result: DataFairnessResult, options: PageOptions): string {
  const page = new Page(options);
  const { shape, style, word } = LOOK[result.verdict];
  page.raw(
    `${page.paint("castellan", "bold", "accent")} ${plain(result.tool.version)} · ${plain(result.file)} (${result.rows} rows) · favourable: ${plain(result.label)} = ${plain(result.favourable)}`,
  );
  page.raw();
  page.raw(`${page.paint(shape, style)} ${page.paint(word, "bold")}`);
  for (const reason of options.all ? result.reasons : result.reasons.slice(0, 12)) page.labelled("  ", reason, 2);
  if (!options.all && result.reasons.length > 12) page.raw(page.paint(`  and ${result.reasons.length - 12} more (--all)`, "dim"));
  for (const { columns, reference, groups } of result.partitions) {
    page.raw();
    page.raw(`${page.paint(plain(columns.join(" · ")).toUpperCase(), "bold")}   compared with ${plain(reference)}`);
    const shown = options.all ? groups : groups.filter(({ small }) => !small).slice(0, 20);
    const extra = RATES.filter(([name]) => shown.some(({ rates }) => rates?.[name] !== undefined));
    const scored = shown.some(({ score }) => score?.auroc !== undefined);
    page.table([
      [
        "",
        "rows",
        "favourable label",
        "ratio",
        ...(shown.some(({ selectionRate }) => selectionRate !== undefined) ? ["predicted", "ratio"] : []),
        ...extra.map(([, title]) => title),
        ...(scored ? ["AUROC"] : []),
      ].map((cell) => page.paint(cell, "dim")),
      ...shown.map((group) => cells(group, extra, scored)),
    ]);
    if (shown.length < groups.length) page.raw(page.paint(`  and ${groups.length - shown.length} small or further groups (--all)`, "dim"));
  }
  const proxies = options.all ? result.proxies : result.proxies.filter(({ finding }) => finding).slice(0, 10);
  if (proxies.length > 0) {
    page.raw();
    page.raw(`${page.paint("PROXIES", "bold")}   share of what there is to know of the group that the column tells`);
    page.table(
      proxies.map(({ column, group, information, threshold, finding }) => [
        finding ? "●" : "○",
        shortened(column, 28),
        plain(group),
        `${(100 * information).toFixed(1)} %`,
        `chance < ${figure(100 * threshold)} %`,
      ]),
    );
  }
  page.raw();
  for (const note of result.notes) page.labelled("NOTE", note, 12);
  for (const advice of result.advice) page.labelled("NEXT", advice, 12);
  page.raw(
    result.verdict === "disparity"
      ? `exit 1: ${result.reasons.length} ratios outside 0.8 to 1.25`
      : `${result.complete ? "exit 0" : "exit 3, as far as the file could be read (--allow-partial makes it 0)"}: ${result.verdict === "none" ? "no ratio is surely outside 0.8 to 1.25" : "too few rows to compare"}`,
  );
  return page.text();
}

const RATES = [
  ["fpr", "FPR"],
  ["fnr", "FNR"],
  ["fdr", "FDR"],
  ["for", "FOR"],
] as const;

function estimate({ value, low, high }: FairnessGroup["baseRate"]): string {
  return `${value === null ? "∞" : value.toFixed(3)} (${low.toFixed(3)} to ${high === null ? "∞" : high.toFixed(3)})`;
}

function cells(group: FairnessGroup, extra: typeof RATES | readonly (typeof RATES)[number][], scored: boolean): string[] {
  const ratioOf = (of: "label" | "prediction"): string => {
    const found = group.comparisons.find((comparison) => comparison.metric === "disparate-impact" && comparison.of === of);
    return found === undefined
      ? ""
      : `${found.estimate.value === null ? "∞" : found.estimate.value.toFixed(2)}${found.finding ? " ◆" : ""}`;
  };
  return [
    shortened(group.name, 30),
    String(group.rows),
    estimate(group.baseRate),
    ratioOf("label"),
    ...(group.selectionRate === undefined ? [] : [estimate(group.selectionRate), ratioOf("prediction")]),
    ...extra.map(([name]) => group.rates?.[name]?.value?.toFixed(3) ?? ""),
    ...(scored ? [group.score?.auroc?.value?.toFixed(3) ?? ""] : []),
  ];
}
