import type { RequestJson } from "../../packages/protect/src/policy/evaluate/request.ts";
import type { Random } from "./random.ts";
import { ACTIONS, ADDRESSES, ATTRIBUTES, DATETIMES, DECIMALS, DURATIONS, IDS, INTEGERS, STRINGS, TAGS, TYPES } from "./vocabulary.ts";

type Reference = { readonly type: string; readonly id: string };

function reference(random: Random): Reference {
  return { type: random.of(TYPES), id: random.of(IDS) };
}

function integer(random: Random): number | bigint {
  const value = random.of(INTEGERS);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const extension = (fn: string, arg: string): object => ({ __extn: { fn, arg } });

/** What the attribute of a name holds in most cases; anything in a few. */
function value(random: Random, name: string, depth: number): unknown {
  switch (random.chance(0.05) ? random.of(ATTRIBUTES) : name) {
    case "yes":
      return random.chance(0.5);
    case "n":
    case "m":
      return integer(random);
    case "ints":
      return random.several(4, () => integer(random));
    case "names":
      return random.several(4, () => random.of(STRINGS));
    case "friend":
      return { __entity: reference(random) };
    case "friends":
      return random.several(3, () => ({ __entity: reference(random) }));
    case "dec":
      return extension("decimal", random.of(DECIMALS));
    case "ip":
      return extension("ip", random.of(ADDRESSES));
    case "at":
      return extension("datetime", random.of(DATETIMES));
    case "span":
      return extension("duration", random.of(DURATIONS.slice(0, 12)));
    case "rec":
    case "__x":
      return depth > 2 ? {} : record(random, depth + 1);
    default:
      return random.of(STRINGS);
  }
}

function record(random: Random, depth = 0): object {
  const names = ATTRIBUTES.filter(() => random.chance([0.3, 0.25, 0.1][depth] ?? 0.1));
  return Object.fromEntries(names.map((name) => [name, value(random, name, depth)]));
}

/** Entities whose parents have a later place in a fixed order, so that nothing is in itself. */
export function entities(random: Random): readonly object[] {
  const all = [...TYPES.flatMap((type) => IDS.map((id) => ({ type, id }))), ...ACTIONS.map((id) => ({ type: "Action", id }))];
  // Cedar reads them again for every request, which takes most of its time: most worlds are small.
  const density = random.of([0.01, 0.02, 0.04, 0.1]);
  const known = all.filter(({ type }) => random.chance(type === "Action" ? 0.25 : density));
  return known.map((uid) => {
    const at = all.indexOf(uid);
    const later = all.slice(at + 1).filter(({ type }) => (type === "Action") === (uid.type === "Action"));
    const parents = later.length === 0 ? [] : random.several(2, () => random.of(later));
    const tags = random.chance(0.5)
      ? {}
      : Object.fromEntries(TAGS.filter(() => random.chance(0.6)).map((tag) => [tag, value(random, random.of(ATTRIBUTES), 2)]));
    return { uid, attrs: uid.type === "Action" ? {} : record(random, 1), parents, ...(uid.type === "Action" ? {} : { tags }) };
  });
}

export function request(random: Random, known: readonly object[]): RequestJson {
  return {
    principal: reference(random),
    action: { type: "Action", id: random.of(ACTIONS) },
    resource: reference(random),
    context: record(random),
    entities: known,
  };
}
