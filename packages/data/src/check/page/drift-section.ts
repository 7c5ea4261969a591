import { maskedText } from "../../masking/mask.ts";
import { overlaid } from "../../page/charts.ts";
import { markup } from "../../profile/report/markup.ts";
import { countText } from "../../profile/report/words.ts";
import type { CheckPageData } from "./page-data.ts";

/** How the file moved from the trusted rows, column by column. */
export function driftSection(drift: CheckPageData["drift"]): readonly string[] {
  if (drift === undefined) return [];
  const moved = drift.features.filter(({ verdict }) => verdict !== "none");
  const rest = drift.total - moved.length;
  return [
    `<h2>Against the trusted rows <small>${countText(drift.trusted)} rows, not judged themselves</small></h2>`,
    `<p class="lead"><span class="key held"></span>this file <span class="key rest"></span>trusted rows. ${moved.length === 0 ? `None of ${drift.total} columns moved.` : `${countText(rest)} of ${countText(drift.total)} columns did not move.`}</p>`,
    `<div class="pictures">${moved
      .map(({ name, verdict, histogram, reasons }) => {
        const picture = histogram === undefined ? "" : overlaid({ name, rest: histogram.reference, held: histogram.new });
        return `<div class="picture"><p><span class="rowhead">${markup(name)}</span> <span class="${verdict === "severe" ? "critical" : "medium"}">${verdict === "severe" ? "◆ severe drift" : "● drift"}</span></p>${picture}<p class="soft">${markup(maskedText(reasons.join("; ")))}</p></div>`;
      })
      .join("")}</div>`,
  ];
}
