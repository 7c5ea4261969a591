import type { Expression } from "@castellan/formats";
import type { Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

const MIN_LENGTH = 20;
const MAX_NESTING = 6;
const ROLES: ReadonlySet<string> = new Set(["system", "developer"]);

/**
 * Messages of the system that a program keeps for later: `const bot = { context: [{ role: "system", content: "…" }] }`.
 * Those that flow into a call are its prompts already.
 */
export function discoverStatedMessages(assets: CodeAssets): void {
  const { evaluator, project, sink } = assets.context;
  if (
    !assets.sightings.all.some((sighting) => sighting.entry.emit.some((emission) => emission.kind === "model" || emission.kind === "agent"))
  )
    return;
  for (const scope of evaluator.program.scopes()) {
    const target = project.targets[scope.unit.file.target];
    if (target === undefined) continue;
    for (const [name, bindings] of scope.bindings) {
      for (const { source } of bindings) {
        if (source.kind !== "value" || source.path.length > 0) continue;
        for (const [index, content] of contentsOf(source.value, 0).entries()) {
          const [value] = evaluator.evaluate(content, genericFrame(scope));
          if (value?.kind !== "constant" || typeof value.value !== "string" || !isPrompt(value.value)) continue;
          if (value.symbol !== undefined || assets.told.has(value.span)) continue;
          const symbol = scope.qualifiedName === "" ? name : `${scope.qualifiedName}.${name}`;
          const id = sink.asset({
            kind: "prompt",
            name: `${name} prompt`,
            identity: localSymbol(target, scope.unit.file, `${symbol}.prompt${index === 0 ? "" : `.${index}`}`),
            scope: scope.unit.file.scope,
            lifecycle: "declared",
            attributes: { characters: value.value.length, role: "system" },
            occurrences: [occurrenceAt(scope.unit, content, symbol)],
          });
          keep(assets, scope, id, `${name} prompt`);
        }
      }
    }
  }
}

function keep(assets: CodeAssets, scope: Scope, id: string, name: string): void {
  if (scope.kind === "function") assets.keepUse(scope, { id, kind: "prompt", name, emission: { kind: "prompt" } });
}

function isPrompt(text: string): boolean {
  return text.length >= MIN_LENGTH && /\s/.test(text);
}

/** Contents of messages of the system within a literal. */
function contentsOf(expression: Expression, depth: number): readonly Expression[] {
  if (depth > MAX_NESTING) return [];
  if (expression.kind === "list") return expression.items.flatMap((item) => contentsOf(item, depth + 1));
  if (expression.kind !== "map") return [];
  const at = (key: string): Expression | undefined =>
    expression.entries.find((entry) => (entry.key?.kind === "string" ? entry.key.value : undefined) === key)?.value;
  const role = at("role");
  const content = at("content");
  if (role?.kind === "string" && ROLES.has(role.value) && content !== undefined) return [content];
  return expression.entries.flatMap((entry) => contentsOf(entry.value, depth + 1));
}
