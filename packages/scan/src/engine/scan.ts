import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadedSettings } from "../project/load-settings.ts";
import { ruleFilesOf } from "../project/rule-files.ts";
import { settingsFileOf } from "../project/settings-file.ts";
import type { ScanResult } from "../result.ts";
import type { Analysis } from "./analyse.ts";
import { buildId } from "./build-id.ts";
import { ResultCache } from "./cache/result-cache.ts";
import { ScanError } from "./errors.ts";
import type { ScanOptions } from "./options.ts";
import { startPool } from "./read/start-pool.ts";
import type { Baseline } from "./suppress/baseline-document.ts";
import { type LocalTarget, openTarget } from "./targets.ts";

export const BASELINE_NAME = "castellan-baseline.json";

/**
 * Scans targets: which AI there is, how it hangs together, what is wrong with it. Opens no socket, runs nothing of
 * the target, writes nothing but the cache it was given.
 *
 * @throws ScanError for wrong input; what happens to single files is in the coverage.
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const clock = options.clock ?? ((): Date => new Date());
  const started = clock();
  options.progress?.("walk", 0, 1);
  const honoured = options.targetConfiguration !== false;
  const targets = options.targets.map((name, index) => ({
    ...openTarget(name, index, { trackedOnly: options.trackedOnly ?? false, targetConfiguration: honoured }),
    ...options.identity,
  }));
  const settings = await findSettings(honoured ? targets.map(({ root }) => root) : [], options.configFile);
  const baselineFile = options.useBaseline === false ? undefined : (options.baselineFile ?? (honoured ? ownBaseline(targets) : undefined));
  const today = started.toISOString().slice(0, 10);
  const version = options.cache === undefined ? undefined : buildId();
  const results = options.cache === undefined || version === undefined ? undefined : new ResultCache(options.cache.folder, version);
  const key = results?.key(targets, [
    today,
    keyOf(options),
    stamps([...(settings?.files ?? []), baselineFile, options.environmentFile, ...(options.advisories ?? [])]),
  ]);
  // What lies in a folder of advisories changes without its stamp.
  const folders = (options.advisories ?? []).some((path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
  const cached =
    folders || key === undefined || options.cache?.verify === true || options.since !== undefined ? undefined : results?.get(key);
  if (cached !== undefined) return withRun(cached, started, clock(), true);
  const { result, repeatable } = await fresh(targets, settings, options, baselineFile, today, version);
  options.signal?.throwIfAborted();
  if (key !== undefined && repeatable && options.since === undefined) results?.put(key, result);
  return withRun(result, started, clock(), false);
}

async function fresh(
  targets: readonly LocalTarget[],
  settings: LoadedSettings | undefined,
  options: ScanOptions,
  baselineFile: string | undefined,
  today: string,
  version: string | undefined,
): Promise<Analysis> {
  // The workers load while this thread does: its modules are most of the start-up time, needed only where no cached result fits.
  const pool = startPool(targets, options, version);
  try {
    const { analyse } = await import("./analyse.ts");
    const baseline = baselineFile === undefined ? undefined : await loadBaseline(baselineFile);
    const changes = await findChanges(targets, options.since, baseline);
    return await analyse({
      targets,
      options,
      pool,
      today,
      renames: changes.renames,
      ...(settings === undefined ? {} : { settings }),
      ...(baseline === undefined ? {} : { baseline }),
      ...(changes.changed === undefined ? {} : { changed: changes.changed }),
    });
  } finally {
    await pool.close();
  }
}

/** Most projects state nothing: then the schema and the YAML reader are not even loaded. */
async function findSettings(roots: readonly string[], configFile: string | undefined): Promise<LoadedSettings | undefined> {
  if (configFile === undefined && !roots.some((root) => settingsFileOf(root) !== undefined || ruleFilesOf(root).length > 0))
    return undefined;
  const { loadSettings } = await import("../project/load-settings.ts");
  return loadSettings(roots, configFile);
}

function ownBaseline(targets: readonly LocalTarget[]): string | undefined {
  return targets
    .map(({ root, files }) => (files.some(({ path }) => path === BASELINE_NAME) ? join(root, BASELINE_NAME) : undefined))
    .find((path) => path !== undefined);
}

async function loadBaseline(path: string): Promise<Baseline> {
  const { readBaseline } = await import("./suppress/baseline-document.ts");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ScanError("BAD_BASELINE", `The baseline ${path} cannot be read; write one with castellan baseline create.`, { cause });
  }
  return readBaseline(path, text);
}

interface Changes {
  readonly changed?: readonly ReadonlySet<string>[];
  readonly renames: ReadonlyMap<string, string>;
}

/** Asks git only where --since or a moved file of the baseline makes it necessary. */
async function findChanges(targets: readonly LocalTarget[], since: string | undefined, baseline: Baseline | undefined): Promise<Changes> {
  let renames: ReadonlyMap<string, string> = new Map();
  const present = new Set(targets.flatMap(({ files }) => files.map(({ path }) => path)));
  const [first] = targets;
  if (
    baseline?.revision !== undefined &&
    first !== undefined &&
    baseline.entries.some(({ file }) => file !== undefined && !present.has(file))
  ) {
    const { changesSince } = await import("./git-changes.ts");
    // A revision that is not here any more (a shallow clone) only means that moves are not followed.
    renames = await changesSince(first.root, baseline.revision).then(
      (changes) => changes.renames,
      () => renames,
    );
  }
  if (since === undefined) return { renames };
  const { changesSince } = await import("./git-changes.ts");
  return { renames, changed: await Promise.all(targets.map(async ({ root }) => (await changesSince(root, since)).changed)) };
}

/** What of the options changes the result. */
function keyOf({
  targets,
  identity,
  trackedOnly,
  targetConfiguration,
  useBaseline,
  baselineFile,
  configFile,
  environmentFile,
  environment,
  advisories,
  since,
  only,
  skip,
  analyzers = [],
}: ScanOptions): unknown {
  const deep = analyzers.map(({ id, version }) => [id, version]);
  return [
    targets,
    identity,
    trackedOnly,
    targetConfiguration,
    useBaseline,
    baselineFile,
    configFile,
    environmentFile,
    environment,
    advisories,
    since,
    only,
    skip,
    deep,
  ];
}

function stamps(paths: readonly (string | undefined)[]): unknown {
  return paths.map((path) => {
    if (path === undefined) return null;
    const status = lstatSync(path, { throwIfNoEntry: false });
    return status === undefined ? path : [path, status.size, status.mtimeMs, status.ctimeMs, status.ino];
  });
}

function withRun(result: ScanResult, started: Date, ended: Date, cached: boolean): ScanResult {
  return { ...result, run: { startedAt: started.toISOString(), durationMs: ended.getTime() - started.getTime(), cached } };
}
