import { buildArguments } from "./bento-arguments.ts";
import { chosen } from "./choices.ts";
import { parsedOptions } from "./clap-options.ts";
import { loadedConfig } from "./config-reads.ts";
import { joinPaths, textsOf } from "./constants.ts";
import { environmentOf } from "./environment-reads.ts";
import type { Evaluator } from "./evaluate.ts";
import { goOption } from "./go-options.ts";
import { hydraObject } from "./hydra.ts";
import { located } from "./injection.ts";
import { lookUpDefault, mapMethod } from "./map-methods.ts";
import { classMember } from "./members.ts";
import { folderOf } from "./modules/resolver.ts";
import { queryText } from "./query-files.ts";
import { reflected } from "./reflection.ts";
import { type CallExpression, classAround } from "./scope.ts";
import { sharedState } from "./shared-state.ts";
import { filled, joinedItems, textMethod } from "./text-methods.ts";
import { type CallSite, type Closed, type ExternalValue, externalPath, type Frame, genericFrame, type Value } from "./value.ts";

const MAX_CALL_DEPTH = 6;

/** Functions that give back the text, or the thing, of their first argument. */
const SAME_TEXT = new Set([
  "JSON.stringify()",
  "json.dumps()",
  "orjson.dumps()",
  "react.useCallback()",
  "react.default.useCallback()",
  "str()",
  "string()",
  "String()",
  "pathlib.Path()",
  "pathlib.PurePath()",
  "Path()",
  "os.path.abspath()",
  "os.path.expanduser()",
  "os.path.realpath()",
  "os.path.normpath()",
  "os.path.expandvars()",
  "hydra.utils.to_absolute_path()",
  "textwrap.dedent()",
  "inspect.cleandoc()",
  "dedent()",
  "dedent.default()",
  "anyio.Path()",
  "URL()",
  "path.resolve()",
  "path.normalize()",
  "os.fspath()",
  "langchain_core.utils.from_env()",
  "cast()",
  "typing.cast()",
  "pydantic.SecretStr()",
  "SecretStr()",
  "String.from()",
  "PathBuf.from()",
  "std::path::PathBuf.from()",
  "Path.new()",
  "Some()",
  "Ok()",
  "list()",
  "tuple()",
  "set()",
  "sorted()",
  "frozenset()",
  "reversed()",
]);
/** Rust: methods that give the object again. */
const SAME_OBJECT = new Set(["clone", "unwrap", "expect", "as_ref", "as_mut", "to_owned"]);
const JOINS = new Set([
  "os.path.join()",
  "path.join()",
  "path.default.join()",
  "posixpath.join()",
  "node:path.join()",
  "node:path.default.join()",
  "filepath.Join()",
  "path/filepath.Join()",
  "Path.Combine()",
  "File.join()",
  "urllib.parse.urljoin()",
]);
/** Options and parameters of requests whose first argument is their default. */
const OPTION_DEFAULTS: ReadonlySet<string> = new Set([
  "typer.Option()",
  "typer.Argument()",
  "fastapi.Query()",
  "fastapi.Body()",
  "fastapi.Form()",
  "fastapi.Header()",
]);
const FORMATS: ReadonlyMap<string, "percent" | "brace"> = new Map([
  ["fmt.Sprintf()", "percent"],
  ["String.format()", "percent"],
  ["string.Format()", "brace"],
  ["String.Format()", "brace"],
]);

/** Rust: what a result, an option or a reference is unwrapped with. */
const TRANSPARENT = new Set([
  "unwrap",
  "expect",
  "unwrap_or_default",
  "clone",
  "as_ref",
  "as_mut",
  "into",
  "to_owned",
  "to_string",
  "as_str",
  "context",
  "with_context",
  "map_err",
  "ok",
  "into_boxed",
]);
/** Methods of lists that give one of the items, and those that give some of them. */
const ITEM_METHODS = new Set(["find", "findLast", "at", "pop", "shift", "get", "first", "last", "First", "FirstOrDefault", "Single"]);
const LIST_METHODS = new Set([
  "filter",
  "slice",
  "concat",
  "toSorted",
  "reverse",
  "Where",
  "ToList",
  "toList",
  "iter",
  "into_iter",
  "collect",
]);

