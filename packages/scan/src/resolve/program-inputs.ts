import type { Argument, Expression } from "@castellan/formats";
import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallExpression, Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { type ExternalValue, externalPath, type Frame, genericFrame, type Value } from "./value.ts";

/** Results of command-line parsers whose members are the options. */
const PARSED =
  /(?:^|\.)(?:ArgumentParser|ArgParser|SimpleArgumentParser)\(\)\.(?:parse_(?:known_)?args|parse_intermixed_args)\(\)(?:\[\])?$/;
const DATACLASSES =
  /(?:^|\.)HfArgumentParser\(\)\.parse_(?:args_into_dataclasses|args_and_config|json_file|yaml_file|dict)\(\)$|(?:^|\.)TrlParser\(\)\.parse_args_(?:and_config|into_dataclasses)\(\)$/;
const FLAGS = /(?:^|\.)flags\.FLAGS$|(?:^|\.)FLAGS$/;
const DEFINES = /^(?:DEFINE_\w+|add_argument|add_arg)$/;

/** Classes of options that libraries bring, and those of their options that a user has to give. */
const OPTION_CLASS = /(?:Arguments|Config)$/;
const GIVEN_OPTIONS = /^(?:output_dir|dataset_name|model_name_or_path|train_file|validation_file)$/;

interface Declared {
  readonly call: CallExpression;
  readonly scope: Scope;
  readonly position?: number;
}

const ENTRY_CALLS = /^(?:Fire|run|CLI|cli|auto_cli)$/;
const entryPoints = new WeakMap<Scope, boolean>();
const declarations = new WeakMap<Unit, ReadonlyMap<string, Declared>>();

