import { Page, type PageOptions, plain } from "../terminal/page.ts";
import type { DataIntakeResult } from "./document.ts";

const LOOK = {
  accepted: { shape: "○", style: "low", word: "ACCEPTED" },
  held: { shape: "●", style: "medium", word: "HELD IN QUARANTINE" },
  rejected: { shape: "◆", style: "critical", word: "REJECTED, IN QUARANTINE" },
} as const;

/** What came in, what was found, where it lies now. */
export function renderIntake(result: DataIntakeResult, options: PageOptions): string {
  const page = new Page(options);
  const { manifest, source, isolation } = result;
  const { shape, style, word } = LOOK[result.status];
  page.raw(`${page.paint("castellan", "bold", "accent")} ${plain(result.tool.version)} · ${plain(source.origin)}`);
  page.raw();
  page.raw(`${page.paint(shape, style)} ${page.paint(word, "bold")}   ${plain(result.place)}`);
  for (const reason of result.reasons) page.labelled("  ", reason, 2);
  page.raw();
  page.labelled("SOURCE", `${source.name}, version ${result.id}`, 12);
  page.labelled(
    "BYTES",
    `${manifest.files.length} ${manifest.files.length === 1 ? "file" : "files"}, ${manifest.bytes} bytes, SHA-256 ${manifest.total}`,
    12,
  );
  const network = { kernel: "no network (kernel)", runtime: "no network (runtime)", none: "network not refused" }[isolation.network];
  page.labelled(
    "ISOLATION",
    `own process, ${network}, writes ${isolation.writes === "scratch" ? "into a scratch folder only" : "allowed"}, at most ${isolation.memoryMegabytes} MB and ${isolation.seconds} s`,
    12,
  );
  for (const { id, status, reason } of result.analyses)
    page.labelled("ANALYSIS", `${id}: ${status}${reason === undefined ? "" : ` (${reason})`}`, 12);
  for (const { earlier, file, rows, drift } of result.comparisons)
    page.labelled(
      "BEFORE",
      `${file} against ${earlier}: ${rows.added} rows added, ${rows.removed} removed, ${rows.changed} changed, ${rows.same} the same${drift === undefined ? "" : `, ${drift === "none" ? "no drift" : drift}`}`,
      12,
    );
  for (const { source: other, file, key, shared, columns } of result.disagreements)
    page.labelled(
      "PEER",
      `${file} and ${other} share ${shared} rows by ${key}: ${
        columns.length === 0
          ? "all agree"
          : columns
              .slice(0, 5)
              .map(({ name, differ }) => `${name} differs in ${differ}`)
              .join(", ")
      }`,
      12,
    );
  for (const { severity, rule, message } of result.findings)
    page.labelled(
      severity.toUpperCase(),
      `${message} [${rule}]`,
      12,
      severity === "critical" || severity === "high" ? "critical" : "medium",
    );
  for (const advice of result.advice) page.labelled("NEXT", advice, 12);
  page.raw(result.status === "accepted" ? "exit 0: accepted" : `exit 1: ${result.status}`);
  return page.text();
}
