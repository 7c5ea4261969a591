import type { DataProfile, ProfileColumn } from "./document.ts";

type Attention = DataProfile["attention"][number];

const ORDER: readonly Attention["severity"][] = ["critical", "high", "medium", "low", "info"];
const SENSITIVE = /CREDIT_CARD|SSN|IBAN|PASSPORT|DRIVER|_NHS|AADHAAR|_CPF|BSN|PESEL|NATIONAL|TAX|_SIN$|BANK/;

function cells(count: number): string {
  return `${count} ${count === 1 ? "cell" : "cells"}`;
}

/** What asks for a decision, the worst first. */
export function attentionOf(profile: DataProfile): Attention[] {
  const found: Attention[] = [];
  const add = (severity: Attention["severity"], what: string, message: string, column?: string): void =>
    void found.push({ severity, what, message, ...(column === undefined ? {} : { column }) });
  const { rows } = profile.data;
  for (const column of profile.columns) ofColumn(column, rows, add);
  for (const { kind, score, message, columns } of profile.leakage)
    add(
      kind === "split-overlap" ? (score > 0.01 ? "high" : "medium") : kind === "target" ? "high" : "medium",
      "leakage",
      message,
      columns[0],
    );
  const { duplicates, balance, card } = profile;
  if (duplicates.rows > 0)
    add(
      duplicates.share > 0.05 ? "medium" : "low",
      "duplicates",
      `${duplicates.rows} rows repeat an earlier one${duplicates.ignoring.length > 0 ? `, apart from ${duplicates.ignoring.slice(0, 3).join(", ")}` : ""}.`,
    );
  if (duplicates.near !== undefined && duplicates.near.rows > Math.max(duplicates.rows, rows * 0.01))
    add("low", "duplicates", `${duplicates.near.rows} rows have the free text of an earlier one, up to case and punctuation.`);
  if (balance !== undefined && balance.classes.length === 1)
    add("high", "label", `${balance.column} has one class only: there is nothing to learn.`, balance.column);
  else if (balance !== undefined && balance.smallestShare < 0.01 && balance.classes.length <= 20)
    add(
      "low",
      "label",
      `The rarest class of ${balance.column} is ${(100 * balance.smallestShare).toPrecision(2)} % of the rows.`,
      balance.column,
    );
  for (const { message } of card?.contradictions ?? []) add("medium", "card", message);
  for (const { message, code } of profile.warnings)
    add(
      code === "row-short" || code === "row-long" || code === "line-too-long" || code === "compression-damaged" ? "medium" : "low",
      "reading",
      message,
    );
  return found.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function ofColumn(
  column: ProfileColumn,
  rows: number,
  add: (severity: Attention["severity"], what: string, message: string, column?: string) => void,
): void {
  const { name } = column;
  for (const secret of column.secrets) {
    const shown = secret.first.map(({ row, masked }) => `row ${row}: ${masked}`).join(", ");
    add(
      secret.score >= 0.9 ? "critical" : "high",
      "secret",
      `${name}: ${secret.type} in ${cells(secret.cells)} (${shown}). Revoke it, and take it out.`,
      name,
    );
  }
  for (const personal of column.personal) {
    const live = personal.cells - personal.examples;
    if (live <= 0 || personal.type === "URL") continue;
    const whole = live >= column.values * 0.5;
    add(
      SENSITIVE.test(personal.type) ? "high" : whole ? "medium" : "medium",
      "personal data",
      `${name}: ${personal.type} in ${cells(live)}${whole ? "" : ` of ${column.values}`} (${personal.first
        .map(({ masked }) => masked)
        .slice(0, 2)
        .join(", ")}).`,
      name,
    );
  }
  if (column.class === "special-category")
    add("high", "personal data", `${name}: special category (${column.classReasons[0] ?? ""}).`, name);
  for (const hidden of column.hidden)
    add(
      hidden.score >= 0.6 ? "high" : "medium",
      hidden.rule.startsWith("injection") ? "instructions" : "hidden text",
      `${name}: ${hidden.type} in ${cells(hidden.cells)} (${hidden.first.map(({ row }) => `row ${row}`).join(", ")}).`,
      name,
    );
  if (column.type === "empty") add("medium", "column", `${name}: nothing in it, all ${rows} cells are missing.`, name);
  else if (column.constant) add("low", "column", `${name}: the same value in all of its cells.`, name);
  else if (column.missing.cells > rows * 0.5)
    add("low", "column", `${name}: ${Math.round((100 * column.missing.cells) / rows)} % missing.`, name);
  if (column.type === "mixed" && column.notTheType !== undefined)
    add(
      "medium",
      "column",
      `${name}: ${column.reason}${column.notTheType.examples.length > 0 ? `, such as ${column.notTheType.examples.map(({ value }) => JSON.stringify(value)).join(", ")}` : ""}.`,
      name,
    );
  else if (column.notTheType !== undefined && column.type !== "text" && column.type !== "category")
    add(
      "low",
      "column",
      `${name}: ${cells(column.notTheType.cells)} are no ${column.type}${column.notTheType.examples.length > 0 ? ` (${column.notTheType.examples.map(({ value }) => JSON.stringify(value)).join(", ")})` : ""}.`,
      name,
    );
  if (column.numberInText !== undefined)
    add("low", "column", `${name}: numbers written with ${column.numberInText}; most readers take them as text.`, name);
  if (column.numbers !== undefined && column.numbers.infinite > 0)
    add("medium", "column", `${name}: ${cells(column.numbers.infinite)} are infinite.`, name);
  if (column.identifier !== undefined && column.role === undefined && column.identifier.unique)
    add("info", "column", `${name}: an identifier (${column.identifier.reason}); leave it out of the features.`, name);
}
