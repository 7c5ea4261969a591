import { ProtectError } from "../../errors.ts";
import type { Randomness } from "../sampling/randomness.ts";

/** One row: whose it is, in which group it counts, and its value (unused by counts). */
export interface Row {
  readonly person: string;
  readonly group: string;
  readonly value: number;
}

/** How much one person may count. Both from 1 up. */
export interface Bounds {
  readonly groups: number;
  readonly rowsPerGroup: number;
}

/** Takes `count` of the items at random, each choice as likely as any other; all of them where there are no more. */
function choose<Item>(items: Item[], count: number, random: Randomness): readonly Item[] {
  if (items.length <= count) return items;
  for (let index = 0; index < count; index++) {
    const other = index + Number(random.below(BigInt(items.length - index)));
    const [left, right] = [items[index], items[other]];
    if (left !== undefined && right !== undefined) [items[index], items[other]] = [right, left];
  }
  return items.slice(0, count);
}

/**
 * What counts of the rows: of every person at most so many groups, and at most so many rows in each, chosen at random.
 * Without it, no noise hides somebody with a thousand rows.
 * @returns per group, per person, the values. @throws ProtectError OPTION_INVALID
 */
export function boundContributions(
  rows: Iterable<Row>,
  bounds: Bounds,
  random: Randomness,
): ReadonlyMap<string, ReadonlyMap<string, readonly number[]>> {
  for (const bound of [bounds.groups, bounds.rowsPerGroup])
    if (!Number.isSafeInteger(bound) || bound < 1)
      throw new ProtectError(
        "OPTION_INVALID",
        "Say how many groups, and how many rows in each, one person may count in: whole numbers from 1 up.",
      );
  const people = new Map<string, Map<string, number[]>>();
  for (const { person, group, value } of rows) {
    let groups = people.get(person);
    if (groups === undefined) people.set(person, (groups = new Map()));
    const values = groups.get(group);
    if (values === undefined) groups.set(group, [value]);
    else values.push(value);
  }
  const bounded = new Map<string, Map<string, readonly number[]>>();
  for (const [person, groups] of people)
    for (const [group, values] of choose([...groups], bounds.groups, random)) {
      let members = bounded.get(group);
      if (members === undefined) bounded.set(group, (members = new Map()));
      members.set(person, choose(values, bounds.rowsPerGroup, random));
    }
  return bounded;
}
