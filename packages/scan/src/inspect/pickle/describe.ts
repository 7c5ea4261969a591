import { describeValue, type PickleObject } from "@castellan/formats";

const MAX_ARGUMENTS = 6;
const MAX_ARGUMENT = 120;

/** Positional arguments of a call, each short. */
export function describeArguments(object: PickleObject): readonly string[] {
  const { arguments: given } = object;
  if (given.kind !== "tuple") return [`*${describeValue(given, MAX_ARGUMENT)}`];
  const shown = given.items.slice(0, MAX_ARGUMENTS).map((item) => describeValue(item, MAX_ARGUMENT));
  return given.size > shown.length ? [...shown, "…"] : shown;
}
