import type { Expression } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { handedCalls } from "./handed-calls.ts";
import { classMember } from "./members.ts";
import { classAround, type Scope } from "./scope.ts";
import type { CallSite, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

const CONSTRUCTORS = ["__init__", "constructor", "initialize"];

/** Function scope → the calls that enter it. */
export type Callers = ReadonlyMap<Scope, readonly CallSite[]>;

/** `later`: calls whose callee is a method of an object that callers give; they are looked at once callers are known. */
export function indexCallers(evaluator: Evaluator): { readonly index: Callers; readonly later: readonly Record[] } {
  const index = new Map<Scope, CallSite[]>();
  const later: Record[] = [];
  const methods = methodNames(evaluator);
  const above = new Map<Scope, { readonly scope: Scope; readonly record: Record["record"]; readonly callee: Value }[]>();
  for (const scope of evaluator.program.scopes()) {
    const frame = genericFrame(scope);
    for (const record of scope.calls) {
      if (record.call.arguments.length === 0) continue;
      for (const handed of handedCalls(record.call))
        for (const callee of evaluator.evaluate(handed.function, frame))
          if (callee.kind === "function") index.set(callee.scope, [...(index.get(callee.scope) ?? []), { call: handed.call, frame }]);
      const callees = evaluator.evaluate(record.call.callee, frame);
      if (isSuper(record.call.callee)) {
        for (const callee of callees)
          for (const entered of enteredBy(evaluator, callee))
            above.set(entered, [...(above.get(entered) ?? []), { scope, record, callee }]);
        continue;
      }
      for (const callee of callees) enter(evaluator, index, callee, record, frame);
      if (callees.length === 0 && isOnGiven(scope, record.call.callee, methods)) later.push({ scope, record });
    }
  }
  // What several classes hand to their base is what any of them works with, not all.
  for (const sites of above.values())
    if (new Set(sites.map(({ scope }) => classAround(scope))).size === 1)
      for (const { scope, record, callee } of sites) enter(evaluator, index, callee, record, genericFrame(scope));
  return { index, later };
}

/** `super().method(…)` */
function isSuper(callee: Expression): boolean {
  return (
    callee.kind === "member" &&
    callee.object.kind === "call" &&
    callee.object.callee.kind === "name" &&
    callee.object.callee.name === "super"
  );
}

/** A call of a scope that could not be followed at first. */
interface Record {
  readonly scope: Scope;
  readonly record: Scope["calls"][number];
}

/** The index with the calls that the first one leads to. */
export function followCallers(evaluator: Evaluator, first: Callers, later: readonly Record[]): Callers {
  if (later.length === 0) return first;
  const index = new Map([...first].map(([scope, sites]) => [scope, [...sites]]));
  for (const { scope, record } of later) {
    const frame = genericFrame(scope);
    const callees = evaluator.evaluate(record.call.callee, frame);
    // Of several implementations each would get what is meant for one.
    const entered = new Set(callees.flatMap((callee) => enteredBy(evaluator, callee)));
    if (entered.size === 1) for (const callee of callees.slice(0, 1)) enter(evaluator, index, callee, record, frame);
  }
  return index;
}

function enter(
  evaluator: Evaluator,
  index: Map<Scope, CallSite[]>,
  callee: Value,
  record: Record["record"],
  frame: CallSite["frame"],
): void {
  // A class is entered too: struct literals give the fields of its instances.
  for (const entered of callee.kind === "class" ? [callee.scope, ...enteredBy(evaluator, callee)] : enteredBy(evaluator, callee)) {
    const sites = index.get(entered);
    const site: CallSite = {
      call: record.call,
      frame,
      ...(record.assignedTo === undefined ? {} : { assignedTo: record.assignedTo }),
    };
    if (sites === undefined) index.set(entered, [site]);
    else sites.push(site);
  }
}

/** Names of methods of the project's classes. */
function methodNames(evaluator: Evaluator): ReadonlySet<string> {
  const names = new Set<string>();
  for (const scope of evaluator.program.scopes())
    if (scope.kind === "class") for (const { function: method } of scope.children) if (method !== undefined) names.add(method.name);
  return names;
}

/** `config.init(…)` in a function that is given `config`. */
function isOnGiven(scope: Scope, callee: Expression, methods: ReadonlySet<string>): boolean {
  if (scope.unit.module.language !== "python" || callee.kind !== "member" || callee.object.kind !== "name" || !methods.has(callee.name))
    return false;
  return scope.bindings.get(callee.object.name)?.some(({ source }) => source.kind === "parameter") === true;
}

/** The function scopes that a call of this value runs. */
export function enteredBy(evaluator: Evaluator, callee: Value): readonly Scope[] {
  if (callee.kind === "function") return [callee.scope];
  if (callee.kind !== "class") return [];
  const own = callee.scope.class?.name ?? "";
  for (const name of [...CONSTRUCTORS, own]) {
    const found = classMember(evaluator, callee.scope, name, undefined, undefined, 0).flatMap((value) =>
      value.kind === "function" ? [value.scope] : [],
    );
    if (found.length > 0) return found;
  }
  return [];
}
