import type { PickleObject, PickleValue } from "@castellan/formats";
import type { AllowedName } from "./allow-list.ts";
import type { Objection } from "./effects.ts";
import { hasShape, isContainer } from "./shape.ts";

const NOTHING = { tuple: [] } as const;

/** Judges a call of an allowed name by the shapes of its entry. */
export function judgeCall(allowed: AllowedName, object: PickleObject): Objection | undefined {
  const { entry } = allowed;
  const { via } = object;
  const making = via === "newobj" || via === "newobj_ex" || ((via === "obj" || via === "inst") && isEmpty(object.arguments));
  const objection = (reason: string): Objection => {
    const verdict = entry.otherwise ?? "suspicious";
    return { rule: verdict === "malicious" ? "pickle-code-execution" : "pickle-unexpected-arguments", verdict, reason };
  };
  if (entry.role !== "class" && entry.role !== "function") return objection("is kept as a value by those who write it, never called");
  if (object.keywords !== undefined && !hasShape(object.keywords, entry.keywords ?? { dict: {} }, allowed))
    return objection("is given keywords that its library does not write");
  if (making && entry.role === "class") {
    if (hasShape(object.arguments, entry.new ?? NOTHING, allowed)) return undefined;
    return objection("is made with arguments that its library does not write");
  }
  if (entry.call === undefined) return objection("is not called by its library when a file is loaded");
  return hasShape(object.arguments, entry.call, allowed)
    ? undefined
    : objection("is called with arguments that its library does not write");
}

function isEmpty(value: PickleValue): boolean {
  return isContainer(value) && value.size === 0;
}
