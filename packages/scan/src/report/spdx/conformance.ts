/*
 * What the JSON schema of SPDX 3.0.1 cannot say: the cardinalities that the AI and Dataset profiles tighten
 * (model/AI/Classes/AIPackage.md and model/Dataset/Classes/DatasetPackage.md, "External properties
 * restrictions"), their licence relationships (model/AI/AI.md, model/Dataset/Dataset.md, "Profile
 * conformance"), and that every reference resolves.
 */

type Node = ReadonlyMap<string, unknown>;

const DEMANDED: Readonly<Record<string, readonly string[]>> = {
  ai_AIPackage: ["suppliedBy", "software_downloadLocation", "software_packageVersion", "software_primaryPurpose", "releaseTime"],
  dataset_DatasetPackage: [
    "originatedBy",
    "builtTime",
    "releaseTime",
    "software_downloadLocation",
    "software_primaryPurpose",
    "dataset_datasetType",
  ],
};
const LINKS = [
  "creationInfo",
  "suppliedBy",
  "originatedBy",
  "createdBy",
  "createdUsing",
  "from",
  "to",
  "element",
  "rootElement",
  "subject",
];
const STANDARD_INDIVIDUAL = /^https:\/\/spdx\.org\/rdf\/3\.0\.1\/terms\//;

function nodesOf(document: unknown): Node[] {
  const graph: unknown =
    typeof document === "object" && document !== null ? new Map<string, unknown>(Object.entries(document)).get("@graph") : undefined;
  return Array.isArray(graph)
    ? graph
        .filter((node) => typeof node === "object" && node !== null)
        .map((node: object) => new Map<string, unknown>(Object.entries(node)))
    : [];
}

function values(node: Node, key: string): unknown[] {
  const value = node.get(key);
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function idOf(node: Node): string {
  return String(node.get("spdxId") ?? node.get("@id") ?? "");
}

/** Problems as sentences; none is the good answer. */
export function spdxProblems(document: unknown): string[] {
  const nodes = nodesOf(document);
  const ids = nodes.map(idOf);
  const known = new Set(ids);
  const relationships = nodes.filter((node) => node.get("type") === "Relationship");
  const licences = new Set(nodes.filter((node) => String(node.get("type")).startsWith("simplelicensing_")).map(idOf));
  const problems = [...new Set(ids.filter((id, position) => ids.indexOf(id) !== position))].map((id) => `${id} is there more than once`);
  for (const node of nodes) {
    const demanded = DEMANDED[String(node.get("type"))];
    for (const key of demanded ?? []) {
      const count = values(node, key).length;
      if (count === 0 || (count > 1 && key !== "dataset_datasetType")) problems.push(`${idOf(node)} has ${count} of ${key}`);
    }
    if (demanded !== undefined) {
      for (const type of ["hasDeclaredLicense", "hasConcludedLicense"]) {
        const found = relationships.filter((each) => each.get("relationshipType") === type && each.get("from") === idOf(node));
        const targets = found.flatMap((each) => values(each, "to")).map(String);
        if (found.length !== 1 || targets.length !== 1) problems.push(`${idOf(node)} has ${found.length} relationships ${type}`);
        for (const target of targets)
          if (!licences.has(target) && !STANDARD_INDIVIDUAL.test(target)) problems.push(`${target} is no licence`);
      }
    }
    for (const target of LINKS.flatMap((key) => values(node, key)).map(String)) {
      if (!known.has(target) && !STANDARD_INDIVIDUAL.test(target)) problems.push(`${target} is referred to and not there`);
    }
  }
  if (nodes.filter((node) => node.get("type") === "SpdxDocument").length !== 1) problems.push("there must be exactly one SpdxDocument");
  return problems;
}
