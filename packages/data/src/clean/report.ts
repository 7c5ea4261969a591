import { Page, type PageOptions, plain, shortened } from "../terminal/page.ts";
import type { DataCleanResult } from "./document.ts";

/** What was kept, what was left out and why, what to train again. */
export function renderCleaning(result: DataCleanResult, options: PageOptions): string {
  const page = new Page(options);
  const { rows, leftOut, retrain } = result;
  page.raw(`${page.paint("castellan", "bold", "accent")} ${plain(result.tool.version)} · ${plain(result.source.path)}`);
  page.raw();
  page.labelled("CLEAN", `${result.output.path}: ${rows.kept} of ${rows.before} rows`, 12);
  page.labelled("LEFT OUT", `${result.quarantine.path}: ${rows.leftOut} rows, kept apart`, 12);
  const shown = options.all ? leftOut : leftOut.slice(0, 10);
  page.table(shown.map(({ id, reasons }) => [shortened(id, 24), shortened(reasons, Math.max(20, options.width - 30))]));
  if (leftOut.length > shown.length) page.raw(page.paint(`  and ${leftOut.length - shown.length} more (--all)`, "dim"));
  if (retrain.length > 0) {
    page.raw();
    page.raw(page.paint("TRAINED ON IT", "bold"));
    page.table(retrain.map(({ name, kind, by }) => [shortened(name, 40), kind, `by ${shortened(by.join(" → "), 60)}`]));
  }
  page.raw();
  for (const advice of result.advice) page.labelled("NEXT", advice, 12);
  return page.text();
}
