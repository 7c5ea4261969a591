import { expect, test } from "vitest";
import { readProject } from "../../discover/testing/read-project.ts";
import { Evaluator, type ExternalKnowledge } from "../evaluate.ts";
import { Program } from "../program.ts";
import { isSelf } from "../scope.ts";
import { type Closed, externalPath, genericFrame, type Value } from "../value.ts";

/** Test support: a small project, path to text; what every line is indented by is taken off. */
export interface Sources {
  readonly [path: string]: string;
}

/** What it shows, the project (a text alone is main.py), what each `show(…)` may print. */
export type Case = readonly [title: string, sources: Sources | string, shown: readonly string[]];

/** A table of small projects as tests. */
export function testShown(cases: readonly Case[], knowledge: ExternalKnowledge = NO_KNOWLEDGE): void {
  test.each(cases)(
    "%s",
    async (_title, sources, expected) => {
      expect(await shown(typeof sources === "string" ? { "main.py": sources } : sources, knowledge)).toEqual(expected);
    },
    30_000,
  );
}

/** Takes the common indentation off, so that sources stand readably in tables. */
export function dedent(text: string): string {
  const lines = text.replace(/^[ ]*\n/, "").split("\n");
  const depth = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0)).join("\n");
}

/** Knows no library. */
export const NO_KNOWLEDGE: ExternalKnowledge = { holds: () => false };

export async function programOf(sources: Sources): Promise<Program> {
  return new Program(await readProject(Object.fromEntries(Object.entries(sources).map(([path, text]) => [path, dedent(text)]))));
}

export async function evaluatorOf(sources: Sources, knowledge: ExternalKnowledge = NO_KNOWLEDGE): Promise<Evaluator> {
  return new Evaluator(await programOf(sources), knowledge);
}

/** What stands in the calls of `show(…)`, in order of files and lines. */
export function questions(program: Program, marker = "show"): readonly Closed[] {
  const found = [...program.scopes()].flatMap((scope) =>
    scope.calls.flatMap(({ call }) => {
      const [argument] = call.arguments;
      return call.callee.kind === "name" && call.callee.name === marker && argument !== undefined
        ? [{ expression: argument.value, frame: genericFrame(scope) }]
        : [];
    }),
  );
  return found.sort((a, b) => order(a).localeCompare(order(b)));
}

function order({ expression, frame }: Closed): string {
  return `${frame.scope.unit.file.path}:${String(expression.line).padStart(6, "0")}`;
}

/** The values that each `show(…)` of the project may print; candidates are joined with " | ". */
export async function shown(sources: Sources, knowledge: ExternalKnowledge = NO_KNOWLEDGE): Promise<readonly string[]> {
  const evaluator = await evaluatorOf(sources, knowledge);
  return questions(evaluator.program).map(({ expression, frame }) =>
    evaluator
      .evaluate(expression, frame)
      .map((value) => written(evaluator, value))
      .join(" | "),
  );
}

const MAX_NESTING = 4;

/**
 * A value as text: "text" and ~"text {unknown}" · openai.OpenAI() · def f · class C · C(…) · module a/b.py · package a ·
 * [items] · {key: value} · $VARIABLE and $VARIABLE ?? fallback · ?name of what is not known.
 */
export function written(evaluator: Evaluator, value: Value, depth = 0): string {
  const inner = (closed: Closed): string =>
    depth >= MAX_NESTING
      ? "…"
      : evaluator
          .evaluate(closed.expression, closed.frame)
          .map((item) => written(evaluator, item, depth + 1))
          .join(" | ");
  switch (value.kind) {
    case "constant":
      return `${value.partial === true ? "~" : ""}${JSON.stringify(value.value)}`;
    case "external":
      return `${externalPath(value)}${value.annotated === true ? " (by type)" : ""}`;
    case "function":
      return `def ${value.scope.qualifiedName}`;
    case "class":
      return `class ${value.scope.qualifiedName}`;
    case "instance":
      return `${value.scope.qualifiedName}(${value.site === undefined ? "" : "…"})`;
    case "module":
      return `module ${value.unit.file.path}`;
    case "namespace":
      return `package ${value.name}`;
    case "list":
      return `[${value.items.map(inner).join(", ")}]`;
    case "map":
      return `{${value.entries.map((entry) => `${entry.key === undefined ? "..." : `${keyOf(entry.key, inner)}: `}${inner(entry.value)}`).join(", ")}}`;
    case "environment":
      return `$${value.name}${value.fallback.length === 0 ? "" : ` ?? ${value.fallback.map((item) => written(evaluator, item, depth + 1)).join(" | ")}`}`;
    case "unknown":
      return `?${value.name ?? ""}`;
  }
}

function keyOf(key: Closed, inner: (closed: Closed) => string): string {
  return key.expression.kind === "name" && !isSelf(key.expression.name) ? key.expression.name : inner(key);
}
