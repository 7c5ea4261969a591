import { closeSync, openSync, writeSync } from "node:fs";
import { FormatError, readArrowTable } from "@castellan/formats";
import { DataError } from "../../errors.ts";
import { csvCell } from "../delimited/csv-cell.ts";
import { FileSource } from "./file-source.ts";
import { cellOf } from "./json-lines.ts";
import type { ReadWarning } from "./warning.ts";

const PIECE = 4 * 1024 * 1024;

/** Writes Arrow IPC as CSV, batch by batch. What stands before a damaged batch is kept and told. */
export function arrowToCsv(
  path: string,
  name: string,
  target: string,
  warn: (warning: ReadWarning) => void,
): readonly { readonly name: string; readonly type: string }[] {
  const file = new FileSource(path);
  const out = openSync(target, "w");
  let text = "";
  let rows = 0;
  const flush = (): void => {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(out, bytes, done);
    text = "";
  };
  try {
    const { fields, batches } = readArrowTable(file);
    text = `${fields.map((field) => csvCell(field.name)).join(",")}\n`;
    try {
      for (const batch of batches)
        for (let row = 0; row < batch.rows; row++) {
          const line = batch.columns.map((read) => csvCell(cellOf(read(row)))).join(",");
          text += `${line === "" ? '""' : line}\n`;
          rows++;
          if (text.length > PIECE) flush();
        }
    } catch (cause) {
      if (!(cause instanceof FormatError) || rows === 0) throw cause;
      warn({
        code: "bytes-left",
        file: name,
        count: 1,
        message: `${name}: the ${rows} rows before a damaged batch were read: ${cause.message}`,
      });
    }
    flush();
    return fields.map((field) => ({ name: field.name, type: field.typeName }));
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new DataError("FILE_UNREADABLE", `${name}: cannot be read as Arrow: ${cause.message}`, { cause });
  } finally {
    closeSync(out);
    file.close();
  }
}
