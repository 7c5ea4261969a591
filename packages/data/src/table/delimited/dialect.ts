/** How a delimited file is written; bytes, since rows are cut before they are decoded. */
export interface Dialect {
  readonly delimiter: number;
  readonly quote: number;
  /** `"` where quotes are doubled (RFC 4180), `\` where they are escaped. */
  readonly escape: number;
  /** The first row names the columns, or is no row of the table: it is not read as one. */
  readonly header: boolean;
}

export const RFC_4180: Dialect = { delimiter: 0x2c, quote: 0x22, escape: 0x22, header: true };

const DELIMITERS = [",", "\t", ";", "|", "\x01"] as const;
const SAMPLE_ROWS = 200;
const NUMBER = /^[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?%?$/i;

/** Rows of the beginning of a file; the last one, maybe cut, is left out where `cut`. */
function rowsOf(text: string, delimiter: string, escape: string, cut: boolean): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  let open = false;
  for (let index = 0; index < text.length && rows.length < SAMPLE_ROWS; index++) {
    const char = text[index] ?? "";
    open = true;
    if (quoted) {
      if (char === escape && text[index + 1] === '"') {
        field += '"';
        index++;
      } else if (char === '"') quoted = false;
      else field += char;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === delimiter) {
      row.push(field);
      field = "";
    } else if (char === "\n" || char === "\r") {
      if (char === "\r" && text[index + 1] === "\n") index++;
      row.push(field);
      if (row.length > 1 || field !== "") rows.push(row);
      row = [];
      field = "";
      open = false;
    } else field += char;
  }
  if (open && !cut && rows.length < SAMPLE_ROWS) {
    row.push(field);
    rows.push(row);
  }
  return rows;
}

/** The first row names columns: names differ, are no numbers, and differ in kind from what stands below. */
function isHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows;
  if (first === undefined) return true;
  const numeric = (cell: string): boolean => NUMBER.test(cell.trim());
  const named = first.filter((cell) => cell.trim() !== "");
  if (named.length === 0 || first.some((cell) => cell.length > 200)) return false;
  if (rest.length === 0) return !first.some(numeric);
  const numbers = first.filter(numeric).length;
  if (numbers > 0) {
    // Years or pixel positions as names: numbers in order and different, over rows that are not like them.
    const values = first.map(Number);
    return numbers === first.length && first.length > 3 && values.every((value, index) => value === (values[0] ?? 0) + index);
  }
  // A name that stands again below it, in most columns, is a value.
  const repeated = first.filter((cell, column) => cell !== "" && rest.some((row) => row[column] === cell)).length;
  if (repeated > 0 && repeated >= first.length / 2) return false;
  const someNumeric = first.some((_, column) => rest.filter((row) => numeric(row[column] ?? "")).length > rest.length / 2);
  if (someNumeric) return true;
  // Text only: names are short and have no spaces at both ends of sentences.
  const width = (row: readonly string[]): number => row.reduce((sum, cell) => sum + cell.length, 0);
  const typical = rest.map(width).sort((a, b) => a - b)[rest.length >> 1] ?? 0;
  return (
    new Set(first).size >= first.length * 0.9 &&
    first.every((cell) => /^[\p{L}_#$@"'. (-]/u.test(cell) || cell === "") &&
    width(first) <= Math.max(typical * 2, 40 * first.length)
  );
}

/** Rows that must agree on a width before a first row of another one is told apart. */
const AGREEING = 5;

/**
 * The first row neither names columns nor is as wide as the others, which agree: a line about the file (how many rows and
 * columns, as in some scientific files).
 */
function isAboutFile([first, ...rest]: readonly (readonly string[])[]): boolean {
  const width = rest[0]?.length ?? 0;
  return rest.length >= AGREEING && first !== undefined && first.length < width && rest.every((row) => row.length === width);
}

/**
 * Dialect and first row of a delimited text: the delimiter under which most rows have the same number of fields, more
 * than one where possible. `named`: the first row names the columns.
 * @param text its beginning; `cut` where more follows
 */
export function sniffDialect(
  text: string,
  cut: boolean,
  tabs = false,
): { readonly dialect: Dialect; readonly rows: readonly (readonly string[])[]; readonly named: boolean } {
  const escape = /\\"/.test(text) && !/[^\\,;\t|\n]""/.test(text) ? "\\" : '"';
  let best: { readonly delimiter: string; readonly score: number; readonly rows: readonly (readonly string[])[] } | undefined;
  for (const delimiter of DELIMITERS) {
    const rows = rowsOf(text, delimiter, escape, cut);
    const widths = new Map<number, number>();
    for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    const [width, same] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    if (width < 2) continue;
    const score = (same / rows.length) * 100 + Math.min(width, 50) / 10 + (tabs && delimiter === "\t" ? 50 : 0);
    if (same >= rows.length * 0.5 && (best === undefined || score > best.score)) best = { delimiter, score, rows };
  }
  const delimiter = best?.delimiter ?? (tabs ? "\t" : ",");
  const rows = best?.rows ?? rowsOf(text, delimiter, escape, cut);
  const named = isHeader(rows);
  const header = named || isAboutFile(rows);
  return { dialect: { delimiter: delimiter.charCodeAt(0), quote: 0x22, escape: escape.charCodeAt(0), header }, rows, named };
}

/** Names for columns: empty ones are numbered, repeated ones get `_2`, `_3`; `renamed` lists what was changed. */
export function columnNames(
  first: readonly string[],
  header: boolean,
): { readonly names: readonly string[]; readonly repeated: readonly string[] } {
  const taken = new Set<string>();
  const repeated: string[] = [];
  const names = first.map((cell, index) => {
    const plain = header
      ? cell
          .replace(/^\uFEFF/, "")
          .trim()
          .slice(0, 200)
      : "";
    const base = plain === "" ? `column${index}` : plain;
    let name = base;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${base}_${copy}`;
    if (name !== base) repeated.push(base);
    taken.add(name.toLowerCase());
    return name;
  });
  return { names, repeated };
}
