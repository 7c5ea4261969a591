import type { Expression } from "@castellan/formats";
import type { Binding, Scope, ScopeTree } from "./scope.ts";

/** Of the names that a settings file sets, this share has to be set by the script too. */
const SHARED = 0.8;

/**
 * `exec(open("config/large.py").read())`: a file of settings is run in the names of a script, so each of its values is
 * one that the script's variable may have. Files of settings are those that only assign names which the script has.
 */
export function addExecutedSettings(trees: Iterable<ScopeTree>): void {
  const modules = [...trees].map(({ module }) => module).filter(({ unit }) => unit.module.language === "python" && !unit.notebook);
  const scripts = modules.flatMap((module) => {
    const call = module.calls.find(
      ({ call: { callee, arguments: given } }) => callee.kind === "name" && callee.name === "exec" && opens(given[0]?.value),
    );
    return call === undefined ? [] : [{ module, at: call.call }];
  });
  if (scripts.length === 0) return;
  const settings = modules.filter(isSettings);
  for (const { module, at } of scripts) {
    for (const other of settings) {
      if (other === module || other.unit.file.target !== module.unit.file.target) continue;
      const names = [...other.bindings.keys()].filter((name) => other.bindings.get(name)?.some(({ source }) => source.kind === "value"));
      const known = names.filter((name) => module.bindings.has(name));
      if (known.length < 2 || known.length < names.length * SHARED) continue;
      for (const name of known) {
        const given = (other.bindings.get(name) ?? []).flatMap((binding): readonly Binding[] =>
          binding.source.kind === "value"
            ? [{ ...binding, span: at, arms: [{ line: at.line, endLine: at.endLine }], source: { ...binding.source, scope: other } }]
            : [],
        );
        module.bindings.set(name, inOrder([...(module.bindings.get(name) ?? []), ...given]));
      }
    }
  }
}

function inOrder(bindings: readonly Binding[]): Binding[] {
  return [...bindings].sort((a, b) => a.span.line - b.span.line);
}

/** `open(path).read()`, also inside of `compile(…)`. */
function opens(expression: Expression | undefined): boolean {
  if (expression?.kind === "call")
    return (
      (expression.callee.kind === "name" && expression.callee.name === "open") ||
      opens(expression.callee.kind === "member" ? expression.callee.object : undefined) ||
      expression.arguments.some(({ value }) => opens(value))
    );
  return expression?.kind === "member" && opens(expression.object);
}

/** Assignments and nothing else: no functions, classes or loops. */
function isSettings({ unit }: Scope): boolean {
  const { body } = unit.module;
  return (
    body.some(({ kind }) => kind === "assign") &&
    body.every((statement) => statement.kind === "assign" || (statement.kind === "expression" && statement.value.kind === "string"))
  );
}
