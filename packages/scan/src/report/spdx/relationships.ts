import type { Asset } from "@castellan/graph";
import { type Licence, licencesOf } from "../licence/licence.ts";
import { datasetsOf, runsOf } from "../model-facts.ts";
import { CLASSES, RELATIONSHIPS } from "./kinds.ts";
import type { Relationship } from "./types.ts";
import { CREATION, localId, NO_ASSERTION_LICENSE, spdxIdOf, type Writing } from "./writing.ts";

function relationship(
  writing: Writing,
  from: string,
  relationshipType: string,
  to: readonly string[],
  comment?: string,
  completeness?: Relationship["completeness"],
): Relationship {
  return {
    spdxId: `${writing.base}${localId("relationship", from, relationshipType, comment ?? "")}`,
    creationInfo: CREATION,
    type: "Relationship",
    from,
    relationshipType,
    to: [...new Set(to)].sort(),
    comment,
    completeness,
  };
}

/** SPDX ids and expressions as expressions; any other name as a licence of its own, so that nothing is lost and nothing invalid is written. */
function licenceElement(writing: Writing, licences: readonly Licence[]): string {
  if (licences.length === 0) return NO_ASSERTION_LICENSE;
  const proper = licences.every((licence) => licence.form !== "name");
  const text = (
    licences.length === 1
      ? licences
      : licences.map((licence) => ({ ...licence, text: licence.form === "expression" ? `(${licence.text})` : licence.text }))
  )
    .map((licence) => licence.text)
    .join(" AND ")
    .toWellFormed();
  const spdxId = `${writing.base}${localId(proper ? "expression" : "licence", text)}`;
  writing.licences.set(
    spdxId,
    proper
      ? { spdxId, creationInfo: CREATION, type: "simplelicensing_LicenseExpression", simplelicensing_licenseExpression: text }
      : {
          spdxId,
          creationInfo: CREATION,
          type: "simplelicensing_SimpleLicensingText",
          name: text,
          simplelicensing_licenseText: text,
          comment: "stated name; not on the SPDX licence list",
        },
  );
  return spdxId;
}

/** Exactly one declared and one concluded licence for each package of the AI and Dataset profiles. Castellan concludes nothing about licences. */
function licenceRelationships(writing: Writing, asset: Asset): Relationship[] {
  const licences = licencesOf(asset, writing.index);
  const [type] = CLASSES[asset.kind];
  if (type !== "ai_AIPackage" && type !== "dataset_DatasetPackage" && licences.length === 0) return [];
  const from = spdxIdOf(writing, asset);
  return [
    relationship(writing, from, "hasDeclaredLicense", [licenceElement(writing, licences)]),
    relationship(writing, from, "hasConcludedLicense", [NO_ASSERTION_LICENSE]),
  ];
}

interface Group {
  readonly from: string;
  readonly type: string;
  readonly comment: string;
  readonly to: string[];
}

/** All relations: grouped by source and kind. The kind stands in the comment, because SPDX has fewer words. */
export function relationshipsOf(writing: Writing): Relationship[] {
  const { index, result } = writing;
  const groups = new Map<string, Group>();
  const add = (from: Asset, type: string, to: Asset, comment: string): void => {
    const key = `${from.id} ${type} ${comment}`;
    const group = groups.get(key) ?? { from: spdxIdOf(writing, from), type, comment, to: [] };
    group.to.push(spdxIdOf(writing, to));
    groups.set(key, group);
  };
  for (const relation of result.inventory.relations) {
    const [from, to] = [index.asset(relation.from), index.asset(relation.to)];
    if (from === undefined || to === undefined) continue;
    const [type, direction] = RELATIONSHIPS[relation.kind] ?? ["other", "with"];
    // `trainedOn` and `testedOn` belong to models; a run has inputs.
    const word = (type === "trainedOn" || type === "testedOn") && CLASSES[from.kind][0] !== "ai_AIPackage" ? "hasInput" : type;
    if (direction === "with") add(from, word, to, `castellan relation: ${relation.kind}`);
    else add(to, word, from, `castellan relation: ${relation.kind}, reversed`);
  }
  for (const model of result.inventory.assets.filter((asset) => CLASSES[asset.kind][0] === "ai_AIPackage")) {
    if (runsOf(index, model).length === 0) continue;
    for (const dataset of datasetsOf(index, model)) add(model, "trainedOn", dataset, "castellan: through the run that made it");
  }
  const typed = [...groups.values()].map((group) => relationship(writing, group.from, group.type, group.to, group.comment));
  return [...typed, ...result.inventory.assets.flatMap((asset) => licenceRelationships(writing, asset))];
}

/** The system contains all parts; whether that is all of them, only a scan that saw everything could say, and then only of its targets. */
export function containment(writing: Writing, system: string): Relationship[] {
  const parts = writing.result.inventory.assets.map((asset) => spdxIdOf(writing, asset));
  return parts.length === 0
    ? []
    : [relationship(writing, system, "contains", parts, undefined, writing.result.summary.complete ? "noAssertion" : "incomplete")];
}
