import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { WorkerPool } from "./worker-pool.ts";

interface Task {
  readonly id: number;
  readonly path: string;
}

interface Answer {
  readonly id: number;
  readonly facts?: string;
  readonly failure?: string;
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === "object" && message !== null && "id" in message && typeof message.id === "number";
}

/** A worker that does what the name of the file says. */
const SCRIPT = `
import { parentPort } from "node:worker_threads";
let turn = Promise.resolve();
parentPort.on("message", (tasks) => { turn = turn.then(async () => { for (const task of tasks) {
  if (task.path === "hang") for (;;);
  if (task.path === "throw") { setImmediate(() => { throw new Error("broken"); }); await new Promise(() => {}); }
  if (task.path === "exit") process.exit(3);
  if (task.path === "memory") { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
  parentPort.postMessage({ id: task.id, facts: JSON.stringify({ path: task.path }) });
} }); });
`;

function pool(fileTime: number, size = 2): WorkerPool<Task, Answer> {
  const folder = mkdtempSync(join(tmpdir(), "castellan-pool-"));
  const script = join(folder, "worker.mjs");
  writeFileSync(script, SCRIPT);
  const made = new WorkerPool<Task, Answer>({
    size,
    fileTime,
    setup: {},
    script: pathToFileURL(script),
    isAnswer,
    failed: (id, failure) => ({ id, failure }),
  });
  onTestFinished(async () => {
    await made.close();
    rmSync(folder, { recursive: true });
  });
  return made;
}

async function run(made: WorkerPool<Task, Answer>, paths: readonly string[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  await made.run(
    paths.map((path, id): Task => ({ id, path })),
    (answer) => answers.push(answer),
  );
  return answers.sort((a, b) => a.id - b.id);
}

it("answers every task once", async () => {
  const paths = Array.from({ length: 100 }, (_, index) => `f${index}`);
  const answers = await run(pool(5000), paths);

  expect(answers.map(({ id }) => id)).toEqual(paths.map((_, index) => index));
  expect(answers.every(({ failure }) => failure === undefined)).toBe(true);
});

it.each([
  ["hang", /longer than 0.5 s/],
  ["throw", /crashed: broken/],
  ["exit", /ended unexpectedly/],
])("replaces a worker that would %s, and reads the rest", async (what, reason) => {
  const paths = ["a", "b", what, "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"];
  const answers = await run(pool(500, 1), paths);

  expect(answers).toHaveLength(paths.length);
  expect(answers.filter(({ failure }) => failure !== undefined)).toEqual([{ id: 2, failure: expect.stringMatching(reason) }]);
});

it("gives up when told, and says why for what is left", async () => {
  const made = pool(60_000, 1);
  setTimeout(() => made.stop("the time was over"), 300);
  const answers = await run(made, ["a", "hang", "b", "c"]);

  expect(answers.filter(({ failure }) => failure === "the time was over").map(({ id }) => id)).toEqual([1, 2, 3]);
});

it("can run twice", async () => {
  const made = pool(5000);
  await run(made, ["a"]);

  expect(await run(made, ["b", "c"])).toHaveLength(2);
});
