import { createHash } from "node:crypto";
import { markup } from "../profile/report/markup.ts";
import { PAGE_STYLE } from "./style.ts";

export interface PageParts {
  /** In words, not markup. */
  readonly title: string;
  /** Markup. */
  readonly header: readonly string[];
  /** Markup. */
  readonly main: readonly string[];
}

/** One page that carries everything: no script, no request, no inline style; pictures stand in it as data. */
export function pageOf({ title, header, main }: PageParts): string {
  const hash = createHash("sha256").update(PAGE_STYLE).digest("base64");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="generator" content="castellan">',
    `<title>${markup(title)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    "</head>",
    "<body>",
    "<header><div>",
    ...header,
    "</div></header>",
    "<main>",
    ...main,
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

export interface TableColumn {
  readonly head: string;
  readonly style?: "number" | "tight" | "rowhead" | "middle";
}

/** A table; its cells are markup. */
export function tableOf(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const style = (at: number): string => (columns[at]?.style === undefined ? "" : ` class="${columns[at].style}"`);
  return `<div class="scroll"><table><thead><tr>${columns.map(({ head }, at) => `<th${style(at)}>${markup(head)}</th>`).join("")}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell, at) => `<td${style(at)}>${cell}</td>`).join("")}</tr>`)
    .join("\n")}</tbody></table></div>`;
}

/** Sentences, one a line. */
export function listOf(lines: readonly string[], style = "notes"): string {
  return lines.length === 0 ? "" : `<ul class="${style}">${lines.map((line) => `<li>${markup(line)}</li>`).join("")}</ul>`;
}

export interface NextStep {
  readonly why: string;
  readonly command?: string;
}

export function stepsOf(steps: readonly NextStep[]): string {
  return `<ol class="next">${steps
    .map(({ why, command }) => `<li><div>${markup(why)}${command === undefined ? "" : `<code>${markup(command)}</code>`}</div></li>`)
    .join("")}</ol>`;
}

/** A value and what it is. */
export function factOf(value: string, label: string): string {
  return `<div class="fact"><b>${markup(value)}</b><span>${markup(label)}</span></div>`;
}

/** One word of a shell, whatever stands in it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
