import { at, type ConfigNode, type Expression, entries, items, text } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import type { CallExpression, Scope } from "./scope.ts";
import { type ExternalValue, genericFrame } from "./value.ts";

/*
 * What a Cloudflare Worker is handed in `env`: the names stand in its wrangler file (developers.cloudflare.com,
 * "Wrangler configuration"). `env.AI` is Workers AI, a Vectorize binding the index that the file names.
 */

const MODULE = "cloudflare:workers";
const FILE = /(?:^|\/)wrangler\.(?:toml|jsonc?)$/;
/** Under which `env` is reached: the parameter, `this.env`, `c.env`, `context.cloudflare.env`. */
const HOLDERS: ReadonlySet<string> = new Set(["env", "bindings"]);

interface WorkerBinding {
  readonly target: number;
  readonly kind: "ai" | "vectorize";
  /** `Vectorize("notes-index")`: the call that knowledge speaks of. */
  readonly made?: CallExpression;
}

const known = new WeakMap<Evaluator, ReadonlyMap<string, readonly WorkerBinding[]>>();

/** What the expression is handed by the platform, or undefined where it is no binding of that kind. */
export function workerBinding(evaluator: Evaluator, expression: Expression & { kind: "member" }, scope: Scope): ExternalValue | undefined {
  const { object } = expression;
  const { language } = scope.unit.module;
  const holder = object.kind === "name" || object.kind === "member" ? object.name : "";
  if (!HOLDERS.has(holder) || (language !== "typescript" && language !== "javascript")) return undefined;
  const all = bindingsOf(evaluator);
  const found = all.get(expression.name)?.find(({ target }) => target === scope.unit.file.target);
  if (found?.kind === "vectorize" && found.made !== undefined)
    return {
      kind: "external",
      module: MODULE,
      path: ["Vectorize", "()"],
      calls: [{ call: found.made, frame: genericFrame(scope) }],
      language,
    };
  return found?.kind === "ai" || (found === undefined && expression.name === "AI")
    ? { kind: "external", module: MODULE, path: ["env", "AI"], calls: [], language }
    : undefined;
}

function bindingsOf(evaluator: Evaluator): ReadonlyMap<string, readonly WorkerBinding[]> {
  const made = known.get(evaluator);
  if (made !== undefined) return made;
  const result = new Map<string, WorkerBinding[]>();
  const add = (name: string | undefined, binding: WorkerBinding): void => {
    if (name !== undefined) result.set(name, [...(result.get(name) ?? []), binding]);
  };
  for (const file of evaluator.program.project.files) {
    const [root] = FILE.test(file.path) ? (file.facts.config?.documents ?? []) : [];
    if (root === undefined) continue;
    for (const document of [root, ...entries(at(root, "env")).map(({ value }) => value)]) {
      add(text(at(document, "ai", "binding")), { target: file.target, kind: "ai" });
      for (const index of items(at(document, "vectorize"))) {
        const name = text(at(index, "index_name"));
        if (name !== undefined) add(text(at(index, "binding")), { target: file.target, kind: "vectorize", made: indexNamed(name, index) });
      }
    }
  }
  known.set(evaluator, result);
  return result;
}

function indexNamed(name: string, { line }: ConfigNode): CallExpression {
  const span = { line, endLine: line };
  return {
    kind: "call",
    callee: { kind: "name", name: "Vectorize", ...span },
    arguments: [{ value: { kind: "string", value: name, ...span } }],
    ...span,
  };
}
