import type { Expression, FunctionNode } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import type { CallExpression, Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { type CallSite, type Closed, type ExternalValue, externalPath, genericFrame, type Value } from "./value.ts";

/* Options of programs in JavaScript: the documentation of commander, yargs and node:util's parseArgs. */

const PARSED = /(?:^|\.)(?:opts|optsWithGlobals)\(\)$|^yargs\b.*(?:\.argv|\.parse(?:Sync|Async)?\(\))$|(?:^|\.)parseArgs\(\)\.values$/;
const OPTION = /^(?:option|requiredOption|addOption|options|parseArgs|positional)$/;
const handlers = new WeakMap<Evaluator, ReadonlyMap<FunctionNode, CallSite>>();
const declarations = new WeakMap<Unit, ReadonlyMap<string, Closed | undefined>>();

/** `program.opts().model`, `argv.model`, `values.model`: the default that the option was declared with. */
export function scriptOption(evaluator: Evaluator, value: ExternalValue, name: string, at: Expression): readonly Value[] | undefined {
  if (!/^(?:typescript|javascript)$/.test(value.language) || !PARSED.test(externalPath(value))) return undefined;
  const units = new Set(value.calls.map(({ frame }) => frame.scope.unit));
  for (const unit of units) {
    const declared = declaredIn(evaluator, unit);
    if (!declared.has(name)) continue;
    const fallback = declared.get(name);
    const values = fallback === undefined ? [] : evaluator.evaluate(fallback.expression, fallback.frame);
    return values.length > 0 ? values : [{ kind: "unknown", name, unit, span: at, input: true }];
  }
  return undefined;
}

/** The options that a command hands to its action: `.action(async (options) => …)`, `.command("x", "…", {…}, (argv) => …)`. */
export function handedOptions(evaluator: Evaluator, scope: Scope): Value | undefined {
  const { language } = scope.unit.module;
  if (scope.function === undefined || (language !== "typescript" && language !== "javascript")) return undefined;
  const site = handlersOf(evaluator).get(scope.function);
  return site === undefined ? undefined : { kind: "external", module: "commander", path: ["opts", "()"], calls: [site], language };
}

function handlersOf(evaluator: Evaluator): ReadonlyMap<FunctionNode, CallSite> {
  const known = handlers.get(evaluator);
  if (known !== undefined) return known;
  const index = new Map<FunctionNode, CallSite>();
  handlers.set(evaluator, index);
  for (const scope of evaluator.program.scopes()) {
    if (!/^(?:typescript|javascript)$/.test(scope.unit.module.language)) continue;
    for (const { call } of scope.calls) {
      const name = call.callee.kind === "member" ? call.callee.name : "";
      const handler =
        name === "action"
          ? call.arguments[0]?.value
          : name === "command" && call.arguments.length > 2
            ? call.arguments.at(-1)?.value
            : undefined;
      if (handler === undefined) continue;
      const frame = genericFrame(scope);
      if (handler.kind === "function") index.set(handler.function, { call, frame });
      else if (handler.kind === "name")
        for (const value of evaluator.evaluate(handler, frame)) if (value.kind === "function") index.set(value.node, { call, frame });
    }
  }
  return index;
}

function declaredIn(evaluator: Evaluator, unit: Unit): ReadonlyMap<string, Closed | undefined> {
  const known = declarations.get(unit);
  if (known !== undefined) return known;
  const found = new Map<string, Closed | undefined>();
  declarations.set(unit, found);
  const add = (name: string | undefined, expression: Expression | undefined, scope: Scope): void => {
    if (name !== undefined && (found.get(name) === undefined || !found.has(name)))
      found.set(name, expression === undefined ? undefined : { expression, frame: genericFrame(scope) });
  };
  for (const scope of evaluator.program.tree(unit).all) {
    for (const { call } of scope.calls) {
      const name = call.callee.kind === "member" || call.callee.kind === "name" ? call.callee.name : "";
      if (!OPTION.test(name)) continue;
      const [first, , ...rest] = call.arguments.map(({ value }) => value);
      if (first?.kind === "string") {
        const described = call.arguments[1]?.value;
        // yargs: option("model", { default: "m" }); commander: option("--model <name>", "text", parse?, "m").
        if (described?.kind === "map") add(camelized(first.value), entry(described, "default"), scope);
        else
          add(
            flagName(first.value),
            rest.findLast((value) => value.kind !== "function"),
            scope,
          );
      } else if (first?.kind === "map") {
        const table = name === "parseArgs" ? entry(first, "options") : first;
        for (const { key, value } of table?.kind === "map" ? table.entries : []) {
          const option = key?.kind === "string" ? key.value : key?.kind === "name" ? key.name : undefined;
          if (option !== undefined && value.kind === "map") add(option, entry(value, "default"), scope);
        }
      } else if (first?.kind === "call") {
        const [flags, fallback] = optionObject(first);
        add(flags === undefined ? undefined : flagName(flags), fallback, scope);
      }
    }
  }
  return found;
}

/** `new Option("--model <name>").default("m")` */
function optionObject(call: CallExpression): readonly [flags: string | undefined, fallback: Expression | undefined] {
  let fallback: Expression | undefined;
  let current: Expression = call;
  while (current.kind === "call" && current.callee.kind === "member") {
    if (current.callee.name === "default") fallback = current.arguments[0]?.value;
    current = current.callee.object;
  }
  const flags = current.kind === "call" ? current.arguments[0]?.value : undefined;
  return [flags?.kind === "string" ? flags.value : undefined, fallback];
}

function entry(map: Expression, key: string): Expression | undefined {
  return map.kind === "map"
    ? map.entries.find((item) => (item.key?.kind === "string" ? item.key.value : item.key?.kind === "name" ? item.key.name : "") === key)
        ?.value
    : undefined;
}

/** "-m, --embed-model <name>" → embedModel */
function flagName(flags: string): string | undefined {
  const long = /--(?:no-)?([\w-]+)/.exec(flags)?.[1];
  return long === undefined ? undefined : camelized(long);
}

function camelized(text: string): string {
  return text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
