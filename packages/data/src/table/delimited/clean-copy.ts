import { closeSync, openSync, writeSync } from "node:fs";
import { FileSource } from "../source/file-source.ts";
import type { TablePart } from "../source/prepare.ts";
import { csvCell } from "./csv-cell.ts";
import { RFC_4180 } from "./dialect.ts";
import { RowCutter } from "./row-cutter.ts";

const WINDOW = 8 * 1024 * 1024;
const LF = 0x0a;

/**
 * Writes a part whose rows are ragged or badly quoted as the cutter reads it: every row as wide as the header, missing
 * fields empty, surplus ones left out (they are told by the scan). Rows that do not fit into memory are left out.
 * @param longest rows longer than this are left out
 */
export function cleanCopy(part: TablePart, target: string, firstRow: number, longest: number): TablePart {
  const file = new FileSource(part.path);
  const out = openSync(target, "w");
  const cutter = new RowCutter(part.dialect, part.names.length);
  let text = "";
  const flush = (): void => {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(out, bytes, done);
    text = "";
  };
  try {
    text = `${part.names.map(csvCell).join(",")}\n`;
    let buffer = Buffer.allocUnsafeSlow(WINDOW + 1);
    for (let at = firstRow; at < file.size; ) {
      const held = file.readInto(at, buffer.subarray(0, -1));
      const last = at + held >= file.size;
      buffer[held] = LF;
      let used = 0;
      while (used < held) {
        const next = cutter.cut(buffer, used, held, last);
        if (next < 0) break;
        used = Math.min(next, held);
        if (cutter.fields === 1 && cutter.starts[0] === cutter.ends[0] && (part.names.length > 1 || cutter.quoted[0] === 0)) continue;
        text += `${part.names.map((_, index) => cellOf(buffer, cutter, index)).join(",")}\n`;
        if (text.length > WINDOW) flush();
      }
      if (used === 0 && held === buffer.length - 1) {
        if (buffer.length <= longest) {
          buffer = Buffer.allocUnsafeSlow(2 * (buffer.length - 1) + 1);
          continue;
        }
        used = lineEnd(file, at) - at;
      }
      at += Math.max(1, used);
    }
    flush();
    return { ...part, path: target, dialect: RFC_4180, bytes: file.size };
  } finally {
    closeSync(out);
    file.close();
  }
}

function cellOf(bytes: Buffer, cutter: RowCutter, index: number): string {
  if (index >= cutter.fields) return "";
  const raw = bytes.toString("utf8", cutter.starts[index] ?? 0, cutter.ends[index] ?? 0);
  if (raw === "") return cutter.quoted[index] === 1 ? '""' : "";
  return csvCell(cutter.quoted[index] === 1 ? raw.replaceAll('""', '"') : raw);
}

function lineEnd(file: FileSource, from: number): number {
  for (let at = from; at < file.size; at += WINDOW) {
    const found = Buffer.from(file.read(at, WINDOW)).indexOf(LF);
    if (found >= 0) return at + found + 1;
  }
  return file.size;
}
