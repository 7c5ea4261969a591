import type { Entities, Request } from "./entities.ts";
import { isJson, listOf, objectOf, operatorOf, textOf, unknownForm } from "./expression.ts";
import { FUNCTIONS } from "./functions.ts";
import { matches, type PatternPart } from "./like.ts";
import { add, multiply, subtract } from "./long.ts";
import { CedarSet, Datetime, Duration, EntityReference, EvaluationError, equal, type Long, typeOf, type Value } from "./values.ts";

/** A compiled expression. @throws EvaluationError as Cedar's evaluation would */
export type Compiled = (request: Request) => Value;

type Binary = (left: Value, right: Value, entities: Entities) => Value;

/** Compiles an expression of Cedar's JSON form once, to run for every request. @throws ProtectError POLICY_INVALID for what is no such form */
export function compileExpression(node: unknown): Compiled {
  const [operator, body] = operatorOf(node);
  const special = SPECIAL.get(operator);
  if (special !== undefined) return special(body);
  const binary = BINARY.get(operator);
  if (binary !== undefined) {
    const { left, right } = objectOf(body);
    const [first, second] = [compileExpression(left), compileExpression(right)];
    return (request) => binary(first(request), second(request), request.entities);
  }
  const called = FUNCTIONS.get(operator);
  if (called === undefined || !Array.isArray(body)) throw unknownForm(`the operator ${operator}`);
  const parts = body.map(compileExpression);
  if (parts.every((part) => CONSTANTS.has(part))) return constantCall(() => called(parts.map((part) => CONSTANTS.get(part) ?? false)));
  return (request) => called(parts.map((part) => part(request)));
}

/** Compiled expressions that are always the same value. */
const CONSTANTS = new WeakMap<Compiled, Value>();

function constant(value: Value): Compiled {
  const compiled: Compiled = () => value;
  CONSTANTS.set(compiled, value);
  return compiled;
}

/** A call with constants is made once; where it errs, it errs for every request that reaches it. */
function constantCall(call: () => Value): Compiled {
  try {
    return constant(call());
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return () => {
      throw error;
    };
  }
}

function expected(type: string, value: Value): EvaluationError {
  return new EvaluationError(`type error: expected ${type}, got ${typeOf(value)}`);
}

/** @throws EvaluationError */
export function booleanOf(value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw expected("bool", value);
}

function longOf(value: Value): Long {
  if (typeof value === "number" || typeof value === "bigint") return value;
  throw expected("long", value);
}

function setOf(value: Value): CedarSet {
  if (value instanceof CedarSet) return value;
  throw expected("set", value);
}

function entityOf(value: Value): EntityReference {
  if (value instanceof EntityReference) return value;
  throw expected("entity", value);
}

function stringOf(value: Value): string {
  if (typeof value === "string") return value;
  throw expected("string", value);
}

/** Longs, datetimes and durations have an order, each among themselves. */
function before(left: Value, right: Value, orEqual: boolean): boolean {
  if (left instanceof Datetime) {
    if (!(right instanceof Datetime)) throw expected("datetime", right);
    return orEqual ? left.milliseconds <= right.milliseconds : left.milliseconds < right.milliseconds;
  }
  if (left instanceof Duration) {
    if (!(right instanceof Duration)) throw expected("duration", right);
    return orEqual ? left.milliseconds <= right.milliseconds : left.milliseconds < right.milliseconds;
  }
  return orEqual ? longOf(left) <= longOf(right) : longOf(left) < longOf(right);
}

function isIn(left: Value, right: Value, entities: Entities): boolean {
  const reference = entityOf(left);
  if (right instanceof EntityReference) return entities.isIn(reference, right);
  // Every member must be an entity, also behind one that already decides.
  const groups = setOf(right).members.map(entityOf);
  return groups.some((group) => entities.isIn(reference, group));
}

function attributesOf(value: Value, entities: Entities): ReadonlyMap<string, Value> | undefined {
  if (value instanceof Map) return value;
  if (value instanceof EntityReference) return entities.get(value)?.attributes;
  throw expected("record or entity", value);
}

function attribute(value: Value, name: string, entities: Entities): Value {
  const found = value instanceof EntityReference ? entities.demand(value).attributes.get(name) : attributesOf(value, entities)?.get(name);
  if (found === undefined) throw new EvaluationError(`${typeOf(value)} does not have the attribute \`${name}\``);
  return found;
}

const BINARY: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ["==", equal],
  ["!=", (left, right) => !equal(left, right)],
  ["<", (left, right) => before(left, right, false)],
  ["<=", (left, right) => before(left, right, true)],
  [">", (left, right) => !before(left, right, true)],
  [">=", (left, right) => !before(left, right, false)],
  ["+", (left, right) => add(longOf(left), longOf(right))],
  ["-", (left, right) => subtract(longOf(left), longOf(right))],
  ["*", (left, right) => multiply(longOf(left), longOf(right))],
  ["in", isIn],
  ["contains", (left, right) => setOf(left).has(right)],
  ["containsAll", (left, right) => setOf(left).hasAll(setOf(right))],
  ["containsAny", (left, right) => setOf(left).hasAny(setOf(right))],
  ["hasTag", hasTag],
  ["getTag", getTag],
]);

