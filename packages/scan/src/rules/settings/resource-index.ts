import type { Json, ResourceEntry } from "@castellan/graph";
import type { SettingPaths } from "../../../knowledge/posture/schema.ts";
import { asArm } from "./azapi.ts";
import { settingAt } from "./setting.ts";

/** Attributes by which another resource may name one without a reference. */
const NAMES = ["name", "id", "arn", "bucket", "Name", "BucketName", "metadata.name", "function_name", "FunctionName"];

/** Declared resources and how they refer to each other; built once for a scan. */
export class ResourceIndex {
  readonly #byType = new Map<string, ResourceEntry[]>();
  /** By place and type: links are looked for where names hold, not among all. */
  readonly #placed = new Map<string, ResourceEntry[]>();
  readonly #byAddress = new Map<string, ResourceEntry[]>();
  readonly #tables = new Map<string, LinkTable>();
  readonly #names = new Map<string, Map<string, ResourceEntry[]>>();

  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      const place = placeKey(resource);
      const arm = asArm(resource);
      for (const each of arm === undefined ? [resource] : [resource, arm]) {
        add(this.#byType, typeKey(each.type), each);
        add(this.#placed, `${place}|${typeKey(each.type)}`, each);
      }
      add(this.#byAddress, `${place}|${resource.address}`, arm ?? resource);
    }
  }

  ofTypes(types: readonly string[]): readonly ResourceEntry[] {
    return types.flatMap((type) => this.#byType.get(typeKey(type)) ?? []);
  }

  /**
   * Resources of some types in the same root whose setting refers to a resource, or gives its name. `by` the setting "parent"
   * finds what stands in it at any depth, also where ARM writes that as "account/container" only.
   */
  linkedFrom(to: ResourceEntry, types: readonly string[], by: SettingPaths): readonly ResourceEntry[] {
    const place = placeKey(to);
    const names = namesOf(to);
    const found = new Set<ResourceEntry>();
    for (const type of types) {
      const key = `${place}|${typeKey(type)}`;
      const list = this.#placed.get(key) ?? [];
      if (list.length === 0) continue;
      const table = this.#links(`${key}|${String(by)}`, list, by);
      for (const other of table.byAddress.get(to.address) ?? []) found.add(other);
      for (const name of names) for (const other of table.byValue.get(name) ?? []) found.add(other);
      if (asksParent(by)) for (const other of list) if (this.#isBelow(other, to)) found.add(other);
    }
    return [...found];
  }

  #links(key: string, list: readonly ResourceEntry[], by: SettingPaths): LinkTable {
    let table = this.#tables.get(key);
    if (table !== undefined) return table;
    table = { byAddress: new Map(), byValue: new Map() };
    for (const other of list) {
      for (const address of addressesAt(other, by)) add(table.byAddress, address, other);
      // Where the reader knows what a setting refers to, equal names say nothing: two resources may have one.
      if (refersAtAll(other, by)) continue;
      for (const value of new Set(settingAt(other.attributes, by).map(String))) add(table.byValue, value, other);
    }
    this.#tables.set(key, table);
    return table;
  }

  #isBelow(resource: ResourceEntry, above: ResourceEntry): boolean {
    let current: ResourceEntry | undefined = resource;
    for (let depth = 0; current !== undefined && depth < NESTING; depth += 1) {
      const parents: readonly string[] = current.references?.["parent"] ?? [];
      if (parents.includes(above.address) || isNamedBelow(current, above)) return true;
      current = parents.flatMap((address) => this.#byAddress.get(`${placeKey(resource)}|${address}`) ?? [])[0];
    }
    return false;
  }

  /** Resources of some types that a setting of a resource refers to or names. */
  refersTo(from: ResourceEntry, types: readonly string[], at: SettingPaths): readonly ResourceEntry[] {
    const place = placeKey(from);
    const wanted = new Set(types.map(typeKey));
    const found = new Set<ResourceEntry>();
    for (const address of addressesAt(from, at))
      for (const other of this.#byAddress.get(`${place}|${address}`) ?? []) if (wanted.has(typeKey(other.type))) found.add(other);
    if (refersAtAll(from, at)) return [...found];
    for (const value of settingAt(from.attributes, at).map(String))
      for (const type of wanted) for (const other of this.#named(`${place}|${type}`).get(value) ?? []) found.add(other);
    return [...found];
  }

  #named(key: string): ReadonlyMap<string, readonly ResourceEntry[]> {
    let names = this.#names.get(key);
    if (names !== undefined) return names;
    names = new Map<string, ResourceEntry[]>();
    for (const resource of this.#placed.get(key) ?? []) for (const name of namesOf(resource)) add(names, name, resource);
    this.#names.set(key, names);
    return names;
  }
}

/** Resources of one type in one place, by what a setting of theirs refers to, and by what it says where it refers to nothing known. */
interface LinkTable {
  readonly byAddress: Map<string, ResourceEntry[]>;
  readonly byValue: Map<string, ResourceEntry[]>;
}

/** Resources that stand in each other. */
const NESTING = 6;

function isArm(type: string): boolean {
  return /^microsoft\./i.test(type);
}

/** Types of ARM are the same in upper and lower case. */
function typeKey(type: string): string {
  return isArm(type) ? type.toLowerCase() : type;
}

function asksParent(by: SettingPaths): boolean {
  return typeof by === "string" ? by === "parent" : by.includes("parent");
}

/** "account/default/models" stands in "account", by its name in ARM alone. */
function isNamedBelow(resource: ResourceEntry, above: ResourceEntry): boolean {
  if (!isArm(above.type) || !typeKey(resource.type).startsWith(`${typeKey(above.type)}/`)) return false;
  const name = nameInArm(above);
  return name !== "" && nameInArm(resource).startsWith(`${name}/`);
}

function nameInArm({ type, address }: ResourceEntry): string {
  return address.startsWith(`${type}/`) ? address.slice(type.length + 1) : "";
}

function add(map: Map<string, ResourceEntry[]>, key: string, resource: ResourceEntry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [resource]);
  else list.push(resource);
}

/** Names hold within a root module, a template, or the files of one folder. */
function placeKey({ target = 0, root, file }: ResourceEntry): string {
  return `${target}|${root ?? file.slice(0, Math.max(0, file.lastIndexOf("/")))}`;
}

function namesOf({ attributes }: ResourceEntry): ReadonlySet<string> {
  return new Set(
    NAMES.flatMap((path) => settingAt(attributes, path))
      .filter(isName)
      .map(String),
  );
}

/** A text, also one that begins with the same variable on both sides; what a loop or another resource makes is no name. */
function isName(value: Json): boolean {
  return typeof value === "string" && value.length > 1 && !/\$\{(?!(?:var|local)\.[\w.]+\})/.test(value);
}

/** Whether a setting takes its value from another resource. */
function refersAtAll({ references = {} }: ResourceEntry, paths: SettingPaths): boolean {
  const list = typeof paths === "string" ? [paths] : paths;
  return Object.entries(references).some(
    ([key, addresses]) => addresses.some(isResource) && list.some((path) => key === path || key.startsWith(`${path}.`)),
  );
}

/** A resource, and not a variable or what a data source looked up. */
function isResource(address: string): boolean {
  return !/^(?:data|var|local|module)\./.test(address) && !/\.data\./.test(address);
}

/** What a setting, or a part of it, refers to. */
function addressesAt({ references = {} }: ResourceEntry, paths: SettingPaths): ReadonlySet<string> {
  const list = typeof paths === "string" ? [paths] : paths;
  return new Set(
    Object.entries(references).flatMap(([key, addresses]) =>
      list.some((path) => key === path || key.startsWith(`${path}.`)) ? addresses : [],
    ),
  );
}
