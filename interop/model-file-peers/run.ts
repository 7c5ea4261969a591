/**
 * Other scanners of model files beside Castellan, on the same labelled files in one run.
 *   node interop/model-file-peers/run.ts [--vectors DIR] [--peer NAME]… [--tools DIR] [--limit N] [--json]
 * DIR holds labels.json and the files, or model-files.tar.gz (default: ../shared/data). Peers are installed with pip into
 * --tools; one that cannot be had is skipped with the reason. A file that takes longer than 20 s counts as an error.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { inspectPaths } from "../../packages/scan/src/entry/inspect.ts";
import { install } from "../aibom-peers/install.ts";

const PEERS = [
  { name: "picklescan", version: "1.0.5" },
  { name: "modelscan", version: "0.8.8" },
  { name: "fickling", version: "0.1.12" },
  { name: "modelaudit", version: "0.2.54" },
] as const;
const PATIENCE = 20_000;
const VERDICTS = ["malicious", "suspicious", "benign"] as const;
const Labels = z.array(z.object({ file: z.string(), verdict: z.enum(VERDICTS) }));
const Answer = z.tuple([z.string(), z.string()]);

const { values } = parseArgs({
  options: {
    vectors: { type: "string" },
    peer: { type: "string", multiple: true },
    tools: { type: "string", default: join(tmpdir(), "castellan-model-file-peers") },
    limit: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

interface Row {
  readonly tool: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly seconds: number;
}

type Label = z.infer<typeof Labels>[number];

/** A peer in a process of its own, started again where a file kills it or takes too long. */
class PeerProcess {
  readonly #python: string;
  readonly #name: string;
  #child: ChildProcess | undefined;
  #lines: AsyncIterator<string> | undefined;

  constructor(python: string, name: string) {
    this.#python = python;
    this.#name = name;
  }

  async ask(path: string): Promise<string> {
    if (this.#child === undefined) await this.#start();
    this.#child?.stdin?.write(`${JSON.stringify(path)}\n`);
    return this.#answer(PATIENCE);
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #start(): Promise<void> {
    const child = spawn(this.#python, [join(import.meta.dirname, "peer.py"), this.#name], {
      stdio: ["pipe", "pipe", "ignore"],
      env: { PATH: "/usr/bin:/bin", HOME: values.tools, PROMPTFOO_DISABLE_TELEMETRY: "1", DO_NOT_TRACK: "1", HF_HUB_OFFLINE: "1" },
    });
    child.stdin.on("error", () => {});
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    if ((await this.#answer(120_000)) !== "ready") throw new Error(`${this.#name} does not start`);
  }

  async #answer(patience: number): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patience);
    });
    const line = await Promise.race([this.#lines?.next(), late]);
    clearTimeout(timer);
    if (line === undefined || line.done === true) {
      this.stop();
      return line === undefined ? "timeout" : "error";
    }
    return Answer.parse(JSON.parse(line.value))[0];
  }
}

async function ask(name: string, version: string, folder: string, labels: readonly Label[]): Promise<Row | string> {
  const place = install({ registry: "PyPI", package: name, version }, values.tools);
  if (place.state === "skipped") return place.reason;
  const peer = new PeerProcess(join(place.folder, "bin/python"), name);
  const counts = new Map<string, number>();
  const start = performance.now();
  for (const { file, verdict } of labels) count(counts, verdict, await peer.ask(join(folder, file)));
  peer.stop();
  return { tool: `${name} ${version}`, counts, seconds: (performance.now() - start) / 1000 };
}

function count(counts: Map<string, number>, label: string, said: string): void {
  counts.set(`${label} ${said}`, (counts.get(`${label} ${said}`) ?? 0) + 1);
}

async function own(folder: string, labels: readonly Label[]): Promise<Row> {
  const start = performance.now();
  const result = await inspectPaths({ targets: labels.map(({ file }) => join(folder, file)) });
  const counts = new Map<string, number>();
  for (const { target, verdict } of result.files) count(counts, labels[target ?? 0]?.verdict ?? "", verdict);
  return { tool: "castellan", counts, seconds: (performance.now() - start) / 1000 };
}

function line({ tool, counts, seconds }: Row, labels: readonly Label[]): string {
  const total = (label: string): number => labels.filter(({ verdict }) => verdict === label).length;
  const of = (label: string, ...said: readonly string[]): string => {
    const hits = said.reduce((sum, each) => sum + (counts.get(`${label} ${each}`) ?? 0), 0);
    return `${hits}/${total(label)}${total(label) === 0 ? "" : ` (${((100 * hits) / total(label)).toFixed(1)} %)`}`;
  };
  return `| ${tool} | ${of("malicious", "malicious")} | ${of("malicious", "benign", "unscanned")} | ${of("suspicious", "suspicious", "malicious")} | ${of("benign", "benign")} | ${of("benign", "malicious")} | ${of("benign", "error", "timeout", "unscanned")} | ${seconds.toFixed(1)} |`;
}

async function run(folder: string): Promise<void> {
  const all = Labels.parse(JSON.parse(readFileSync(join(folder, "labels.json"), "utf8"))).filter(({ file }) =>
    existsSync(join(folder, file)),
  );
  const labels = all.slice(0, values.limit === undefined ? all.length : Number(values.limit));
  const rows: Row[] = [await own(folder, labels)];
  for (const { name, version } of PEERS) {
    if (values.peer !== undefined && !values.peer.includes(name)) continue;
    const row = await ask(name, version, folder, labels);
    if (typeof row === "string") process.stderr.write(`skipped: ${row}\n`);
    else rows.push(row);
  }
  if (values.json) {
    process.stdout.write(`${JSON.stringify(rows.map(({ counts, ...row }) => ({ ...row, counts: Object.fromEntries(counts) })))}\n`);
    return;
  }
  process.stdout.write(
    "| tool | malicious: called malicious | called benign or not scanned | suspicious: at least suspicious | benign: called benign | called malicious | error or not scanned | seconds |\n|---|---|---|---|---|---|---|---|\n",
  );
  for (const row of rows) process.stdout.write(`${line(row, labels)}\n`);
}

const given = values.vectors ?? join(import.meta.dirname, "../../../shared/data");
if (existsSync(join(given, "labels.json"))) await run(given);
else if (existsSync(join(given, "model-files.tar.gz"))) {
  const temporary = mkdtempSync(join(tmpdir(), "castellan-model-files-"));
  try {
    spawnSync("tar", ["-xzf", join(given, "model-files.tar.gz"), "-C", temporary]);
    await run(join(temporary, "model-files"));
  } finally {
    rmSync(temporary, { recursive: true });
  }
} else process.stderr.write("skipped: no labels.json and no model-files.tar.gz; give --vectors DIR\n");
