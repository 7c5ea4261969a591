import type { ResourceEntry } from "@castellan/graph";
import { AWS_PAIRS } from "../../knowledge/observed/aws.ts";
import type { TypePair } from "../../knowledge/observed/pair.ts";
import { settingAt, UNREAD } from "../rules/settings/setting.ts";

/** A resource of code and one of an account that are the same. */
export interface Match {
  readonly pair: TypePair;
  readonly declared: ResourceEntry;
  readonly observed: ResourceEntry;
  /** Other resources fit as well: which of them is meant is not known. */
  readonly ambiguous: boolean;
  /** Key of for_each, where one block makes several. */
  readonly instance?: string;
}

/** A declared resource, or one instance of a block that makes several. */
interface Declared {
  readonly resource: ResourceEntry;
  readonly instance?: string;
}

export interface Matches {
  readonly matches: readonly Match[];
  /** Observed resources of a known type that nothing in code may be. */
  readonly undeclared: readonly { readonly pair: TypePair; readonly observed: ResourceEntry }[];
  /** Observed resources that some code may declare: its name holds a value that is not known. */
  readonly open: readonly { readonly pair: TypePair; readonly observed: ResourceEntry }[];
  /** Accounts of which code is among the targets. */
  readonly accounts: ReadonlySet<string>;
}

const known = new WeakMap<readonly ResourceEntry[], Matches>();

/** Pairs what code declares with what was observed: by ARN, by the logical id that CloudFormation leaves in tags, by type and name. Read once for a list of resources. */
export function matchesOf(resources: readonly ResourceEntry[]): Matches {
  let found = known.get(resources);
  if (found === undefined) {
    found = match(resources);
    known.set(resources, found);
  }
  return found;
}

function match(resources: readonly ResourceEntry[]): Matches {
  const matches: Match[] = [];
  const left: { pair: TypePair; observed: ResourceEntry; open: boolean }[] = [];
  if (!resources.some(({ observed }) => observed !== undefined)) return { matches, undeclared: [], open: [], accounts: new Set() };
  const byType = new Map<string, ResourceEntry[]>();
  for (const resource of resources) {
    if (resource.external === true) continue;
    const key = `${resource.observed === undefined ? "declared" : "observed"} ${resource.type}`;
    const list = byType.get(key);
    if (list === undefined) byType.set(key, [resource]);
    else list.push(resource);
  }
  for (const pair of AWS_PAIRS) {
    const observed = (byType.get(`observed ${pair.observed}`) ?? []).filter(({ address }) => !address.endsWith("/*"));
    if (observed.length === 0) continue;
    const declared = [pair.observed, ...Object.keys(pair.terraform)].flatMap((type) => byType.get(`declared ${type}`) ?? []);
    matchType(pair, declared, observed, matches, left);
  }
  const accounts = new Set(matches.flatMap(({ observed }) => observed.observed?.account ?? []));
  return {
    matches,
    undeclared: left.filter(({ open }) => !open),
    open: left.filter(({ open }) => open),
    accounts,
  };
}

function matchType(
  pair: TypePair,
  blocks: readonly ResourceEntry[],
  observed: readonly ResourceEntry[],
  matches: Match[],
  left: { pair: TypePair; observed: ResourceEntry; open: boolean }[],
): void {
  const byName = new Map<string, Declared[]>();
  const byLogicalId = new Map<string, Declared[]>();
  const patterns: { readonly declared: Declared; readonly pattern: RegExp | undefined }[] = [];
  for (const declared of blocks.flatMap(instancesOf)) {
    const { resource } = declared;
    const name = nameOf(pair, resource);
    if (name !== undefined && !name.includes("${")) add(byName, name, declared);
    else patterns.push({ declared, pattern: name === undefined ? undefined : patternOf(name) });
    if (resource.type === pair.observed) add(byLogicalId, resource.address, declared);
  }
  const pairs = observed.map((resource) => {
    const name = nameOf(pair, resource) ?? "";
    const logicalId = tagOf(resource, "aws:cloudformation:logical-id");
    const exact = byName.get(name) ?? (logicalId === undefined ? undefined : byLogicalId.get(logicalId)) ?? [];
    // A name with gaps fits where nothing else does.
    const fitting = exact.length > 0 ? exact : patterns.filter(({ pattern }) => pattern?.test(name) === true).map((each) => each.declared);
    return { resource, fitting };
  });
  const uses = new Map<Declared, number>();
  for (const { fitting } of pairs) for (const each of fitting) uses.set(each, (uses.get(each) ?? 0) + 1);
  for (const { resource, fitting } of pairs) {
    const single = fitting.length === 1;
    for (const each of fitting)
      matches.push({
        pair,
        declared: each.resource,
        observed: resource,
        ambiguous: !single || (uses.get(each) ?? 0) > 1,
        ...(each.instance === undefined ? {} : { instance: each.instance }),
      });
    // Code that leaves the name to the provider may have made any of them.
    if (fitting.length === 0) left.push({ pair, observed: resource, open: patterns.some(({ pattern }) => pattern === undefined) });
  }
}

/** Letters of a name that must be known before its pattern proves anything. */
const ENOUGH = 4;

/** `${var.env}-training-data` as a pattern; undefined where too little of it is known. Linear: the gaps are lazy and bounded. */
function patternOf(name: string): RegExp | undefined {
  const parts = name.split(/\$\{[^}]*\}/);
  if (parts.length > 3 || parts.join("").length < ENOUGH) return undefined;
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\w.-]{0,63}")}$`);
}

/** The name of a resource in its configuration; undefined where it says none. */
export function nameOf(pair: TypePair, resource: ResourceEntry): string | undefined {
  const path = resource.type === pair.observed ? pair.name : pair.terraform[resource.type];
  const [name] = path === undefined ? [] : settingAt(resource.attributes, path);
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** The pair of a declared type. */
export function pairOf(type: string): TypePair | undefined {
  return AWS_PAIRS.find(({ observed, terraform }) => observed === type || Object.hasOwn(terraform, type));
}

function tagOf({ attributes }: ResourceEntry, key: string): string | undefined {
  const keys = settingAt(attributes, "Tags.Key");
  const value = settingAt(attributes, "Tags.Value")[keys.indexOf(key)];
  return keys.includes(key) && typeof value === "string" ? value : undefined;
}

/** Whether a collector could not read a setting. */
export function isUnread({ attributes }: ResourceEntry, path: string): boolean {
  const [first = path] = path.split(".");
  return settingAt(attributes, UNREAD).some((name) => name === "*" || name === first);
}

function instancesOf(resource: ResourceEntry): readonly Declared[] {
  const { instances } = resource;
  return instances === undefined
    ? [{ resource }]
    : Object.entries(instances).map(([instance, attributes]) => ({ resource: { ...resource, attributes }, instance }));
}

function add(map: Map<string, Declared[]>, name: string, declared: Declared): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [declared]);
  else list.push(declared);
}
