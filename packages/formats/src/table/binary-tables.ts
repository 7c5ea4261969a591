import { parquetMetadata } from "hyparquet";
import { type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { TableFacts } from "../facts.ts";
import { startsWith } from "../model-file/sniffer.ts";
import { zipMemberHead, zipMembers } from "../model-file/zip-directory.ts";

const MAX_FOOTER = 64 * 1024 * 1024;

/** Rows and top-level columns from the footer. @see https://parquet.apache.org/docs/file-format/ */
export function readParquet(source: ByteSource): TableFacts {
  const tail = source.read(source.size - 8, 8);
  if (tail.length < 8 || !startsWith(tail, "PAR1", 4)) throw new FormatError("NOT_THIS_FORMAT", "This file does not end like Parquet.");
  const length = viewOf(tail).getUint32(0, true);
  if (length > MAX_FOOTER) throw new FormatError("BUDGET_BYTES", "The Parquet footer is too large.");
  if (length + 12 > source.size) throw new FormatError("TRUNCATED", "The Parquet footer is longer than the file.");
  const footer = Uint8Array.from(source.read(source.size - length - 8, length + 8));
  let metadata: ReturnType<typeof parquetMetadata>;
  try {
    metadata = parquetMetadata(footer.buffer);
  } catch (cause) {
    throw new FormatError("MALFORMED", "The Parquet footer cannot be read.", { cause });
  }
  const [root, ...rest] = metadata.schema;
  const columns: { name: string; type?: string }[] = [];
  let index = 0;
  const skip = (count: number): void => {
    for (let child = 0; child < count && index < rest.length; child++) {
      const element = rest[index++];
      skip(element?.num_children ?? 0);
    }
  };
  for (let child = 0; child < (root?.num_children ?? 0) && index < rest.length; child++) {
    const element = rest[index++];
    if (element === undefined) break;
    const type =
      element.logical_type?.type ?? element.converted_type ?? element.type ?? ((element.num_children ?? 0) > 0 ? "struct" : undefined);
    columns.push({ name: String(element.name).slice(0, 200), ...(type === undefined ? {} : { type: String(type).toLowerCase() }) });
    skip(element.num_children ?? 0);
  }
  return { format: "parquet", rows: Number(metadata.num_rows), exact: true, columns };
}

/** MNIST's IDX: magic 0 0 type dimensions, then sizes, big-endian. @see https://yann.lecun.org/exdb/mnist/ */
export function readIdx(source: ByteSource): TableFacts {
  const head = source.read(0, 64);
  const type = head[2] ?? 0;
  const dimensions = head[3] ?? 0;
  const widths: ReadonlyMap<number, number> = new Map([
    [8, 1],
    [9, 1],
    [11, 2],
    [12, 4],
    [13, 4],
    [14, 8],
  ]);
  const width = widths.get(type);
  if (head[0] !== 0 || head[1] !== 0 || width === undefined || dimensions < 1 || dimensions > 8 || head.length < 4 + 4 * dimensions) {
    throw new FormatError("NOT_THIS_FORMAT", "This file is not IDX.");
  }
  const view = viewOf(head);
  const sizes = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index, false));
  const expected = 4 + 4 * dimensions + sizes.reduce((product, size) => product * size, width);
  const per = sizes.slice(1).join("x");
  return {
    format: "idx",
    rows: sizes[0] ?? 0,
    exact: expected === source.size,
    columns: [{ name: per === "" ? "label" : "values", type: per === "" ? "integer" : `tensor ${per}` }],
  };
}

/** Header only: the tables belong to the database reader. @see https://www.sqlite.org/fileformat.html */
export function readSqlite(source: ByteSource): TableFacts {
  if (!startsWith(source.read(0, 16), "SQLite format 3\0"))
    throw new FormatError("NOT_THIS_FORMAT", "This file is not an SQLite database.");
  return { format: "sqlite", rows: 0, exact: false, columns: [] };
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Spreadsheet: the dimension that the first sheet states. */
export function readXlsx(source: ByteSource): TableFacts {
  const members = startsWith(source.read(0, 4), "PK\x03\x04") ? zipMembers(source) : undefined;
  if (members?.some(({ name }) => name === "xl/workbook.xml") !== true)
    throw new FormatError("NOT_THIS_FORMAT", "This file is not a workbook.");
  const sheet = members.find(({ name }) => /^xl\/worksheets\/sheet1?\.xml$/.test(name));
  const head = sheet === undefined ? "" : textOf(zipMemberHead(source, sheet, 8192));
  const dimension = /<dimension ref="[A-Z]+\d+:([A-Z]{1,3})(\d{1,8})"/.exec(head);
  const width = Math.min(columnNumber(dimension?.[1] ?? ""), 500);
  return {
    format: "xlsx",
    rows: Math.max(0, Number(dimension?.[2] ?? 0) - 1),
    exact: false,
    columns: Array.from({ length: width }, (_, index) => ({ name: `column ${index + 1}` })),
  };
}
