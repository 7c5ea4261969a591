import type { Asset } from "@castellan/graph";
import { factCount, factList, factText, metricsOf, scalarText } from "../asset-facts.ts";
import { assetAddress, assetVersion, canonicalPurl, iriReference, purlParts, utcSeconds } from "../identifiers/identifiers.ts";
import { datasetsOf, hyperparametersOf, metricsFilesOf, runsOf } from "../model-facts.ts";
import { placeText } from "../text/place.ts";
import { CLASSES } from "./kinds.ts";
import type { AiPackage, ArtifactElement, DatasetPackage, DictionaryEntry, Hash } from "./types.ts";
import { CREATION, organization, spdxIdOf, unknownParty, type Writing } from "./writing.ts";

const HASHES: Readonly<Record<string, readonly [string, number]>> = {
  md5: ["md5", 32],
  sha1: ["sha1", 40],
  sha256: ["sha256", 64],
  sha384: ["sha384", 96],
  sha512: ["sha512", 128],
  "sha3-256": ["sha3_256", 64],
  "sha3-512": ["sha3_512", 128],
  "blake2b-256": ["blake2b256", 64],
  "blake2b-512": ["blake2b512", 128],
  blake3: ["blake3", 64],
};

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function hashes(asset: Asset): readonly Hash[] | undefined {
  return some(
    Object.entries(asset.digests)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([algorithm, value]): Hash[] => {
        const known = HASHES[algorithm.toLowerCase()];
        return known !== undefined && value.length === known[1] && /^[0-9a-f]+$/i.test(value)
          ? [{ type: "Hash", algorithm: known[0], hashValue: value.toLowerCase() }]
          : [];
      }),
  );
}

function supplier(writing: Writing, asset: Asset): string {
  const purl = canonicalPurl(asset.identity.purl);
  const parts = purl === undefined ? undefined : purlParts(purl);
  const own = asset.lifecycle === "committed" || asset.lifecycle === "deployed" ? (asset.owner ?? asset.repository) : undefined;
  const name =
    asset.identity.provider ??
    factText(asset.attributes, "supplier", "publisher", "provider") ??
    (parts?.type === "huggingface" ? parts.group : undefined) ??
    own;
  return name === undefined || name === "" ? unknownParty(writing) : organization(writing, name);
}

/** A stated time, else the document's own with a remark: the profiles demand one and SPDX has no unknown time. */
function timeOf(writing: Writing, asset: Asset, ...keys: readonly string[]): { readonly time: string; readonly known: boolean } {
  const stated = factText(asset.attributes, ...keys);
  const milliseconds = stated === undefined ? Number.NaN : Date.parse(stated);
  // SPDX times have four digits of year.
  const usable = !Number.isNaN(milliseconds) && milliseconds > -62_135_596_800_000 && milliseconds < 253_402_300_800_000;
  return { time: usable && stated !== undefined ? utcSeconds(stated) : writing.time, known: usable };
}

function comment(asset: Asset, remarks: readonly string[]): string {
  const places = asset.occurrences.slice(0, 20).map(placeText).join(", ");
  return [
    `castellan: kind ${asset.kind}, lifecycle ${asset.lifecycle}, scope ${asset.scope}`,
    ...(places === "" ? [] : [`seen at ${places}`]),
    ...remarks,
  ]
    .join("; ")
    .toWellFormed();
}

function entries(list: readonly (readonly [string, string])[]): readonly DictionaryEntry[] | undefined {
  return some(list.map(([key, value]) => ({ type: "DictionaryEntry" as const, key: key.toWellFormed(), value })));
}

function sensitive(asset: Asset): "yes" | "no" | "noAssertion" {
  const stated = asset.attributes["sensitiveData"];
  if (/^(?:personal|special-category|biometric)$/.test(factText(asset.attributes, "classification", "sensitivity") ?? "")) return "yes";
  if (!Array.isArray(stated)) return factList(asset.attributes, "sensitiveData", "personalData").length > 0 ? "yes" : "noAssertion";
  return stated.length > 0 ? "yes" : "no";
}

const sentence = (list: readonly string[]): string | undefined => (list.length === 0 ? undefined : list.join("; "));

