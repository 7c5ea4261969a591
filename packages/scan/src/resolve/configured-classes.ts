import type { ConfigNode } from "@castellan/formats";
import type { Project } from "../project/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import type { Value } from "./value.ts";

/** Names of classes and functions, as configurations write them: `"type": "MnistModel"`, `_target_: model.MnistModel`. */
const NAME = /^(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w{2,})$/;
const MAX_NODES = 4000;
const MAX_CANDIDATES = 8;

const configured = new WeakMap<Project, ReadonlySet<string>>();

/** Every name that a configuration file of the project gives. */
function configuredNames(project: Project): ReadonlySet<string> {
  const known = configured.get(project);
  if (known !== undefined) return known;
  const names = new Set<string>();
  let left = MAX_NODES;
  const visit = (node: ConfigNode): void => {
    left -= 1;
    if (left < 0) return;
    if (node.kind === "map") for (const { value } of node.entries) visit(value);
    else if (node.kind === "list") for (const item of node.items) visit(item);
    else if (typeof node.value === "string") {
      const name = NAME.exec(node.value)?.[1];
      if (name !== undefined) names.add(name);
    }
  };
  for (const file of project.files) {
    if (file.scope === "test" || /(?:^|\/)(?:package|package-lock|tsconfig|pnpm-lock|yarn)\b[^/]*$/.test(file.path)) continue;
    left = MAX_NODES;
    for (const document of file.facts.config?.documents ?? []) visit(document);
  }
  configured.set(project, names);
  return names;
}

/**
 * `getattr(module, config["type"])` where nobody can say which configuration is loaded: what the module has of the names
 * that the project's configurations give; its only class, where they give none.
 */
export function configuredMembers(evaluator: Evaluator, unit: Unit): readonly Value[] {
  const { module } = evaluator.program.tree(unit);
  const names = configuredNames(evaluator.program.project);
  const found = [...module.bindings.keys()].filter((name) => names.has(name));
  if (found.length > 0)
    return found
      .slice(0, MAX_CANDIDATES)
      .flatMap((name) => evaluator.exported(unit, name))
      .filter(({ kind }) => kind === "class" || kind === "function");
  const classes = module.children.filter((child): child is Scope => child.class !== undefined);
  const [only] = classes;
  return only === undefined || classes.length > 1 ? [] : [{ kind: "class", scope: only }];
}
