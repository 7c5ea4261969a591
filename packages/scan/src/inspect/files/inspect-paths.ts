import { availableParallelism } from "node:os";
import { TOOL_VERSION } from "../../engine/version.ts";
import { WorkerPool } from "../../worker-pool/worker-pool.ts";
import type { Verdict } from "../interpreter.ts";
import { applyPolicy, type InspectionPolicy } from "../policy/policy.ts";
import { type Inspection, worse } from "../result.ts";
import type { InspectedFile, ModelInspectResult } from "./document.ts";
import { type InspectAnswer, type InspectTask, isInspectAnswer } from "./protocol.ts";
import { walkAll } from "./walk-all.ts";

/** Wall time for one file, its digest included; what is beyond is suspicious. */
const FILE_TIME = 300_000;

export interface InspectPathsOptions {
  /** Files and folders. */
  readonly targets: readonly string[];
  /** Workers; default one per core, at most four. */
  readonly jobs?: number;
  /** Seconds for one file. */
  readonly timeout?: number;
  readonly policy?: InspectionPolicy;
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  readonly progress?: (done: number, total: number) => void;
}

interface Item {
  readonly target: number;
  readonly root: string;
  readonly file: string;
  readonly path: string;
}

/** Inspects every regular file below the targets, each in a worker; ignores nothing, opens no socket. */
export async function inspectPaths(options: InspectPathsOptions): Promise<ModelInspectResult> {
  const clock = options.clock ?? ((): Date => new Date());
  const started = clock();
  const walks = options.targets.map(walkAll);
  const items = walks.flatMap(({ root, files }, target) => files.map(({ file, path }): Item => ({ target, root, file, path })));
  const answers = await inspectAll(items, options);
  const several = options.targets.length > 1;
  const files = items.map((item, id) => inspectedFile(item, answers[id], several, options.policy));
  const unread = [
    ...walks.flatMap(({ unreadable }, target) => unreadable.map(({ path, reason }) => ({ target, file: path, reason }))),
    ...items.flatMap(({ target, path }, id) => {
      const failure = answers[id] === undefined ? "not read" : answers[id].failure;
      return failure === undefined ? [] : [{ target, file: path, reason: failure }];
    }),
  ];
  const ended = clock();
  return {
    schema: "castellan/model-inspect/1",
    tool: { name: "castellan", version: TOOL_VERSION },
    targets: options.targets,
    files,
    unread,
    summary: {
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      verdict: files.reduce<Verdict>((verdict, file) => worse(verdict, file.verdict), "benign"),
      malicious: files.filter(({ verdict }) => verdict === "malicious").length,
      suspicious: files.filter(({ verdict }) => verdict === "suspicious").length,
      benign: files.filter(({ verdict }) => verdict === "benign").length,
      complete: unread.length === 0,
    },
    run: { startedAt: started.toISOString(), durationMs: ended.getTime() - started.getTime() },
  };
}

async function inspectAll(items: readonly Item[], options: InspectPathsOptions): Promise<readonly (InspectAnswer | undefined)[]> {
  const answers: (InspectAnswer | undefined)[] = items.map(() => undefined);
  const pool = new WorkerPool<InspectTask, InspectAnswer>({
    size: Math.max(1, Math.min(options.jobs ?? Math.min(availableParallelism(), 4), items.length)),
    fileTime: options.timeout === undefined ? FILE_TIME : options.timeout * 1000,
    setup: {},
    // Beside this module, in the sources as in the build.
    script: new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./inspect-worker.js", import.meta.url),
    isAnswer: isInspectAnswer,
    failed: (id, failure) => ({ id, failure }),
  });
  const stop = (): void => pool.stop("interrupted");
  options.signal?.addEventListener("abort", stop);
  let done = 0;
  try {
    await pool.run(
      items.map(({ file, root }, id) => ({ id, file, root })),
      (answer) => {
        answers[answer.id] = answer;
        options.progress?.(++done, items.length);
      },
    );
  } finally {
    options.signal?.removeEventListener("abort", stop);
    await pool.close();
  }
  return answers;
}

function inspectedFile(
  { target, path }: Item,
  answer: InspectAnswer | undefined,
  several: boolean,
  policy: InspectionPolicy | undefined,
): InspectedFile {
  const inspection = answer?.inspection ?? notRead(answer?.failure ?? "not read");
  return { ...(several ? { target } : {}), file: path, ...(policy === undefined ? inspection : applyPolicy(inspection, policy)) };
}

/** What was not read is never benign. */
function notRead(reason: string): Inspection {
  return {
    formats: [],
    verdict: "suspicious",
    complete: false,
    sha256: "",
    bytes: 0,
    facts: {},
    findings: [
      { rule: "not-examined", verdict: "suspicious", severity: "medium", message: `The file could not be read to its end: ${reason}.` },
    ],
  };
}
