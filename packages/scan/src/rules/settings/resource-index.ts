import type { Json, ResourceEntry } from "@castellan/graph";
import type { SettingPaths } from "../../../knowledge/posture/schema.ts";
import { asArm } from "./azapi.ts";
import { settingAt } from "./setting.ts";

/** Attributes by which another resource may name one without a reference. */
const NAMES = ["name", "id", "arn", "bucket", "Name", "BucketName", "metadata.name", "function_name", "FunctionName"];

/** Resources of some types by what one of their settings refers to or names, within their place. */
interface Linkers {
  readonly byAddress: ReadonlyMap<string, readonly ResourceEntry[]>;
  readonly byName: ReadonlyMap<string, readonly ResourceEntry[]>;
}

/** Declared resources and how they refer to each other; built once for a scan. */
export class ResourceIndex {
  readonly #byType = new Map<string, ResourceEntry[]>();
  readonly #byAddress = new Map<string, ResourceEntry[]>();
  readonly #position = new Map<ResourceEntry, number>();
  readonly #linkers = new Map<string, Linkers>();
  #byName: Map<string, ResourceEntry[]> | undefined;

  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      add(this.#byType, typeKey(resource.type), resource);
      this.#position.set(resource, this.#position.size);
      const arm = asArm(resource);
      if (arm !== undefined) {
        add(this.#byType, typeKey(arm.type), arm);
        this.#position.set(arm, this.#position.size);
      }
      add(this.#byAddress, `${placeKey(resource)}|${resource.address}`, arm ?? resource);
    }
  }

  ofTypes(types: readonly string[]): readonly ResourceEntry[] {
    return types.flatMap((type) => this.#byType.get(typeKey(type)) ?? []);
  }

  /** The resource of an address in the same root. */
  at(from: ResourceEntry, address: string): ResourceEntry | undefined {
    return this.#byAddress.get(`${placeKey(from)}|${address}`)?.[0];
  }

  /**
   * Resources of some types in the same root whose setting refers to a resource, or gives its name. `by` the setting "parent"
   * finds what stands in it at any depth, also where ARM writes that as "account/container" only.
   */
  linkedFrom(to: ResourceEntry, types: readonly string[], by: SettingPaths): readonly ResourceEntry[] {
    const { byAddress, byName } = this.#linkersOf(types, by);
    const place = placeKey(to);
    const found = new Set(byAddress.get(`${place}|${to.address}`) ?? []);
    for (const name of namesOf(to)) for (const other of byName.get(`${place}|${name}`) ?? []) found.add(other);
    if (asksParent(by))
      for (const other of this.ofTypes(types)) if (placeKey(other) === place && this.#isBelow(other, to)) found.add(other);
    return this.#inOrder(found);
  }

  #linkersOf(types: readonly string[], by: SettingPaths): Linkers {
    const key = `${types.join(" ")}|${typeof by === "string" ? by : by.join(" ")}`;
    const known = this.#linkers.get(key);
    if (known !== undefined) return known;
    const byAddress = new Map<string, ResourceEntry[]>();
    const byName = new Map<string, ResourceEntry[]>();
    for (const other of this.ofTypes(types)) {
      const place = placeKey(other);
      for (const address of addressesAt(other, by)) add(byAddress, `${place}|${address}`, other);
      // Several resources may carry one name: where a setting says which it means, the name does not count.
      if (!refersAtAll(other, by)) for (const name of textsAt(other, by)) add(byName, `${place}|${name}`, other);
    }
    const linkers = { byAddress, byName };
    this.#linkers.set(key, linkers);
    return linkers;
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
    const wanted = new Set(types.map(typeKey));
    const place = placeKey(from);
    const found = new Set(addressesAt(from, at).flatMap((address) => this.#byAddress.get(`${place}|${address}`) ?? []));
    if (!refersAtAll(from, at)) for (const name of textsAt(from, at)) for (const other of this.#named(place, name)) found.add(other);
    return this.#inOrder([...found].filter(({ type }) => wanted.has(typeKey(type))));
  }

  #named(place: string, name: string): readonly ResourceEntry[] {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const resource of this.#position.keys())
        for (const each of namesOf(resource)) add(this.#byName, `${placeKey(resource)}|${each}`, resource);
    }
    return this.#byName.get(`${place}|${name}`) ?? [];
  }

  #inOrder(found: Iterable<ResourceEntry>): readonly ResourceEntry[] {
    const list = [...found];
    return list.length < 2 ? list : list.sort((a, b) => (this.#position.get(a) ?? 0) - (this.#position.get(b) ?? 0));
  }
}

const indexes = new WeakMap<readonly ResourceEntry[], ResourceIndex>();

/** The index of a list of resources, built once for it. */
export function resourceIndexOf(resources: readonly ResourceEntry[]): ResourceIndex {
  let index = indexes.get(resources);
  if (index === undefined) {
    index = new ResourceIndex(resources);
    indexes.set(resources, index);
  }
  return index;
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

const knownNames = new WeakMap<ResourceEntry, ReadonlySet<string>>();

function namesOf(resource: ResourceEntry): ReadonlySet<string> {
  let names = knownNames.get(resource);
  if (names === undefined) {
    names = new Set(
      NAMES.flatMap((path) => settingAt(resource.attributes, path))
        .filter(isName)
        .map(String),
    );
    knownNames.set(resource, names);
  }
  return names;
}

/** A text, also one that begins with the same variable on both sides; what a loop or another resource makes is no name. */
function isName(value: Json): boolean {
  return typeof value === "string" && value.length > 1 && !/\$\{(?!(?:var|local)\.[\w.]+\})/.test(value);
}

/** What a setting says in so many words. */
function textsAt({ attributes }: ResourceEntry, paths: SettingPaths): readonly string[] {
  return [...new Set(settingAt(attributes, paths).map(String))];
}

/** Whether a setting takes its value from another resource. */
function refersAtAll(resource: ResourceEntry, paths: SettingPaths): boolean {
  return addressesAt(resource, paths).some(isResource);
}

/** A resource, and not a variable or what a data source looked up. */
function isResource(address: string): boolean {
  return !/^(?:data|var|local|module)\./.test(address) && !/\.data\./.test(address);
}

/** Addresses of resources that a setting, or something within it, takes its value from. */
function addressesAt({ references = {} }: ResourceEntry, paths: SettingPaths): readonly string[] {
  const list = typeof paths === "string" ? [paths] : paths;
  return [
    ...new Set(
      Object.entries(references).flatMap(([key, addresses]) =>
        list.some((path) => key === path || key.startsWith(`${path}.`)) ? addresses : [],
      ),
    ),
  ];
}
