import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { WorkerPool } from "../../worker-pool/worker-pool.ts";
import type { ScanOptions } from "../options.ts";
import type { LocalTarget } from "../targets.ts";
import { isReadAnswer, type ReadAnswer, type ReadTask, type WorkerSetup } from "./protocol.ts";

/** Workers that read the files of the targets. */
export type ReaderPool = WorkerPool<ReadTask, ReadAnswer>;

/** Wall time that one file may take, in milliseconds. */
const FILE_TIME = 30_000;
/** Below so many files for each, one worker more costs more than it brings. */
const FILES_EACH = 24;

/** Starts the workers that will read these targets. */
export function startPool(targets: readonly LocalTarget[], options: ScanOptions, cacheVersion: string | undefined): ReaderPool {
  const count = targets.reduce((sum, { files }) => sum + files.length, 0);
  const endings = new Set(targets.flatMap(({ files }) => files.filter(({ vendored }) => !vendored).map(({ path }) => extname(path))));
  const setup: WorkerSetup = {
    endings: [...endings],
    cacheVersion: cacheVersion ?? "",
    ...(options.cache === undefined || cacheVersion === undefined ? {} : { cacheFolder: `${options.cache.folder}/facts` }),
  };
  const pool: ReaderPool = new WorkerPool({
    size: Math.max(1, Math.min(options.jobs ?? Math.min(availableParallelism(), 4), Math.ceil(count / FILES_EACH))),
    fileTime: FILE_TIME,
    setup,
    // Beside this module, in the sources as in the build.
    script: new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url),
    isAnswer: isReadAnswer,
    failed: (id, failure) => ({ id, failure }),
  });
  pool.start();
  return pool;
}
