import { openedValues } from "../../resolve/config-reads.ts";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { dottedName } from "../../resolve/scope.ts";
import { type Closed, type ExternalValue, genericFrame, type Value } from "../../resolve/value.ts";
import type { EnvironmentTable } from "../environment/index.ts";

import { modelOfClassConstant, modelOfConstant } from "./model-constants.ts";

/** A name that an asset may have. */
export interface NameCandidate {
  readonly text: string;
  /** The value is not known: `text` names the variable. */
  readonly dynamic?: boolean;
  readonly partial?: boolean;
  /** Environment variable that decides. */
  readonly variable?: string;
  /** Other values that it may have. */
  readonly candidates?: readonly string[];
}

const MAX_NAMES = 12;
/** Defaults of one variable; where code does not agree on more than these, none of them is meant. */
const MAX_DEFAULTS = 3;

/** What a name may be: every value that code gives it; where it gives none, what the environment may hold. */
export function namesOf(evaluator: Evaluator, environment: EnvironmentTable, closed: Closed): readonly NameCandidate[] {
  const all = evaluator.evaluate(closed.expression, closed.frame);
  // What only a test hands over names nothing in production.
  const inTest = closed.frame.scope.unit.file.scope === "test";
  const values = inTest ? all : all.filter((value) => value.kind !== "constant" || value.unit.file.scope !== "test");
  const names = values.flatMap((value) => [
    ...(value.kind === "external" ? openedFiles(evaluator, value, environment, closed) : []),
    ...fromValue(evaluator, environment, value, closed),
  ]);
  const known = names.filter((name) => name.dynamic !== true);
  const result = known.length > 0 ? known : names;
  if (result.length > 0) return unique(result).slice(0, MAX_NAMES);
  const label = dottedName(closed.expression);
  return label === undefined ? [] : [{ text: label, dynamic: true }];
}

/** `open(path)`: what is read from it is the file. */
function openedFiles(evaluator: Evaluator, value: ExternalValue, environment: EnvironmentTable, closed: Closed): readonly NameCandidate[] {
  return openedValues(evaluator, value).flatMap((inner) => fromValue(evaluator, environment, inner, closed));
}

function fromValue(evaluator: Evaluator, environment: EnvironmentTable, value: Value, closed: Closed): readonly NameCandidate[] {
  if (value.kind === "constant") {
    if (typeof value.value !== "string" || value.value === "") return [];
    return [{ text: value.value, ...(value.partial === true ? { partial: true } : {}) }];
  }
  if (value.kind === "list")
    return value.items.flatMap((item) => (item.expression.kind === "string" ? [{ text: item.expression.value }] : []));
  // An option of the program that nothing in the project fills.
  if (value.kind === "unknown" && value.input === true && value.name !== undefined)
    return [{ text: value.name, dynamic: true, variable: `--${value.name}`, candidates: [] }];
  if (value.kind === "class")
    return value.scope.class === undefined || value.scope.unit.module.language === "python" ? [] : [{ text: value.scope.class.name }];
  if (value.kind === "external") {
    const named = modelOfClassConstant(value.path);
    if (named !== undefined) return [{ text: named }];
    const constant = value.path
      .filter((step, index) => step !== "()" && step !== "[]" && value.path[index + 1] !== "()")
      .map((step) => modelOfConstant(step))
      .find((model) => model !== undefined);
    return constant === undefined ? [] : [{ text: constant }];
  }
  if (value.kind !== "environment") return [];
  const { file } = closed.frame.scope.unit;
  const given = unique(
    environment
      .lookup(value.name, file.target, file.path)
      .filter((candidate) => candidate.scope !== "test")
      .map((candidate) => ({ text: candidate.value })),
  );
  const fallback = value.fallback.flatMap((inner) =>
    inner.kind === "constant" && typeof inner.value === "string" && inner.value !== ""
      ? [inner.value]
      : inner.kind === "environment"
        ? fromValue(evaluator, environment, inner, closed).map((name) => name.text)
        : [],
  );
  const own = [...new Set([...fallback, ...given.map((name) => name.text)])];
  const all = own.length > 0 ? own : defaultsElsewhere(evaluator, value.name, file.target);
  const [first] = all;
  if (first === undefined) return [{ text: value.name, dynamic: true, variable: value.name, candidates: [] }];
  return all.map((text) => ({ text, variable: value.name, ...(all.length > 1 ? { candidates: all } : {}) }));
}

const READS = /^(?:getenv|get|Getenv|getProperty|fetch|LookupEnv|GetEnvironmentVariable|string|str)$/;
const defaults = new WeakMap<Evaluator, ReadonlyMap<string, readonly string[]>>();

/** What other reads of the same variable fall back to: one variable of the environment is one thing, wherever it is read. */
function defaultsElsewhere(evaluator: Evaluator, variable: string, target: number): readonly string[] {
  let known = defaults.get(evaluator);
  if (known === undefined) {
    const found = new Map<string, string[]>();
    for (const scope of evaluator.program.scopes()) {
      if (scope.unit.file.scope === "test") continue;
      for (const { call } of scope.calls) {
        const name = call.callee.kind === "name" || call.callee.kind === "member" ? call.callee.name : "";
        if (!READS.test(name) || call.arguments[0]?.value.kind !== "string" || call.arguments.length < 2) continue;
        for (const value of evaluator.evaluate(call, genericFrame(scope))) {
          if (value.kind !== "environment") continue;
          const texts = value.fallback.flatMap((inner) =>
            inner.kind === "constant" && typeof inner.value === "string" ? [inner.value] : [],
          );
          const key = `${scope.unit.file.target}:${value.name}`;
          found.set(key, [...new Set([...(found.get(key) ?? []), ...texts.filter((text) => text !== "")])]);
        }
      }
    }
    known = found;
    defaults.set(evaluator, known);
  }
  const values = known.get(`${target}:${variable}`) ?? [];
  return values.length > MAX_DEFAULTS ? [] : values;
}

function unique(names: readonly NameCandidate[]): NameCandidate[] {
  const seen = new Map<string, NameCandidate>();
  for (const name of names) if (!seen.has(name.text)) seen.set(name.text, name);
  return [...seen.values()];
}
