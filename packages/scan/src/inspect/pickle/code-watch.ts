import type { PickleObject, PickleValue } from "@castellan/formats";
import { judgeCall } from "./call.ts";
import { classOf } from "./class-of.ts";
import { harmfulNamesIn } from "./code-object.ts";
import type { Objection } from "./effects.ts";
import { judgeListedMethod } from "./listed-method.ts";
import { judgeName, type NameJudgement } from "./name.ts";
import { isContainer } from "./shape.ts";

/** Functions by which dill and cloudpickle name types: what they give makes code objects among other things. */
const TYPE_MAKERS = /(?:^|\.)(?:_load_type|_builtin_type)$/;

const BY_HAND = /^(?:types|new)\.(?:CodeType|code)$/;
/** Source code that is run to make the function of it. */
const RUN_WHEN_MADE = /^torch\.fx\./;

/**
 * Code that stands in a stream, and what is done with it. A function that is only made is data until someone calls it;
 * one that the stream calls itself, or whose class it makes instances of, runs while the file is loaded.
 */
export class CodeWatch {
  /** Names in the code of this file that do harm when it runs. */
  readonly #harmful = new Set<string>();

  /** A call of a name that makes code objects, functions or classes of code. */
  judgeMaker({ reason, callable }: NameJudgement, object: PickleObject): Objection {
    const harmful = harmfulNamesIn(object.arguments, RUN_WHEN_MADE.test(callable));
    for (const name of harmful) this.#harmful.add(name);
    // dill and cloudpickle have ways of their own to write code: who names these writes it by hand.
    if (BY_HAND.test(callable))
      return { rule: "pickle-code-object", verdict: "malicious", reason: `${this.#words(reason)}, as no library writes it` };
    if (RUN_WHEN_MADE.test(callable) && harmful.length > 0)
      return { rule: "pickle-code-object", verdict: "malicious", reason: `runs code that uses ${harmful.slice(0, 5).join(", ")}` };
    return { rule: "pickle-code-object", verdict: "suspicious", reason: this.#words(reason) };
  }

  #words(otherwise: string): string {
    return this.#harmful.size === 0 ? otherwise : `makes code that uses ${[...this.#harmful].slice(0, 5).join(", ")}`;
  }

  /** A call of something that is no name: of what another call gave back, of data. */
  judgeCallOf(object: PickleObject): Objection | undefined {
    const { callable } = object;
    const listed = judgeListedMethod(object);
    if (listed !== undefined) return listed === "fine" ? undefined : listed;
    if (isDataType(callable)) return undefined;
    if (isTypeMaker(callable)) {
      for (const name of harmfulNamesIn(object.arguments)) this.#harmful.add(name);
      return { rule: "pickle-code-object", verdict: "suspicious", reason: this.#words("makes a function of code that stands in the file") };
    }
    if (comesFrom(callable, isCode))
      return {
        rule: "pickle-code-object",
        verdict: this.#harmful.size > 0 || (object.via === "reduce" && !comesFrom(callable, isCompiled)) ? "malicious" : "suspicious",
        reason: `is code that stands in the file, and runs while it is loaded${this.#harmful.size > 0 ? `: it uses ${[...this.#harmful].slice(0, 5).join(", ")}` : ""}`,
      };
    if (comesFrom(callable, isHarmful))
      return { rule: "pickle-code-execution", verdict: "malicious", reason: "was looked up by name while loading, and is called" };
    return { rule: "pickle-unexpected-arguments", verdict: "suspicious", reason: "is no name of a function, and is called all the same" };
  }

  /** A state or items for an instance of a class of code. */
  judgeUse(target: PickleValue): Objection | undefined {
    if (this.#harmful.size === 0 || target.kind !== "object" || target.callable.kind !== "object" || !comesFrom(target.callable, isCode))
      return undefined;
    return {
      rule: "pickle-code-object",
      verdict: "malicious",
      reason: `is an instance of a class of code that uses ${[...this.#harmful].slice(0, 5).join(", ")}`,
    };
  }
}

function isTypeMaker(value: PickleValue): boolean {
  return value.kind === "object" && value.callable.kind === "global" && TYPE_MAKERS.test(judgeName(value.callable).callable);
}

/** dill's name of a type of data: calling it makes data. */
function isDataType(value: PickleValue): boolean {
  if (value.kind !== "object" || value.callable.kind !== "global") return false;
  const judgement = judgeName(value.callable);
  return judgement.allowed !== undefined && TYPE_MAKERS.test(judgement.callable) && judgeCall(judgement.allowed, value) === undefined;
}

/** numba writes the functions that it has compiled so, and makes them anew by a call. */
function isCompiled({ callable }: NameJudgement): boolean {
  return callable.startsWith("numba.cloudpickle.");
}

function isCode(judgement: NameJudgement): boolean {
  return judgement.code;
}

/** What it gives back can be anything, or does harm when it is called. */
function isHarmful(judgement: NameJudgement): boolean {
  return judgement.resolver || judgement.verdict === "malicious" || judgement.allowed?.entry.is.includes("resolver") === true;
}

const MAX_VALUES = 2000;

/** Whether a value is a name of this kind, or was made by calling one, or keeps one to call it (partial). */
function comesFrom(root: PickleValue, test: (judgement: NameJudgement) => boolean): boolean {
  const seen = new Set<PickleValue>();
  const open: PickleValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    if (seen.size > MAX_VALUES) return true;
    seen.add(value);
    if (value.kind === "global" && test(judgeName(value))) return true;
    if (value.kind !== "object") continue;
    open.push(value.callable);
    if (classOf(value)?.entry.is.includes("partial") !== true) continue;
    for (const given of [value.arguments, ...value.states]) if (isContainer(given)) open.push(...given.items);
  }
  return false;
}
