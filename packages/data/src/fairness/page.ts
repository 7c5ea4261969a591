import { maskedText } from "../masking/mask.ts";
import { intervalBar, shareBar } from "../page/charts.ts";
import { factOf, listOf, pageOf, stepsOf, tableOf } from "../page/layout.ts";
import { markdownText } from "../page/markdown-text.ts";
import { markup } from "../profile/report/markup.ts";
import { countText, percentText } from "../profile/report/words.ts";
import type { DataFairnessResult, FairnessGroup, FairnessPartition } from "./document.ts";

const LOOKS = {
  disparity: { shape: "◆", style: "critical", word: "disparity", says: "Groups fare differently, beyond chance." },
  inconclusive: { shape: "●", style: "info", word: "inconclusive", says: "There are too few rows to say how groups fare." },
  none: { shape: "○", style: "ok", word: "no disparity found", says: "No ratio between groups is surely outside 0.8 to 1.25." },
} as const;
const GROUPS = 60;
const RATES = [
  ["fpr", "wrongly favoured"],
  ["fnr", "wrongly refused"],
  ["fdr", "favoured, wrongly"],
  ["for", "refused, wrongly"],
] as const;

/** The page of how groups fare: rates with intervals, findings, stand-ins for the group, weights. */
export function renderFairnessHtml(result: DataFairnessResult): string {
  const look = LOOKS[result.verdict];
  const groups = result.partitions.reduce((sum, partition) => sum + partition.groups.length, 0);
  const favourable = `${result.label} = ${result.favourable}`;
  return pageOf({
    title: `${result.file}: ${look.word}`,
    header: [
      `<h1>${markup(result.file)} <span class="verdict ${look.style}">${look.shape} ${look.word}</span></h1>`,
      `<p class="sentence">${markup(`${look.says} What people hope for: ${maskedText(favourable)}.`)}</p>`,
      listOf(result.reasons.slice(0, 10).map(maskedText), "why"),
      ...(result.reasons.length > 10 ? [`<p class="reasons">and ${result.reasons.length - 10} more below</p>`] : []),
      '<div class="facts">',
      factOf(countText(result.rows), "rows"),
      factOf(countText(groups), "groups compared"),
      factOf(countText(result.proxies.filter(({ finding }) => finding).length), "columns stand in for a group"),
      "</div>",
    ],
    main: [
      ...(result.advice.length === 0 ? [] : ["<h2>What to do next</h2>", stepsOf(result.advice.map((why) => ({ why: maskedText(why) })))]),
      ...result.partitions.flatMap(partitionSection),
      ...proxySection(result),
      ...weightSection(result),
      ...(result.notes.length === 0 ? [] : ["<h2>How it was read</h2>", listOf(result.notes.map(maskedText))]),
      `<footer>castellan data fairness ${markup(result.tool.version)} · seed ${result.seed} · intervals at 95 % · whole result: --format json</footer>`,
    ],
  });
}

function estimateText({ value, low, high }: FairnessGroup["baseRate"]): string {
  const number = (one: number | null): string => (one === null ? "∞" : one.toFixed(3));
  return `${number(value)} <span class="soft">(${number(low)} to ${number(high)})</span>`;
}

function rate(estimate: FairnessGroup["baseRate"] | undefined, name: string): string {
  if (estimate === undefined) return "";
  const { value, low, high } = estimate;
  return `${intervalBar({ value: value ?? 0, low, high: high ?? 1 }, [0, 1], 0, `${name} with its interval`, 150)}${estimateText(estimate)}`;
}

function ratio(group: FairnessGroup, of: "label" | "prediction"): string {
  const found = group.comparisons.find((comparison) => comparison.metric === "disparate-impact" && comparison.of === of);
  if (found === undefined) return group.small ? '<span class="soft">too few rows</span>' : '<span class="soft">compared with</span>';
  return found.finding ? `<span class="critical">◆ ${estimateText(found.estimate)}</span>` : estimateText(found.estimate);
}

