import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import { genericFrame } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { selectAll } from "./selectors.ts";

/** Names that people give to prompts kept in variables. */
const PROMPT_NAME =
  /(?:^|_)(?:prompts?|instructions?|system_(?:message|prompt|msg)|sys_prompt|persona)(?:_(?:template|text|tmpl|en|v\d+|str|format|string|base|default|for_\w+|with_\w+|no_\w+))*$|(?:Prompt|Instructions|SystemMessage)(?:Template|Text|String)?$/i;
/** Constants in capitals with the word anywhere: PROMPT_NO_INPUT_FORMAT. */
const PROMPT_CONSTANT = /(?:^|_)PROMPT_[A-Z][A-Z_]*$/;
/** A constant of any name that tells a model who it is and what to do. */
const SPEAKS_AS_PROMPT =
  /\byou are an? (?:\w+[ -]){0,4}(?:assistant|agent|expert|analyst|bot|model|engineer|developer|writer|researcher|planner|critic|reviewer|translator|specialist|teacher|helper|ai)\b|\byour (?:task|role|job) is\b|\bact as an?\b|^(?:\W*)provide only\b/i;
const MIN_LENGTH = 60;

export function isPromptName(symbol: string | undefined): boolean {
  if (symbol === undefined) return false;
  const name = symbol.slice(symbol.lastIndexOf(".") + 1);
  return PROMPT_NAME.test(name) || PROMPT_CONSTANT.test(name);
}

/** Long texts in variables that are named as prompts, in a project that talks to models. */
export function discoverPrompts(assets: CodeAssets): void {
  const { evaluator } = assets.context;
  if (
    !assets.sightings.all.some((sighting) => sighting.entry.emit.some((emission) => emission.kind === "model" || emission.kind === "agent"))
  )
    return;
  const templates = templatesOf(assets);
  for (const scope of evaluator.program.scopes()) {
    for (const [name, bindings] of scope.bindings) {
      const named = PROMPT_NAME.test(name) || PROMPT_CONSTANT.test(name);
      if (!named && (scope.kind !== "module" || templates.get(scope.unit)?.has(name) === true)) continue;
      for (const binding of bindings)
        if (binding.source.kind === "value" && binding.source.path.length === 0)
          emit(assets, scope, name, binding.source.value, binding.span, named);
    }
  }
}

/** Names of the texts that templates are made of: such a text is known by the name of its template. */
function templatesOf(assets: CodeAssets): ReadonlyMap<Unit, ReadonlySet<string>> {
  const found = new Map<Unit, Set<string>>();
  for (const sighting of assets.sightings.all) {
    if (!sighting.entry.emit.some(({ kind, set }) => kind === "prompt" && set?.["template"] === true)) continue;
    for (const { expression } of selectAll(assets.context.evaluator, sighting, ["template", "#0"]))
      if (expression.kind === "name") found.set(sighting.unit, (found.get(sighting.unit) ?? new Set<string>()).add(expression.name));
  }
  return found;
}

function emit(
  assets: CodeAssets,
  scope: Scope,
  name: string,
  expression: Parameters<Evaluator["evaluate"]>[0],
  span: { readonly line: number; readonly endLine: number; readonly cell?: number },
  named: boolean,
): void {
  const { project, evaluator, sink } = assets.context;
  const { unit } = scope;
  const target = project.targets[unit.file.target];
  // Only text that stands here: a name or a call leads to a prompt of its own.
  if (target === undefined || !["string", "template", "binary", "call"].includes(expression.kind)) return;
  const [value] = evaluator.evaluate(expression, genericFrame(scope));
  if (
    value?.kind !== "constant" ||
    typeof value.value !== "string" ||
    value.value.length < MIN_LENGTH ||
    !/\s/.test(value.value) ||
    value.unit !== unit ||
    value.span.line < span.line ||
    value.span.line > span.endLine
  )
    return;
  if (!named && !SPEAKS_AS_PROMPT.test(value.value)) return;
  const symbol = scope.qualifiedName === "" ? name : `${scope.qualifiedName}.${name}`;
  const id = sink.asset({
    kind: "prompt",
    name,
    identity: localSymbol(target, unit.file, symbol),
    scope: unit.file.scope,
    lifecycle: "declared",
    attributes: { characters: value.value.length },
    occurrences: [occurrenceAt(unit, span, symbol)],
  });
  if (scope.kind === "function") assets.keepUse(scope, { id, kind: "prompt", name, emission: { kind: "prompt" } });
}
