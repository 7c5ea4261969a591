import type { HclBlock } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Evaluator, Scope } from "./evaluate.ts";
import type { ModuleInstance } from "./instance.ts";
import type { PlacedBlock } from "./module.ts";
import { policyDocument } from "./policy-document.ts";
import { combined, iterable, known, type Origin, symbolic, type Value } from "./value.ts";

/** Arguments of Terraform itself. */
const META: ReadonlySet<string> = new Set(["for_each", "count", "provider", "depends_on", "lifecycle", "provisioner", "connection"]);

/** Attributes of a block as one value, with the place and the references of every part. */
export interface BlockContent {
  readonly json: { readonly [key: string]: Json };
  /** Dotted path without list indexes → references. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  readonly origins: ReadonlyMap<string, Origin>;
}

/** One attribute of a resource, where the configuration says what it is. */
export function resourceObject(evaluator: Evaluator, placed: PlacedBlock, instance: ModuleInstance, name: string): Value | undefined {
  const scope: Scope = { instance, file: placed.file.path, names: new Map() };
  if (placed.block.labels[0] === "aws_iam_policy_document" && name === "json") {
    const content = blockContent(evaluator, placed.block, scope);
    return combined(JSON.stringify(policyDocument(content.json)), [
      { json: null, references: [...content.references.values()].flat(), sample: false },
    ]);
  }
  // A bucket's id is its name.
  const attribute = name === "id" && /_bucket$/.test(placed.block.labels[0] ?? "") ? "bucket" : name;
  const found = placed.block.attributes.find((candidate) => candidate.name === attribute);
  return found === undefined ? undefined : evaluator.value(found.value, scope);
}

/** Everything a block says, nested blocks as lists under their type, `dynamic` blocks rolled out. */
export function blockContent(evaluator: Evaluator, block: HclBlock, scope: Scope): BlockContent {
  const references = new Map<string, readonly string[]>();
  const origins = new Map<string, Origin>();
  const note = (path: string, value: Value, line: number): void => {
    if (value.references.length > 0) references.set(path, [...new Set([...(references.get(path) ?? []), ...value.references])]);
    if (!origins.has(path)) origins.set(path, value.origin ?? { file: scope.file, line });
  };
  const read = (current: HclBlock, inner: Scope, prefix: string): { [key: string]: Json } => {
    const json: { [key: string]: Json } = {};
    for (const attribute of current.attributes) {
      if (prefix === "" && META.has(attribute.name)) continue;
      const path = prefix + attribute.name;
      const value = evaluator.value(attribute.value, inner);
      json[attribute.name] = value.json;
      note(path, value, attribute.line);
      if (attribute.value.kind === "object") {
        for (const entry of attribute.value.entries) {
          const key = evaluator.value(entry.key, inner).json;
          if (typeof key === "string") note(`${path}.${key}`, evaluator.value(entry.value, inner), entry.value.line);
        }
      }
    }
    const add = (type: string, content: Json): void => {
      const list = json[type];
      json[type] = Array.isArray(list) ? [...list, content] : [content];
    };
    for (const child of current.blocks) {
      if (child.type === "dynamic") dynamic(child, inner, prefix, add);
      else if (prefix !== "" || !META.has(child.type)) add(child.type, read(child, inner, `${prefix}${child.type}.`));
    }
    return json;
  };
  const dynamic = (child: HclBlock, inner: Scope, prefix: string, add: (type: string, content: Json) => void): void => {
    const type = child.labels[0] ?? "";
    const content = child.blocks.find((candidate) => candidate.type === "content");
    const forEach = child.attributes.find((candidate) => candidate.name === "for_each")?.value;
    if (content === undefined || forEach === undefined) return;
    const iterator = child.attributes.find((candidate) => candidate.name === "iterator")?.value;
    const name = iterator?.kind === "reference" && typeof iterator.path[0] === "string" ? iterator.path[0] : type;
    const source = evaluator.value(forEach, inner);
    for (const [key, value] of iterable(source)?.slice(0, 50) ?? [
      [`\${${name}.key}`, symbolic(`${name}.value`, source.references)] as const,
    ]) {
      const names = new Map([...inner.names, [`${name}.key`, known(key)], [`${name}.value`, value]]);
      add(type, read(content, { ...inner, names }, `${prefix}${type}.`));
    }
  };
  return { json: read(block, scope, ""), references, origins };
}
