import type { DuckDBConnection } from "@duckdb/node-api";
import { DataError } from "../errors.ts";

export interface EngineOptions {
  /** Memory the engine may hold before it spills to `temporary`; 512 MB unless told. */
  readonly megabytes?: number;
  readonly threads?: number;
  /** A folder for what does not fit into memory. */
  readonly temporary?: string;
}

/** The version that the command names as its optional peer; npm refuses another beside it. */
const ENGINE = "@duckdb/node-api@1.5.6-r.1";
const MISSING = `Data sets are read with DuckDB, which is not installed: npm install ${ENGINE} where castellan is installed, or npx -p castellan -p ${ENGINE} castellan data …`;

/**
 * A DuckDB in memory that loads no extension and reaches no network.
 * @throws DataError ENGINE_MISSING where the package is not installed
 */
export async function openEngine(options: EngineOptions = {}): Promise<DuckDBConnection> {
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
  return await instance.connect();
}
