import { PROPERTY_NAMES } from "./taxonomy.ts";
import type { SpecVersion } from "./types.ts";

/** The inventory as the properties of a document tell it: what survives the way through CycloneDX. */
export interface ReadInventory {
  readonly specVersion: string;
  readonly assets: readonly { readonly id: string; readonly kind: string; readonly name: string; readonly key: string }[];
  readonly relations: readonly { readonly from: string; readonly kind: string; readonly to: string; readonly strength: string }[];
}

const EDGE = PROPERTY_NAMES.edge.name.replace("*", "");

interface Part {
  readonly reference: string;
  readonly name: string;
  readonly properties: ReadonlyMap<string, readonly string[]>;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function field(value: object, key: string): unknown {
  return new Map(Object.entries(value)).get(key);
}

function list(value: unknown): object[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function partOf(value: object): Part {
  const properties = new Map<string, string[]>();
  for (const item of list(field(value, "properties"))) {
    const [name, text] = [String(field(item, "name")), String(field(item, "value") ?? "")];
    properties.set(name, [...(properties.get(name) ?? []), text]);
  }
  return { reference: String(field(value, "bom-ref") ?? ""), name: String(field(value, "name") ?? ""), properties };
}

function services(value: unknown): object[] {
  return list(value).flatMap((service) => [service, ...services(field(service, "services"))]);
}

/** Reads kinds, names and relations back from a document that Castellan wrote. */
export function readCyclonedx(document: unknown): ReadInventory {
  const root = isObject(document) ? document : {};
  const workflows = list(field(root, "formulation")).flatMap((formula) => list(field(formula, "workflows")));
  const values = [
    ...list(field(root, "components")),
    ...services(field(root, "services")),
    ...workflows,
    ...workflows.flatMap((workflow) => list(field(workflow, "tasks"))),
  ];
  const parts = values.map(partOf).filter((part) => part.properties.has(PROPERTY_NAMES.key.name));
  const id = (reference: string): string => reference.slice(reference.indexOf(":") + 1);
  const version: SpecVersion | string = String(field(root, "specVersion") ?? "");
  return {
    specVersion: version,
    assets: parts.map((part) => ({
      id: id(part.reference),
      kind: part.properties.get(PROPERTY_NAMES.kind.name)?.[0] ?? "",
      name: part.name,
      key: part.properties.get(PROPERTY_NAMES.key.name)?.[0] ?? "",
    })),
    relations: parts.flatMap((part) =>
      [...part.properties]
        .filter(([name]) => name.startsWith(EDGE))
        .flatMap(([name, targets]) =>
          targets.map((target) => {
            const [reference = "", strength = ""] = target.split(";strength=");
            return { from: id(part.reference), kind: name.slice(EDGE.length), to: id(reference), strength };
          }),
        ),
    ),
  };
}
