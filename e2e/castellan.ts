import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { scanSchema } from "../packages/scan/src/report/json/schema.ts";
import { BUILT } from "./build-once.ts";

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
  /** Standard input. */
  readonly input?: string;
}

/** Runs the built CLI, with a cache of its own that is gone afterwards. */
export function castellan(words: readonly string[], options: RunOptions = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...(options.nodeOptions ?? []), join(BUILT, "main.js"), ...words], {
    cwd: options.cwd,
    encoding: "utf8",
    ...(options.input === undefined ? {} : { input: options.input }),
    maxBuffer: 2 ** 28,
    env: { ...process.env, XDG_CACHE_HOME: temporaryFolder(), NO_COLOR: "1", ...options.environment },
  });
  return { code: status, out: stdout, error: stderr };
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "castellan-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function git(folder: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    "git",
    ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", ...words],
    { cwd: folder, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
  return stdout;
}

export type ScanJson = ReturnType<typeof scanSchema.parse>;

export function scanJson(outcome: Outcome): ScanJson {
  return scanSchema.parse(JSON.parse(outcome.out));
}

/** Code with a model, a provider and a leaked key. */
export const APP = `from openai import OpenAI

client = OpenAI()


def answer(question):
    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": question}])
`;
/** In the published form of a GitHub token, made up here. */
export const LEAK = `TOKEN = "ghp_${"R7kQ2mX9vB4nL6tJ8wZ3cF5hD1sG0pYaEuWi"}"\n`;
