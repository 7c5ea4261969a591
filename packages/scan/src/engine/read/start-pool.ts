import { availableParallelism } from "node:os";
import type { ScanOptions } from "../options.ts";
import type { LocalTarget } from "../targets.ts";
import { ReaderPool } from "./pool.ts";
import type { WorkerSetup } from "./protocol.ts";

/** Wall time that one file may take, in milliseconds. */
const FILE_TIME = 30_000;
/** More than this many files for each worker before another one is worth its start. */
const FILES_PER_WORKER = 24;
const MOST_WORKERS = 4;

/** The ends of names that need a grammar; kept apart from the readers, which are not loaded yet. */
const GRAMMARS: readonly (readonly [RegExp, WorkerSetup["languages"][number]])[] = [
  [/\.(?:pyi?|ipynb)$/i, "python"], [/\.[mc]?ts$/i, "typescript"], [/\.tsx$/i, "tsx"], [/\.[mc]?jsx?$/i, "javascript"],
];

/** Starts the workers at once: they load their readers while this thread loads what judges. */
export function startPool(targets: readonly LocalTarget[], options: ScanOptions, cacheVersion: string | undefined): ReaderPool {
  const count = targets.reduce((sum, { files }) => sum + files.length, 0);
  const size = Math.max(1, Math.min(options.jobs ?? Math.min(availableParallelism(), MOST_WORKERS), Math.ceil(count / FILES_PER_WORKER)));
  const languages = GRAMMARS.flatMap(([name, language]) => (targets.some(({ files }) => files.some(({ path, vendored }) => !vendored && name.test(path))) ? [language] : []));
  const cacheFolder = options.cache === undefined || cacheVersion === undefined ? {} : { cacheFolder: `${options.cache.folder}/facts` };
  const pool = new ReaderPool({ size, fileTime: FILE_TIME, setup: { languages, cacheVersion: cacheVersion ?? "", ...cacheFolder } });
  if (count > 0) pool.start();
  return pool;
}
