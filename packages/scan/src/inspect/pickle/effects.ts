import {
  type ByteSource,
  describeValue,
  type PickleEffect,
  type PickleGlobal,
  type PickleObject,
  type PickleValue,
} from "@castellan/formats";
import type { Verdict } from "../interpreter.ts";
import { judgeBuild } from "./build.ts";
import { judgeCall } from "./call.ts";
import { topLevel } from "./catalogue/words.ts";
import { nameOfCallable } from "./class-of.ts";
import { CodeWatch } from "./code-watch.ts";
import { describeArguments } from "./describe.ts";
import { judgeFill } from "./fill.ts";
import { globalsIn } from "./globals-in.ts";
import type { FindingGroups } from "./groups.ts";
import { judgeIndices } from "./index-arrays.ts";
import { type LibraryBytes, libraryBytes } from "./library-state.ts";
import { judgeName, type NameJudgement } from "./name.ts";
import { judgePersistent, type StorageSizes } from "./persistent.ts";
import { judgeSpecialCall } from "./special-calls.ts";

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
  /** No loader comes to this place: an error stands before it. */
  readonly unreachable: boolean;
  /** The whole of a text or bytes of the stream. */
  bytesOf(value: PickleValue): ByteSource | undefined;
  /** Bytes that the call loads as a file of their own. */
  nested(value: PickleValue): void;
  /** Bytes of a state that a library's own reader takes apart. */
  library(bytes: LibraryBytes): void;
  /** A storage that the stream refers to. */
  storage?(value: PickleValue): void;
}

/** Judges each thing that a stream does, when it does it. */
export class EffectJudge {
  readonly #context: EffectContext;
  readonly #code = new CodeWatch();
  /** Something was imported that does harm where it is called by others. */
  #armed = false;
  /** Imported in this stream, and not called so far. */
  readonly #imported = new Map<string, { readonly judgement: NameJudgement; readonly message: string; readonly offset: number }>();

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
        this.#handedOn([effect.state], effect.offset);
        this.#object(
          judgeBuild(effect.target, effect.state) ??
            this.#code.judgeUse(effect.target) ??
            judgeIndices(effect.target, effect.state, (value) => this.#context.bytesOf(value)),
          effect.target,
          effect.offset,
          "BUILD",
          effect.state,
        );
        for (const bytes of libraryBytes(effect.target, effect.state)) this.#context.library(bytes);
        return;
      case "fill":
        this.#handedOn(effect.items, effect.offset);
        this.#object(
          judgeFill(effect.target, effect.opcode) ?? this.#code.judgeUse(effect.target),
          effect.target,
          effect.offset,
          effect.opcode,
        );
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
    const [imported, handedOn] = judgement.kept;
    if (handedOn === "malicious" || judgement.verdict === "malicious") this.#armed = true;
    if (imported === "benign") return;
    const message = `${opcode} imports ${judgement.callable}, which ${judgement.reason}`;
    this.#name(judgement, imported === "imported" ? "suspicious" : imported, message, offset);
    if (imported === "imported" && !this.#context.unreachable) this.#imported.set(judgement.callable, { judgement, message, offset });
  }

  /** A stream ended: what it has imported is part of what it gives, where it does end. */
  end(whole: boolean): void {
    if (whole) for (const { judgement, message, offset } of this.#imported.values()) this.#name(judgement, "malicious", message, offset);
    this.#imported.clear();
  }

  #name(judgement: NameJudgement, verdict: Verdict, message: string, offset: number): void {
    if (judgement.rule === undefined) return;
    this.#context.groups.add({
      rule: judgement.rule,
      verdict: this.#reachable(verdict),
      subject: judgement.callable,
      message,
      offset,
      excerpt: `from ${judgement.module} import ${judgement.name}`.slice(0, 200),
    });
  }

  /** What is handed to a call or becomes part of an object may be called by it. */
  #handedOn(values: readonly PickleValue[], offset: number): void {
    if (!this.#armed) return;
    for (const global of globalsIn(values)) {
      const judgement = judgeName(global);
      const [, verdict] = judgement.kept;
      if (verdict === "malicious")
        this.#name(judgement, verdict, `${judgement.callable} is handed on to what may call it; it ${judgement.reason}`, offset);
    }
  }

  #call(object: PickleObject, opcode: string, offset: number): void {
    const { callable } = object;
    this.#handedOn(object.keywords === undefined ? [object.arguments] : [object.arguments, object.keywords], offset);
    const name = nameOfCallable(callable);
    if (name !== undefined) this.#callOfName(judgeName(name), object, opcode, offset);
    else this.#report(this.#code.judgeCallOf(object), describeValue(callable, 120), object, opcode, offset);
  }

  #callOfName(judgement: NameJudgement, object: PickleObject, opcode: string, offset: number): void {
    const { rule, verdict, reason, callable } = judgement;
    if (judgement.allowed !== undefined) {
      const special = judgeSpecialCall(judgement, object, this.#context);
      const objection = special === "fine" ? undefined : (special ?? judgeCall(judgement.allowed, object));
      this.#report(objection, callable, object, opcode, offset);
    }
    if (judgement.code) this.#report(this.#code.judgeMaker(judgement, object), callable, object, opcode, offset);
    else if (rule !== undefined) {
      const special = judgeSpecialCall(judgement, object, this.#context);
      this.#report(special === undefined || special === "fine" ? { rule, verdict, reason } : special, callable, object, opcode, offset);
    }
  }

  #object(objection: Objection | undefined, target: PickleValue, offset: number, opcode: string, state?: PickleValue): void {
    if (objection === undefined) return;
    const subject = target.kind === "object" ? describeValue(target.callable, 120) : describeValue(target, 120);
    this.#context.groups.add({
      rule: objection.rule,
      verdict: this.#reachable(objection.verdict),
      subject,
      message: `${opcode}: ${subject} ${objection.reason}`,
      offset,
      excerpt:
        state === undefined ? describeValue(target, 400) : `${describeValue(target, 200)}.__setstate__(${describeValue(state, 200)})`,
    });
  }

  #report(objection: Objection | undefined, callable: string, object: PickleObject, opcode: string, offset: number): void {
    if (objection === undefined) return;
    this.#context.groups.add({
      rule: objection.rule,
      verdict: this.#reachable(objection.verdict),
      subject: callable,
      message: `${opcode} calls ${callable}, which ${objection.reason}`,
      offset,
      call: { callable, arguments: describeArguments(object) },
      excerpt: describeValue(object, 400),
    });
  }

  #reachable(verdict: Verdict): Verdict {
    return verdict === "malicious" && this.#context.unreachable ? "suspicious" : verdict;
  }
}
