import type { Address } from "./address.ts";

/** A policy whose condition ends in this counts for nothing and is reported, as Cedar does. */
export class EvaluationError extends Error {
  static {
    EvaluationError.prototype.name = "EvaluationError";
  }
}

/** Reference to an entity: its type with namespace, and its id. */
export class EntityReference {
  readonly type: string;
  readonly id: string;
  /** No type holds a quote, so that two references never have the same key. */
  readonly key: string;

  constructor(type: string, id: string) {
    this.type = type;
    this.id = id;
    this.key = `${type}"${id}`;
  }
}

/** Number with four decimals, in ten-thousandths. */
export class Decimal {
  readonly tenThousandths: bigint;

  constructor(tenThousandths: bigint) {
    this.tenThousandths = tenThousandths;
  }
}

/** Moment in milliseconds since 1970, 64 bits signed. */
export class Datetime {
  readonly milliseconds: bigint;

  constructor(milliseconds: bigint) {
    this.milliseconds = milliseconds;
  }
}

/** Span of time in milliseconds, 64 bits signed. */
export class Duration {
  readonly milliseconds: bigint;

  constructor(milliseconds: bigint) {
    this.milliseconds = milliseconds;
  }
}

/** 64 bits signed: a number where it is a safe integer, else a bigint, so that every value has one form. */
export type Long = number | bigint;

export type Value =
  | boolean
  | string
  | Long
  | EntityReference
  | Decimal
  | Datetime
  | Duration
  | Address
  | CedarSet
  | ReadonlyMap<string, Value>;

/** A set without order; equal members count once. */
export class CedarSet {
  readonly members: readonly Value[];
  readonly #keys: ReadonlySet<unknown>;
  readonly #others: readonly Value[];

  constructor(members: readonly Value[]) {
    this.members = members;
    const keys = new Set<unknown>();
    const others: Value[] = [];
    for (const member of members) {
      const key = keyOf(member);
      if (key === undefined) others.push(member);
      else keys.add(key);
    }
    this.#keys = keys;
    this.#others = others;
  }

  has(value: Value): boolean {
    const key = keyOf(value);
    return key === undefined ? this.#others.some((each) => equal(each, value)) : this.#keys.has(key);
  }

  hasAll(other: CedarSet): boolean {
    return other.members.every((member) => this.has(member));
  }

  hasAny(other: CedarSet): boolean {
    return other.members.some((member) => this.has(member));
  }
}

/** What finds a simple value in a JavaScript set; strings get a letter so that no entity is taken for one. */
function keyOf(value: Value): unknown {
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return value;
  return value instanceof EntityReference ? `e${value.key}` : undefined;
}

/** `==` of Cedar: values of different types are not equal, and comparing them is no error. */
export function equal(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object") return false;
  if (left instanceof EntityReference) return right instanceof EntityReference && left.id === right.id && left.type === right.type;
  if (left instanceof CedarSet) return right instanceof CedarSet && left.hasAll(right) && right.hasAll(left);
  if (left instanceof Map) return right instanceof Map && sameRecord(left, right);
  if (left instanceof Decimal) return right instanceof Decimal && left.tenThousandths === right.tenThousandths;
  if (left instanceof Datetime) return right instanceof Datetime && left.milliseconds === right.milliseconds;
  if (left instanceof Duration) return right instanceof Duration && left.milliseconds === right.milliseconds;
  return "bits" in left && "bits" in right && left.version === right.version && left.bits === right.bits && left.prefix === right.prefix;
}

function sameRecord(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): boolean {
  if (left.size !== right.size) return false;
  for (const [name, value] of left) {
    const other = right.get(name);
    if (other === undefined || !equal(value, other)) return false;
  }
  return true;
}

/** Name of the type for messages. */
export function typeOf(value: Value): string {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  if (typeof value !== "object") return "long";
  if (value instanceof EntityReference) return `entity of type ${value.type}`;
  if (value instanceof CedarSet) return "set";
  if (value instanceof Map) return "record";
  if (value instanceof Decimal) return "decimal";
  if (value instanceof Datetime) return "datetime";
  return value instanceof Duration ? "duration" : "ipaddr";
}
