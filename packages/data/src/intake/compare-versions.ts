import { createHash } from "node:crypto";
import type { Column, Table } from "../table/table.ts";

export interface RowChanges {
  readonly before: number;
  readonly now: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
  /** Row numbers in the new table. */
  readonly touched: Int32Array;
}

/** One text for each row over columns in order of their names, so that their order in the file does not matter. */
function contentsOf(table: Table, names: readonly string[]): string[] {
  const columns = names.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
  const texts = columns.map((column) => {
    if (column.kind !== "string") return (row: number) => String(column.values[row]);
    return (row: number) => {
      const text = column.dictionary[column.codes[row] ?? -1];
      return text === undefined ? "-" : `"${text.length}:${text}`;
    };
  });
  return Array.from({ length: table.rows }, (_, row) => {
    const hash = createHash("sha256");
    for (const text of texts) hash.update(`${text(row)}\u0000`);
    return hash.digest("base64").slice(0, 24);
  });
}

export function textAt(column: Column | undefined, row: number): string | undefined {
  if (column === undefined) return undefined;
  if (column.kind === "string") return column.dictionary[column.codes[row] ?? -1];
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : String(value);
}

/** Which rows came, went or changed: by a key where there is one, else by their content (a change is then one of each). */
export function compareRows(before: Table, now: Table, key?: string): RowChanges {
  const names = before.columns
    .map(({ name }) => name)
    .filter((name) => now.columns.some((column) => column.name === name))
    .sort();
  const [old, fresh] = [contentsOf(before, names), contentsOf(now, names)];
  const touched: number[] = [];
  let [added, changed, same] = [0, 0, 0];
  const [oldKey, newKey] = [before, now].map((table) => table.columns.find(({ name }) => name === key));
  const left = new Map<string, string[]>();
  const labelOf = (column: Column | undefined, row: number, content: string): string =>
    key === undefined ? content : (textAt(column, row) ?? "");
  for (const [row, content] of old.entries()) {
    const label = labelOf(oldKey, row, content);
    const there = left.get(label);
    if (there === undefined) left.set(label, [content]);
    else there.push(content);
  }
  for (const [row, content] of fresh.entries()) {
    const there = left.get(labelOf(newKey, row, content));
    if (there === undefined || there.length === 0) {
      added++;
      touched.push(row);
      continue;
    }
    const at = there.indexOf(content);
    if (at >= 0) {
      there.splice(at, 1);
      same++;
    } else {
      there.pop();
      changed++;
      touched.push(row);
    }
  }
  return {
    before: before.rows,
    now: now.rows,
    added,
    removed: before.rows - same - changed,
    changed,
    same,
    touched: Int32Array.from(touched),
  };
}

/** Rows of two sources that share a key: how many differ in each column that both have. Keys that occur twice are left out. */
export function compareFacts(
  one: Table,
  other: Table,
  key: string,
): { readonly shared: number; readonly columns: readonly { readonly name: string; readonly differ: number }[] } {
  const places = (table: Table): Map<string, number> => {
    const column = table.columns.find(({ name }) => name === key);
    const found = new Map<string, number>();
    for (let row = 0; row < table.rows; row++) {
      const text = textAt(column, row);
      if (text !== undefined) found.set(text, found.has(text) ? -1 : row);
    }
    return found;
  };
  const theirs = places(other);
  const pairs = [...places(one)].flatMap(([text, row]) => {
    const there = theirs.get(text) ?? -1;
    return row >= 0 && there >= 0 ? [[row, there] as const] : [];
  });
  const columns = one.columns.flatMap((column) => {
    const second = other.columns.find(({ name }) => name === column.name);
    if (column.name === key || second === undefined) return [];
    return [{ name: column.name, differ: pairs.filter(([a, b]) => textAt(column, a) !== textAt(second, b)).length }];
  });
  return { shared: pairs.length, columns: columns.sort((a, b) => b.differ - a.differ || (a.name < b.name ? -1 : 1)) };
}
