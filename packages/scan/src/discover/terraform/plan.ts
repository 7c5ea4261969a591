import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Attributes, Json } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import { folderOf } from "../file-place.ts";
import { jsonOf, recordOf } from "../infrastructure/config-json.ts";
import type { DeclaredResource } from "../infrastructure/declared.ts";
import { MASK } from "../infrastructure/masked.ts";

/** Modules in modules of a plan. */
const DEPTH = 20;

/**
 * Resources of `terraform show -json` plans (developer.hashicorp.com/terraform/internals/json-format) under their addresses; those of
 * resources without their indexes, which become instances. What is known only after the apply stays open, and names the
 * resources that its expression refers to.
 */
export function planResources(project: Project, target: Target): readonly DeclaredResource[] {
  return project.files.flatMap((file) => {
    const document = file.target === target.index ? file.facts.config?.documents[0] : undefined;
    if (document === undefined || at(document, "terraform_version") === undefined) return [];
    const planned = at(document, "planned_values", "root_module");
    if (planned === undefined) return [];
    const unknown = new Map<string, ConfigNode>();
    for (const change of items(at(document, "resource_changes"))) {
      const after = at(change, "change", "after_unknown");
      const address = text(at(change, "address"));
      if (address !== undefined && after !== undefined) unknown.set(address, after);
    }
    const into: DeclaredResource[] = [];
    collect({ target, file, unknown, into }, planned, at(document, "configuration", "root_module"), "", 0);
    return into;
  });
}

interface Plan {
  readonly target: Target;
  readonly file: ProjectFile;
  readonly unknown: ReadonlyMap<string, ConfigNode>;
  readonly into: DeclaredResource[];
}

function collect(plan: Plan, module: ConfigNode, configuration: ConfigNode | undefined, prefix: string, depth: number): void {
  if (depth > DEPTH) return;
  for (const node of items(at(module, "resources"))) {
    const resource = planned(plan, node, configuration, prefix);
    if (resource !== undefined) plan.into.push(resource);
  }
  for (const child of items(at(module, "child_modules"))) {
    // In keys stand what may be in names of anything: `module.m["a.module.b"]`.
    const path = (text(at(child, "address")) ?? "").slice(prefix.length);
    const [, name, key = ""] = /^module\.([\w-]+)(\[.*\])?$/.exec(path) ?? [];
    if (name === undefined) continue;
    collect(plan, child, at(configuration, "module_calls", name, "module"), `${prefix}module.${name}${key}.`, depth + 1);
  }
}

function planned(plan: Plan, node: ConfigNode, configuration: ConfigNode | undefined, prefix: string): DeclaredResource | undefined {
  const [type, name, full] = [text(at(node, "type")), text(at(node, "name")), text(at(node, "address")) ?? ""];
  if (type === undefined || name === undefined) return undefined;
  const external = text(at(node, "mode")) === "data";
  const local = `${external ? "data." : ""}${type}.${name}`;
  const index = at(node, "index");
  const expressions = at(
    items(at(configuration, "resources")).find((item) => text(at(item, "address")) === local),
    "expressions",
  );
  const references = new Map<string, readonly string[]>();
  if (expressions !== undefined) gather(expressions, "", prefix, references, 0);
  const values = recordOf(at(node, "values") ?? node);
  const unknown = plan.unknown.get(full);
  const open = unknown === undefined ? values : withOpen(values, jsonOf(unknown), "", references);
  const hidden = at(node, "sensitive_values");
  return {
    target: plan.target,
    root: folderOf(plan.file.path),
    address: prefix + local,
    type,
    label: name,
    file: plan.file.path,
    line: node.line,
    endLine: node.endLine,
    scope: plan.file.scope,
    attributes: withoutNothing(hidden === undefined ? open : withMasks(open, jsonOf(hidden))),
    references,
    places: new Map(),
    ...(index === undefined ? {} : { instance: text(index) ?? "" }),
    ...(external ? { external } : {}),
  };
}

/** Addresses that the expressions of a block refer to, by path. */
function gather(node: ConfigNode, path: string, prefix: string, into: Map<string, readonly string[]>, depth: number): void {
  if (depth > DEPTH) return;
  const own = items(at(node, "references")).flatMap((item) => addressOf(text(item) ?? "", prefix));
  if (own.length > 0) into.set(path, [...new Set(own)]);
  for (const { key, value } of entries(node))
    if (key !== "references") gather(value, path === "" ? key : `${path}.${key}`, prefix, into, depth + 1);
  for (const item of items(node)) gather(item, path, prefix, into, depth + 1);
}

function addressOf(reference: string, prefix: string): readonly string[] {
  if (/^(?:var|local|each|count|path|terraform|self)\./.test(reference)) return [];
  const found = /^(?:module\.[\w-]+|(?:data\.)?[\w-]+\.[\w-]+)/.exec(reference)?.[0];
  return found === undefined ? [] : [prefix + found];
}