function partitionSection({ columns, reference, groups }: FairnessPartition): readonly string[] {
  const predicted = groups.some(({ selectionRate }) => selectionRate !== undefined);
  const rates = RATES.filter(([name]) => groups.some((group) => group.rates?.[name] !== undefined));
  const scored = groups.some(({ score }) => score?.auroc !== undefined);
  const shown = groups.slice(0, GROUPS);
  return [
    `<h2>${markup(columns.join(" · "))} <small>compared with ${markup(maskedText(reference))}</small></h2>`,
    tableOf(
      [
        { head: "group", style: "rowhead" },
        { head: "rows", style: "number" },
        { head: "favourable label" },
        { head: "ratio" },
        ...(predicted ? [{ head: "favourable prediction" }, { head: "ratio" }] : []),
        ...rates.map(([, head]) => ({ head })),
        ...(scored ? [{ head: "AUROC" }] : []),
      ],
      shown.map((group) => [
        markup(maskedText(group.name)),
        countText(group.rows),
        rate(group.baseRate, "share of favourable labels"),
        ratio(group, "label"),
        ...(predicted ? [rate(group.selectionRate, "share of favourable predictions"), ratio(group, "prediction")] : []),
        ...rates.map(([name]) => (group.rates?.[name] === undefined ? "" : estimateText(group.rates[name]))),
        ...(scored ? [group.score?.auroc === undefined ? "" : estimateText(group.score.auroc)] : []),
      ]),
    ),
    ...(groups.length > shown.length ? [`<p class="lead">and ${countText(groups.length - shown.length)} more in --format json</p>`] : []),
  ];
}

function proxySection({ proxies }: DataFairnessResult): readonly string[] {
  if (proxies.length === 0) return [];
  return [
    "<h2>Columns that stand in for a group</h2>",
    '<p class="lead">How much of what there is to know of the group the column tells. Leaving the group out of a model does not help where another column tells it.</p>',
    tableOf(
      [
        { head: "column", style: "rowhead" },
        { head: "of" },
        { head: "tells", style: "number" },
        { head: "", style: "tight" },
        { head: "chance stays below", style: "number" },
        { head: "" },
      ],
      proxies
        .slice(0, GROUPS)
        .map(({ column, group, information, threshold, finding }) => [
          markup(column),
          markup(group),
          percentText(Math.max(0, information)),
          shareBar(Math.min(1, Math.max(0, information)), `${column} tells ${percentText(Math.max(0, information))}`),
          percentText(threshold),
          finding ? '<span class="medium">● stands in</span>' : "",
        ]),
    ),
  ];
}

function weightSection({ weights }: DataFairnessResult): readonly string[] {
  if (weights.length === 0) return [];
  return [
    "<h2>Weights that even out the labels <small>reweighing; --output weights=FILE writes one a row</small></h2>",
    `<details><summary>${countText(weights.length)} weights</summary>${tableOf(
      [{ head: "group", style: "rowhead" }, { head: "label" }, { head: "rows", style: "number" }, { head: "weight", style: "number" }],
      weights
        .slice(0, 200)
        .map(({ group, label, rows, weight }) => [
          markup(maskedText(group)),
          markup(maskedText(label)),
          countText(rows),
          weight.toFixed(3),
        ]),
    )}</details>`,
    ...(weights.length > 200 ? [`<p class="lead">and ${weights.length - 200} more in --format json</p>`] : []),
  ];
}

/** How groups fare, for a pull request. */
export function renderFairnessMarkdown(result: DataFairnessResult): string {
  const text = (raw: string): string => markdownText(maskedText(raw));
  const number = (one: number | null): string => (one === null ? "∞" : one.toFixed(3));
  const lines = [
    `# ${LOOKS[result.verdict].shape} ${LOOKS[result.verdict].word}: ${text(result.file)}`,
    "",
    `${LOOKS[result.verdict].says} Favourable: ${text(`${result.label} = ${result.favourable}`)}; ${countText(result.rows)} rows.`,
    "",
    ...result.reasons.slice(0, 20).map((reason) => `- ${text(reason)}`),
    ...(result.reasons.length > 20 ? [`- and ${result.reasons.length - 20} more in --format json`] : []),
  ];
  for (const { columns, reference, groups } of result.partitions)
    lines.push(
      "",
      `## ${text(columns.join(" · "))}, compared with ${text(reference)}`,
      "",
      "| group | rows | favourable label | favourable prediction |",
      "|---|---:|---:|---:|",
      ...groups
        .slice(0, GROUPS)
        .map(
          ({ name, rows, baseRate, selectionRate }) =>
            `| ${text(name)} | ${countText(rows)} | ${number(baseRate.value)} | ${selectionRate === undefined ? "" : number(selectionRate.value)} |`,
        ),
      ...(groups.length > GROUPS ? ["", `and ${groups.length - GROUPS} more in --format json`] : []),
    );
  lines.push("", ...result.advice.map((advice) => `1. ${text(advice)}`), ...result.notes.map((note) => `- ${text(note)}`));
  return `${lines.join("\n").trimEnd()}\n`;
}
