import type { Random } from "./random.ts";
import {
  ACTIONS,
  ADDRESSES,
  ATTRIBUTES,
  BAD_ADDRESSES,
  BAD_DATETIMES,
  BAD_DECIMALS,
  BAD_DURATIONS,
  DATETIMES,
  DECIMALS,
  DURATIONS,
  IDS,
  INTEGERS,
  STRINGS,
  TAGS,
  TYPES,
} from "./vocabulary.ts";

type Kind = "bool" | "long" | "string" | "entity" | "set" | "record" | "decimal" | "ip" | "datetime" | "duration";
const KINDS: readonly Kind[] = ["bool", "long", "string", "entity", "set", "record", "decimal", "ip", "datetime", "duration"];

/** A text of Cedar's: quotes, escapes and code points of every length. */
export function quoted(text: string): string {
  let result = '"';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (character === '"' || character === "\\") result += `\\${character}`;
    else result += point < 32 ? `\\u{${point.toString(16)}}` : character;
  }
  return `${result}"`;
}

export function entity(random: Random): string {
  return `${random.of(TYPES)}::${quoted(random.of(IDS))}`;
}

/** Attributes whose values have the kind in most requests. */
const HOLDS: Readonly<Record<Kind, readonly string[]>> = {
  bool: ["yes"],
  long: ["n", "m"],
  string: ["s", "t", "a b"],
  entity: ["friend"],
  set: ["ints", "names", "friends"],
  record: ["rec", "__x"],
  decimal: ["dec"],
  ip: ["ip"],
  datetime: ["at"],
  duration: ["span"],
};

/** Text of an expression, of a kind in most cases; of another in a few, for errors are part of the language. */
export function expression(random: Random, kind: Kind, depth: number): string {
  const actual = random.chance(0.04) ? random.of(KINDS) : kind;
  if (depth > 0 && random.chance(0.06))
    return `(if ${expression(random, "bool", depth - 1)} then ${expression(random, actual, depth - 1)} else ${expression(random, actual, depth - 1)})`;
  if (random.chance(depth > 0 ? 0.25 : 0.5)) return attribute(random, actual, depth);
  return MAKERS[actual](random, depth);
}

function attribute(random: Random, kind: Kind, depth: number): string {
  const name = random.chance(0.92) ? random.of(HOLDS[kind]) : random.of(ATTRIBUTES);
  const owner =
    random.chance(0.15) && depth > 0
      ? expression(random, random.of(["record", "entity"] as const), depth - 1)
      : random.of(["principal", "resource", "context", "context", "context.rec", "principal.friend"]);
  if (random.chance(0.08))
    return `${random.of(["principal", "resource", owner])}.getTag(${random.chance(0.9) ? quoted(random.of(TAGS)) : expression(random, "string", 0)})`;
  return /^[A-Za-z_]+$/.test(name) && random.chance(0.8) ? `${owner}.${name}` : `${owner}[${quoted(name)}]`;
}

function call(name: string, random: Random, good: readonly string[], bad: readonly string[]): string {
  if (random.chance(0.05)) return `${name}(${expression(random, "string", 0)})`;
  return `${name}(${quoted(random.chance(0.85) ? random.of(good) : random.of(bad))})`;
}

const MAKERS: Readonly<Record<Kind, (random: Random, depth: number) => string>> = {
  bool,
  long(random, depth) {
    if (depth === 0 || random.chance(0.4)) return ((value) => (value < 0n ? `(${value})` : `${value}`))(random.of(INTEGERS));
    const inner = (kind: Kind): string => expression(random, kind, depth - 1);
    if (random.chance(0.25))
      return `${inner("duration")}.${random.of(["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"])}()`;
    if (random.chance(0.15)) return `(-(${inner("long")}))`;
    return `(${inner("long")} ${random.of(["+", "-", "*"])} ${inner("long")})`;
  },
  string: (random) => quoted(random.of(STRINGS)),
  entity: (random) =>
    random.chance(0.6)
      ? random.of(["principal", "resource", "action"])
      : random.chance(0.2)
        ? `Action::${quoted(random.of(ACTIONS))}`
        : entity(random),
  set(random, depth) {
    const kind = random.chance(0.6) ? random.of(["long", "string", "entity"] as const) : random.of(KINDS);
    return `[${random.several(4, () => expression(random, kind, Math.max(0, depth - 1))).join(", ")}]`;
  },
  record(random, depth) {
    if (random.chance(0.3)) return "context";
    const names = new Set(random.several(4, () => random.of(ATTRIBUTES)));
    const fields = [...names].map((name) => `${quoted(name)}: ${expression(random, kindOf(name), Math.max(0, depth - 1))}`);
    return `{${fields.join(", ")}}`;
  },
  decimal: (random) => call("decimal", random, DECIMALS, BAD_DECIMALS),
  ip: (random) => call("ip", random, ADDRESSES, BAD_ADDRESSES),
  datetime(random, depth) {
    if (depth === 0 || random.chance(0.6)) return call("datetime", random, DATETIMES, BAD_DATETIMES);
    const from = expression(random, "datetime", depth - 1);
    return random.chance(0.5) ? `${from}.toDate()` : `${from}.offset(${expression(random, "duration", depth - 1)})`;
  },
  duration(random, depth) {
    if (depth === 0 || random.chance(0.6)) return call("duration", random, DURATIONS, BAD_DURATIONS);
    const of = expression(random, "datetime", depth - 1);
    return random.chance(0.5) ? `${of}.toTime()` : `${of}.durationSince(${expression(random, "datetime", depth - 1)})`;
  },
};

