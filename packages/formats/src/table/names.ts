import type { TableFacts } from "../facts.ts";

const BY_EXTENSION: ReadonlyMap<string, TableFacts["format"]> = new Map<string, TableFacts["format"]>([
  ["csv", "csv"],
  ["data", "csv"],
  ["tsv", "tsv"],
  ["tab", "tsv"],
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["jsonlines", "jsonl"],
  ["json", "json"],
  ["parquet", "parquet"],
  ["pq", "parquet"],
  ["arrow", "arrow"],
  ["feather", "arrow"],
  ["ipc", "arrow"],
  ["idx", "idx"],
  ["idx1-ubyte", "idx"],
  ["idx3-ubyte", "idx"],
  ["xlsx", "xlsx"],
  ["sqlite", "sqlite"],
  ["sqlite3", "sqlite"],
  ["db", "sqlite"],
]);

/** The table format that a file name promises, compressed (`.gz`) or not. Bytes decide in the end. */
export function tableFormatOf(path: string): TableFacts["format"] | undefined {
  const name = path
    .slice(path.lastIndexOf("/") + 1)
    .toLowerCase()
    .replace(/\.gz$/, "");
  if (/[-.]idx[1-4]-u?byte$/.test(name)) return "idx";
  return BY_EXTENSION.get(name.slice(name.lastIndexOf(".") + 1));
}
