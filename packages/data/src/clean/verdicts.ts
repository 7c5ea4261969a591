import type { z } from "zod";
import { DataError } from "../errors.ts";
import { CheckVerdict } from "./document.ts";
import { delimitedRecords, fieldsOf } from "./records.ts";

/** Ids of rows to hold back, each with why. */
export type HeldBack = ReadonlyMap<string, string>;

/** From the JSON of `castellan data check`. @throws DataError FILE_UNREADABLE */
export function heldBackByCheck(text: string, file: string): HeldBack {
  const { groups = [], quarantine } = verdictOf(text, file);
  const kinds = [...new Set(groups.map(({ kind }) => kind))].sort();
  const reason =
    kinds.length === 0 ? "quarantined by castellan data check" : `quarantined by castellan data check (${kinds.join(", ")} found)`;
  return new Map(quarantine.ids.map((id) => [id, reason]));
}

/** The column by which the check called the rows; none where it went by their numbers. @throws DataError FILE_UNREADABLE */
export function idColumnOfCheck(text: string, file: string): string | undefined {
  return verdictOf(text, file).roles?.id?.[0];
}

function verdictOf(text: string, file: string): z.output<typeof CheckVerdict> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw new DataError("FILE_UNREADABLE", `${file}: not JSON, so no result of castellan data check.`, { cause });
  }
  const parsed = CheckVerdict.safeParse(raw);
  if (!parsed.success)
    throw new DataError(
      "FILE_UNREADABLE",
      `${file}: no castellan/data-check/1 document (${parsed.error.issues[0]?.path.join(".") ?? ""}).`,
    );
  return parsed.data;
}

/** From the CSV of `castellan data check --scores`. @throws DataError FILE_UNREADABLE naming the row */
export function heldBackByScores(bytes: Buffer, file: string): HeldBack {
  const [header, ...records] = delimitedRecords(bytes, file).map(({ start, end }) => fieldsOf(bytes.toString("utf8", start, end), ","));
  const [id, quarantined, reasons] = ["id", "quarantined", "reasons"].map((name) => header?.indexOf(name) ?? -1);
  if (id === undefined || id < 0 || quarantined === undefined || quarantined < 0)
    throw new DataError("FILE_UNREADABLE", `${file}: no scores of castellan data check: it has no columns id and quarantined.`);
  const held = new Map<string, string>();
  for (const [row, fields] of records.entries()) {
    const said = fields[quarantined];
    if (said !== "true" && said !== "false")
      throw new DataError("FILE_UNREADABLE", `${file}, row ${row}, column quarantined: ${said ?? "nothing"} is neither true nor false.`);
    if (said === "true") held.set(fields[id] ?? "", fields[reasons ?? -1] || "quarantined");
  }
  return held;
}
