import { closeSync, openSync, writeSync } from "node:fs";
import type { TablePart } from "../source/prepare.ts";
import { csvCell } from "./csv-cell.ts";
import { RFC_4180 } from "./dialect.ts";
import { eachRow, type VisitedRows } from "./each-row.ts";

const TOGETHER = 8 * 1024 * 1024;

export interface CleanCopy extends VisitedRows {
  readonly part: TablePart;
  /** Bytes of its longest row, at most. */
  readonly longest: number;
}

/**
 * Writes a part whose rows are ragged or badly quoted as the cutter reads it: every row as wide as the header, missing
 * fields empty, surplus ones left out (they are told by the scan). Rows that do not fit into memory are left out.
 * @returns the part that lies there now, and what of its rows was not as the header says
 */
export function cleanCopy(part: TablePart, target: string, firstRow: number): CleanCopy {
  const out = openSync(target, "w");
  let longest = 0;
  let text = "";
  const flush = (): void => {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(out, bytes, done);
    text = "";
  };
  try {
    text = `${part.names.map(csvCell).join(",")}\n`;
    const visited = eachRow(part, firstRow, (cell) => {
      const line = `${part.names.map((_, index) => cellOf(cell(index))).join(",") || '""'}\n`;
      longest = Math.max(longest, 3 * line.length);
      text += line;
      if (text.length > TOGETHER) flush();
    });
    flush();
    return { ...visited, part: { ...part, path: target, dialect: RFC_4180 }, longest };
  } finally {
    closeSync(out);
  }
}

function cellOf(text: string | undefined): string {
  return text === undefined || text === "" ? "" : csvCell(text);
}
