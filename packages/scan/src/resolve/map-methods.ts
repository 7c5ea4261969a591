import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { type CallExpression, dottedName } from "./scope.ts";
import type { Closed, Frame, MapValue, Value } from "./value.ts";

const LOOK_UPS: ReadonlySet<string> = new Set(["get", "pop", "setdefault"]);
const PARTS: ReadonlyMap<string, "key" | "value" | "both"> = new Map([
  ["values", "value"],
  ["keys", "key"],
  ["items", "both"],
  ["entries", "both"],
]);

/** `config.get("model", "x")`, `config.values()`, `Object.entries(config)`; undefined where no map that is known is asked. */
export function mapMethod(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Value[] | undefined {
  const { callee } = call;
  if (callee.kind !== "member" || !(LOOK_UPS.has(callee.name) || PARTS.has(callee.name))) return undefined;
  const [first, second] = call.arguments;
  const ofObject = callee.object.kind === "name" && callee.object.name === "Object" && first !== undefined;
  const maps = evaluator.evaluate(ofObject ? first.value : callee.object, frame).filter((value) => value.kind === "map");
  if (maps.length === 0) return undefined;
  const part = PARTS.get(callee.name);
  if (part !== undefined) return [{ kind: "list", items: maps.flatMap((map) => parts(evaluator, map, part, 0)) }];
  const keys = first === undefined ? [] : evaluator.evaluate(first.value, frame).flatMap(textsOf);
  const found = keys.flatMap((key) => maps.flatMap((map) => evaluator.step(map, key.text)));
  if (found.length > 0) return found;
  return second === undefined ? [] : evaluator.evaluate(second.value, frame);
}

/** `config["configurable"].get("model", "gpt-4o")` of settings that come from outside: what stands for them where they are missing. */
export function lookUpDefault(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Value[] {
  const [key, fallback] = call.arguments;
  if (call.callee.kind !== "member" || call.callee.name !== "get" || call.arguments.length !== 2) return [];
  if (key?.value.kind !== "string" || fallback === undefined || fallback.name !== undefined) return [];
  // What is known to be an object of a library is asked its own way: `client.get("/path", handler)`.
  const own = evaluator
    .evaluate(call.callee.object, frame)
    .every((value) => value.kind === "unknown" || isSettings(value) || isTypedMap(value));
  return own ? evaluator.evaluate(fallback.value, frame) : [];
}

function isSettings(value: Value): boolean {
  return value.kind === "external" && value.annotated === true && value.path.some((step) => SETTINGS_TYPE.test(step));
}

/** An instance of a class that only says which keys a map has: TypedDict, MessagesState. */
function isTypedMap(value: Value): boolean {
  return value.kind === "instance" && value.scope.class?.bases.some((base) => MAP_BASE.test(dottedName(base) ?? "")) === true;
}

const MAP_BASE = /(?:^|\.)(?:TypedDict|dict|MessagesState|\w*State)$/;
const SETTINGS_TYPE = /^(?:RunnableConfig|dict|Dict|Mapping)$/;
const MAX_SPREADS = 6;

function parts(evaluator: Evaluator, map: MapValue, part: "key" | "value" | "both", depth: number): readonly Closed[] {
  return map.entries.flatMap(({ key, value }): readonly Closed[] => {
    if (key === undefined) {
      const spread = depth > MAX_SPREADS ? [] : evaluator.evaluate(value.expression, value.frame);
      return spread.flatMap((inner) => (inner.kind === "map" ? parts(evaluator, inner, part, depth + 1) : []));
    }
    if (part !== "both") return [part === "key" ? asText(key) : value];
    const { line, endLine } = value.expression;
    return [{ expression: { kind: "list", items: [asText(key).expression, value.expression], line, endLine }, frame: value.frame }];
  });
}

/** A bare key of an object literal is its text. */
function asText(key: Closed): Closed {
  const { expression } = key;
  // In Python it is a variable.
  if (expression.kind !== "name" || key.frame.scope.unit.module.language === "python") return key;
  return { ...key, expression: { kind: "string", value: expression.name, line: expression.line, endLine: expression.endLine } };
}
