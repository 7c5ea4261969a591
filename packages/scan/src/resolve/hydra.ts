import type { Argument, ConfigNode, Expression } from "@castellan/formats";
import { expressionOf } from "./config-reads.ts";
import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { folderOf, joinPath } from "./modules/resolver.ts";
import type { CallExpression, Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import type { Frame, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/*
 * Hydra composes a program's configuration from files, and makes objects of what `_target_` names.
 * @see https://hydra.cc/docs/advanced/defaults_list/ and https://hydra.cc/docs/advanced/instantiate_objects/overview/
 */

const MAX_DEPTH = 6;
type Entries = readonly { readonly key?: Expression; readonly value: Expression }[];

const configs = new WeakMap<Scope, Expression | null>();

/** The configuration that `@hydra.main(config_path=…, config_name=…)` hands to a function. */
export function hydraConfig(evaluator: Evaluator, scope: Scope): Expression | undefined {
  const known = configs.get(scope);
  if (known !== undefined) return known ?? undefined;
  configs.set(scope, null);
  for (const { decorator, scope: around } of scope.decorated) {
    if (decorator.kind !== "call") continue;
    const frame = genericFrame(around);
    if (
      !evaluator
        .evaluate(decorator.callee, frame)
        .some((value) => value.kind === "external" && value.module.startsWith("hydra") && value.path.at(-1) === "main")
    )
      continue;
    const text = (name: string): string | undefined =>
      decorator.arguments
        .filter((argument) => argument.name === name)
        .flatMap((argument) => evaluator.evaluate(argument.value, frame).flatMap(textsOf))[0]?.text;
    const path = text("config_path") ?? "";
    const name = text("config_name");
    const written = /\.ya?ml$/.test(path) ? path : joined(path, name ?? "config");
    const file = joinPath(folderOf(scope.unit.file.path), written.replace(/(?:\.ya?ml)?$/, ".yaml"));
    const found = compose(scope.unit, evaluator, folderOf(file), file, 0);
    if (found.length > 0) configs.set(scope, { kind: "map", entries: found, line: 1, endLine: 1 });
  }
  return configs.get(scope) ?? undefined;
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** Entries of a file with those of its defaults below them. */
function compose(unit: Unit, evaluator: Evaluator, root: string, path: string, depth: number): Entries {
  const [tree] = evaluator.program.project.file(unit.file.target, path)?.facts.config?.documents ?? [];
  if (tree?.kind !== "map" || depth > MAX_DEPTH) return [];
  const own = tree.entries
    .filter(({ key }) => key !== "defaults")
    .map((entry) => ({ key: key(entry.key, entry.line), value: expressionOf(entry.value, { left: 4000 }) }));
  const defaults = tree.entries.find((entry) => entry.key === "defaults")?.value;
  const below =
    defaults?.kind === "list" ? defaults.items.flatMap((item) => included(unit, evaluator, root, folderOf(path), item, depth)) : [];
  return [...own, ...below];
}

function included(unit: Unit, evaluator: Evaluator, root: string, here: string, item: ConfigNode, depth: number): Entries {
  if (item.kind === "scalar")
    return typeof item.value === "string" && item.value !== "_self_"
      ? compose(unit, evaluator, root, joinPath(here, `${item.value.replace(/\.ya?ml$/, "")}.yaml`), depth + 1)
      : [];
  if (item.kind !== "map") return [];
  return item.entries.flatMap(({ key: group, value, line }): Entries => {
    if (value.kind !== "scalar" || typeof value.value !== "string") return [];
    const [folder = "", place] = group.replace(/^(?:override|optional)\s+/, "").split("@");
    const base = folder.startsWith("/") ? root : here;
    const entries = compose(unit, evaluator, root, joinPath(base, folder, `${value.value.replace(/\.ya?ml$/, "")}.yaml`), depth + 1);
    const at = place ?? folder.replace(/^\//, "");
    if (entries.length === 0 || at === "_global_") return entries;
    // A group `model/net` stands at model.net.
    return at
      .split(/[./]/)
      .reduceRight<Entries>(
        (inner, step) => [{ key: key(step, line), value: { kind: "map", entries: inner, line, endLine: line } }],
        entries,
      );
  });
}

function key(text: string, line: number): Expression {
  return { kind: "string", value: text, line, endLine: line };
}

/** `hydra.utils.instantiate(cfg.model)`: an object of the class that `_target_` names. */
export function hydraObject(evaluator: Evaluator, path: string, call: CallExpression, frame: Frame): readonly Value[] | undefined {
  if (!/(?:^|\.)(?:hydra\.utils\.(?:instantiate|call)|hydra\.utils\.get_class|utils\.instantiate|instantiate)\(\)$/.test(path))
    return undefined;
  const [config] = call.arguments;
  if (config === undefined) return undefined;
  const { unit } = frame.scope;
  const made = evaluator.evaluate(config.value, frame).flatMap((value): readonly Value[] => {
    if (value.kind !== "map") return [];
    const targets = evaluator.step(value, "_target_").flatMap(textsOf);
    const given: Argument[] = evaluator
      .entriesOf(config.value, frame)
      .filter(([name]) => !name.startsWith("_"))
      .map(([name, closed]) => ({ name, value: closed.expression }));
    const site: CallExpression = { ...call, arguments: [...given, ...call.arguments.slice(1)] };
    return targets.flatMap(({ text }) => instanceOf(evaluator, unit, text, site, frame));
  });
  return made.length === 0 ? undefined : made;
}

function instanceOf(evaluator: Evaluator, unit: Unit, target: string, call: CallExpression, frame: Frame): readonly Value[] {
  const dot = target.lastIndexOf(".");
  if (dot < 0) return [];
  const [module, name] = [target.slice(0, dot), target.slice(dot + 1)];
  const local = evaluator.program.resolveModule(unit, module)?.flatMap((other) => evaluator.exported(other, name)) ?? [];
  if (local.length > 0)
    return local.flatMap((value): readonly Value[] =>
      value.kind === "class"
        ? [{ kind: "instance", scope: value.scope, site: { call, frame } }]
        : value.kind === "function"
          ? evaluator.results(value.scope, genericFrame(value.scope))
          : value.kind === "external"
            ? [{ ...value, path: [...value.path, "()"], calls: [...value.calls, { call, frame }] }]
            : [],
    );
  return [{ kind: "external", module, path: [name, "()"], calls: [{ call, frame }], language: unit.module.language }];
}
