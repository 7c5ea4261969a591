import type { PickleGlobal, PickleObject, PickleValue } from "@castellan/formats";
import type { AllowedName } from "./allow-list.ts";
import { allowedName } from "./allow-list.ts";
import { judgeName } from "./name.ts";

/**
 * The name that is called: itself, or the class that files of PyTorch before 1.6 refer to as
 * `("module", class, source file, source)`.
 */
export function nameOfCallable(callable: PickleValue): PickleGlobal | undefined {
  if (callable.kind === "global") return callable;
  if (callable.kind !== "persistent" || callable.id.kind !== "tuple") return undefined;
  const [what, owner] = callable.id.items;
  return what?.kind === "text" && what.value === "module" && owner?.kind === "global" ? owner : undefined;
}

/** The class of which an object is an instance, as far as the allow-list tells. */
export function classOf(object: PickleObject): AllowedName | undefined {
  const name = nameOfCallable(object.callable);
  const allowed = name === undefined ? undefined : judgeName(name).allowed;
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
