import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataError } from "../errors.ts";
import type { AnalysisRequest, IntakeAnalysis, IsolatedReport } from "./analysis.ts";
import { AnalysisReport } from "./document.ts";

export interface IsolationOptions {
  /** The program of the isolated process. */
  readonly worker: string;
  /** Folders with its code and packages. */
  readonly code: readonly string[];
}

const ANSWER_BYTES = 64 * 1024 * 1024;
const LOOK_EVERY = 200;

/**
 * Runs the analysis in a process of its own: Node's permission model lets it read the quarantined folder, the versions it
 * is compared with and its code, and nothing else; no writing, no child, no network, an empty environment. Where the
 * kernel lets an ordinary user, the process stands in a network namespace without interfaces as well, which holds for
 * native code too. Memory (on Linux, by looking at the process) and time end it.
 */
export function isolatedAnalysis({ worker, code }: IsolationOptions): IntakeAnalysis {
  return async (request, signal) => {
    const scratch = mkdtempSync(join(tmpdir(), "castellan-intake-"));
    try {
      return await answered(request, { worker, code }, scratch, signal);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  };
}

let namespaces: boolean | undefined;

/** Can an ordinary user make a network namespace here? */
function canUnshare(): boolean {
  namespaces ??=
    process.platform === "linux" && spawnSync("unshare", ["--map-root-user", "--net", "true"], { stdio: "ignore" }).status === 0;
  return namespaces;
}

async function answered(
  request: AnalysisRequest,
  { worker, code }: IsolationOptions,
  scratch: string,
  signal?: AbortSignal,
): Promise<IsolatedReport> {
  const { "memory-megabytes": memory, seconds } = request.policy.limits;
  const readable = [
    request.folder,
    ...(request.earlier === undefined ? [] : [request.earlier.folder]),
    ...request.peers.map(({ folder }) => folder),
    ...code,
  ];
  const words = [
    "--permission",
    // DuckDB is native code; the permission model does not bind it, hence the namespace and the look at the hashes afterwards.
    "--allow-addons",
    "--disable-warning=SecurityWarning",
    ...[...new Set(readable.flatMap((path) => [path, realpathSync(path)]))].map((path) => `--allow-fs-read=${path}`),
    `--max-old-space-size=${memory}`,
    worker,
  ];
  const kernel = canUnshare();
  const child = kernel
    ? spawn("unshare", ["--map-root-user", "--net", process.execPath, ...words], { cwd: scratch, env: {}, stdio: ["pipe", "pipe", "pipe"] })
    : spawn(process.execPath, words, { cwd: scratch, env: {}, stdio: ["pipe", "pipe", "pipe"] });
  const { out, error, ended } = await finished(child, JSON.stringify(request), { memory, seconds, signal });
  if (ended !== undefined)
    throw new DataError(
      "ANALYSIS_FAILED",
      `The isolated analysis was ended: ${ended}. Raise limits in the policy, or look at the quarantined files by hand.`,
    );
  const parsed = AnalysisReport.safeParse(jsonOf(out));
  if (!parsed.success)
    throw new DataError(
      "ANALYSIS_FAILED",
      `The isolated analysis gave no answer: ${error.trim().slice(-400) || "it ended without a word"}`,
    );
  const { permissions } = parsed.data;
  return {
    report: parsed.data,
    isolation: {
      process: true,
      network: kernel ? "kernel" : permissions.network ? "none" : "runtime",
      writes: permissions.writes ? "allowed" : "refused",
      memoryMegabytes: memory,
      seconds,
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Ended {
  readonly out: string;
  readonly error: string;
  readonly ended?: string;
}

function finished(
  child: ChildProcess,
  input: string,
  limits: { readonly memory: number; readonly seconds: number; readonly signal: AbortSignal | undefined },
): Promise<Ended> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let [bytes, error] = [0, ""];
    let ended: string | undefined;
    const end = (why: string): void => {
      ended ??= why;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => end(`it took longer than ${limits.seconds} s`), limits.seconds * 1000);
    const watch = setInterval(() => {
      const resident = residentMegabytes(child.pid);
      // The heap may be as large as the limit; half of it again is for what lies beside.
      if (resident > 1.5 * limits.memory) end(`it needed more than ${limits.memory} MB`);
    }, LOOK_EVERY);
    const interrupted = (): void => end("interrupted");
    limits.signal?.addEventListener("abort", interrupted);
    child.stdout?.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > ANSWER_BYTES) end("its answer is too long");
      else parts.push(chunk);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      error = `${error}${chunk.toString()}`.slice(-4000);
    });
    const done = (): void => {
      clearTimeout(timer);
      clearInterval(watch);
      limits.signal?.removeEventListener("abort", interrupted);
      resolve({ out: Buffer.concat(parts).toString(), error, ...(ended === undefined ? {} : { ended }) });
    };
    child.on("error", (cause) => {
      error = cause.message;
      done();
    });
    child.on("close", (_, killed) => {
      if (killed !== null && ended === undefined) ended = `it crashed (${killed})`;
      done();
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Of the process itself: `unshare` without --fork becomes it. 0 where the system does not say. */
function residentMegabytes(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1] ?? 0) * 4096) / 1e6;
  } catch {
    return 0;
  }
}
