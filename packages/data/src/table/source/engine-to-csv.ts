import { DataError } from "../../errors.ts";
import { type EngineOptions, openEngine } from "../engine.ts";
import { sqlName, sqlText } from "../sql.ts";
import type { ReadWarning } from "./warning.ts";

/**
 * Writes what the engine reads (Parquet, JSON) as CSV: null as nothing, empty text as `""`, nested values as JSON. Binary
 * columns are told and given as their length.
 * @returns columns with the types that the file states
 * @throws DataError FILE_UNREADABLE
 */
export async function engineToCsv(
  path: string,
  name: string,
  format: "parquet" | "json",
  target: string,
  options: EngineOptions,
  warn: (warning: ReadWarning) => void,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  const connection = await openEngine({ ...options, files: [path, target] });
  try {
    const source =
      format === "parquet" ? `read_parquet(${sqlText(path)})` : `read_json(${sqlText(path)}, sample_size=-1, maximum_object_size=33554432)`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const columns = described.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
    const selected = columns.map((column) => {
      const own = sqlName(column.name);
      if (column.type === "BLOB") {
        warn({
          code: "column-binary",
          file: name,
          count: 1,
          message: `${name}: column ${column.name} holds binary values; only their length was looked at.`,
        });
        return `octet_length(${own}) AS ${own}`;
      }
      if (/BLOB/.test(column.type)) {
        warn({
          code: "column-binary",
          file: name,
          count: 1,
          message: `${name}: column ${column.name} holds nested binary values; they were not looked at.`,
        });
        return `CASE WHEN ${own} IS NULL THEN NULL ELSE 'binary' END AS ${own}`;
      }
      return /[([]|STRUCT|MAP|LIST|JSON/.test(column.type) && !/^DECIMAL/.test(column.type)
        ? `CAST(to_json(${own}) AS VARCHAR) AS ${own}`
        : own;
    });
    await connection.run(
      `COPY (SELECT ${selected.join(", ")} FROM ${source}) TO ${sqlText(target)} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`,
    );
    return columns;
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const said = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new DataError("FILE_UNREADABLE", `${name}: cannot be read as ${format === "json" ? "JSON" : "Parquet"}: ${said}`, { cause });
  } finally {
    connection.closeSync();
  }
}
