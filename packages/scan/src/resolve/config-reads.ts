import type { ConfigNode, Expression } from "@castellan/formats";
import { type TextCandidate, textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { ancestors, folderOf, joinPath } from "./modules/resolver.ts";
import type { CallExpression } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { type ExternalValue, externalPath, type Frame, genericFrame, type Value } from "./value.ts";

/** Calls that give the content of a configuration file; the first argument is the file, its path or its text. */
const LOADS: ReadonlySet<string> = new Set([
  "yaml.safe_load()",
  "yaml.load()",
  "yaml.full_load()",
  "yaml.unsafe_load()",
  "json.load()",
  "json.loads()",
  "toml.load()",
  "toml.loads()",
  "tomllib.load()",
  "tomli.load()",
  "tomllib.loads()",
  "omegaconf.OmegaConf.load()",
  "OmegaConf.load()",
  "ruamel.yaml.YAML().load()",
  "dvc.api.params_show()",
  "box.Box.from_yaml()",
  "ujson.load()",
  "orjson.loads()",
  "addict.Dict()",
  "munch.munchify()",
  "omegaconf.OmegaConf.create()",
]);
/** Calls that open a file: what they give stands for the file of their first argument. */
const OPENS = /(?:^|\.)(?:open|GFile|FileIO)\(\)$/;
const READS = /(?:^|\.)(?:open|GFile|FileIO)\(\)\.(?:read|readlines)\(\)$/;
const MAX_NODES = 4000;

const expressions = new WeakMap<ConfigNode, Expression>();

/** The content of a configuration file that is part of the project, or undefined where the call loads none. */
export function loadedConfig(evaluator: Evaluator, path: string, call: CallExpression, frame: Frame): readonly Value[] | undefined {
  if (!LOADS.has(path)) return undefined;
  const [first] = call.arguments;
  if (first === undefined) return path === "dvc.api.params_show()" ? contentOf(evaluator, frame.scope.unit, "params.yaml") : undefined;
  const values = evaluator.evaluate(first.value, frame);
  const passed = values.filter((value) => value.kind === "map" || value.kind === "instance");
  if (passed.length > 0) return passed;
  const found = values
    .flatMap((value) => filesOf(evaluator, value))
    .flatMap(({ text }) => contentOf(evaluator, frame.scope.unit, text) ?? []);
  return found.length > 0 ? found : undefined;
}

/** Paths of the files that a value is: a path, what `open` gave for it, its text. */
function filesOf(evaluator: Evaluator, value: Value): readonly TextCandidate[] {
  return value.kind === "external" ? openedValues(evaluator, value).flatMap(textsOf) : textsOf(value);
}

/** What the path of an opened file is: `open(x)`, `open(x).read()`. */
export function openedValues(evaluator: Evaluator, value: ExternalValue): readonly Value[] {
  const path = externalPath(value);
  const site = OPENS.test(path) ? value.calls.at(-1) : READS.test(path) ? value.calls.at(-2) : undefined;
  const [argument] = site?.call.arguments ?? [];
  return site === undefined || argument === undefined
    ? []
    : evaluator.evaluate(argument.value, site.frame).filter((inner) => inner.kind !== "external");
}

/** The content of a configuration file, sought from the folder of the code upwards; its values stand in that file. */
export function contentOf(evaluator: Evaluator, unit: Unit, text: string): readonly Value[] | undefined {
  const { project } = evaluator.program;
  for (const base of ancestors(folderOf(unit.file.path))) {
    const file = project.file(unit.file.target, joinPath(base, text.replace(/^\{[^}]*\}\//, "").replace(/^[./]+/, "")));
    const [tree] = file?.facts.config?.documents ?? [];
    if (file === undefined || tree === undefined) continue;
    const scope = evaluator.program.configurationScope(file, unit.module.language);
    return evaluator.evaluate(expressionOf(tree, { left: MAX_NODES }), genericFrame(scope));
  }
  return undefined;
}

/** A configuration tree as a literal, so that keys and items are reached like those written in code. */
export function expressionOf(node: ConfigNode, budget: { left: number }): Expression {
  const known = expressions.get(node);
  if (known !== undefined) return known;
  const made = lowered(node, budget);
  expressions.set(node, made);
  return made;
}

function lowered(node: ConfigNode, budget: { left: number }): Expression {
  const span = { line: node.line, endLine: node.line };
  budget.left -= 1;
  if (budget.left < 0) return { kind: "null", ...span };
  if (node.kind === "map")
    return {
      kind: "map",
      entries: node.entries.map((entry) => ({
        key: { kind: "string", value: entry.key, line: entry.line, endLine: entry.line },
        value: expressionOf(entry.value, budget),
      })),
      ...span,
    };
  if (node.kind === "list") return { kind: "list", items: node.items.map((item) => expressionOf(item, budget)), ...span };
  const { value } = node;
  if (typeof value === "string") return { kind: "string", value, ...span };
  if (typeof value === "number") return { kind: "number", value, ...span };
  return typeof value === "boolean" ? { kind: "boolean", value, ...span } : { kind: "null", ...span };
}
