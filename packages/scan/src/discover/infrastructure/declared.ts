import type { Attributes, Json, Scope } from "@castellan/graph";
import type { Target } from "../../project/facts.ts";

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A resource of Terraform, CloudFormation, ARM or Bicep in one form. */
export interface DeclaredResource {
  readonly target: Target;
  /** Root module, template or parameter set: part of the identity. */
  readonly root: string;
  /** In the notation of the contract. */
  readonly address: string;
  /** Key of for_each, where one block makes several. */
  readonly instance?: string;
  readonly type: string;
  /** Its name in the configuration. */
  readonly label: string;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly scope: Scope;
  readonly attributes: Attributes;
  /** Dotted path without list indexes → addresses of other resources. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** Where the value of a path was written. */
  readonly places: ReadonlyMap<string, Place>;
  /** Created only where something unknown says so. */
  readonly conditional?: boolean;
  /** A data source, or `existing`: it is referred to, not made. */
  readonly external?: boolean;
  /** It was seen in an account, not read in code. */
  readonly observed?: { readonly account: string; readonly region: string };
  /** The call of the module that it stands in. */
  readonly caller?: Place;
}

/** Values under a dotted path; lists are gone through. */
export function valuesAt(json: Json | undefined, path: string): readonly Json[] {
  let current: readonly Json[] = json === undefined ? [] : [json];
  for (const step of path.split(".")) {
    current = current.flatMap(spread).flatMap((value): readonly Json[] => {
      const found =
        typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, step)
          ? Object.entries(value).find(([key]) => key === step)?.[1]
          : undefined;
      return found === undefined || found === null ? [] : [found];
    });
  }
  return current.flatMap(spread);
}

function spread(value: Json): readonly Json[] {
  return Array.isArray(value) ? value.flatMap(spread) : [value];
}

/** First text under the paths that is fully known. */
export function knownText(
  resource: DeclaredResource,
  paths: readonly string[],
): { readonly text: string; readonly path: string } | undefined {
  for (const path of paths) {
    for (const value of valuesAt(resource.attributes, path)) {
      if ((typeof value === "string" || typeof value === "number") && value !== "" && !String(value).includes("${"))
        return { text: String(value), path };
    }
  }
  return undefined;
}

/** Addresses that a path, or anything below it, refers to; where that is not told apart, what the nearest part above it does. */
export function referencesAt(resource: DeclaredResource, path: string): readonly string[] {
  const found: string[] = [];
  for (const [key, addresses] of resource.references) if (key === path || key.startsWith(`${path}.`)) found.push(...addresses);
  for (let key = path; found.length === 0 && key.includes("."); ) {
    key = key.slice(0, key.lastIndexOf("."));
    found.push(...(resource.references.get(key) ?? []));
  }
  return [...new Set(found)];
}

export function placeOf(resource: DeclaredResource, path: string): Place {
  for (let key = path; key !== ""; key = key.includes(".") ? key.slice(0, key.lastIndexOf(".")) : "") {
    const place = resource.places.get(key);
    if (place !== undefined) return place;
  }
  return { file: resource.file, line: resource.line };
}
