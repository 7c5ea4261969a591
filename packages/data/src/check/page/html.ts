import { maskedText } from "../../masking/mask.ts";
import { overlaid, shareBar } from "../../page/charts.ts";
import { factOf, listOf, pageOf, stepsOf, tableOf } from "../../page/layout.ts";
import { markup } from "../../profile/report/markup.ts";
import { countText, percentText } from "../../profile/report/words.ts";
import type { DataCheckResult } from "../document.ts";
import { type CheckCall, nextSteps } from "../report/next-steps.ts";
import { chanceText, familyWords, GROUP_WORDS, powerWord, VERDICT_LOOKS, VERDICT_WORDS } from "../report/words.ts";
import type { ColumnShape } from "./column-shapes.ts";
import { driftSection } from "./drift-section.ts";
import type { CheckPageData, ShownGroup, ShownRow } from "./page-data.ts";

/** The page of one check: verdict, what to do, groups, rows held back, what could have been seen. */
export function renderCheckHtml(result: DataCheckResult, data: CheckPageData, call: CheckCall): string {
  const { verdict, quarantine } = result;
  const { shape, style } = VERDICT_LOOKS[verdict];
  return pageOf({
    title: `${result.file}: ${verdict}`,
    header: [
      `<h1>${markup(result.file)} <span class="verdict ${style}">${shape} ${verdict}</span></h1>`,
      `<p class="sentence">${markup(sentenceOf(result))}</p>`,
      listOf(result.reasons.slice(0, 8).map(maskedText), "why"),
      '<div class="facts">',
      factOf(countText(result.rows), "rows judged"),
      factOf(
        quarantine.rows === 0 ? "none" : countText(quarantine.rows),
        quarantine.rows === 0 ? "held back" : `held back (${percentText(quarantine.rows / Math.max(1, result.rows))})`,
      ),
      factOf(result.groups.length === 0 ? "none" : countText(result.groups.length), result.groups.length === 1 ? "group" : "groups"),
      ...(result.model === null ? [] : [factOf(percentText(result.model.accuracy), "of labels as a model expects them")]),
      ...(result.reviewed > 0 ? [factOf(countText(result.reviewed), "reviewed before, not raised")] : []),
      ...(result.run === undefined
        ? []
        : [factOf(`${result.run.seconds.toFixed(1)} s`, `castellan ${result.tool.version}, seed ${result.run.seed}`)]),
      "</div>",
    ],
    main: [
      "<h2>What to do next</h2>",
      stepsOf(nextSteps(result, call)),
      ...groupsSection(result, data),
      ...heldSection(data),
      ...shapesSection(data),
      ...driftSection(data.drift),
      ...powerSection(result),
      ...detectorsSection(result),
      ...rolesSection(result),
      `<footer>castellan data check ${markup(result.tool.version)} · personal data and secrets in cells are masked · whole result: --format json</footer>`,
    ],
  });
}

/** The verdict in one sentence with how sure it is. */
function sentenceOf({ verdict, rows, quarantine, power }: DataCheckResult): string {
  const tried = Object.values(power).filter((share) => share !== null);
  const seen = tried.filter((share) => share >= 0.5).length;
  const sure =
    tried.length === 0
      ? "what it could have seen was not tested"
      : `of ${tried.length} kinds of poison planted as a test, it saw ${seen === tried.length ? "every one" : seen === 0 ? "none well" : `${seen}`}`;
  const held = quarantine.rows === 0 ? "" : ` ${countText(quarantine.rows)} of ${countText(rows)} rows should be held back.`;
  return `${VERDICT_WORDS[verdict].replace(/^./, (first) => first.toUpperCase())}.${held} In a copy of these data, ${sure}.`;
}

function legend(held: string): string {
  return `<p class="lead"><span class="key held"></span>${markup(held)} <span class="key rest"></span>all other rows; heights are shares on one scale</p>`;
}

function shapePicture(shape: ColumnShape, markRole = true): string {
  const role = markRole && shape.role !== "feature" ? ` <span class="soft">${markup(shape.role)}</span>` : "";
  return `<div class="picture"><p><span class="rowhead">${markup(shape.name)}</span>${role}</p>${overlaid(shape)}<p class="soft">${shape.held.length > 0 && shape.beyond <= 0 ? "as in the rest, up to chance" : markup(shape.says)}</p></div>`;
}

function image(png: string, alternative: string): string {
  return `<img src="data:image/png;base64,${png}" width="56" alt="${markup(alternative)}">`;
}

function rowsTable(rows: readonly ShownRow[], columns: readonly string[], why: boolean): string {
  const pictured = rows.some(({ picture }) => picture !== undefined);
  return tableOf(
    [
      { head: "row", style: "tight" },
      ...(pictured ? [{ head: "picture", style: "tight" } as const] : []),
      { head: "score", style: "number" },
      ...columns.map((head) => ({ head })),
      ...(why ? [{ head: "held back because" }] : []),
    ],
    rows.map((row) => [
      `${markup(row.id)}${row.id === String(row.row) ? "" : ` <span class="soft">(${countText(row.row)})</span>`}`,
      ...(pictured ? [row.picture === undefined ? "" : image(row.picture, `row ${row.row}`)] : []),
      row.score.toFixed(1),
      ...row.cells.map((cell) => (cell === "" ? '<span class="soft">–</span>' : markup(cell))),
      ...(why
        ? [row.reasons.length === 0 ? '<span class="soft">its chance over all detectors</span>' : row.reasons.map(markup).join("<br>")]
        : []),
    ]),
  );
}

