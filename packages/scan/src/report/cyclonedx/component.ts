import type { Asset, PackageEntry, Relation } from "@castellan/graph";
import { factCount, factList, factText } from "../asset-facts.ts";
import { assetAddress, assetVersion, canonicalPurl, hubAddress, iriReference, purlParts } from "../identifiers/identifiers.ts";
import { type Licence, licencesOf, readLicence } from "../licence/licence.ts";
import { runsOf } from "../model-facts.ts";
import { evidenceOf } from "./evidence.ts";
import { FRAMEWORKS, type Place } from "./kinds.ts";
import { modelCardOf } from "./model-card.ts";
import { assetProperties, hashesOf, nonEmpty, property } from "./properties.ts";
import { referenceOf, type Writing } from "./references.ts";
import { PROPERTY_NAMES } from "./taxonomy.ts";
import type { Component, ComponentData, ComponentType, ExternalReference, LicenceChoice } from "./types.ts";

/** 1.6 takes either licences or one expression; so several of which one is an expression become names. */
export function licenceChoices(licences: readonly Licence[]): readonly LicenceChoice[] | undefined {
  const [first] = licences;
  if (licences.length === 1 && first?.form === "expression") return [{ expression: first.text, acknowledgement: "declared" }];
  return nonEmpty(
    licences.map(
      ({ form, text }): LicenceChoice => ({
        license: form === "id" ? { id: text, acknowledgement: "declared" } : { name: text.toWellFormed(), acknowledgement: "declared" },
      }),
    ),
  );
}

const ANCESTRY: Readonly<Record<string, string>> = {
  derived_from: "derived from",
  adapter_of: "adapter of",
  quantised_from: "quantised from",
  fine_tunes: "fine-tuned from",
};

function pedigreeOf(writing: Writing, asset: Asset): Component["pedigree"] {
  const own = writing.index.from(asset.id).filter((relation) => relation.kind in ANCESTRY);
  const ofRuns = runsOf(writing.index, asset)
    .flatMap((run) => writing.index.from(run.id))
    .filter((relation) => relation.kind === "fine_tunes");
  const parents = [...own, ...ofRuns].flatMap((relation: Relation) => {
    const parent = writing.index.asset(relation.to);
    const place = parent === undefined ? undefined : writing.placeOf(parent);
    return parent === undefined || place?.as !== "component" || parent.id === asset.id
      ? []
      : [{ relation, parent, type: typeOf(parent, place) }];
  });
  if (parents.length === 0) return undefined;
  const ancestors = parents.map(
    ({ parent, type }): Component => ({
      type,
      name: parent.name.toWellFormed(),
      version: assetVersion(parent),
      hashes: nonEmpty(hashesOf(parent)),
      purl: canonicalPurl(parent.identity.purl),
      properties: [property(PROPERTY_NAMES.kind.name, parent.kind)],
    }),
  );
  return {
    ancestors,
    notes: parents
      .map(({ relation, parent }) => `${ANCESTRY[relation.kind] ?? ""} ${parent.name}`)
      .join("; ")
      .toWellFormed(),
  };
}

function dataOf(asset: Asset, type: ComponentData["type"]): ComponentData {
  const { attributes } = asset;
  const columns = factList(attributes, "columns");
  const contents = [
    ...["rows", "bytes"].flatMap((key) =>
      factCount(attributes, key) === undefined
        ? []
        : [property(PROPERTY_NAMES.attribute.name.replace("*", key), String(factCount(attributes, key)))],
    ),
    ...(columns.length === 0 ? [] : [property(PROPERTY_NAMES.attribute.name.replace("*", "columns"), columns.join(", "))]),
  ];
  const url = iriReference(asset.identity.uri) ?? iriReference(attributes["uri"]) ?? iriReference(attributes["url"]);
  return {
    type,
    name: asset.name.toWellFormed(),
    contents: url === undefined && contents.length === 0 ? undefined : { url, properties: nonEmpty(contents) },
    classification: factText(attributes, "classification", "sensitivity"),
    sensitiveData: nonEmpty(factList(attributes, "sensitiveData", "personalData")),
    description: factText(attributes, "description", "summary"),
    governance: asset.owner === undefined ? undefined : { owners: [{ organization: { name: asset.owner.toWellFormed() } }] },
  };
}

