import { closeSync, openSync, writeSync } from "node:fs";
import { DataError } from "../../errors.ts";
import { csvCell } from "../delimited/csv-cell.ts";
import { FileSource } from "./file-source.ts";
import type { ReadWarning } from "./warning.ts";

const PIECE = 8 * 1024 * 1024;
const LONGEST_LINE = 64 * 1024 * 1024;
const MOST_COLUMNS = 20_000;
const SHOWN = 10;

interface Lines {
  readonly onLine: (text: string, line: number) => void;
  readonly tooLong: (line: number, bytes: number) => void;
}

/** Calls for every line that is not empty; memory stays bounded whatever its length. */
export function eachLine(file: FileSource, { onLine, tooLong }: Lines): void {
  let line = 0;
  let held: Buffer[] = [];
  let size = 0;
  let dropped = 0;
  const end = (piece: Buffer): void => {
    line++;
    if (dropped > 0) tooLong(line, dropped + piece.length);
    else if (held.length > 0 || piece.length > 0) {
      const text = (held.length === 0 ? piece : Buffer.concat([...held, piece])).toString("utf8").trim();
      if (text !== "") onLine(line === 1 ? text.replace(/^\uFEFF/, "") : text, line);
    }
    held = [];
    size = 0;
    dropped = 0;
  };
  for (let at = 0; at < file.size; at += PIECE) {
    const bytes = Buffer.from(file.read(at, PIECE));
    let from = 0;
    for (let found = bytes.indexOf(10); found >= 0; found = bytes.indexOf(10, from)) {
      end(bytes.subarray(from, found));
      from = found + 1;
    }
    const rest = bytes.subarray(from);
    if (dropped > 0 || size + rest.length > LONGEST_LINE) {
      dropped += size + rest.length;
      held = [];
      size = 0;
    } else if (rest.length > 0) {
      held.push(rest);
      size += rest.length;
    }
  }
  if (held.length > 0 || dropped > 0) end(Buffer.alloc(0));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON value as a cell: nested ones as JSON, null as missing. */
export function cellOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * Writes objects, one a line, as CSV: every key that occurs is a column, in order of first appearance; a line that is
 * no object stands in the column `value`. What is no JSON is told with its line.
 */
export function jsonLinesToCsv(path: string, name: string, target: string, warn: (warning: ReadWarning) => void): readonly string[] {
  const file = new FileSource(path);
  const out = openSync(target, "w");
  try {
    const columns = new Map<string, number>();
    const bad: number[] = [];
    const long: number[] = [];
    let badCount = 0;
    let records = 0;
    eachLine(file, {
      onLine: (text, line) => {
        const value = parsed(text);
        if (value === undefined) {
          badCount++;
          if (bad.length < SHOWN) bad.push(line);
          return;
        }
        records++;
        for (const key of isRecord(value) ? Object.keys(value) : ["value"]) if (!columns.has(key)) columns.set(key, columns.size);
        if (columns.size > MOST_COLUMNS)
          throw new DataError("FILE_UNREADABLE", `${name}: line ${line} brings the ${columns.size}th different key; this is no table.`);
      },
      tooLong: (line, bytes) => {
        long.push(line);
        warn({
          code: "line-too-long",
          file: name,
          count: 1,
          message: `${name}: line ${line} has ${bytes} bytes, more than ${LONGEST_LINE}; it was left out.`,
        });
      },
    });
    if (records === 0)
      throw new DataError(
        "FORMAT_UNKNOWN",
        `${name}: no line of it is JSON${bad[0] === undefined ? "" : ` (line ${bad[0]} is the first that is not)`}.`,
      );
    if (badCount > 0)
      warn({
        code: "line-invalid",
        file: name,
        count: badCount,
        rows: bad,
        message: `${name}: ${badCount} ${badCount === 1 ? "line is" : "lines are"} no JSON and ${badCount === 1 ? "was" : "were"} left out, the first is line ${bad[0]}.`,
      });
    const names = [...columns.keys()];
    let text = `${names.map(csvCell).join(",")}\n`;
    const flush = (): void => {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length; ) done += writeSync(out, bytes, done);
      text = "";
    };
    eachLine(file, {
      onLine: (line) => {
        const value = parsed(line);
        if (value === undefined) return;
        const record: Readonly<Record<string, unknown>> = isRecord(value) ? value : { value };
        // A row of one missing cell would be an empty line.
        const row = names.map((key) => csvCell(Object.hasOwn(record, key) ? cellOf(record[key]) : undefined)).join(",");
        text += `${row === "" ? '""' : row}\n`;
        if (text.length > PIECE) flush();
      },
      tooLong: () => {},
    });
    flush();
    return names;
  } finally {
    closeSync(out);
    file.close();
  }
}