type JsonRecord = { readonly [key: string]: Json };

function isRecord(json: Json | undefined): json is JsonRecord {
  return typeof json === "object" && json !== null && !isList(json);
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

function openText(path: string, references: ReadonlyMap<string, readonly string[]>): string {
  const [address] = references.get(path) ?? [];
  return address === undefined ? "${…known after apply}" : `\${${address}}`;
}

/** `after_unknown` has true where a value is not known yet. */
function withOpen(values: Json, unknown: Json, path: string, references: ReadonlyMap<string, readonly string[]>): JsonRecord {
  const put = (value: Json | undefined, open: Json | undefined, here: string): Json => {
    if (open === true) return openText(here, references);
    if (isList(open)) {
      const list = isList(value) ? value : [];
      return Array.from({ length: Math.max(list.length, Math.min(open.length, 1000)) }, (_, index) =>
        put(list[index] ?? null, open[index], here),
      );
    }
    if (!isRecord(open)) return value ?? null;
    const made: { [key: string]: Json } = isRecord(value) ? { ...value } : {};
    for (const [key, inner] of Object.entries(open)) {
      if (inner === false || (isList(inner) && inner.length === 0)) continue;
      made[key] = put(made[key], inner, here === "" ? key : `${here}.${key}`);
    }
    return made;
  };
  const result = put(values, unknown, path);
  return isRecord(result) ? result : {};
}

/** What the plan calls sensitive leaves it as a mask. */
function withMasks(values: Json, sensitive: Json): JsonRecord {
  const put = (value: Json, hidden: Json | undefined): Json => {
    if (hidden === true) return typeof value === "string" && value.startsWith("${") ? value : MASK;
    if (isList(value) && isList(hidden)) return value.map((item, index) => put(item, hidden[index]));
    if (isRecord(value) && isRecord(hidden))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, put(item, hidden[key])]));
    return value;
  };
  const result = put(values, sensitive);
  return isRecord(result) ? result : {};
}

function withoutNothing(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && !(isList(value) && value.length === 0)));
}

/**
 * Declared resources with what plans know of them: one that stands in the configuration of a root at or above the plan
 * keeps its place there and takes the plan's values; others stand in the plan.
 */
export function withPlans(
  declared: readonly DeclaredResource[],
  plans: readonly DeclaredResource[],
  merge: (own: Attributes, plan: Attributes) => Attributes = (own, plan) => ({ ...own, ...plan }),
): readonly DeclaredResource[] {
  if (plans.length === 0) return declared;
  const rootOf = (plan: DeclaredResource): string | undefined =>
    [...new Set(declared.map(({ root }) => root))]
      .filter((root) => root === "" || plan.root === root || plan.root.startsWith(`${root}/`))
      .sort((a, b) => b.length - a.length)[0];
  const key = (root: string, { address, instance = "" }: DeclaredResource): string => `${root}|${address}|${instance}`;
  const byKey = new Map(declared.map((resource) => [key(resource.root, resource), resource]));
  const loose = new Map(declared.map((resource) => [`${resource.root}|${resource.address}`, resource]));
  /** A module of one instance, or of keys that nobody knows, stands in the configuration without a key. */
  const ownOf = (root: string, plan: DeclaredResource): DeclaredResource | undefined => {
    const bare = { ...plan, address: withoutKeys(plan.address) };
    return (
      byKey.get(key(root, plan)) ??
      loose.get(`${root}|${plan.address}`) ??
      byKey.get(key(root, bare)) ??
      loose.get(`${root}|${bare.address}`)
    );
  };
  const taken = new Set<DeclaredResource>();
  const uses = new Map<DeclaredResource | undefined, Set<string>>();
  for (const plan of plans) {
    const root = rootOf(plan);
    const own = root === undefined ? undefined : ownOf(root, plan);
    uses.set(own, (uses.get(own) ?? new Set()).add(plan.address));
  }
  /** Of unknown keys the plan knows them all. */
  const several = new Set([...uses].filter(([, addresses]) => addresses.size > 1).map(([own]) => own));
  const merged = plans.map((plan): DeclaredResource => {
    const root = rootOf(plan);
    const own = root === undefined ? undefined : ownOf(root, plan);
    if (own === undefined) return root === undefined ? plan : { ...plan, root };
    taken.add(own);
    const { conditional: _, ...sure } = own;
    return {
      ...sure,
      address:
        withoutKeys(own.address) === own.address && withoutKeys(plan.address) !== plan.address && several.has(own)
          ? plan.address
          : own.address,
      attributes: merge(own.attributes, plan.attributes),
      ...(plan.instance === undefined ? {} : { instance: plan.instance }),
    };
  });
  return [...declared.filter((resource) => !taken.has(resource)), ...merged];
}

/** `module.m["a"].t.n` as `module.m.t.n`. */
function withoutKeys(address: string): string {
  return address.replace(/(module\.[\w-]+)\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "$1");
}
