import { at, type ConfigNode, items, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { textOf } from "../terraform/value.ts";

/** A condition of a template; undefined where a parameter without default, or the account, decides. */
export type Truth = boolean | undefined;

/** What conditions are worked out on. */
export interface Conditions {
  readonly template: ConfigNode;
  /** Conditions that are worked out; one that is being worked out stands as unknown, so circles end. */
  readonly conditions: Map<string, Truth>;
}

/** An intrinsic function with its argument. */
export type Call = { readonly name: string; readonly argument: ConfigNode } | undefined;

/** How nodes are read. */
interface Reading {
  readonly call: (node: ConfigNode) => Call;
  readonly value: (node: ConfigNode) => Json;
}

const DEPTH = 200;

/** A condition by its name, with the defaults of parameters (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html). */
export function conditionNamed(name: string, scope: Conditions, reading: Reading, depth = 0): Truth {
  if (scope.conditions.has(name)) return scope.conditions.get(name);
  scope.conditions.set(name, undefined);
  const node = at(scope.template, "Conditions", name);
  const found = node === undefined ? undefined : truthOf(node, scope, reading, depth + 1);
  scope.conditions.set(name, found);
  return found;
}

function truthOf(node: ConfigNode, scope: Conditions, reading: Reading, depth: number): Truth {
  const call = reading.call(node);
  if (call === undefined || depth > DEPTH) return undefined;
  const parts = items(call.argument);
  const truths = (): readonly Truth[] => parts.map((part) => truthOf(part, scope, reading, depth + 1));
  switch (call.name) {
    case "Condition":
      return conditionNamed(text(call.argument) ?? "", scope, reading, depth);
    case "Equals": {
      const [left, right] = parts.map((part) => reading.value(part));
      return left === undefined || right === undefined || parts.length !== 2 || isOpen(left) || isOpen(right)
        ? undefined
        : textOf(left) === textOf(right);
    }
    case "And": {
      const all = truths();
      return all.includes(false) ? false : all.length === 0 || all.includes(undefined) ? undefined : true;
    }
    case "Or": {
      const all = truths();
      return all.includes(true) ? true : all.length === 0 || all.includes(undefined) ? undefined : false;
    }
    case "Not": {
      const [only] = truths();
      return only === undefined || parts.length !== 1 ? undefined : !only;
    }
    default:
      return undefined;
  }
}

function isOpen(value: Json): boolean {
  return typeof value === "object" || String(value).includes("${") || String(value).includes("{{resolve:");
}
