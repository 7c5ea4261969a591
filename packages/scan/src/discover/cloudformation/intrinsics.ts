import { type ConfigNode, entry, items, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Place } from "../infrastructure/declared.ts";
import { textOf } from "../terraform/value.ts";
import { type Call, type Conditions, conditionNamed } from "./conditions.ts";

/** A template's parameters, mappings, conditions and logical ids. */
export interface TemplateScope extends Conditions {
  readonly file: string;
  readonly resources: ReadonlySet<string>;
}

/** What a property evaluates to: `${Name.Attribute}` where only a stack knows. */
export interface Resolved {
  readonly json: Json;
  readonly references: readonly string[];
  readonly place: Place;
}

const DEPTH = 40;
const NO_VALUE = "${AWS::NoValue}";

/** Intrinsic functions (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html). */
export function resolve(node: ConfigNode, scope: TemplateScope, depth = 0): Resolved {
  const place = { file: scope.file, line: node.line };
  if (depth > DEPTH) return { json: "${…}", references: [], place };
  const call = intrinsic(node);
  if (call !== undefined) return called(call.name, call.argument, scope, depth, place);
  if (node.kind === "scalar") return { json: node.value, references: [], place };
  if (node.kind === "list") {
    const parts = node.items.map((item) => resolve(item, scope, depth + 1));
    return {
      json: parts.map((part) => part.json).filter((json) => json !== NO_VALUE),
      references: parts.flatMap((part) => part.references),
      place: parts[0]?.place ?? place,
    };
  }
  const parts = node.entries
    .map(({ key, value }) => [key, resolve(value, scope, depth + 1)] as const)
    // A property that is given no value is not there.
    .filter(([, part]) => part.json !== NO_VALUE);
  return {
    json: Object.fromEntries(parts.map(([key, part]) => [key, part.json])),
    references: parts.flatMap(([, part]) => part.references),
    place,
  };
}

/** `!Sub x`, `{"Fn::Sub": x}`, `Ref`. */
function intrinsic(node: ConfigNode): Call {
  if (node.tag !== undefined) return { name: node.tag.replace(/^!/, ""), argument: node };
  const [only] = node.kind === "map" && node.entries.length === 1 ? node.entries : [];
  if (only === undefined) return undefined;
  return only.key === "Ref" || only.key === "Condition" || only.key.startsWith("Fn::")
    ? { name: only.key.replace(/^Fn::/, ""), argument: only.value }
    : undefined;
}

function called(name: string, argument: ConfigNode, scope: TemplateScope, depth: number, place: Place): Resolved {
  const list = items(argument);
  const inner = (node: ConfigNode | undefined): Resolved =>
    node === undefined ? { json: "", references: [], place } : resolve(untagged(node, argument), scope, depth + 1);
  switch (name) {
    case "Ref":
      return reference(text(argument) ?? "", scope, depth, place);
    case "GetAtt": {
      const path = argument.kind === "list" ? list.map((item) => text(item) ?? "").join(".") : (text(argument) ?? "");
      return { json: `\${${path}}`, references: known(path.split(".")[0] ?? "", scope), place };
    }
    case "Base64":
      // Read as it is written: the script of a machine.
      return inner(argument);
    case "Sub":
      return substituted(argument, scope, depth, place);
    case "Join": {
      const parts = inner(list[1]);
      return {
        json: Array.isArray(parts.json) ? parts.json.map((part: Json) => textOf(part)).join(text(list[0]) ?? "") : textOf(parts.json),
        references: parts.references,
        place,
      };
    }
    case "If": {
      const value = (node: ConfigNode): Json => resolve(node, scope, depth + 1).json;
      const truth = conditionNamed(text(list[0]) ?? "", scope, { call: intrinsic, value }, depth);
      if (list.length !== 3) return { json: "${If}", references: [], place };
      if (truth !== undefined) return inner(list[truth ? 1 : 2]);
      const both = [inner(list[1]), inner(list[2])] as const;
      // Whatever decides, it comes to the same; else only a stack knows.
      const same = JSON.stringify(both[0].json) === JSON.stringify(both[1].json);
      return { json: same ? both[0].json : "${If}", references: both.flatMap((part) => part.references), place: both[0].place };
    }
    case "FindInMap": {
      const [map, first, second] = list.map((item) => textOf(resolve(item, scope, depth + 1).json));
      const found = entry(
        entry(entry(entry(scope.template, "Mappings")?.value, map ?? "")?.value, first ?? "")?.value,
        second ?? "",
      )?.value;
      // Mappings hold literals only.
      const literal =
        found?.kind === "scalar" ? found.value : found?.kind === "list" ? found.items.map((item) => text(item) ?? "") : undefined;
      return {
        json: literal === undefined || found === undefined ? `\${${[map, first, second].join(".")}}` : literal,
        references: [],
        place: found === undefined ? place : { file: scope.file, line: found.line },
      };
    }
    case "Select": {
      const from = inner(list[1]);
      const index = Number(text(list[0]));
      return { json: Array.isArray(from.json) ? (from.json[index] ?? "") : "${Select}", references: from.references, place };
    }
    case "Split": {
      const from = inner(list[1]);
      return { json: typeof from.json === "string" ? from.json.split(text(list[0]) ?? "") : from.json, references: from.references, place };
    }
    default: {
      const value = argument.tag === undefined ? inner(argument) : { json: `\${${name}}`, references: [], place };
      return { json: `\${${name}}`, references: value.references, place };
    }
  }
}

/** The argument of a tagged node is the node itself without its tag. */
function untagged(node: ConfigNode, argument: ConfigNode): ConfigNode {
  if (node !== argument || node.tag === undefined) return node;
  const { tag: _tag, ...rest } = node;
  return rest;
}

function known(name: string, scope: TemplateScope): readonly string[] {
  return scope.resources.has(name) ? [name] : [];
}

function reference(name: string, scope: TemplateScope, depth: number, place: Place): Resolved {
  if (scope.resources.has(name)) return { json: `\${${name}}`, references: [name], place };
  const parameter = entry(entry(scope.template, "Parameters")?.value, name)?.value;
  const fallback = entry(parameter, "Default")?.value;
  return fallback?.kind !== "scalar" || depth > DEPTH
    ? { json: `\${${name}}`, references: [], place }
    : { json: fallback.value, references: [], place: { file: scope.file, line: fallback.line } };
}

function substituted(argument: ConfigNode, scope: TemplateScope, depth: number, place: Place): Resolved {
  const template = argument.kind === "list" ? text(argument.items[0]) : text(argument);
  const variables = argument.kind === "list" ? argument.items[1] : undefined;
  const references: string[] = [];
  const json = (template ?? "").replace(/\$\{(!?)([^${}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    const given = entry(variables, name)?.value;
    const head = name.split(".")[0] ?? name;
    const value =
      given !== undefined
        ? resolve(given, scope, depth + 1)
        : name.includes(".")
          ? { json: whole, references: known(head, scope) }
          : reference(name, scope, depth + 1, place);
    references.push(...value.references);
    return textOf(value.json);
  });
  return { json, references, place };
}
