import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Labels } from "../../conformance/bom/label-schema.ts";
import { toScan } from "./favour.ts";
import { EMPTY, type Scored, scoreTwice } from "./measure.ts";
import type { Peer } from "./peers.ts";

const LIMIT_MS = 600_000;
export interface Project {
  readonly name: string;
  readonly labels: Labels;
  readonly folder: string;
}
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly knows: (kind: string) => boolean;
  /** Scans, and returns the scorer's form; the time is taken around the program only. */
  readonly scan: (project: Project) => { readonly seconds: number; readonly scan: () => unknown };
}

/** Runs without a shell and returns standard output; a verdict in the exit code is no failure, a missing output is. */
function timed(command: readonly string[], environment: NodeJS.ProcessEnv): { seconds: number; output: string } {
  const [program = "", ...args] = command;
  const start = performance.now();
  const { error, stdout } = spawnSync(program, args, {
    cwd: tmpdir(),
    env: environment,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    timeout: LIMIT_MS,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (error !== undefined) throw error;
  return { seconds: (performance.now() - start) / 1000, output: stdout };
}

/** A peer as installed; `work` is its home and holds its output. */
export function peerTool(peer: Peer, installed: string, work: string): Tool {
  // A home of its own: no configuration of this machine, no cache of an earlier run, no telemetry.
  const environment = {
    PATH: process.env["PATH"],
    LANG: "C.UTF-8",
    HOME: work,
    AI_BOM_TELEMETRY: "0",
    AISBOM_OFFLINE: "1",
    AISBOM_NO_TELEMETRY: "1",
  };
  return {
    name: peer.name,
    version: peer.version,
    knows: (kind) => [...peer.knows].some((each) => each === kind),
    scan: ({ name, labels, folder }) => {
      const output = join(work, `${basename(installed)}-${name}.json`);
      const { seconds } = timed(peer.command(installed, folder, output), environment);
      return { seconds, scan: () => toScan(labels, peer.adapt(JSON.parse(readFileSync(output, "utf8")), folder)) };
    },
  };
}

/** `COMMAND scan FOLDER`; the command is split at spaces. */
export function castellanTool(command: string): Tool {
  const words = command.split(/\s+/u).filter((word) => word !== "");
  return {
    name: "castellan",
    version: "",
    knows: () => true,
    scan: ({ folder }) => {
      const { seconds, output } = timed([...words, "scan", folder, "--format", "json", "--fail-on", "none"], process.env);
      return { seconds, scan: () => JSON.parse(output) };
    },
  };
}

/** Scans and scores one project; a scan that fails counts as one that found nothing. */
export function measureOne(tool: Tool, project: Project): Scored {
  const start = performance.now();
  try {
    const { seconds, scan } = tool.scan(project);
    return { label: project.name, seconds, ...scoreTwice(project.labels, scan(), tool.knows) };
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
    return { label: project.name, seconds: (performance.now() - start) / 1000, failure, ...scoreTwice(project.labels, EMPTY, tool.knows) };
  }
}
