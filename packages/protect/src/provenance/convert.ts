import { ProtectError } from "../errors.ts";
import { readCroissant, writeCroissant } from "./croissant.ts";
import { readDataTrustAlliance, writeDataTrustAlliance } from "./data-trust-alliance.ts";
import type { Lineage } from "./lineage.ts";
import { readProvJson, writeProvJson } from "./prov-json.ts";

/** Forms that say where data comes from. */
export const PROVENANCE_FORMS = ["croissant", "prov", "dta"] as const;
export type ProvenanceForm = (typeof PROVENANCE_FORMS)[number];

/** The form of a document, by what only it has; undefined where it is none. */
export function provenanceFormOf(document: unknown): ProvenanceForm | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  if ("@type" in document && "@context" in document) return "croissant";
  if ("entity" in document || "activity" in document) return "prov";
  return "source" in document && "provenance" in document ? "dta" : undefined;
}

/** Reads a document of any of the forms. @throws ProtectError FORMAT_INVALID */
export function readProvenance(document: unknown): Lineage {
  const form = provenanceFormOf(document);
  if (form === "croissant") return readCroissant(document);
  if (form === "prov") return readProvJson(document);
  if (form === "dta") return readDataTrustAlliance(document);
  throw new ProtectError("FORMAT_INVALID", "This is neither Croissant, nor PROV-JSON, nor a record of the Data Provenance Standards.");
}

/** The data set that a document is about: the one named, or the first that is derived into no other. */
function subjectOf({ things }: Lineage): string {
  const datasets = things.filter(({ kind }) => kind === "dataset");
  const last =
    datasets.find(({ id }) => !things.some((each) => each.kind === "dataset" && each.derivedFrom.includes(id))) ?? datasets[0] ?? things[0];
  if (last === undefined) throw new ProtectError("FORMAT_INVALID", `There is no data set in the lineage.`);
  return last.id;
}

/** @param id data set to write about, where the form holds one alone. @throws ProtectError OPTION_INVALID, FORMAT_INVALID */
export function writeProvenance(lineage: Lineage, form: ProvenanceForm, id?: string): object {
  if (form === "prov") return writeProvJson(lineage);
  const subject = id ?? subjectOf(lineage);
  return form === "croissant" ? writeCroissant(lineage, subject) : writeDataTrustAlliance(lineage, subject);
}
