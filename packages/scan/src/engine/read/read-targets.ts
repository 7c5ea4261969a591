import { join } from "node:path";
import { sourceSyntaxOf } from "@castellan/formats";
import type { FileFacts, ProjectFile } from "../../project/facts.ts";
import { scopeOf } from "../../project/scope.ts";
import type { Skipped, WalkedFile } from "../../project/walk.ts";
import type { LocalTarget } from "../targets.ts";
import { neighboursOfRelevant, type SourceNode } from "./closure.ts";
import type { ReadAnswer, ReadTask } from "./protocol.ts";
import type { ReaderPool } from "./start-pool.ts";

export interface ReadOutcome {
  readonly files: readonly ProjectFile[];
  /** False where a crash, the file system or the clock decided what was read. */
  readonly repeatable: boolean;
  readonly skipped: readonly (Skipped & { readonly target: number })[];
}

/** Where all source together is smaller than this, all of it is parsed: nothing can be missed. */
const PARSE_ALL = 400_000;

interface Item {
  readonly target: LocalTarget;
  readonly file: WalkedFile;
  answer?: ReadAnswer;
}

/** Facts cross threads as JSON that our own reader wrote a moment ago, or that the cache checked by its hash. */
function parseFacts(text: string): FileFacts {
  const facts: FileFacts = JSON.parse(text);
  return facts;
}

/** Reads every file of the targets: first all, then the source files that stand next to relevant ones. */
export async function readTargets(
  targets: readonly LocalTarget[],
  pool: ReaderPool,
  progress: (done: number, total: number) => void,
): Promise<ReadOutcome> {
  const items = targets.flatMap((target) => target.files.map((file): Item => ({ target, file })));
  const sourceBytes = items.reduce((sum, { file }) => sum + (sourceSyntaxOf(file.path) === undefined || file.vendored ? 0 : file.bytes), 0);
  const mode = sourceBytes <= PARSE_ALL ? "always" : "if-relevant";
  const facts: (FileFacts | undefined)[] = items.map(() => undefined);
  let done = 0;
  const take = (answer: ReadAnswer): void => {
    const item = items[answer.id];
    if (item === undefined) return;
    if (answer.facts !== undefined) facts[answer.id] = parseFacts(answer.facts);
    const { facts: _, ...rest } = answer;
    item.answer = { ...rest, ...(answer.sketch === undefined && item.answer?.sketch !== undefined ? { sketch: item.answer.sketch } : {}) };
    progress(++done, items.length);
  };
  const task = (id: number, item: Item, source: ReadTask["source"]): ReadTask => ({
    id,
    file: join(item.target.root, item.file.path),
    root: item.target.root,
    path: item.file.path,
    source: item.file.vendored ? "never" : source,
  });
  // The largest first, so that no worker is left with a long file at the end.
  const order = [...items.keys()].sort((a, b) => (items[b]?.file.bytes ?? 0) - (items[a]?.file.bytes ?? 0) || a - b);
  await pool.run(
    order.flatMap((id) => (items[id] === undefined ? [] : [task(id, items[id], mode)])),
    take,
  );

  const nodes: SourceNode[] = [];
  const ids: number[] = [];
  for (const [id, { file, target, answer }] of items.entries()) {
    const syntax = sourceSyntaxOf(file.path);
    if (syntax === undefined || answer?.sketch === undefined) continue;
    nodes.push({ target: target.index, path: file.path, syntax, ...answer.sketch });
    ids.push(id);
  }
  const again = neighboursOfRelevant(nodes).flatMap((index) => ids[index] ?? []);
  await pool.run(
    again.flatMap((id) => (items[id] === undefined ? [] : [task(id, items[id], "always")])),
    take,
  );
  return outcome(items, facts);
}

function outcome(items: readonly Item[], facts: readonly (FileFacts | undefined)[]): ReadOutcome {
  const files: ProjectFile[] = [];
  const skipped: (Skipped & { target: number })[] = [];
  let repeatable = true;
  for (const [id, { target, file, answer }] of items.entries()) {
    const own = facts[id];
    const place = { target: target.index, file: file.path };
    if (answer?.failure !== undefined || own === undefined || own.problems.some(({ code }) => code === "CRASH" || code === "BUDGET_TIME"))
      repeatable = false;
    if (answer?.failure !== undefined || own === undefined) {
      skipped.push({ ...place, reason: answer?.failure ?? "not read", required: true });
      continue;
    }
    for (const problem of own.problems) {
      if (problem.code === "UNSUPPORTED" || (problem.reader === "table" && problem.code === "NOT_THIS_FORMAT")) continue;
      skipped.push({ ...place, reason: `${problem.reader}: ${problem.reason}`, required: isRequired(problem, own) });
    }
    if (answer?.sketch?.generated === true) skipped.push({ ...place, reason: "generated or minified code: not parsed", required: false });
    files.push({
      target: target.index,
      path: file.path,
      bytes: file.bytes,
      scope: scopeOf(file.path),
      lifecycle: file.lifecycle,
      facts: own,
    });
  }
  return { files, skipped, repeatable };
}

/**
 * Whether the scan is incomplete without it: a crash or a spent budget. What is malformed was read to where it
 * breaks, what is a table was read as one, and text that only the search for secrets wanted is no project file.
 */
function isRequired(problem: FileFacts["problems"][number], facts: FileFacts): boolean {
  if (problem.code === "CRASH") return true;
  return problem.code.startsWith("BUDGET_") && problem.reader !== "secrets" && facts.table === undefined;
}
