import { createHash } from "node:crypto";
import type { Visit } from "../interpreter.ts";
import { judgeTexts } from "../structure.ts";
import { judgeTemplate, type TemplateFinding } from "./judge.ts";

export interface TemplatePlace {
  /** First byte of the template in the file. */
  readonly offset: number;
  /** Offsets in the text are offsets in the file: it is no string of JSON with escapes. */
  readonly plain: boolean;
  /** A chat template, or any other. */
  readonly chat: boolean;
  /** Which one, where a file holds several: its key. */
  readonly where: string;
  readonly loader: string;
}

/** Judges a template and tells what was found, with its place and the line. */
export function inspectTemplate(text: string, place: TemplatePlace, visit: Visit): void {
  visit.spend("operations", text.length);
  for (const finding of judgeTemplate(text, { chat: place.chat })) {
    const { rule, message, verdict, callable } = finding;
    visit.finding({
      rule,
      message: place.where === "" ? message : `${message.slice(0, 400)} (${place.where.slice(0, 100)})`,
      offset: offsetOf(text, finding, place),
      loader: place.loader,
      excerpt: lineAround(text, finding.offset),
      ...(callable === undefined ? {} : { call: { callable, arguments: [] } }),
      ...(verdict === undefined ? {} : { verdict }),
    });
  }
  if (place.chat) judgeTexts([{ where: place.where === "" ? "chat template" : place.where, text }], visit);
}

/** Digest of a template, by which two models can be compared. */
export function templateDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const UTF8 = new TextEncoder();

function offsetOf(text: string, finding: TemplateFinding, place: TemplatePlace): number {
  return place.plain ? place.offset + UTF8.encode(text.slice(0, finding.offset)).length : place.offset;
}

function lineAround(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1, offset - 80);
  const end = text.indexOf("\n", offset);
  return text.slice(start, Math.min(end === -1 ? text.length : end, offset + 120));
}