export function evaluateCall(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Value[] {
  if (call.callee.kind === "member" && TRANSPARENT.has(call.callee.name) && frame.scope.unit.module.language === "rust")
    return evaluator.evaluate(call.callee.object, frame);
  const registered = evaluator.registered(call);
  if (registered !== undefined) return evaluator.evaluate(registered.expression, registered.frame);
  if (call.callee.kind === "member" && (ITEM_METHODS.has(call.callee.name) || LIST_METHODS.has(call.callee.name))) {
    const lists = evaluator.evaluate(call.callee.object, frame).filter((value) => value.kind === "list");
    const item = ITEM_METHODS.has(call.callee.name);
    if (lists.length > 0)
      return item ? lists.flatMap((list) => list.items.flatMap((inner) => evaluator.evaluate(inner.expression, inner.frame))) : lists;
  }
  if (call.callee.kind === "member" && call.callee.name === "join") {
    const lists = evaluator.evaluate(call.callee.object, frame).filter((value) => value.kind === "list");
    if (lists.length > 0) return joinedItems(evaluator, lists, call, frame);
  }
  if (call.callee.kind === "member" && SAME_OBJECT.has(call.callee.name) && frame.scope.unit.module.language === "rust") {
    const objects = evaluator.evaluate(call.callee.object, frame).filter((value) => value.kind === "instance");
    if (objects.length > 0) return objects;
  }
  if (call.callee.kind === "member" && call.callee.name === "bind") {
    // JavaScript: handler.bind(this) is the handler.
    const [self] = call.arguments[0] === undefined ? [] : evaluator.evaluate(call.arguments[0].value, frame);
    const functions = evaluator.evaluate(call.callee.object, frame).filter((value) => value.kind === "function");
    if (functions.length > 0)
      return functions.map((value) => (self?.kind === "instance" && value.self === undefined ? { ...value, self } : value));
  }
  const service = located(evaluator, call, frame);
  if (service.length > 0) return service;
  const ofMap = mapMethod(evaluator, call, frame);
  if (ofMap !== undefined) return ofMap;
  const options = parsedOptions(evaluator, call, frame);
  if (options.length > 0) return options;
  const fallback = lookUpDefault(evaluator, call, frame);
  if (fallback.length > 0) return fallback;
  const values = evaluator.evaluate(call.callee, frame).flatMap((callee) => resultOf(evaluator, callee, call, frame));
  return values.every((value) => value.kind === "external") ? (sharedState(evaluator, call, frame.scope) ?? values) : values;
}

function resultOf(evaluator: Evaluator, callee: Value, call: CallExpression, frame: Frame): readonly Value[] {
  switch (callee.kind) {
    case "external":
      return externalResult(evaluator, callee, call, frame);
    case "class":
      return [{ kind: "instance", scope: callee.scope, site: { call, frame } }];
    case "function": {
      const made = evaluator.madeOf(callee.scope);
      if (made !== undefined) return [{ ...made, calls: [...made.calls, { call, frame }] }];
      if (frame.depth >= MAX_CALL_DEPTH) return [];
      return evaluator.results(callee.scope, evaluator.enter(callee, call, frame));
    }
    case "instance":
      return classMember(evaluator, callee.scope, "__call__", callee, callee.site, 0).flatMap((value) =>
        value.kind === "function" ? resultOf(evaluator, value, call, frame) : [],
      );
    case "constant":
    case "environment":
      return [];
    default:
      return [];
  }
}

function externalResult(evaluator: Evaluator, callee: ExternalValue, call: CallExpression, frame: Frame): readonly Value[] {
  const value: ExternalValue = { ...callee, path: [...callee.path, "()"], calls: [...callee.calls, { call, frame }] };
  const read = environmentOf(evaluator, value, undefined, call, frame);
  if (read !== undefined) return read;
  const path = externalPath(value);
  if (path === "dict()") return [mapOf(call, frame)];
  const above = path === "super()" ? basesAbove(evaluator, frame) : [];
  if (above.length > 0) return above;
  const reflection = reflected(evaluator, path, call, frame);
  if (reflection !== undefined) return reflection;
  const option = goOption(evaluator, value, call, frame);
  if (option !== undefined) return option;
  const config =
    loadedConfig(evaluator, path, call, frame) ??
    hydraObject(evaluator, path, call, frame) ??
    chosen(evaluator, path, call, frame) ??
    buildArguments(evaluator, path, call, frame) ??
    queryText(evaluator, value, path, call, frame);
  if (config !== undefined) return config;
  const [first] = call.arguments;
  const unit = frame.scope.unit;
  if (SAME_TEXT.has(path) && first !== undefined) {
    if (path.startsWith("pathlib.") && call.arguments.length > 1) return joined(evaluator, call, frame);
    return evaluator.evaluate(path.endsWith("cast()") ? (call.arguments[1]?.value ?? first.value) : first.value, frame);
  }
  if (path === "os.path.dirname()" || path === "path.dirname()" || path === "path.default.dirname()" || path === "node:path.dirname()") {
    return first === undefined
      ? []
      : evaluator
          .evaluate(first.value, frame)
          .map((inner) =>
            inner.kind === "constant" && typeof inner.value === "string" ? { ...inner, value: folderOf(inner.value) } : inner,
          );
  }
  const wrapped = evaluator.knowledge.passedOn?.(value.module, value.path, value.language);
  if (wrapped !== undefined) {
    const [head = "", key] = wrapped.slice(1).split(".");
    const argument = call.arguments[Number(head)];
    const inner = argument === undefined ? [] : evaluator.evaluate(argument.value, frame);
    const passed = key === undefined ? inner : inner.flatMap((item) => evaluator.step(item, key));
    if (passed.length > 0) return passed;
  }
  if (path === "append()" && callee.language === "go") return appended(evaluator, call, frame);
  if (JOINS.has(path)) return joined(evaluator, call, frame);
  const style = path === "format()" && callee.language === "rust" ? "brace" : FORMATS.get(path);
  if (style !== undefined && first !== undefined) {
    const texts = evaluator
      .evaluate(first.value, frame)
      .flatMap(textsOf)
      .flatMap((format) => filled(evaluator, format, style, call, frame, 1));
    return texts.map((text) => ({ kind: "constant", value: text.text, unit, span: call, ...(text.partial ? { partial: true } : {}) }));
  }
  if (callee.module === "builtins" && callee.path[0] === "str") return textMethod(evaluator, callee.path[1] ?? "", call, frame);
  // dict.get, list methods on external results stay part of the path.
  if (
    path === "field()" ||
    path === "dataclasses.field()" ||
    path === "pydantic.Field()" ||
    path === "Field()" ||
    OPTION_DEFAULTS.has(path)
  ) {
    const fallback = call.arguments.find((argument, index) => argument.name === "default" || (index === 0 && argument.name === undefined));
    const factory = call.arguments.find((argument) => argument.name === "default_factory");
    // `...` says that there is no default.
    if (fallback !== undefined)
      return evaluator.evaluate(fallback.value, frame).filter((found) => found.kind !== "external" || found.path.length > 0);
    if (factory !== undefined)
      return evaluator.evaluate(factory.value, frame).flatMap((made) => resultOf(evaluator, made, { ...call, arguments: [] }, frame));
    return [];
  }
  if (path === "fastapi.Depends()" || path === "Depends()") {
    return first === undefined
      ? []
      : evaluator
          .evaluate(first.value, frame)
          .flatMap((provider) =>
            provider.kind === "function"
              ? evaluator.results(provider.scope, genericFrame(provider.scope))
              : provider.kind === "class"
                ? [{ kind: "instance" as const, scope: provider.scope }]
                : [],
          );
  }
  if (path === "functools.partial()" || path === "partial()") {
    const site: CallSite = { call: { ...call, arguments: call.arguments.slice(1) }, frame };
    return first === undefined
      ? []
      : evaluator.evaluate(first.value, frame).map((inner) => (inner.kind === "function" ? { ...inner, given: site } : inner));
  }
  return [value];
}

/** Go: `append(items, a, b...)` is a list of what was there and what comes in. */
function appended(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Value[] {
  const [first, ...more] = call.arguments;
  const lists = first === undefined ? [] : evaluator.evaluate(first.value, frame).filter((value) => value.kind === "list");
  const added = more.map(({ value, spread }): Closed => {
    const { line, endLine } = value;
    return { expression: spread === undefined ? value : { kind: "spread", value, line, endLine }, frame };
  });
  return [{ kind: "list", items: [...lists.flatMap((list) => list.items), ...added] }];
}

/** `super()` in a method: the object as its bases know it, where these are classes of the project. */
function basesAbove(evaluator: Evaluator, { scope }: Frame): readonly Value[] {
  const owner = scope.unit.module.language === "python" ? classAround(scope) : undefined;
  const around = owner?.parent;
  if (owner === undefined || around === undefined) return [];
  return (owner.class?.bases ?? [])
    .flatMap((base) => evaluator.evaluate(base, genericFrame(around)))
    .flatMap((value): readonly Value[] =>
      value.kind === "class" && value.scope !== owner ? [{ kind: "instance", scope: value.scope }] : [],
    );
}

/** dict(a=1, **b) */
function mapOf(call: CallExpression, frame: Frame): Value {
  return {
    kind: "map",
    entries: call.arguments.map((argument) => ({
      ...(argument.name === undefined
        ? {}
        : { key: { expression: { kind: "string" as const, value: argument.name, line: call.line, endLine: call.endLine }, frame } }),
      value: { expression: argument.value, frame },
    })),
  };
}

function joined(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Value[] {
  const parts = call.arguments.map((argument) => evaluator.evaluate(argument.value, frame).flatMap(textsOf));
  // Where the head is not known (a folder found at run time), the rest of the path still says something.
  const known = parts.filter((part) => part.length > 0);
  if (known.length === 0) return [];
  const texts = known.reduce((heads, tails) =>
    heads
      .flatMap((head) => tails.map((tail) => ({ text: joinPaths(head.text, tail.text), partial: head.partial || tail.partial })))
      .slice(0, 8),
  );
  const partial = known.length < parts.length;
  return texts.map((text) => ({
    kind: "constant",
    value: text.text,
    unit: frame.scope.unit,
    span: call,
    ...(partial || text.partial ? { partial: true } : {}),
  }));
}
