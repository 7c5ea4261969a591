import type { HclExpression } from "@castellan/formats";
import type { Scope } from "./evaluate.ts";
import { type ModuleInstance, repeated } from "./instance.ts";
import { attribute, type PlacedBlock } from "./module.ts";
import { isOpen, iterable, known, symbolic, textOf, type Value } from "./value.ts";

const INSTANCES = 50;

/** What works expressions out. */
interface Evaluating {
  readonly value: (expression: HclExpression, scope: Scope) => Value;
}

/**
 * The instances that a call of a module makes: none where it is turned off, several with their `each` and `count` where the keys
 * are known (addresses `module.m["key"]`, `module.m[0]`), else one whose keys stay open.
 */
export function expandedCalls(call: string, instance: ModuleInstance, evaluator: Evaluating): readonly ModuleInstance[] {
  const child = instance.children.get(call);
  if (child?.call === undefined) return [];
  const scope: Scope = { instance, file: child.call.file.path, names: new Map() };
  return repetitions(child.call, scope, evaluator).flatMap(({ names, key, times }) => {
    if (key !== undefined && !isOpen(key))
      return [repeated(child, `${instance.prefix}module.${call}[${JSON.stringify(key)}].`, { key, names })];
    if (times === undefined || times < 2) return [names.size === 0 ? child : repeated(child, child.prefix, { names })];
    return Array.from({ length: Math.min(Math.floor(times), INSTANCES) }, (_, index) =>
      repeated(child, `${instance.prefix}module.${call}[${index}].`, {
        key: String(index),
        names: new Map([["count.index", known(index)]]),
      }),
    );
  });
}

/** A call whose instances are not all looked at. */
export interface CutCall {
  readonly call: PlacedBlock;
  readonly wanted: number;
  readonly kept: number;
}

/** How many instances a call makes, beyond limits too. */
export function wantedInstances(call: PlacedBlock, instance: ModuleInstance, evaluator: Evaluating): number | undefined {
  const [first] = repetitions(call, { instance, file: call.file.path, names: new Map() }, evaluator);
  return first?.times === undefined ? first?.of : Math.floor(first.times);
}

export interface Repetition {
  readonly names: ReadonlyMap<string, Value>;
  readonly key?: string;
  readonly conditional: boolean;
  /** What `count` says. */
  readonly times?: number;
  /** How many keys `for_each` has, of which these are the first. */
  readonly of?: number;
}

/** What `count` and `for_each` make of a block; one with open names where they are not known. */
export function repetitions({ block }: PlacedBlock, scope: Scope, evaluator: Evaluating): readonly Repetition[] {
  const { instance } = scope;
  const count = attribute(block, "count");
  if (count !== undefined) {
    const value = evaluator.value(count, scope);
    const number = value.json;
    const names = new Map([["count.index", known(0)]]);
    if (typeof number !== "number") return [{ names, conditional: true }];
    // The defaults of a module that stands for itself are one use of many.
    if (number === 0) return value.sample && instance.parent === undefined ? [{ names, conditional: true }] : [];
    return [{ names, conditional: false, times: number }];
  }
  const each = attribute(block, "for_each");
  if (each === undefined) return [{ names: new Map(), conditional: false }];
  const source = evaluator.value(each, scope);
  const entries = iterable(source);
  const open = {
    names: new Map([
      ["each.key", symbolic("each.key")],
      ["each.value", symbolic("each.value", source.references)],
    ]),
    conditional: true,
  };
  if (entries === undefined) return [open];
  if (entries.length === 0) return source.sample && instance.parent === undefined ? [open] : [];
  return entries.slice(0, INSTANCES).map(([key, value]) => {
    const name = Array.isArray(source.json) ? textOf(value.json) : textOf(key);
    return {
      names: new Map([
        ["each.key", known(name)],
        ["each.value", value],
      ]),
      conditional: false,
      key: name,
      of: entries.length,
    };
  });
}
