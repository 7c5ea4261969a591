import { maskedText } from "../../masking/mask.ts";
import { countText, percentText } from "../../profile/report/words.ts";
import { Page, type PageOptions, type PageStyle, plain } from "../../terminal/page.ts";
import type { DataCheckResult } from "../document.ts";
import { type CheckCall, nextSteps } from "./next-steps.ts";
import { chanceText, familyWords, GROUP_WORDS, powerWord, VERDICT_LOOKS, VERDICT_WORDS } from "./words.ts";

const GROUPS = 8;
const ROWS_NAMED = 5;
const STEPS = 3;
const BAR = 10;
const STYLES: Readonly<Record<DataCheckResult["verdict"], PageStyle>> = {
  poisoned: "critical",
  suspicious: "medium",
  inconclusive: "low",
  clean: "accent",
};

/** Verdict first, then why, the groups, what the check can see in these data, what to do next; with `all` the detectors too. */
export function renderCheck(result: DataCheckResult, call: CheckCall, options: PageOptions): string {
  const page = new Page(options);
  const { verdict, groups, quarantine, rows, run } = result;
  page.raw(
    [
      `${page.paint("castellan", "bold", "accent")} ${plain(result.tool.version)}`,
      page.paint(plain(result.file), "bold"),
      `${countText(rows)} rows`,
      ...(run === undefined ? [] : [`${run.seconds.toFixed(1)} s`]),
    ].join(" · "),
  );
  page.raw();
  page.labelled(
    `${VERDICT_LOOKS[verdict].shape} ${verdict.toUpperCase()}  `,
    `${VERDICT_WORDS[verdict]}${quarantine.rows === 0 ? "" : `; ${countText(quarantine.rows)} rows held back (${percentText(quarantine.rows / Math.max(1, rows))})`}`,
    verdict.length + 4,
    STYLES[verdict],
  );
  const described = new Set(groups.slice(0, options.all ? groups.length : GROUPS).map(({ description }) => description));
  for (const reason of result.reasons) if (!described.has(reason)) page.labelled("  ", maskedText(reason), 2);
  if (result.reviewed > 0) page.labelled("  ", `${countText(result.reviewed)} rows were looked at before and are not raised again`, 2);
  groupLines(page, result);
  powerLines(page, result);
  if (options.all) detectorLines(page, result);
  page.raw();
  for (const warning of result.warnings) page.labelled("NOTE", maskedText(warning), 6);
  const steps = nextSteps(result, call);
  for (const { why, command } of options.all ? steps : steps.slice(0, STEPS)) {
    page.labelled("NEXT", why, 6, "bold");
    // Not broken: it is there to be copied.
    if (command !== undefined) page.raw(`      ${page.paint(plain(command), "accent")}`);
  }
  page.raw(
    verdict === "poisoned"
      ? "exit 1: poisoned"
      : result.complete
        ? `exit 0: ${verdict}`
        : `exit 3: ${verdict} as far as it could be read; --allow-partial makes it 0`,
  );
  return page.text();
}

function groupLines(page: Page, { groups }: DataCheckResult): void {
  if (groups.length === 0) return;
  page.raw();
  page.raw(`${page.paint("GROUPS", "bold")}   rows with one cause, surest first`);
  for (const { kind, rows, p, description, ids } of page.options.all ? groups : groups.slice(0, GROUPS)) {
    page.labelled("  ▪ ", maskedText(description), 4);
    page.labelled(
      "    ",
      `${GROUP_WORDS[kind]} · ${countText(rows)} rows: ${ids.slice(0, ROWS_NAMED).map(maskedText).join(", ")}${rows > ROWS_NAMED ? ", …" : ""} · chance in honest data ${chanceText(p)}`,
      4,
    );
  }
  if (!page.options.all && groups.length > GROUPS) page.raw(page.paint(`  and ${groups.length - GROUPS} more (--all)`, "dim"));
}

function powerLines(page: Page, { power, model }: DataCheckResult): void {
  const families = Object.entries(power);
  page.raw();
  if (families.length === 0) page.labelled("SEEN", "no kind of poison could be planted in these data to test this check", 6, "bold");
  else {
    page.raw(`${page.paint("SEEN", "bold")}     what this check finds of 1 % planted in a copy of these data`);
    page.table(
      families.map(([family, share]) => [
        familyWords(family),
        share === null ? "" : "█".repeat(Math.round(share * BAR)).padEnd(BAR, "░"),
        share === null ? "–" : percentText(share),
        powerWord(share),
      ]),
      new Set([2]),
    );
  }
  if (model !== null)
    page.labelled(
      "  ",
      `Labels can be foretold for ${(100 * model.accuracy).toFixed(1)} % of the rows (${model.name}): where they cannot, a flipped label cannot be told.`,
      2,
    );
}

function detectorLines(page: Page, { detectors }: DataCheckResult): void {
  page.raw();
  page.raw(page.paint("DETECTORS", "bold"));
  for (const { id, live, note } of detectors) page.labelled(`  ${live ? "live " : "quiet"}  ${id.padEnd(16)} `, maskedText(note), 26);
}