function aiFields(writing: Writing, asset: Asset): Partial<AiPackage> {
  const { index } = writing;
  const { attributes } = asset;
  const runs = runsOf(index, asset);
  const data = datasetsOf(index, asset);
  const training = [
    ...runs.map((run) => `made by ${run.name}`),
    ...(data.length === 0 ? [] : [`trained on ${data.map((dataset) => dataset.name).join(", ")}`]),
  ];
  const metrics = [asset, ...metricsFilesOf(index, asset)].flatMap(metricsOf);
  return {
    ai_autonomyType: asset.kind === "agent" ? "yes" : "noAssertion",
    ai_domain: some(factList(attributes, "domain", "task", "pipelineTag", "pipeline_tag")),
    ai_hyperparameter: entries(
      hyperparametersOf(index, asset).flatMap(([name, value]) => {
        const text = scalarText(value);
        return text === undefined ? [] : [[name, text] as const];
      }),
    ),
    ai_informationAboutApplication: sentence(factList(attributes, "intendedUse", "useCases")),
    ai_informationAboutTraining: sentence(training)?.toWellFormed(),
    ai_limitation: sentence(factList(attributes, "limitations", "technicalLimitations")),
    ai_metric: entries(metrics.map((metric) => [metric.type, metric.value] as const)),
    ai_typeOfModel: some(factList(attributes, "architecture", "architectures", "modelType")),
    ai_useSensitivePersonalInformation:
      data.length === 0
        ? "noAssertion"
        : data.some((dataset) => sensitive(dataset) === "yes")
          ? "yes"
          : data.every((dataset) => sensitive(dataset) === "no")
            ? "no"
            : "noAssertion",
  };
}

const DATASET_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(?:csv|tsv|parquet|arrow|table|tabular|avro|orc|xlsx?)$/i, "structured"],
  [/^(?:jsonl?|ndjson|text|txt|md|markdown|html)$/i, "text"],
  [/^(?:image|images|idx|png|jpe?g|webp|tiff?)$/i, "image"],
  [/^(?:audio|wav|mp3|flac)$/i, "audio"],
  [/^(?:video|mp4|avi|webm)$/i, "video"],
  [/^(?:numpy|npy|npz|tensor|hdf5)$/i, "numeric"],
  [/^(?:graph)$/i, "graph"],
  [/^(?:time-?series)$/i, "timeseries"],
];
const CONFIDENTIALITY: Readonly<Record<string, DatasetPackage["dataset_confidentialityLevel"]>> = {
  public: "clear",
  internal: "green",
  confidential: "amber",
  restricted: "red",
  secret: "red",
  "special-category": "red",
};

function datasetFields(writing: Writing, asset: Asset): Partial<DatasetPackage> & Pick<DatasetPackage, "dataset_datasetType"> {
  const { attributes } = asset;
  const words = factList(attributes, "modality", "type", "format");
  const types = new Set(words.flatMap((word) => DATASET_TYPES.filter(([form]) => form.test(word)).map(([, type]) => type)));
  const sources = writing.index
    .from(asset.id)
    .filter((relation) => relation.kind === "fetched_from" || relation.kind === "derived_from")
    .map((relation) => `${relation.kind.replace("_", " ")} ${writing.index.name(relation.to)}`);
  const classification = factText(attributes, "classification", "sensitivity")?.toLowerCase();
  return {
    dataset_datasetType: types.size === 0 ? ["noAssertion"] : [...types].sort(),
    dataset_confidentialityLevel:
      classification === undefined || !Object.hasOwn(CONFIDENTIALITY, classification) ? undefined : CONFIDENTIALITY[classification],
    dataset_dataCollectionProcess: sentence([...factList(attributes, "collection", "dataCollectionProcess"), ...sources])?.toWellFormed(),
    dataset_datasetSize: factCount(attributes, "bytes", "size"),
    dataset_hasSensitivePersonalInformation: sensitive(asset),
    dataset_intendedUse: sentence(factList(attributes, "intendedUse")),
    dataset_knownBias: some(factList(attributes, "knownBias", "bias")),
  };
}

/** One asset as an element, with every property that its profile demands. */
export function artifactOf(writing: Writing, asset: Asset): ArtifactElement {
  const [type, purpose] = CLASSES[asset.kind];
  const release = timeOf(writing, asset, "releaseTime", "releasedAt", "createdAt", "lastModified", "builtTime");
  const purl = canonicalPurl(asset.identity.purl);
  const base = {
    spdxId: spdxIdOf(writing, asset),
    creationInfo: CREATION,
    name: asset.name.toWellFormed(),
    description: factText(asset.attributes, "description", "summary"),
    verifiedUsing: hashes(asset),
    software_primaryPurpose: purpose,
  };
  if (type === "software_File") return { ...base, type, comment: comment(asset, []) };
  const location = assetAddress(asset) ?? iriReference(asset.identity.uri);
  const wholePackage = {
    ...base,
    comment: comment(asset, []),
    software_packageUrl: purl,
    software_packageVersion: assetVersion(asset),
    software_downloadLocation: location,
    suppliedBy: supplier(writing, asset),
  };
  if (type === "software_Package") return { ...wholePackage, type };
  const profiled = {
    ...wholePackage,
    software_downloadLocation: location ?? "NOASSERTION",
    releaseTime: release.time,
    comment: comment(asset, release.known ? [] : ["the time of release is not known: the time of this document stands in its place"]),
  };
  if (type === "ai_AIPackage")
    return { ...profiled, type, software_packageVersion: assetVersion(asset) ?? "NOASSERTION", ...aiFields(writing, asset) };
  const built = timeOf(writing, asset, "builtTime", "createdAt");
  return { ...profiled, type, originatedBy: [supplier(writing, asset)], builtTime: built.time, ...datasetFields(writing, asset) };
}
