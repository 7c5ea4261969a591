/**
 * The house rule (design.md): a room imports only rooms on floors below, and on its own floor only what the table
 * says; imports end in .ts; rooms without input and output have none; no default exports.
 *   node tools/check-house.ts
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "..");

const FLOORS: Readonly<Record<string, number>> = {
  graph: 1,
  formats: 1,
  text: 1,
  protect: 1,
  scan: 2,
  data: 2,
  lab: 2,
  guard: 3,
  server: 3,
  cli: 4,
  web: 4,
};
/** What a room may import on its own floor. The vocabulary stands under everything. */
const SAME_FLOOR: Readonly<Record<string, readonly string[]>> = { formats: ["graph"], text: ["graph"], protect: ["graph"] };
/** Lower floors that a room leaves alone all the same. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  web: ["formats", "scan", "data", "lab", "guard", "server", "protect", "text"],
};
/** Rooms that take bytes and give facts: they touch neither disk nor network nor processes. */
const WITHOUT_IO: ReadonlySet<string> = new Set(["graph", "formats", "text"]);
const IO = /^(?:node:)?(?:fs|fs\/promises|net|tls|http|https|http2|dgram|dns|child_process|cluster|worker_threads|readline|repl)$/;
const LONG = 400;

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Specifiers of a module, static and dynamic, with their lines. */
export function importsOf(text: string): readonly Import[] {
  const found: Import[] = [];
  for (const match of text.matchAll(
    /^(?:import|export)\b(?:[^"'`;=()]*?\bfrom)?\s*["']([^"'\n]+)["'];?$|\bimport\(\s*["']([^"'\n]+)["']\s*\)/gm,
  )) {
    const specifier = match[1] ?? match[2];
    if (specifier !== undefined) found.push({ specifier, line: text.slice(0, match.index + match[0].length).split("\n").length });
  }
  return found;
}

/** What is wrong with one import of a room's file; undefined where nothing is. */
export function faultOf(room: string, specifier: string, path: string): string | undefined {
  const other = /^@castellan\/([\w-]+)/.exec(specifier)?.[1];
  if (other !== undefined) {
    const [own, theirs] = [FLOORS[room], FLOORS[other]];
    if (own === undefined || theirs === undefined) return `there is no room ${theirs === undefined ? other : room}`;
    if (NEVER[room]?.includes(other) === true) return `${room} leaves ${other} alone`;
    if (theirs > own || (theirs === own && room !== other && SAME_FLOOR[room]?.includes(other) !== true))
      return `${room} (floor ${own}) may not import ${other} (floor ${theirs})`;
    return undefined;
  }
  const test = /\.test\.tsx?$|\/testing\//.test(path);
  // Tests hold source text of other projects, which this check reads as imports.
  if (specifier.startsWith(".") && !test) {
    if (!/\.(?:ts|tsx|json|css)$/.test(specifier)) return "a relative import ends in .ts";
    const target = join(path, "..", specifier);
    const root = /^(?:packages|apps)\/[\w-]+\//.exec(path)?.[0] ?? "";
    return target.startsWith(root) ? undefined : "a relative import leaves its room: use the package's name";
  }
  if (WITHOUT_IO.has(room) && IO.test(specifier) && !test) return `${room} holds no input or output: ${specifier}`;
  return undefined;
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /\.tsx?$/.test(entry.name) &&
        !/\/(?:node_modules|dist|built-[\w-]+)(?:\/|$)/.test(entry.parentPath) &&
        !entry.name.endsWith(".d.ts"),
    )
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function check(): number {
  const faults: string[] = [];
  const sourceLengths: number[] = [];
  let testLines = 0;
  const long: string[] = [];
  for (const path of ["packages", "apps"].flatMap((folder) => sources(join(ROOT, folder)))) {
    const room = path.split("/")[1] ?? "";
    const text = readFileSync(join(ROOT, path), "utf8");
    const lines = text.split("\n").length;
    if (/\.test\.tsx?$|\/testing\//.test(path)) testLines += lines;
    else {
      sourceLengths.push(lines);
      if (lines > LONG) long.push(`${path} (${lines})`);
    }
    if (/^export default\b/m.test(text)) faults.push(`${path}: no default exports`);
    for (const { specifier, line } of importsOf(text)) {
      const fault = faultOf(room, specifier, path);
      if (fault !== undefined) faults.push(`${path}:${line}: ${fault}`);
    }
  }
  const sourceLines = sourceLengths.reduce((sum, lines) => sum + lines, 0);
  process.stdout.write(
    `${sourceLengths.length} source files, median ${median(sourceLengths)} lines, tests ${(testLines / Math.max(1, sourceLines)).toFixed(2)} lines per source line\n`,
  );
  if (long.length > 0) process.stdout.write(`over ${LONG} lines, to be reviewed: ${long.join(", ")}\n`);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = check();