function typeOf(asset: Asset, place: Extract<Place, { readonly as: "component" }>): ComponentType {
  const purl = asset.kind === "library" ? canonicalPurl(asset.identity.purl) : undefined;
  const parts = purl === undefined ? undefined : purlParts(purl);
  const name = parts === undefined ? asset.name : [parts.group, parts.name].filter((part) => part !== undefined).join("/");
  return asset.kind === "library" && FRAMEWORKS.has(name.toLowerCase()) ? "framework" : place.type;
}

function externalReferences(asset: Asset): ExternalReference[] {
  const [hub, address, card] = [hubAddress(asset), assetAddress(asset), iriReference(asset.attributes["card"])];
  return [
    ...(card === undefined ? [] : [{ type: "model-card", url: card, comment: "file in the target" }]),
    ...(hub === undefined
      ? []
      : [
          {
            type: asset.kind === "model" || asset.kind === "adapter" ? "model-card" : "documentation",
            url: hub,
            comment: "hub page named by the purl",
          },
        ]),
    ...(address === undefined || address === hub ? [] : [{ type: "distribution", url: address }]),
  ];
}

/** A model that somebody else runs: nothing of it is delivered. */
export function isHosted(writing: Writing, asset: Asset): boolean {
  return (
    asset.kind === "model" &&
    writing.index
      .from(asset.id)
      .some((relation) => relation.kind === "served_by" && writing.index.asset(relation.to)?.kind === "ai-service")
  );
}

export function componentOf(writing: Writing, asset: Asset, place: Extract<Place, { readonly as: "component" }>): Component {
  const type = typeOf(asset, place);
  const provider = asset.identity.provider ?? factText(asset.attributes, "supplier", "publisher", "provider");
  return {
    "bom-ref": referenceOf(asset),
    type,
    supplier: provider === undefined ? undefined : { name: provider.toWellFormed() },
    name: asset.name.toWellFormed(),
    version: assetVersion(asset),
    isExternal: writing.version === "1.7" && isHosted(writing, asset) ? true : undefined,
    description: factText(asset.attributes, "description", "summary"),
    scope: asset.scope === "production" ? "required" : "excluded",
    hashes: nonEmpty(hashesOf(asset)),
    licenses: licenceChoices(licencesOf(asset, writing.index)),
    purl: canonicalPurl(asset.identity.purl),
    pedigree: pedigreeOf(writing, asset),
    externalReferences: nonEmpty(externalReferences(asset)),
    evidence: evidenceOf(asset),
    modelCard: type === "machine-learning-model" ? modelCardOf(writing, asset) : undefined,
    data: type === "data" && place.data !== undefined ? [dataOf(asset, place.data)] : undefined,
    cryptoProperties:
      type === "cryptographic-asset"
        ? { assetType: "related-crypto-material", relatedCryptoMaterialProperties: { type: "credential" } }
        : undefined,
    properties: assetProperties(writing, asset, false),
  };
}

const PACKAGE_SCOPES = { runtime: "required", transitive: "required", optional: "optional", development: "excluded" } as const;

/** A package of a manifest or lock file that is no asset. */
export function packageComponent(entry: PackageEntry, reference: string): Component {
  const purl = canonicalPurl(entry.purl);
  const parts = purl === undefined ? undefined : purlParts(purl);
  const licence = entry.licence === undefined ? undefined : readLicence(entry.licence);
  return {
    "bom-ref": reference,
    type: "library",
    group: parts?.group,
    name: (parts?.name ?? entry.name).toWellFormed(),
    version: entry.version?.toWellFormed().slice(0, 1000),
    scope: PACKAGE_SCOPES[entry.scope],
    licenses: licence === undefined ? undefined : licenceChoices([licence]),
    purl,
    evidence: { occurrences: [{ location: entry.file.toWellFormed(), line: entry.line, additionalContext: "manifest, certain" }] },
    properties: [property(PROPERTY_NAMES.kind.name, "package")],
  };
}
