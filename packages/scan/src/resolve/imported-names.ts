import type { Import, Span } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { classMember } from "./members.ts";
import { folderOf } from "./modules/resolver.ts";
import type { Unit } from "./unit.ts";
import { genericFrame, type Value } from "./value.ts";

/** Names that stand for the file itself: paths built on them are known. */
const OWN_FILE: ReadonlySet<string> = new Set(["__file__", "__dirname", "__filename", "__dir__"]);

/** What an import names: a module, an exported name, or a path into code that is not part of the project. */
export function importedValues(evaluator: Evaluator, unit: Unit, item: Import): readonly Value[] {
  const units = evaluator.program.resolveModule(unit, item.module);
  const language = unit.module.language;
  if (item.name === undefined || item.name === "*") {
    // `import a.b` binds a.
    const bound = language === "python" && item.local !== undefined && item.module.startsWith(`${item.local}.`) ? item.local : item.module;
    const target = bound === item.module ? units : evaluator.program.resolveModule(unit, bound);
    const [first] = target ?? [];
    if (first !== undefined && first !== unit) return [{ kind: "module", unit: first }];
    if (evaluator.program.isNamespace(unit, bound)) return [{ kind: "namespace", name: bound, unit }];
    return [{ kind: "external", module: bound, path: [], calls: [], language }];
  }
  for (const candidate of units ?? []) {
    const values = exportedValues(evaluator, candidate, item.name);
    if (values.length > 0) return values;
  }
  const separator = language === "rust" ? "::" : ".";
  const joined = item.module.endsWith(".") ? `${item.module}${item.name}` : `${item.module}${separator}${item.name}`;
  const [submodule] = evaluator.program.resolveModule(unit, joined) ?? [];
  if (submodule !== undefined && submodule !== unit) return [{ kind: "module", unit: submodule }];
  const member = language === "java" ? staticMember(evaluator, unit, item.module, item.name) : [];
  if (member.length > 0) return member;
  if (units !== undefined || item.module.startsWith(".")) return [{ kind: "unknown", name: item.name, unit, span: item }];
  if (evaluator.program.isNamespace(unit, joined)) return [{ kind: "namespace", name: joined, unit }];
  return [{ kind: "external", module: item.module, path: [item.name], calls: [], language }];
}

/** `import static a.b.Config.MODEL`: a member of a class of the project. */
function staticMember(evaluator: Evaluator, unit: Unit, module: string, name: string): readonly Value[] {
  const dot = module.lastIndexOf(".");
  const owners = (evaluator.program.resolveModule(unit, module.slice(0, Math.max(dot, 0))) ?? []).flatMap((owner) =>
    exportedValues(evaluator, owner, module.slice(dot + 1)),
  );
  return owners.flatMap((owner) => (owner.kind === "class" ? classMember(evaluator, owner.scope, name, undefined, undefined, 0) : []));
}

/** A name that a module offers: its own, re-exported, or through a wildcard. */
export function exportedValues(evaluator: Evaluator, unit: Unit, name: string, visited: Set<Unit> = new Set()): readonly Value[] {
  // One set for the whole search: a module that did not have the name will not have it by another way.
  if (visited.has(unit)) return [];
  visited.add(unit);
  const { module } = evaluator.program.tree(unit);
  const bindings = module.bindings.get(name);
  if (bindings !== undefined) return evaluator.fromBindings(bindings, genericFrame(module), undefined);
  if (!handsOn(unit)) return [];
  for (const item of unit.module.imports) {
    if (item.reexport === true && item.local === name) return evaluator.ofImport(unit, item);
    if (item.name !== "*" || (item.local !== undefined && item.local !== "*")) continue;
    for (const other of evaluator.program.resolveModule(unit, item.module) ?? []) {
      const values = exportedValues(evaluator, other, name, visited);
      if (values.length > 0) return values;
    }
  }
  return [];
}

/** `using X;` and `import x.*;` bring names in and do not hand them on. */
function handsOn({ module }: Unit): boolean {
  return module.language !== "csharp" && module.language !== "java";
}

/** Names that no scope of the file binds: siblings, wildcard imports, then the language's own. */
export function outsideValues(evaluator: Evaluator, name: string, unit: Unit, use: Span | undefined): readonly Value[] {
  for (const sibling of evaluator.program.siblingsWith(unit, name)) {
    const bindings = evaluator.program.tree(sibling).module.bindings.get(name);
    if (bindings?.some((binding) => binding.source.kind !== "import") === true)
      return evaluator.fromBindings(bindings, genericFrame(evaluator.program.tree(sibling).module), undefined);
  }
  const language = unit.module.language;
  if (OWN_FILE.has(name))
    return [
      {
        kind: "constant",
        value: name === "__dirname" ? folderOf(unit.file.path) : unit.file.path,
        unit,
        span: use ?? { line: 1, endLine: 1 },
      },
    ];
  for (const item of evaluator.program.wildcards(unit)) {
    const others = evaluator.program.resolveModule(unit, item.module) ?? [];
    for (const other of handsOn(unit) ? others : evaluator.program.unitsWith(others, name)) {
      const values = exportedValues(evaluator, other, name, new Set([unit]));
      if (values.length > 0) return values;
    }
    if (evaluator.knowledge.holds(item.module, name, language))
      return [{ kind: "external", module: item.module, path: [name], calls: [], language }];
  }
  if (use === undefined) return [];
  return [{ kind: "external", module: "", path: [name], calls: [], language }];
}
