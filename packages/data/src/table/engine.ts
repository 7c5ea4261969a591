import type { DuckDBConnection } from "@duckdb/node-api";
import { DataError } from "../errors.ts";
import { sqlText } from "./sql.ts";

export interface EngineOptions {
  /** Memory the engine may hold before it spills to `temporary`; 512 MB unless told. */
  readonly megabytes?: number;
  readonly threads?: number;
  /** A folder for what does not fit into memory, and for what is written. */
  readonly temporary?: string;
}

export interface EngineAccess extends EngineOptions {
  /** The files that may be read, and no other one: neither a name in the data nor a hostile file name opens a further one. */
  readonly files: readonly string[];
}

/** The version that the command names as its optional peer; npm refuses another beside it. */
const ENGINE = "@duckdb/node-api@1.5.6-r.1";
const MISSING = `Data sets are read with DuckDB, which is not installed: npm install ${ENGINE} where castellan is installed, or npx -p castellan -p ${ENGINE} castellan data …`;

/**
 * A DuckDB in memory that loads no extension, reaches no network, and reads no file but those named; its settings can no
 * longer be changed.
 * @throws DataError ENGINE_MISSING where the package is not installed
 */
export async function openEngine(options: EngineAccess): Promise<DuckDBConnection> {
  let api: typeof import("@duckdb/node-api");
  try {
    api = await import("@duckdb/node-api");
  } catch (cause) {
    throw new DataError("ENGINE_MISSING", MISSING, { cause });
  }
  const instance = await api.DuckDBInstance.create(":memory:", {
    memory_limit: `${options.megabytes ?? 512}MB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    ...(options.temporary === undefined ? {} : { temp_directory: options.temporary }),
  });
  const connection = await instance.connect();
  await connection.run(`SET allowed_paths=[${options.files.map(sqlText).join(", ")}]`);
  if (options.temporary !== undefined) await connection.run(`SET allowed_directories=[${sqlText(options.temporary)}]`);
  await connection.run("SET enable_external_access=false");
  await connection.run("SET lock_configuration=true");
  return connection;
}
