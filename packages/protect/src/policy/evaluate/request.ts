import { ProtectError } from "../../errors.ts";
import { addressOf } from "./address.ts";
import { decimalOf } from "./decimal.ts";
import { Entities, type Entity, type Request } from "./entities.ts";
import { isJson, type Json } from "./expression.ts";
import { longOf } from "./long.ts";
import { datetimeOf, durationOf } from "./time.ts";
import { CedarSet, EntityReference, EvaluationError, type Value } from "./values.ts";

/** A request as JSON, in the form that Cedar takes. */
export interface RequestJson {
  readonly principal: unknown;
  readonly action: unknown;
  readonly resource: unknown;
  readonly context: unknown;
  readonly entities: unknown;
}

const DEEPEST = 100;

function invalid(where: string, what: string): ProtectError {
  return new ProtectError("FORMAT_INVALID", `${where}: ${what}.`);
}

/** @throws ProtectError FORMAT_INVALID naming the place, for whatever Cedar refuses too */
export function requestOf(json: RequestJson): Request {
  return {
    principal: referenceOf(json.principal, "principal"),
    action: referenceOf(json.action, "action"),
    resource: referenceOf(json.resource, "resource"),
    context: recordOf(json.context, "context"),
    entities: entitiesOf(json.entities),
  };
}

const TYPE = /^[A-Za-z_][A-Za-z0-9_]*(?:::[A-Za-z_][A-Za-z0-9_]*)*$/;

/** @throws ProtectError FORMAT_INVALID */
export function referenceOf(json: unknown, where: string): EntityReference {
  const plain = isJson(json) && isJson(json["__entity"]) ? json["__entity"] : json;
  if (!isJson(plain) || typeof plain["type"] !== "string" || typeof plain["id"] !== "string")
    throw invalid(where, 'an entity is {"type": …, "id": …}');
  if (!TYPE.test(plain["type"])) throw invalid(where, `${JSON.stringify(plain["type"])} is no name of a type`);
  return new EntityReference(plain["type"], wellFormed(plain["id"], where));
}

function wellFormed(text: string, where: string): string {
  if (!text.isWellFormed()) throw invalid(where, "a text holds half a character (a lone surrogate)");
  return text;
}

function recordOf(json: unknown, where: string, depth = 0): ReadonlyMap<string, Value> {
  if (!isJson(json)) throw invalid(where, "this must be an object");
  const record = new Map<string, Value>();
  for (const name of Object.keys(json)) record.set(wellFormed(name, where), valueOf(json[name], where, name, depth + 1));
  return record;
}

function valueOf(json: unknown, parent: string, name: string | number, depth: number): Value {
  if (typeof json === "boolean") return json;
  if (typeof json === "string") return json.isWellFormed() ? json : wellFormed(json, `${parent}.${name}`);
  const where = `${parent}.${name}`;
  if (typeof json === "number") {
    if (Number.isSafeInteger(json)) return json + 0;
    throw invalid(where, `${json} is no whole number that JSON carries exactly (at most 9007199254740991)`);
  }
  if (typeof json === "bigint") return long(json, where);
  if (depth > DEEPEST) throw invalid(where, `nested deeper than ${DEEPEST}`);
  if (Array.isArray(json)) return new CedarSet(json.map((member: unknown, index) => valueOf(member, where, index, depth + 1)));
  if (!isJson(json)) throw invalid(where, "null is no value of a policy; leave the attribute out");
  if ("__entity" in json) return referenceOf(json, where);
  if ("__extn" in json) return extensionOf(json["__extn"], where);
  if ("__expr" in json) throw invalid(where, "__expr is no longer a value");
  return recordOf(json, where, depth);
}

function long(value: bigint, where: string): Value {
  try {
    return longOf(value);
  } catch (cause) {
    throw new ProtectError("FORMAT_INVALID", `${where}: ${value} has more than 64 bits.`, { cause });
  }
}

const EXTENSIONS: ReadonlyMap<unknown, (text: string) => Value> = new Map<unknown, (text: string) => Value>([
  ["decimal", decimalOf],
  ["ip", addressOf],
  ["datetime", datetimeOf],
  ["duration", durationOf],
]);

function extensionOf(json: unknown, where: string): Value {
  const { fn, arg } = isJson(json) ? json : {};
  const make = EXTENSIONS.get(fn);
  if (make === undefined || typeof arg !== "string")
    throw invalid(where, '__extn is {"fn": "decimal", "ip", "datetime" or "duration", "arg": text}');
  try {
    return make(arg);
  } catch (cause) {
    if (!(cause instanceof EvaluationError)) throw cause;
    throw new ProtectError("FORMAT_INVALID", `${where}: ${cause.message}.`, { cause });
  }
}

function entitiesOf(json: unknown): Entities {
  if (!Array.isArray(json)) throw invalid("entities", "this must be a list");
  const known = new Map<string, Entity>();
  const parents = new Map<string, readonly string[]>();
  const open: (readonly [string, Set<string>])[] = [];
  const list: readonly unknown[] = json;
  for (const [index, each] of list.entries()) {
    const where = `entities[${index}]`;
    if (!isJson(each)) throw invalid(where, "an entity is an object with uid, attrs and parents");
    const fixed = FIXED.get(each);
    if (fixed !== undefined && !known.has(fixed.key)) {
      known.set(fixed.key, fixed.entity);
      continue;
    }
    const { key, type, id } = referenceOf(each["uid"], `${where}.uid`);
    if (known.has(key)) throw invalid(where, `${type}::${JSON.stringify(id)} stands twice`);
    parents.set(key, parentsOf(each, where));
    const ancestors = new Set<string>();
    known.set(key, {
      attributes: recordOf(each["attrs"], `${where}.attrs`),
      tags: recordOf(each["tags"] ?? {}, `${where}.tags`),
      ancestors,
    });
    if (parents.get(key)?.length !== 0) open.push([key, ancestors]);
  }
  for (const [key, ancestors] of open) climb(key, parents, ancestors);
  return new Entities(known);
}

interface FixedEntity {
  readonly key: string;
  readonly entity: Entity;
}

/** Entities that are the same in every request, read once: the actions. */
const FIXED = new WeakMap<object, FixedEntity>();

/** Declares entities that never change, whose parents are all among them. @throws ProtectError FORMAT_INVALID */
export function fixEntities(list: readonly unknown[]): readonly unknown[] {
  const entities = entitiesOf(list);
  for (const [index, each] of list.entries()) {
    if (!isJson(each)) continue;
    const reference = referenceOf(each["uid"], `entities[${index}].uid`);
    FIXED.set(each, { key: reference.key, entity: entities.demand(reference) });
    Object.freeze(each);
    for (const part of Object.values(each)) Object.freeze(part);
  }
  return list;
}

function parentsOf(entity: Json, where: string): readonly string[] {
  const parents = entity["parents"];
  if (!Array.isArray(parents)) throw invalid(`${where}.parents`, "this must be a list");
  return parents.map((parent: unknown, index) => referenceOf(parent, `${where}.parents[${index}]`).key);
}

/** All that an entity is in. @throws ProtectError FORMAT_INVALID where it is in itself */
function climb(from: string, parents: ReadonlyMap<string, readonly string[]>, ancestors: Set<string>): void {
  const open = [...(parents.get(from) ?? [])];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === from) throw invalid("entities", `${from.replace('"', "::")} is in itself`);
    if (ancestors.has(key)) continue;
    ancestors.add(key);
    open.push(...(parents.get(key) ?? []));
  }
}
