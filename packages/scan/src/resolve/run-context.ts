import type { Evaluator } from "./evaluate.ts";
import type { ExternalValue, Value } from "./value.ts";

/** Objects that agent frameworks hand to nodes and tools; their type argument is the class of the settings of the run. */
const RUN_OBJECTS: ReadonlySet<string> = new Set(["Runtime", "ToolRuntime", "ModelRequest", "RunContextWrapper", "RunContext"]);
const SETTINGS: ReadonlySet<string> = new Set(["context", "deps"]);

/** `runtime.context` of `runtime: Runtime[Context]`, `get_runtime(Context).context`, `ctx.deps` of `ctx: RunContext[Deps]`. */
export function runContext(evaluator: Evaluator, value: ExternalValue, name: string): readonly Value[] | undefined {
  if (!SETTINGS.has(name)) return undefined;
  const [type] = value.types ?? [];
  if (type !== undefined && value.path.some((step) => RUN_OBJECTS.has(step))) return known(evaluator.ofType(type.expression, type.frame));
  const site = value.calls.at(-1);
  const [argument] = site?.call.arguments ?? [];
  if (site === undefined || argument === undefined || value.path.at(-1) !== "()" || value.path.at(-2) !== "get_runtime") return undefined;
  return known(evaluator.ofType(argument.value, site.frame));
}

function known(values: readonly Value[]): readonly Value[] | undefined {
  const own = values.filter(({ kind }) => kind === "instance");
  return own.length > 0 ? own : undefined;
}
