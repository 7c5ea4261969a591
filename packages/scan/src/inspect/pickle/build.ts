import type { PickleObject, PickleValue } from "@castellan/formats";
import { judgeArrayState, judgeDtypeState, judgeGeneratorState } from "./array-state.ts";
import { classOf, nameOfCallable } from "./class-of.ts";
import type { Objection } from "./effects.ts";
import { judgeName } from "./name.ts";
import { hasShape, isState } from "./shape.ts";

/** Judges a state that BUILD gives to something. */
export function judgeBuild(target: PickleValue, state: PickleValue): Objection | undefined {
  if (target.kind === "global") return overwrite("is no instance, and is given attributes");
  if (target.kind === "buffer") return undefined;
  if (target.kind !== "object") return odd("is given a state that it does not take");
  const name = nameOfCallable(target.callable);
  const judgement = name === undefined ? undefined : judgeName(name);
  // Functions that are made of code take their names and annotations in this way.
  if (judgement?.code === true) return undefined;
  if (!isState(state)) return overwrite("is given an attribute that the interpreter looks up itself");
  if (judgement === undefined) return odd("is given a state, and nothing is known of it");
  const { allowed } = judgement;
  if (allowed === undefined) return undefined;
  const owner = allowed.entry.state === undefined ? classOf(target) : allowed;
  // Where the class that a function makes is unlisted, that is told already.
  if (owner === undefined) return allowed.entry.returns === undefined ? odd("gives back something that takes no state") : undefined;
  if (hasShape(state, owner.entry.state ?? "any", owner)) return judgeNumbers(target, state);
  const reason = "is given a state that its library does not write";
  return owner.entry.otherwise === "malicious" ? overwrite(reason) : odd(reason);
}

function overwrite(reason: string): Objection {
  return { rule: "pickle-attribute-overwrite", verdict: "malicious", reason };
}

function odd(reason: string): Objection {
  return { rule: "pickle-unexpected-arguments", verdict: "suspicious", reason };
}

/** What numpy takes as it is. */
function judgeNumbers(target: PickleObject, state: PickleValue): Objection | undefined {
  const tags = classOf(target)?.entry.is;
  if (tags === undefined) return undefined;
  if (tags.includes("dtype")) return judgeDtypeState(target, state);
  if (tags.includes("ndarray")) return judgeArrayState(state);
  return tags.includes("generator") ? judgeGeneratorState(state) : undefined;
}
