import type { Json, ResourceEntry } from "@castellan/graph";
import type { SettingPaths } from "../../../knowledge/posture/schema.ts";
import { asArm } from "./azapi.ts";
import { settingAt } from "./setting.ts";

/** Attributes by which another resource may name one without a reference. */
const NAMES = ["name", "id", "arn", "bucket", "Name", "BucketName", "metadata.name", "function_name", "FunctionName"];

/** Declared resources and how they refer to each other; built once for a scan. */
export class ResourceIndex {
  readonly #byType = new Map<string, ResourceEntry[]>();
  readonly #byAddress = new Map<string, ResourceEntry[]>();

  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      add(this.#byType, typeKey(resource.type), resource);
      const arm = asArm(resource);
      if (arm !== undefined) add(this.#byType, typeKey(arm.type), arm);
      add(this.#byAddress, `${placeKey(resource)}|${resource.address}`, arm ?? resource);
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
    const names = namesOf(to);
    return this.ofTypes(types).filter(
      (other) =>
        placeKey(other) === placeKey(to) &&
        (refers(other, by, to.address) ||
          (asksParent(by) && this.#isBelow(other, to)) ||
          (!refersAtAll(other, by) && gives(other, by, names))),
    );
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
    // Several resources may carry one name: where a setting says which it means, the name does not count.
    const said = refersAtAll(from, at) ? new Set<string>() : new Set(settingAt(from.attributes, at).map(String));
    return this.ofTypes(types).filter(
      (other) =>
        placeKey(other) === placeKey(from) && (refers(from, at, other.address) || [...namesOf(other)].some((name) => said.has(name))),
    );
  }
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

function gives({ attributes }: ResourceEntry, by: SettingPaths, names: ReadonlySet<string>): boolean {
  return settingAt(attributes, by).some((value) => names.has(String(value)));
}

function refers({ references = {} }: ResourceEntry, paths: SettingPaths, address: string): boolean {
  const list = typeof paths === "string" ? [paths] : paths;
  return Object.entries(references).some(
    ([key, addresses]) => addresses.includes(address) && list.some((path) => key === path || key.startsWith(`${path}.`)),
  );
}
