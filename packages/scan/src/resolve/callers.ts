import type { Evaluator } from "./evaluate.ts";
import { handedCalls } from "./handed-calls.ts";
import { classMember } from "./members.ts";
import type { Scope } from "./scope.ts";
import type { CallSite, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

const CONSTRUCTORS = ["__init__", "constructor", "initialize"];

/** Function scope → the calls that enter it. */
export function indexCallers(evaluator: Evaluator): ReadonlyMap<Scope, readonly CallSite[]> {
  const index = new Map<Scope, CallSite[]>();
  for (const scope of evaluator.program.scopes()) {
    const frame = genericFrame(scope);
    for (const record of scope.calls) {
      if (record.call.arguments.length === 0) continue;
      for (const handed of handedCalls(record.call))
        for (const callee of evaluator.evaluate(handed.function, frame))
          if (callee.kind === "function") index.set(callee.scope, [...(index.get(callee.scope) ?? []), { call: handed.call, frame }]);
      for (const callee of evaluator.evaluate(record.call.callee, frame)) {
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
    }
  }
  return index;
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
