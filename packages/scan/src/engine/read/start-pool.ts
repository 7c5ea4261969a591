import { availableParallelism } from "node:os";
import { extname } from "node:path";
import type { ScanOptions } from "../options.ts";
import type { LocalTarget } from "../targets.ts";
import { ReaderPool } from "./pool.ts";

/** Wall time that one file may take, in milliseconds. */
const FILE_TIME = 30_000;
/** Below so many files for each, one worker more costs more than it brings. */
const FILES_EACH = 24;

/** Starts the workers that will read these targets. */
export function startPool(targets: readonly LocalTarget[], options: ScanOptions, cacheVersion: string | undefined): ReaderPool {
  const count = targets.reduce((sum, { files }) => sum + files.length, 0);
  const endings = new Set(targets.flatMap(({ files }) => files.filter(({ vendored }) => !vendored).map(({ path }) => extname(path))));
  const pool = new ReaderPool({
    size: Math.max(1, Math.min(options.jobs ?? Math.min(availableParallelism(), 4), Math.ceil(count / FILES_EACH))),
    fileTime: FILE_TIME,
    setup: {
      endings: [...endings],
      cacheVersion: cacheVersion ?? "",
      ...(options.cache === undefined || cacheVersion === undefined ? {} : { cacheFolder: `${options.cache.folder}/facts` }),
    },
  });
  pool.start();
  return pool;
}