/** The name of the tag must be a text also where nothing is known of the entity. */
function hasTag(left: Value, right: Value, entities: Entities): boolean {
  const [reference, name] = [entityOf(left), stringOf(right)];
  return entities.get(reference)?.tags.has(name) === true;
}

function getTag(left: Value, right: Value, entities: Entities): Value {
  const name = stringOf(right);
  const found = entities.demand(entityOf(left)).tags.get(name);
  if (found === undefined) throw new EvaluationError(`${typeOf(left)} does not have the tag ${JSON.stringify(name)}`);
  return found;
}

const SPECIAL: ReadonlyMap<string, (body: unknown) => Compiled> = new Map<string, (body: unknown) => Compiled>([
  ["Value", (body) => constant(literal(body))],
  ["Var", variable],
  ["!", (body) => unary(body, (value) => !booleanOf(value))],
  ["neg", (body) => unary(body, (value) => subtract(0, longOf(value)))],
  ["isEmpty", (body) => unary(body, (value) => setOf(value).members.length === 0)],
  ["&&", (body) => junction(body, false)],
  ["||", (body) => junction(body, true)],
  [".", access],
  ["has", has],
  ["like", like],
  ["is", is],
  ["if-then-else", choice],
  ["Set", set],
  ["Record", record],
]);

function literal(body: unknown): Value {
  if (typeof body === "boolean" || typeof body === "string") return body;
  if (typeof body === "number" && Number.isSafeInteger(body)) return body + 0;
  if (isJson(body) && isJson(body["__entity"]))
    return new EntityReference(textOf(body["__entity"]["type"]), textOf(body["__entity"]["id"]));
  throw unknownForm("a literal of another kind");
}

function variable(body: unknown): Compiled {
  switch (body) {
    case "principal":
      return (request) => request.principal;
    case "action":
      return (request) => request.action;
    case "resource":
      return (request) => request.resource;
    case "context":
      return (request) => request.context;
    default:
      throw unknownForm("a variable of another name");
  }
}

function unary(body: unknown, apply: (value: Value) => Value): Compiled {
  const argument = compileExpression(objectOf(body)["arg"]);
  return (request) => apply(argument(request));
}

/** `&&` and `||`: the right side is looked at only where the left does not decide. */
function junction(body: unknown, decides: boolean): Compiled {
  const { left, right } = objectOf(body);
  const [first, second] = [compileExpression(left), compileExpression(right)];
  return (request) => (booleanOf(first(request)) === decides ? decides : booleanOf(second(request)));
}

function access(body: unknown): Compiled {
  const { left, attr } = objectOf(body);
  const [of, name] = [compileExpression(left), textOf(attr)];
  return (request) => attribute(of(request), name, request.entities);
}

/** `e has a.b.c` is `e has a && e.a has b && e.a.b has c`. */
function has(body: unknown): Compiled {
  const { left, attr } = objectOf(body);
  const of = compileExpression(left);
  const names = Array.isArray(attr) ? attr.map(textOf) : [textOf(attr)];
  return (request) => {
    let value = of(request);
    for (const name of names) {
      const found = attributesOf(value, request.entities)?.get(name);
      if (found === undefined) return false;
      value = found;
    }
    return true;
  };
}

function like(body: unknown): Compiled {
  const { left, pattern } = objectOf(body);
  const of = compileExpression(left);
  const parts = listOf(pattern).map((part): PatternPart => (part === "Wildcard" ? undefined : textOf(objectOf(part)["Literal"])));
  return (request) => matches(stringOf(of(request)), parts);
}

function is(body: unknown): Compiled {
  const { left, entity_type, in: group } = objectOf(body);
  const [of, type] = [compileExpression(left), textOf(entity_type)];
  const within = group === undefined ? undefined : compileExpression(group);
  return (request) => {
    const reference = entityOf(of(request));
    if (reference.type !== type) return false;
    return within === undefined || isIn(reference, within(request), request.entities);
  };
}

function choice(body: unknown): Compiled {
  const { if: test, then: yes, else: no } = objectOf(body);
  const [condition, consequent, alternative] = [compileExpression(test), compileExpression(yes), compileExpression(no)];
  return (request) => (booleanOf(condition(request)) ? consequent(request) : alternative(request));
}

function set(body: unknown): Compiled {
  const members = listOf(body).map(compileExpression);
  if (members.every((member) => CONSTANTS.has(member)))
    return constant(new CedarSet(members.map((member) => CONSTANTS.get(member) ?? false)));
  return (request) => new CedarSet(members.map((member) => member(request)));
}

function record(body: unknown): Compiled {
  const fields = Object.entries(objectOf(body)).map(([name, value]) => [name, compileExpression(value)] as const);
  return (request) => new Map(fields.map(([name, value]) => [name, value(request)]));
}