function groupsSection({ groups }: DataCheckResult, data: CheckPageData): readonly string[] {
  if (groups.length === 0) return [];
  const more = groups.length - data.groups.length;
  return [
    `<h2>Groups of rows with one cause <small>surest first</small></h2>`,
    legend("rows of the group"),
    ...data.groups.map(groupCard),
    ...(more > 0 ? [`<p class="lead">and ${countText(more)} more in --format json</p>`] : []),
  ];
}

function groupCard(group: ShownGroup): string {
  const { pictures } = group;
  return [
    '<section class="group">',
    `<h3>${markup(group.description)}</h3>`,
    `<div class="facts"><span>${markup(GROUP_WORDS[group.kind])}</span><span>${countText(group.rows)} rows</span><span>chance in honest data ${chanceText(group.p)}</span></div>`,
    ...(pictures === undefined
      ? []
      : [
          `<div class="images"><figure>${image(pictures.mean, "mean of the group")}<figcaption>mean of the group</figcaption></figure><figure>${image(pictures.rest, "mean of the rest")}<figcaption>mean of the rest</figcaption></figure><figure>${image(pictures.difference, "difference")}<figcaption>difference: what is bright or dark here, the rest has not</figcaption></figure></div>`,
        ]),
    ...(group.shapes.length === 0 ? [] : [`<div class="pictures">${group.shapes.map((shape) => shapePicture(shape)).join("")}</div>`]),
    rowsTable(group.examples, group.columns, false),
    ...(group.rows > group.examples.length
      ? [`<p class="soft">the ${group.examples.length} most suspicious of ${countText(group.rows)} rows</p>`]
      : []),
    "</section>",
  ].join("\n");
}

function heldSection({ held }: CheckPageData): readonly string[] {
  if (held.total === 0) return ["<h2>Rows held back</h2>", '<p class="empty">None.</p>'];
  return [
    `<h2>Rows held back <small>${countText(held.total)}, most suspicious first</small></h2>`,
    ...(held.total > held.rows.length
      ? [`<p class="lead">The first ${held.rows.length} stand here; --scores FILE writes every row with its score and reasons.</p>`]
      : []),
    `<details${held.rows.length <= 12 ? " open" : ""}><summary>${countText(held.rows.length)} rows</summary>${rowsTable(held.rows, held.columns, true)}</details>`,
  ];
}

function shapesSection({ shapes, held, columns }: CheckPageData): readonly string[] {
  if (shapes.length === 0) return [];
  return [
    held.total === 0 ? "<h2>Columns that were judged</h2>" : "<h2>Held back against the rest <small>what differs most first</small></h2>",
    ...(held.total === 0 ? [] : [legend("rows held back")]),
    `<div class="pictures">${shapes.map((shape) => shapePicture(shape)).join("\n")}</div>`,
    ...(columns > shapes.length
      ? [`<p class="lead">and ${countText(columns - shapes.length)} more columns: castellan data profile shows all of them</p>`]
      : []),
  ];
}

function powerSection({ power, model, rows }: DataCheckResult): readonly string[] {
  const families = Object.entries(power);
  return [
    "<h2>What this check can see in these data</h2>",
    `<p class="lead">${families.length === 0 ? "No kind of poison could be planted in these data, so that nothing is known of what would have been seen." : `Poison was planted in 1 % of a copy of ${rows > 3000 ? "3,000 of these rows" : "these rows"}, and the same check ran on it. Found means: scored above all but 1 % of the untouched rows.`}</p>`,
    ...(families.length === 0
      ? []
      : [
          tableOf(
            [
              { head: "planted", style: "rowhead" },
              { head: "found", style: "number" },
              { head: "", style: "tight" },
              { head: "so an attack of 1 %" },
            ],
            families.map(([family, share]) => [
              markup(familyWords(family)),
              share === null ? "–" : percentText(share),
              share === null ? "" : shareBar(share, `${percentText(share)} found`),
              markup(powerWord(share)),
            ]),
          ),
        ]),
    ...(model === null
      ? []
      : [
          `<p class="lead">${markup(`Labels can be foretold for ${percentText(model.accuracy)} of the rows (${model.name}); where they cannot, a flipped label cannot be told. About ${percentText(model.noise)} of the labels are wrong whatever the row says.`)}</p>`,
        ]),
  ];
}

function detectorsSection({ detectors }: DataCheckResult): readonly string[] {
  return [
    "<h2>Detectors <small>live: says more than chance, and counts</small></h2>",
    tableOf(
      [
        { head: "detector", style: "rowhead" },
        { head: "", style: "tight" },
        { head: "chance", style: "number" },
        { head: "what it looked at" },
      ],
      detectors.map(({ title, live, p, note }) => [
        markup(title),
        live ? '<span class="medium">live</span>' : '<span class="soft">quiet</span>',
        chanceText(p),
        markup(maskedText(note)),
      ]),
    ),
  ];
}

function rolesSection({ roles, warnings }: DataCheckResult): readonly string[] {
  const named = Object.entries(roles).filter(([role]) => role !== "features");
  const features = roles["features"] ?? [];
  return [
    "<h2>How it was read</h2>",
    listOf([
      ...named.map(([role, columns]) => `${role}: ${columns.join(", ")}`),
      `${countText(features.length)} features${features.length === 0 ? "" : `: ${features.slice(0, 40).join(", ")}${features.length > 40 ? ", …" : ""}`}`,
      ...warnings.map(maskedText),
    ]),
  ];
}
