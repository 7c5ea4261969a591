import { createHash } from "node:crypto";
import type { DataProfile, ProfileColumn, ProfileFinding } from "../document.ts";
import { largeHistogram, smallHistogram, valueBars } from "./charts.ts";
import { PROFILE_STYLE } from "./html-style.ts";
import { markup } from "./markup.ts";
import { bytesText, countText, marksOf, numberText, percentText, summaryOf } from "./words.ts";

const SHAPES = { critical: "◆", high: "▲", medium: "●", low: "○", info: "·" } as const;

/** One page that carries everything: no script, no request, no inline style. */
export function renderProfileHtml(profile: DataProfile): string {
  const { data, classification, duplicates, balance, run } = profile;
  const hash = createHash("sha256").update(PROFILE_STYLE).digest("base64");
  const fact = (value: string, label: string): string => `<div class="fact"><b>${markup(value)}</b><span>${markup(label)}</span></div>`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="generator" content="castellan">',
    `<title>${markup(data.name)}: data profile</title>`,
    `<style>${PROFILE_STYLE}</style>`,
    "</head>",
    "<body>",
    "<header><div>",
    `<h1>${markup(data.name)} <span class="class ${classification.class}">${markup(classification.class)}</span></h1>`,
    `<p class="reasons">${classification.reasons.map(markup).join(" · ")}</p>`,
    '<div class="facts">',
    fact(countText(data.rows), "rows"),
    fact(countText(data.columns), "columns"),
    fact(bytesText(data.bytes), [data.format, data.compression].filter((part) => part !== undefined).join(" in ")),
    ...(data.files.length > 1 ? [fact(countText(data.files.length), "files")] : []),
    fact(
      duplicates.rows === 0 ? "none" : countText(duplicates.rows),
      `repeated rows${duplicates.rows === 0 ? "" : ` (${percentText(duplicates.share)})`}`,
    ),
    ...(duplicates.near === undefined
      ? []
      : [fact(duplicates.near.rows === 0 ? "none" : countText(duplicates.near.rows), "rows with repeated free text")]),
    fact(countText(profile.attention.filter(({ severity }) => severity !== "info").length), "need attention"),
    ...(run === undefined ? [] : [fact(`${run.seconds.toFixed(1)} s`, `castellan ${profile.tool.version}`)]),
    "</div>",
    "</div></header>",
    "<main>",
    "<h2>Needs attention</h2>",
    attention(profile),
    ...(balance === undefined
      ? []
      : [
          `<h2>Label <small>${markup(balance.column)}${balance.stated ? "" : ", guessed from its name"}</small></h2>`,
          `<div class="detail">${valueBars(balance.classes, data.rows)}</div>`,
        ]),
    ...(data.files.length > 1 ? [`<h2>Files</h2>`, files(profile)] : []),
    `<h2>Columns <small>open one for its values</small></h2>`,
    '<div class="columns">',
    '<div class="head"><span>column</span><span>type</span><span>distribution</span><span class="number">missing</span><span class="number">distinct</span><span>values</span><span>holds</span></div>',
    ...profile.columns.map((column) => columnDetails(column, profile)),
    "</div>",
    ...notes(profile),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function attention({ attention: list }: DataProfile): string {
  if (list.length === 0) return '<p class="empty">Nothing: no secrets, personal data, leakage or damage was found.</p>';
  const items = list.map(
    ({ severity, what, message }) =>
      `<li><span class="severity ${severity}">${SHAPES[severity]} ${severity}</span><span class="what soft">${markup(what)}</span><span>${markup(message)}</span></li>`,
  );
  return `<ul class="attention">${items.join("\n")}</ul>`;
}

function files({ data }: DataProfile): string {
  return `<ul class="notes">${data.files.map(({ file, split, rows }) => `<li><code>${markup(file)}</code> · ${split === undefined ? "" : `${markup(split)} · `}${countText(rows)} rows</li>`).join("")}</ul>`;
}

function columnDetails(column: ProfileColumn, profile: DataProfile): string {
  const { rows } = profile.data;
  const marks = marksOf(column, profile);
  const missing = column.missing.cells === 0 ? '<span class="soft">none</span>' : percentText(column.missing.cells / Math.max(1, rows));
  const style = column.secrets.length > 0 ? "critical" : column.class;
  return [
    "<details>",
    `<summary><span class="name">${markup(column.name)}</span><span class="soft">${column.type}</span>${smallHistogram(column)}<span class="number">${missing}</span><span class="number">${column.distinct.exact ? "" : "≈ "}${countText(column.distinct.count)}</span><span class="values">${markup(summaryOf(column))}</span><span class="marks ${style}">${markup(marks.join(", "))}</span></summary>`,
    '<div class="detail">',
    `<div>${facts(column)}</div>`,
    ...(column.histogram === undefined ? [] : [`<div><h3>Distribution</h3>${largeHistogram(column)}</div>`]),
    ...(column.top.length === 0
      ? []
      : [`<div><h3>Commonest values${column.masked ? " (masked)" : ""}</h3>${valueBars(column.top.slice(0, 12), column.values)}</div>`]),
    ...findings(column),
    "</div>",
    "</details>",
  ].join("\n");
}

function facts(column: ProfileColumn): string {
  const { numbers, times, length, missing, identifier } = column;
  const rows: (readonly [string, string])[] = [
    ["type", column.reason],
    ...(column.declared === undefined ? [] : [["declared", column.declared] as const]),
    ["class", column.classReasons.length === 0 ? column.class : `${column.class}: ${column.classReasons.join("; ")}`],
    ["values", countText(column.values)],
  ];
  if (missing.cells > 0)
    rows.push([
      "missing",
      `${countText(missing.cells)}${
        Object.keys(missing.spelled).length === 0
          ? ""
          : `, of them written as ${Object.entries(missing.spelled)
              .map(([word, count]) => `${word} (${countText(count)})`)
              .join(", ")}`
      }`,
    ]);
  rows.push(["distinct", `${column.distinct.exact ? "" : "about "}${countText(column.distinct.count)} (${column.distinct.method})`]);
  if (numbers !== undefined) {
    rows.push(
      [
        "mean",
        `${numberText(numbers.mean)}${numbers.standardDeviation === undefined ? "" : ` ± ${numberText(numbers.standardDeviation)}`}`,
      ],
      ["range", `${numberText(numbers.minimum)} to ${numberText(numbers.maximum)}`],
    );
    rows.push([
      "quantiles",
      Object.entries(numbers.quantiles)
        .map(([at, value]) => `${percentText(Number(at))}: ${numberText(value)}`)
        .join(" · "),
    ]);
    if (numbers.zeros > 0) rows.push(["zeros", countText(numbers.zeros)]);
    if (numbers.negative > 0) rows.push(["negative", countText(numbers.negative)]);
    if (numbers.infinite > 0) rows.push(["infinite", countText(numbers.infinite)]);
  }
  if (times !== undefined) rows.push(["from", times.earliest], ["median", times.median], ["to", times.latest]);
  if (column.type === "text" || column.type === "category")
    rows.push(["length", `${length.shortest} to ${length.longest}, mean ${numberText(length.mean)} characters`]);
  if (identifier !== undefined) rows.push(["identifier", identifier.reason]);
  if (column.notTheType !== undefined)
    rows.push([
      "other values",
      `${countText(column.notTheType.cells)}${column.notTheType.examples.length === 0 ? "" : `: ${column.notTheType.examples.map(({ value, count }) => `${value} (${countText(count)})`).join(", ")}`}`,
    ]);
  if (column.padded > 0) rows.push(["white space", `around ${countText(column.padded)} values`]);
  if (column.power !== undefined) rows.push(["tells the label", percentText(column.power)]);
  return `<dl class="rows">${rows.map(([label, text]) => `<dt>${markup(label)}</dt><dd>${markup(text)}</dd>`).join("")}</dl>`;
}

function findings(column: ProfileColumn): readonly string[] {
  const groups: readonly (readonly [string, readonly ProfileFinding[]])[] = [
    ["Secrets", column.secrets],
    ["Personal data", column.personal],
    ["Hidden text and instructions", column.hidden],
  ];
  return groups.flatMap(([title, list]) =>
    list.length === 0
      ? []
      : [
          `<div><h3>${title}</h3><dl class="rows">${list
            .map(
              ({ type, cells, examples, first }) =>
                `<dt>${markup(type)}</dt><dd>${countText(cells)} ${cells === 1 ? "cell" : "cells"}${examples > 0 ? `, ${countText(examples)} made for examples` : ""}${first.map(({ row, masked }) => `<br><span class="soft">row ${countText(row)}</span> <code>${markup(masked)}</code>`).join("")}</dd>`,
            )
            .join("")}</dl></div>`,
        ],
  );
}

function notes({ sampling, card, warnings }: DataProfile): readonly string[] {
  const list = [
    ...(card === undefined
      ? []
      : [
          `Card ${card.file}${card.licence === undefined ? "" : `, licence ${card.licence}`}${card.contradictions.length === 0 ? "; nothing in it contradicts the data" : ""}.`,
        ]),
    ...warnings.map(({ message }) => message),
    ...sampling,
  ];
  return list.length === 0
    ? []
    : ["<h2>How it was read</h2>", `<ul class="notes">${list.map((line) => `<li>${markup(line)}</li>`).join("")}</ul>`];
}