function kindOf(name: string): Kind {
  return KINDS.find((kind) => HOLDS[kind].includes(name)) ?? "long";
}

function bool(random: Random, depth: number): string {
  if (depth === 0) return random.of(["true", "false"]);
  const inner = (kind: Kind): string => expression(random, kind, depth - 1);
  const kind = random.of(KINDS);
  const makers: readonly (() => string)[] = [
    () => `(${inner("bool")} && ${inner("bool")})`,
    () => `(${inner("bool")} || ${inner("bool")})`,
    () => `(!(${inner("bool")}))`,
    () => `(${inner(kind)} ${random.of(["==", "!="])} ${inner(kind)})`,
    () => {
      const ordered = random.of(["long", "long", "datetime", "duration"] as const);
      return `(${inner(ordered)} ${random.of(["<", "<=", ">", ">="])} ${inner(ordered)})`;
    },
    () => `(${inner("entity")} in ${inner(random.of(["entity", "set"] as const))})`,
    () => `(${inner("entity")} in [${random.several(3, () => expression(random, "entity", 0)).join(", ")}])`,
    () => `(${inner("entity")} is ${random.of(TYPES)}${random.chance(0.4) ? ` in ${inner("entity")}` : ""})`,
    () => `(${inner(random.of(["record", "entity"] as const))} has ${has(random)})`,
    () => `(${inner("string")} like ${pattern(random)})`,
    () => `${inner("set")}.contains(${inner(random.of(["long", "string", "entity"] as const))})`,
    () => `${inner("set")}.${random.of(["containsAll", "containsAny"])}(${inner("set")})`,
    () => `${inner("set")}.isEmpty()`,
    () => `${inner("entity")}.hasTag(${inner("string")})`,
    () => `${inner("decimal")}.${random.of(["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"])}(${inner("decimal")})`,
    () => `${inner("ip")}.${random.of(["isIpv4", "isIpv6", "isLoopback", "isMulticast"])}()`,
    () => `${inner("ip")}.isInRange(${inner("ip")})`,
  ];
  return random.of(makers)();
}

function has(random: Random): string {
  const name = random.of(ATTRIBUTES);
  if (random.chance(0.3)) return random.of(["rec.n", "rec.rec.s", "friend.n", "friend.friend.rec", "n.m", "friend.rec.ints"]);
  return /^[A-Za-z_]+$/.test(name) && random.chance(0.7) ? name : quoted(name);
}

function pattern(random: Random): string {
  const parts = random.several(4, () => (random.chance(0.45) ? "*" : quoted(random.of(STRINGS)).slice(1, -1).replaceAll("*", "\\*")));
  return `"${parts.join("")}"`;
}

function scope(random: Random, variable: "principal" | "resource"): string {
  if (random.chance(0.5)) return variable;
  return random.of([
    `${variable} == ${entity(random)}`,
    `${variable} in ${entity(random)}`,
    `${variable} is ${random.of(TYPES)}`,
    `${variable} is ${random.of(TYPES)} in ${entity(random)}`,
  ]);
}

function actionScope(random: Random): string {
  if (random.chance(0.5)) return "action";
  const one = (): string => `Action::${quoted(random.of(ACTIONS))}`;
  return random.of([`action == ${one()}`, `action in ${one()}`, `action in [${random.several(3, one).join(", ")}]`]);
}

/** Text of a policy; without an id, which the caller gives. */
export function policy(random: Random, depth: number): string {
  const conditions = random.several(2, () => `\n${random.of(["when", "unless"])} { ${expression(random, "bool", depth)} }`);
  const comment = random.chance(0.1) ? '// a; comment " with signs\n' : "";
  const head = `${random.chance(0.6) ? "permit" : "forbid"}(${scope(random, "principal")}, ${actionScope(random)}, ${scope(random, "resource")})`;
  return `${comment}${head}${conditions.join("")};`;
}