/** `args.data`, `FLAGS.data`: what the project's commands give, else the declared default, else an input without a value. */
export function programInput(evaluator: Evaluator, value: ExternalValue, name: string, at: Expression): readonly Value[] | undefined {
  const path = externalPath(value);
  const [site] = value.calls;
  // What has a default in the library is only told apart by its name.
  if (isParsedOptions(value))
    return site !== undefined && GIVEN_OPTIONS.test(name)
      ? [{ kind: "unknown", name, unit: site.frame.scope.unit, span: at, input: true }]
      : undefined;
  if (!PARSED.test(path) && !FLAGS.test(path)) return undefined;
  const units = new Set(value.calls.map((site) => site.frame.scope.unit));
  for (const unit of units.size > 0 ? units : evaluator.program.units) {
    const declared = declaredIn(evaluator, unit).get(name);
    if (declared === undefined) continue;
    const given = evaluator.program
      .commandsOf(unit)
      .flatMap((words) => optionOf(words, declared, name))
      .filter((text) => !/^[{$]/.test(text));
    const fallback =
      declared.call.arguments.find((argument) => argument.name === "default") ??
      (declared.call.callee.kind === "member" && declared.call.callee.name.startsWith("DEFINE_") ? declared.call.arguments[1] : undefined);
    const defaults = fallback === undefined ? [] : evaluator.evaluate(fallback.value, genericFrame(declared.scope));
    const values: Value[] = [
      ...[...new Set(given)].map((text): Value => ({ kind: "constant", value: text, unit, span: at })),
      ...defaults.filter((found) => found.kind !== "constant" || found.value !== null),
    ];
    return values.length > 0 ? values : [{ kind: "unknown", name, unit, span: at, input: true }];
  }
  return units.size > 0 ? [{ kind: "unknown", name, unit: [...units][0] ?? fail(), span: at, input: true }] : undefined;
}

/** An object of a library's own class of options that a parser of data classes filled. */
export function isParsedOptions(value: ExternalValue): boolean {
  return (
    value.annotated === true &&
    value.path.length > 1 &&
    value.path.at(-1) === "()" &&
    OPTION_CLASS.test(value.path.at(-2) ?? "") &&
    value.calls.length === 1 &&
    /(?:HfArgumentParser|TrlParser)$/.test(calleeName(value.calls[0]?.call))
  );
}

function calleeName(call: CallExpression | undefined): string {
  return call?.callee.kind === "name" || call?.callee.kind === "member" ? call.callee.name : "";
}

/** `a, b = HfArgumentParser((A, B)).parse_args_into_dataclasses()`: instances with their defaults. */
export function parsedDataclass(evaluator: Evaluator, value: ExternalValue, place: number): readonly Value[] | undefined {
  if (!DATACLASSES.test(externalPath(value))) return undefined;
  const [maker] = value.calls;
  const types = maker?.call.arguments.find((argument) => argument.name === undefined || argument.name === "dataclass_types");
  if (maker === undefined || types === undefined) return [];
  const classes = evaluator
    .evaluate(types.value, maker.frame)
    .flatMap((found): readonly Value[] =>
      found.kind === "list"
        ? found.items.slice(place, place + 1).flatMap((item) => evaluator.evaluate(item.expression, item.frame))
        : place === 0
          ? [found]
          : [],
    );
  return classes.flatMap((found): readonly Value[] =>
    found.kind === "class"
      ? instancesOf(evaluator, found.scope, maker.frame)
      : found.kind === "external"
        ? [{ ...found, path: [...found.path, "()"], calls: [maker], annotated: true }]
        : [],
  );
}

/** A data class of options: one with its defaults, and one for each command of the project that sets any of its fields. */
function instancesOf(evaluator: Evaluator, scope: Scope, frame: Frame): readonly Value[] {
  const { unit } = frame.scope;
  const fields = new Set([...scope.bindings.keys()]);
  let open = false;
  const made = evaluator.program.commandsOf(unit).flatMap((words): readonly CallExpression[] => {
    const given = words.flatMap((word, index): readonly Argument[] => {
      const [flag = "", value = words[index + 1]] = word.split(/=(.*)/s);
      const name = flag.replace(/^-+/, "").replaceAll("-", "_");
      open ||= flag.startsWith("--") && fields.has(name) && /^[{$]/.test(value ?? "");
      if (!flag.startsWith("--") || !fields.has(name) || value === undefined || /^(?:--|[{$])/.test(value)) return [];
      return [{ name, value: { kind: "string", value, line: 1, endLine: 1 } }];
    });
    const callee: Expression = { kind: "name", name: scope.class?.name ?? "", line: 1, endLine: 1 };
    return given.length === 0 ? [] : [{ kind: "call", callee, arguments: given, line: 1, endLine: 1 }];
  });
  return [
    ...made.map((call): Value => ({ kind: "instance", scope, site: { call, frame } })),
    // An option that a command fills at run time is given by whoever runs it.
    { kind: "instance", scope, parsed: made.length === 0 || open },
  ];
}

/** `sys.argv[2]` as the project's commands fill it. */
export function programWord(evaluator: Evaluator, value: ExternalValue, key: Expression, unit: Unit): readonly Value[] | undefined {
  if (externalPath(value) !== "sys.argv[]") return undefined;
  const index = key.kind === "number" ? key.value : Number.NaN;
  const words = evaluator.program
    .commandsOf(unit)
    .flatMap((list) => (Number.isInteger(index) && index > 0 ? (list[index - 1] ?? []) : []))
    .filter((word) => !/^[{$-]/.test(word));
  return [...new Set(words)].map((word) => ({ kind: "constant", value: word, unit, span: key }));
}

/** `fire.Fire(train)`, `typer.run(train)`, `@click.command()`: the parameters are options of the program. */
export function isEntryPoint(evaluator: Evaluator, scope: Scope): boolean {
  const known = entryPoints.get(scope);
  if (known !== undefined) return known;
  entryPoints.set(scope, false);
  const name = scope.function?.name;
  if (scope.parent?.kind !== "module" || name === undefined || name === "") return false;
  const started = scope.parent.calls.some(({ call }) => {
    const called = call.callee.kind === "member" ? call.callee.name : call.callee.kind === "name" ? call.callee.name : "";
    return ENTRY_CALLS.test(called) && call.arguments.some(({ value }) => value.kind === "name" && value.name === name);
  });
  const decorated = scope.decorated.some(({ decorator, scope: around }) =>
    evaluator
      .evaluate(decorator.kind === "call" ? decorator.callee : decorator, genericFrame(around))
      .some(
        (value) => value.kind === "external" && /^(?:click|typer|fire|defopt|plac|simple_parsing|jsonargparse|tyro)/.test(value.module),
      ),
  );
  entryPoints.set(scope, started || decorated);
  return started || decorated;
}

function declaredIn(evaluator: Evaluator, unit: Unit): ReadonlyMap<string, Declared> {
  const known = declarations.get(unit);
  if (known !== undefined) return known;
  const found = new Map<string, Declared>();
  declarations.set(unit, found);
  let position = 0;
  for (const scope of evaluator.program.tree(unit).all) {
    for (const { call } of scope.calls) {
      if (call.callee.kind !== "member" || !DEFINES.test(call.callee.name)) continue;
      const names = call.arguments
        .filter((argument) => argument.name === undefined)
        .flatMap((argument) => (argument.value.kind === "string" ? [argument.value.value] : []));
      const dest = call.arguments.find((argument) => argument.name === "dest")?.value;
      const written =
        dest === undefined
          ? (names.find((name) => name.startsWith("--")) ?? names[0])
          : evaluator.evaluate(dest, genericFrame(scope)).flatMap(textsOf)[0]?.text;
      if (written === undefined) continue;
      const positional = !written.startsWith("-") && dest === undefined;
      const key = written.replace(/^-+/, "").replace(/-/g, "_");
      if (!found.has(key)) found.set(key, { call, scope, ...(positional ? { position: position++ } : {}) });
    }
  }
  return found;
}

function optionOf(words: readonly string[], declared: Declared, name: string): readonly string[] {
  if (declared.position !== undefined) {
    const plain = words.filter((word, index) => !word.startsWith("-") && !(words[index - 1] ?? "").startsWith("--"));
    return plain.slice(declared.position, declared.position + 1);
  }
  const flags = [
    name,
    name.replace(/_/g, "-"),
    ...declared.call.arguments.flatMap((argument) =>
      argument.name === undefined && argument.value.kind === "string" ? [argument.value.value.replace(/^-+/, "")] : [],
    ),
  ];
  return words.flatMap((word, index) => {
    const [flag = "", value] = word.split(/=(.*)/s);
    if (!flag.startsWith("-") || !flags.includes(flag.replace(/^-+/, ""))) return [];
    const given = value ?? words[index + 1];
    return given === undefined || given.startsWith("--") ? [] : [given];
  });
}

function fail(): never {
  throw new RangeError("a parsed value without a unit");
}
