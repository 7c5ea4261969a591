import { Canvas, columnsOf, type Style } from "../report/terminal/canvas.ts";
import { plainText, shorten } from "../report/text/hostile-text.ts";
import { bytesText, counted } from "../report/text/words.ts";
import type { ScannedSpan, ScannedText } from "./document.ts";
import { LineCounter } from "./line-counter.ts";

/** What was scanned, in all. */
export interface TextSummary {
  readonly texts: number;
  readonly bytes: number;
  readonly spans: number;
  readonly flagged: number;
  readonly unread: number;
}

interface Look {
  readonly color: boolean;
  readonly width: number;
  /** Every span, not only the surest twenty of a text. */
  readonly all: boolean;
}

const SHOWN = 20;
const STYLES: Readonly<Record<ScannedSpan["kind"], Style>> = { injection: "critical", secret: "high", hidden: "medium", pii: "low" };

/** The spans of one text, a line each, with place, kind and what may be shown; nothing for a clean text unless `all`. */
export function renderScannedText({ id, spans, injection }: ScannedText, text: string, { color, width, all }: Look): string {
  if (spans.length === 0 && !injection.flagged && !all) return "";
  const canvas = new Canvas(width, color);
  const verdict = injection.flagged ? canvas.paint(`injected instructions ${percent(injection.score)}`, "critical") : "";
  canvas.raw(
    `${canvas.paint(shorten(plainText(String(id)), 80), "bold")}   ${counted(spans.length, ["span", "spans"])}   ${verdict}`.trimEnd(),
  );
  const lines = new LineCounter(text);
  const shown = all ? spans : surest(spans);
  for (const span of shown) canvas.raw(spanLine(canvas, span, lines, width));
  if (shown.length < spans.length) canvas.raw(`  … and ${spans.length - shown.length} more; --all shows them`);
  return `${canvas.text().trimEnd()}\n`;
}

function surest(spans: readonly ScannedSpan[]): readonly ScannedSpan[] {
  if (spans.length <= SHOWN) return spans;
  const kept = new Set([...spans].sort((a, b) => b.score - a.score || a.start - b.start).slice(0, SHOWN));
  return spans.filter((span) => kept.has(span));
}

function spanLine(canvas: Canvas, span: ScannedSpan, lines: LineCounter, width: number): string {
  const place = `${lines.at(span.start)}:${lines.column(span.start)}`.padEnd(9);
  const kind = canvas.paint(span.kind.padEnd(9), STYLES[span.kind]);
  const shown = span.decoded === undefined ? (span.masked ?? "") : `“${span.decoded}”`;
  const example = span.example === undefined ? "" : `  (example: ${span.example})`;
  const head = `  ${place} ${kind} ${percent(span.score)}  ${plainText(span.type)}`;
  const room = Math.max(20, width - columnsOf(head) + (canvas.paint("", STYLES[span.kind]) === "" ? 0 : 10));
  return `${head}  ${shorten(plainText(shown + example), room)}`.trimEnd();
}

function percent(score: number): string {
  return `${Math.round(score * 100)} %`.padStart(5);
}

export function renderTextSummary({ texts, bytes, spans, flagged, unread }: TextSummary): string {
  return [
    `${counted(texts, ["text", "texts"])}, ${bytesText(bytes)}`,
    counted(spans, ["span", "spans"]),
    `${flagged} flagged as injected instructions`,
    ...(unread === 0 ? [] : [`${counted(unread, ["line or file", "lines or files"])} could not be read`]),
  ].join(" · ");
}
