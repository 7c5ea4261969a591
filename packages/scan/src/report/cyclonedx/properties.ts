import type { Asset, Json } from "@castellan/graph";
import { canonicalJson } from "@castellan/graph";
import { iriReference } from "../identifiers/identifiers.ts";
import { placeText } from "../text/place.ts";
import { referenceOf, type Writing } from "./references.ts";
import { PROPERTY_NAMES } from "./taxonomy.ts";
import type { Hash, Property } from "./types.ts";

const LONGEST = 2000;

export function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

export function property(name: string, value: string): Property {
  const formed = value.toWellFormed();
  return { name: name.toWellFormed(), value: formed.length <= LONGEST ? formed : `${formed.slice(0, LONGEST - 1).toWellFormed()}…` };
}

function optional(name: string, value: string | undefined): Property[] {
  return value === undefined ? [] : [property(name, value)];
}

const below = (name: string, last: string): string => name.replace("*", last);

function attributeValue(value: Json): string {
  return typeof value === "string" ? value : canonicalJson({ value }).slice('{"value":'.length, -1);
}

const HASH_NAMES: Readonly<Record<string, readonly [string, number]>> = {
  md5: ["MD5", 32],
  sha1: ["SHA-1", 40],
  sha256: ["SHA-256", 64],
  sha384: ["SHA-384", 96],
  sha512: ["SHA-512", 128],
  "sha3-256": ["SHA3-256", 64],
  "sha3-384": ["SHA3-384", 96],
  "sha3-512": ["SHA3-512", 128],
  "blake2b-256": ["BLAKE2b-256", 64],
  "blake2b-512": ["BLAKE2b-512", 128],
  blake3: ["BLAKE3", 64],
};

/** Digests in the algorithms and lengths that CycloneDX takes. */
export function hashesOf(asset: Asset): Hash[] {
  return Object.entries(asset.digests)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([algorithm, content]) => {
      const known = HASH_NAMES[algorithm.toLowerCase()];
      return known !== undefined && content.length === known[1] && /^[0-9a-fA-F]+$/.test(content)
        ? [{ alg: known[0], content: content.toLowerCase() }]
        : [];
    });
}

/** What stands in no standard field. The order is fixed: identity, edges, attributes. */
export function assetProperties(writing: Writing, asset: Asset, withOccurrences: boolean): Property[] {
  const { index } = writing;
  const held = new Set(hashesOf(asset).map((hash) => hash.content));
  return [
    property(PROPERTY_NAMES.kind.name, asset.kind),
    property(PROPERTY_NAMES.lifecycle.name, asset.lifecycle),
    property(PROPERTY_NAMES.scope.name, asset.scope),
    ...optional(PROPERTY_NAMES.owner.name, asset.owner),
    ...optional(PROPERTY_NAMES.repository.name, asset.repository),
    property(PROPERTY_NAMES.key.name, asset.identity.key),
    ...optional(PROPERTY_NAMES.arn.name, asset.identity.arn),
    ...optional(PROPERTY_NAMES.uri.name, iriReference(asset.identity.uri)),
    ...optional(PROPERTY_NAMES.address.name, asset.identity.address),
    ...optional(PROPERTY_NAMES.provider.name, asset.identity.provider),
    ...index.from(asset.id).flatMap((relation) => {
      const target = index.asset(relation.to);
      return target === undefined
        ? []
        : [property(below(PROPERTY_NAMES.edge.name, relation.kind), `${referenceOf(target)};strength=${relation.strength}`)];
    }),
    ...(withOccurrences ? asset.occurrences.map((occurrence) => property(PROPERTY_NAMES.occurrence.name, placeText(occurrence))) : []),
    ...Object.entries(asset.digests)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .filter(([, content]) => !held.has(content.toLowerCase()))
      .map(([algorithm, content]) => property(below(PROPERTY_NAMES.digest.name, algorithm), content)),
    ...Object.entries(asset.attributes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => property(below(PROPERTY_NAMES.attribute.name, key), attributeValue(value))),
  ];
}
