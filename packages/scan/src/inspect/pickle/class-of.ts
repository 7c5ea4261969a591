import type { PickleObject } from "@castellan/formats";
import type { AllowedName } from "./allow-list.ts";
import { allowedName } from "./allow-list.ts";
import { judgeName } from "./name.ts";

/** The class of which an object is an instance, as far as the allow-list tells. */
export function classOf(object: PickleObject): AllowedName | undefined {
  const { callable } = object;
  if (callable.kind !== "global") return undefined;
  const { allowed } = judgeName(callable);
  if (allowed === undefined) return undefined;
  const { role, returns } = allowed.entry;
  if (role === "class") return allowed;
  if (returns === undefined) return undefined;
  const argument = /^#(\d+)$/.exec(returns);
  if (argument !== null) {
    const given = object.arguments.kind === "tuple" ? object.arguments.items[Number(argument[1])] : undefined;
    return given?.kind === "global" ? judgeName(given).allowed : undefined;
  }
  const dot = returns.lastIndexOf(".");
  return allowedName(returns.slice(0, dot), returns.slice(dot + 1));
}
