import type { PickleEffect, PickleGlobal, PickleObject, PickleValue } from "@castellan/formats";
import type { Verdict } from "../interpreter.ts";
import type { AllowedName } from "./allow-list.ts";
import { topLevel } from "./allow-list.ts";
import { classOf } from "./class-of.ts";
import { harmfulNamesIn } from "./code-object.ts";
import { judgeFill } from "./fill.ts";
import type { FindingGroups } from "./groups.ts";
import { judgeName, type NameJudgement } from "./name.ts";
import { judgePersistent, type StorageSizes } from "./persistent.ts";
import { renderArguments, renderCall, renderValue } from "./render.ts";
import { hasMeaningfulKey, hasShape, isContainer, isState } from "./shape.ts";
import { judgeSpecialCall } from "./special-calls.ts";

const NOTHING = { tuple: [] } as const;

/** What a call, a state or a filling is found to be, where it is not what the catalogue allows. */
export interface Objection {
  readonly rule: string;
  readonly verdict: Verdict;
  /** Says what the subject does; the subject stands before it. */
  readonly reason: string;
}

/** Where effects leave what is judged later or told of the file. */
export interface EffectContext {
  readonly groups: FindingGroups;
  readonly imports: Set<string>;
  /** Bytes of storages by key, where the container tells them. */
  readonly storages?: StorageSizes | undefined;
  /** Whether classes of a module are defined by the container's own code, which is judged by itself. */
  readonly classes?: ((module: string) => boolean) | undefined;
  /** Bytes that the call loads as a file of their own. */
  nested(value: PickleValue): void;
  /** A storage that the stream refers to. */
  storage?(value: PickleValue): void;
}

/** Judges each thing that a stream does, when it does it. */
export class EffectJudge {
  readonly #context: EffectContext;

  constructor(context: EffectContext) {
    this.#context = context;
  }

  judge(effect: PickleEffect): void {
    if (this.#ownClass(effect)) return;
    switch (effect.kind) {
      case "import":
        this.#import(effect.global, effect.opcode, effect.offset);
        return;
      case "call":
        this.#call(effect.object, effect.opcode, effect.offset);
        return;
      case "build":
        this.#build(effect.target, effect.state, effect.offset);
        return;
      case "fill":
        this.#object(judgeFill(effect.target, effect.opcode), effect.target, effect.offset, effect.opcode);
        return;
      case "persistent": {
        const objection = judgePersistent(effect.id, this.#context.storages);
        this.#context.storage?.(effect.id);
        this.#object(objection, effect.id, effect.offset, effect.opcode);
        return;
      }
      case "extension":
        this.#context.groups.add({
          rule: "pickle-extension",
          verdict: "suspicious",
          subject: String(effect.code),
          message: `Extension code ${effect.code} stands for a name that the loading process has registered`,
          offset: effect.offset,
        });
        return;
      default:
    }
  }

