import { Worker } from "node:worker_threads";
import type { TextDetector } from "@castellan/text";
import { DataError } from "../../errors.ts";
import type { TablePart } from "../../table/source/prepare.ts";
import { rowStarts } from "./align.ts";
import type { RangeFacts } from "./facts.ts";
import type { ScanAnswer, ScanRequest } from "./protocol.ts";
import { type ColumnRole, type RangeTask, scanRange } from "./scan-range.ts";

/** Below this a worker costs more than it brings. */
const SMALL = 2 * 1024 * 1024;
const WORKER_MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };

export interface ScanOptions {
  readonly jobs: number;
  readonly detect: readonly TextDetector[];
  readonly distinctLimit: number;
  readonly hashLevel: number;
  readonly draw: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((bytes: number) => void) | undefined;
}

/** What the ranges of one part say, in order. */
export interface PartFacts {
  readonly part: TablePart;
  readonly ranges: readonly RangeFacts[];
}

function headerEnd(part: TablePart): number {
  return part.dialect.header ? -1 : 0;
}

/** Scans all parts, large ones in ranges side by side. */
export async function scanParts(
  parts: readonly TablePart[],
  rolesOf: (part: TablePart) => readonly ColumnRole[],
  firstRowOf: (part: TablePart) => number,
  options: ScanOptions,
): Promise<readonly PartFacts[]> {
  const planned = parts.map((part) => {
    const first = headerEnd(part) === 0 ? 0 : firstRowOf(part);
    const cuts = part.bytes < 2 * SMALL || options.jobs < 2 ? [] : rowStarts(part.path, part.dialect, part.names.length, options.jobs);
    const edges = [first, ...cuts.filter((cut) => cut > first), part.bytes];
    const tasks = edges
      .slice(0, -1)
      .map((start, index): RangeTask => taskOf(part, rolesOf(part), options, start, edges[index + 1] ?? start));
    return { part, tasks };
  });
  const results = await runTasks(
    planned.flatMap(({ tasks }) => tasks),
    options,
  );
  const facts: PartFacts[] = [];
  let at = 0;
  for (const { part, tasks } of planned) {
    const ranges = results.slice(at, at + tasks.length);
    at += tasks.length;
    // A range that did not end where the next begins: the guess was wrong, and the part is read in one piece.
    const whole = ranges.every((range, index) => range.end === (tasks[index + 1]?.start ?? range.end));
    facts.push({
      part,
      ranges: whole ? ranges : await runTasks([taskOf(part, rolesOf(part), options, tasks[0]?.start ?? 0, part.bytes)], options),
    });
  }
  return facts;
}

function taskOf(part: TablePart, roles: readonly ColumnRole[], options: ScanOptions, start: number, end: number): RangeTask {
  const { detect, distinctLimit, hashLevel, draw, seed } = options;
  return { path: part.path, dialect: part.dialect, roles, start, end, detect, distinctLimit, hashLevel, draw, seed };
}

async function runTasks(tasks: readonly RangeTask[], options: ScanOptions): Promise<readonly RangeFacts[]> {
  const bytes = tasks.reduce((sum, task) => sum + task.end - task.start, 0);
  if (bytes < SMALL || options.jobs < 1) return tasks.map((task) => scanRange(task, (done) => options.progress?.(done)));
  const results: RangeFacts[] = new Array(tasks.length);
  let next = 0;
  const seats = Array.from({ length: Math.min(options.jobs, tasks.length) }, async () => {
    const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./profile-worker.js", import.meta.url), {
      resourceLimits: WORKER_MEMORY,
    });
    try {
      while (next < tasks.length) {
        const id = next++;
        const task = tasks[id];
        if (task !== undefined) results[id] = await answered(worker, { id, task }, options);
      }
    } finally {
      await worker.terminate();
    }
  });
  await Promise.all(seats);
  return results;
}

function answered(worker: Worker, request: ScanRequest, { progress, signal }: ScanOptions): Promise<RangeFacts> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.removeAllListeners();
      signal?.removeEventListener("abort", stop);
      act();
    };
    const fail = (reason: string): void =>
      settle(() => reject(new DataError("FILE_UNREADABLE", `${request.task.path}: the reader stopped: ${reason}`)));
    const stop = (): void => fail("it was interrupted");
    if (signal?.aborted === true) return stop();
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (answer: ScanAnswer) => {
      if ("bytes" in answer) progress?.(answer.bytes);
      else if ("failure" in answer) fail(answer.failure);
      else settle(() => resolve(answer.facts));
    });
    worker.on("error", (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.on("exit", () => fail("its thread ended"));
    worker.postMessage(request);
  });
}
