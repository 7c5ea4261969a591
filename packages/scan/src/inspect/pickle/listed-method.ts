import type { PickleObject } from "@castellan/formats";
import { allowedName } from "./allow-list.ts";
import { judgeCall } from "./call.ts";
import type { Objection } from "./effects.ts";
import { judgeName } from "./name.ts";

/**
 * A call of what `getattr(Class, "name")` gave back, where the catalogue lists that class method as one that libraries
 * call while a file is loaded (`zoneinfo.ZoneInfo._unpickle`). undefined where it is something else.
 */
export function judgeListedMethod(object: PickleObject): Objection | "fine" | undefined {
  const { callable } = object;
  if (callable.kind !== "object" || callable.callable.kind !== "global" || callable.arguments.kind !== "tuple") return undefined;
  const lookup = judgeName(callable.callable).callable;
  const [owner, name, fallback] = callable.arguments.items;
  if (lookup !== "builtins.getattr" || owner?.kind !== "global" || name?.kind !== "text") return undefined;
  const { module, name: className } = judgeName(owner);
  // dill sets the name of a function in this way.
  if (module === "dill" && className === "_dill" && name.value === "_setattr" && fallback?.kind === "global")
    return judgeSetAttribute(object);
  const allowed = allowedName(module, `${className}.${name.value}`);
  return allowed?.entry.role === "function" ? (judgeCall(allowed, object) ?? "fine") : undefined;
}

const DESCRIPTIVE: ReadonlySet<string> = new Set(["__doc__", "__qualname__", "__name__", "__module__", "__annotations__", "cell_contents"]);

/** `setattr(made, "__doc__", text)`: what dill writes for functions, classes and cells that it has made. */
export function judgeSetAttribute(object: PickleObject): Objection {
  const [target, name] = object.arguments.kind === "tuple" ? object.arguments.items : [];
  const made = target?.kind === "object" && target.callable.kind === "global" && judgeName(target.callable).code;
  if (made && name?.kind === "text" && DESCRIPTIVE.has(name.value))
    return { rule: "pickle-code-object", verdict: "suspicious", reason: `sets ${name.value} of something made of code` };
  return { rule: "pickle-attribute-overwrite", verdict: "malicious", reason: "sets an attribute of something that is there already" };
}