  /** A class that the container's code defines: imported, made without arguments, given its state. */
  #ownClass(effect: PickleEffect): boolean {
    const { classes } = this.#context;
    if (classes === undefined) return false;
    const owned = (value: PickleValue): boolean =>
      value.kind === "global" && value.computed === "no" && !value.name.includes(".") && classes(value.module);
    if (effect.kind === "import") return owned(effect.global);
    if (effect.kind === "call") return effect.object.via === "newobj" && owned(effect.object.callable);
    return effect.kind === "build" && effect.target.kind === "object" && effect.target.via === "newobj" && owned(effect.target.callable);
  }

  #import(global: PickleGlobal, opcode: string, offset: number): void {
    const judgement = judgeName(global);
    if (judgement.module !== "" && this.#context.imports.size < 64) this.#context.imports.add(topLevel(judgement.module).slice(0, 64));
    if (judgement.verdict === "benign" || judgement.rule === undefined) return;
    this.#context.groups.add({
      rule: judgement.rule,
      verdict: judgement.verdict,
      subject: judgement.callable,
      message: `${opcode} imports ${judgement.callable}, which ${judgement.reason}`.replace("which is in", "which is in"),
      offset,
      excerpt: `from ${judgement.module} import ${judgement.name}`.slice(0, 200),
    });
  }

  #call(object: PickleObject, opcode: string, offset: number): void {
    const { callable } = object;
    if (callable.kind !== "global") {
      this.#callOfOther(object, opcode, offset);
      return;
    }
    const judgement = judgeName(callable);
    if (judgement.allowed !== undefined) {
      const special = judgeSpecialCall(judgement, object, this.#context);
      const objection = special === "fine" ? undefined : (special ?? judgeCall(judgement.allowed, object));
      if (objection !== undefined) this.#report(objection, judgement.callable, object, opcode, offset);
    }
    if (judgement.rule !== undefined) this.#callOfUnlisted(judgement, object, opcode, offset);
  }

  #callOfUnlisted(judgement: NameJudgement, object: PickleObject, opcode: string, offset: number): void {
    const { rule } = judgement;
    if (rule === undefined) return;
    if (rule === "pickle-code-object") {
      const harmful = harmfulNamesIn(object.arguments);
      const verdict = harmful.length > 0 ? "malicious" : "suspicious";
      const reason = harmful.length > 0 ? `makes a function of code that uses ${harmful.slice(0, 5).join(", ")}` : judgement.reason;
      this.#report({ rule, verdict, reason }, judgement.callable, object, opcode, offset);
      return;
    }
    this.#report({ rule, verdict: judgement.verdict, reason: judgement.reason }, judgement.callable, object, opcode, offset);
  }

  /** A call of something that is no name: of what another call gave back, of data. */
  #callOfOther(object: PickleObject, opcode: string, offset: number): void {
    const { callable } = object;
    const code = codeMaker(callable);
    if (code !== undefined) {
      const harmful = harmfulNamesIn(object.arguments);
      const reason =
        harmful.length > 0 ? `makes code that uses ${harmful.slice(0, 5).join(", ")}` : "makes a function of code that stands in the file";
      this.#report(
        { rule: "pickle-code-object", verdict: harmful.length > 0 ? "malicious" : "suspicious", reason },
        code,
        object,
        opcode,
        offset,
      );
      return;
    }
    const resolver = comesFromResolver(callable, 0);
    this.#report(
      {
        rule: resolver ? "pickle-code-execution" : "pickle-unexpected-arguments",
        verdict: resolver ? "malicious" : "suspicious",
        reason: resolver ? "was looked up by name while loading, and is called" : "is no name of a function, and is called all the same",
      },
      renderValue(callable),
      object,
      opcode,
      offset,
    );
  }

  #build(target: PickleValue, state: PickleValue, offset: number): void {
    this.#object(judgeBuild(target, state), target, offset, "BUILD", state);
  }

  #object(objection: Objection | undefined, target: PickleValue, offset: number, opcode: string, state?: PickleValue): void {
    if (objection === undefined) return;
    const subject = target.kind === "object" ? renderValue(target.callable) : renderValue(target);
    this.#context.groups.add({
      rule: objection.rule,
      verdict: objection.verdict,
      subject,
      message: `${opcode}: ${subject} ${objection.reason}`,
      offset,
      excerpt: (state === undefined ? renderValue(target) : `${renderValue(target)}.__setstate__(${renderValue(state)})`).slice(0, 400),
    });
  }

  #report(objection: Objection, callable: string, object: PickleObject, opcode: string, offset: number): void {
    this.#context.groups.add({
      rule: objection.rule,
      verdict: objection.verdict,
      subject: callable,
      message: `${opcode} calls ${callable}, which ${objection.reason}`,
      offset,
      call: { callable, arguments: renderArguments(object) },
      excerpt: renderCall(object).slice(0, 400),
    });
  }
}

function judgeCall(allowed: AllowedName, object: PickleObject): Objection | undefined {
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

function judgeBuild(target: PickleValue, state: PickleValue): Objection | undefined {
  const overwrite = (reason: string): Objection => ({ rule: "pickle-attribute-overwrite", verdict: "malicious", reason });
  const odd = (reason: string): Objection => ({ rule: "pickle-unexpected-arguments", verdict: "suspicious", reason });
  if (target.kind === "global") return overwrite("is no instance, and is given attributes");
  if (target.kind !== "object") return odd("is given a state that it does not take");
  if (!isState(state) || (isContainer(state) && state.kind === "dict" && hasMeaningfulKey(state)))
    return overwrite("is given an attribute that the interpreter looks up itself");
  if (target.callable.kind !== "global") return odd("is given a state, and nothing is known of it");
  const { allowed } = judgeName(target.callable);
  if (allowed === undefined) return undefined;
  const owner = allowed.entry.state === undefined ? classOf(target) : allowed;
  if (owner === undefined)
    // A function whose result takes no state; where the class that it makes is unlisted, that is told already.
    return allowed.entry.returns === undefined ? odd("gives back something that takes no state") : undefined;
  if (hasShape(state, owner.entry.state ?? "any", owner)) return undefined;
  return owner.entry.otherwise === "malicious"
    ? overwrite("is given a state that its library does not write")
    : odd("is given a state that its library does not write");
}

/** Whether a value was found by name: it can be anything. */
function comesFromResolver(value: PickleValue, depth: number): boolean {
  if (depth > 20) return true;
  if (value.kind === "global") {
    const judgement = judgeName(value);
    return judgement.resolver || judgement.allowed?.entry.is?.includes("resolver") === true;
  }
  if (value.kind === "object") return comesFromResolver(value.callable, depth + 1);
  return false;
}

/** dill's `_load_type("CodeType")`: the class of code objects by another way. */
function codeMaker(value: PickleValue): string | undefined {
  if (value.kind !== "object" || value.callable.kind !== "global") return undefined;
  const { callable } = judgeName(value.callable);
  const [name] = value.arguments.kind === "tuple" ? value.arguments.items : [];
  if (callable !== "dill._dill._load_type" && callable !== "dill.dill._load_type" && !callable.endsWith("cloudpickle._builtin_type"))
    return undefined;
  return name?.kind === "text" ? `${callable}(${JSON.stringify(name.value.slice(0, 40))})` : undefined;
}
