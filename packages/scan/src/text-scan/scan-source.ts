import type { findNames } from "@castellan/text/names";
import { type GitleaksRules, scanText, type TextDetector } from "@castellan/text";
import type { ScannedText } from "./document.ts";
import { LineCounter } from "./line-counter.ts";
import { linesOf, type ReadLine } from "./lines.ts";
import { recordOf } from "./record.ts";
import type { TextSource } from "./source.ts";

export interface TextScanOptions {
  readonly detect: readonly TextDetector[];
  /** Key of the text in a record. */
  readonly field: string;
  /** Countries whose rules of personal data run too, or all. */
  readonly locales?: readonly string[] | "all";
  /** Rules of the user's own. */
  readonly gitleaks?: GitleaksRules;
  readonly signal: AbortSignal;
  /** Greatest line of a record file, and greatest document, in bytes. */
  readonly longest?: number;
}

/** Something scanned, or something that could not be read: `message` names file and line. */
export type TextScanEvent =
  | { readonly kind: "scanned"; readonly result: ScannedText; readonly text: string; readonly bytes: number; readonly line: number }
  | { readonly kind: "unread"; readonly message: string };

/** Longest line and greatest document: a V8 string holds little more than twice as much. */
export const LONGEST = 256 * 2 ** 20;

/** Scans a source bit by bit: nothing is read ahead of what was taken. What cannot be read is reported and passed over. */
export async function* scanSource(source: TextSource, options: TextScanOptions): AsyncGenerator<readonly TextScanEvent[]> {
  if (options.detect.includes("names")) namesFinder ??= (await import("@castellan/text/names")).findNames;
  try {
    if (source.kind === "records") yield* scanRecords(source, options);
    else yield [await scanDocument(source, options)];
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    yield [{ kind: "unread", message: `${source.name}: reading broke off (${error.message}).` }];
  }
}

async function* scanRecords(source: TextSource, options: TextScanOptions): AsyncGenerator<readonly TextScanEvent[]> {
  let row = 0;
  for await (const lines of linesOf(source.open(), options.longest ?? LONGEST)) {
    const events: TextScanEvent[] = [];
    for (const line of lines) {
      if (options.signal.aborted) return;
      if (line.text?.trim() === "") continue;
      events.push(scanLine(line, row++, source, options));
    }
    yield events;
  }
}

function scanLine(line: ReadLine, row: number, source: TextSource, options: TextScanOptions): TextScanEvent {
  const record = recordOf(line, options.field, row);
  if (record.fault !== undefined) return { kind: "unread", message: `${source.name}, line ${line.number}: ${record.fault}.` };
  const { id, text } = record;
  return { kind: "scanned", result: { id, ...plain(scan(text, options)) }, text, bytes: line.text?.length ?? 0, line: line.number };
}

async function scanDocument(source: TextSource, options: TextScanOptions): Promise<TextScanEvent> {
  const { longest = LONGEST } = options;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of source.open()) {
    bytes += part.length;
    if (bytes > longest)
      return {
        kind: "unread",
        message: `${source.name} is larger than ${Math.floor(longest / 2 ** 20)} MB; split it, or give its parts as the lines of a JSONL file.`,
      };
    parts.push(part);
  }
  const text = decodeDocument(Buffer.concat(parts));
  if (text === undefined)
    return {
      kind: "unread",
      message: `${source.name} is no text: it holds zero bytes, or is neither UTF-8 nor UTF-16 with a byte-order mark.`,
    };
  const { spans, injection } = plain(scan(text, options, source.name));
  const lines = new LineCounter(text);
  const located = spans.map((span) => ({ ...span, line: lines.at(span.start), endLine: lines.at(Math.max(span.start, span.end - 1)) }));
  return { kind: "scanned", result: { id: source.name, spans: located, injection }, text, bytes, line: 1 };
}

/** UTF-8, or UTF-16 that says so; the byte-order mark stays, so that offsets count from the first code unit. */
function decodeDocument(bytes: Uint8Array): string | undefined {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.slice(0, 4096).includes("\u0000") ? undefined : text;
  } catch {
    return undefined;
  }
}

function scan(text: string, { detect, locales, gitleaks }: TextScanOptions, path?: string): ReturnType<typeof scanText> {
  return scanText(text, {
    detect,
    ...(locales === undefined ? {} : { locales }),
    ...(namesFinder === undefined ? {} : { findNames: namesFinder }),
    ...(gitleaks === undefined ? {} : { gitleaks }),
    ...(path === undefined ? {} : { path }),
  });
}

/** The tagger of names brings a model of a megabyte along: loaded where names are asked for. */
let namesFinder: typeof findNames | undefined;

function plain({ spans, injection }: ReturnType<typeof scanText>): Omit<ScannedText, "id"> {
  return { spans: [...spans], injection };
}
