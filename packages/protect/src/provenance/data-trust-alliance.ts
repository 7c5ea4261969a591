import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { type Lineage, type LineageThing, sortedLineage } from "./lineage.ts";

/*
 * Data Provenance Standards 1.0 of the Data & Trust Alliance (dataandtrustalliance.org, 2024): fields of three groups,
 * source, provenance and use. The standard is text and has no file form; the names are its own, in snake case.
 */

const Text = z.string().optional();
const Record10 = z.looseObject({
  source: z.looseObject({
    standards_version_used: z.string(),
    dataset_title_name: z.string(),
    unique_metadata_identifier: z.string(),
    metadata_location: Text,
    dataset_issuer: Text,
    description_of_the_dataset: Text,
  }),
  provenance: z
    .looseObject({
      source_metadata_for_dataset: z.array(z.string()).optional(),
      source: Text,
      data_origin_geography: Text,
      dataset_issue_date: Text,
      date_of_previously_issued_version: Text,
      range_of_dates_for_data_generation: Text,
      method: Text,
      data_format: Text,
    })
    .default({}),
  use: z.looseObject({ license_to_use: Text, intended_data_use: Text, confidentiality_classification: Text }).default({}),
});

/** Reads such a record. What has no place in a lineage (geographies, consent, classification) is listed in `left`. @throws ProtectError FORMAT_INVALID */
export function readDataTrustAlliance(document: unknown): Lineage {
  const parsed = Record10.safeParse(document);
  if (!parsed.success)
    throw new ProtectError("FORMAT_INVALID", `This is no record of the Data Provenance Standards: ${z.prettifyError(parsed.error)}.`);
  const { source, provenance, use } = parsed.data;
  const id = source.unique_metadata_identifier;
  const from = provenance.source_metadata_for_dataset ?? [];
  const agents = [source.dataset_issuer, provenance.source].flatMap((name) => (name === undefined ? [] : [name]));
  const held = new Set(["source_metadata_for_dataset", "source", "dataset_issue_date", "data_format", "license_to_use", "method"]);
  const thing: LineageThing = {
    id,
    name: source.dataset_title_name,
    kind: "dataset",
    ...(source.description_of_the_dataset === undefined ? {} : { description: source.description_of_the_dataset }),
    ...(source.metadata_location === undefined ? {} : { uri: source.metadata_location }),
    ...(provenance.dataset_issue_date === undefined ? {} : { issued: provenance.dataset_issue_date }),
    ...(provenance.data_format === undefined ? {} : { format: provenance.data_format }),
    ...(use.license_to_use === undefined ? {} : { licence: use.license_to_use }),
    ...(provenance.method === undefined ? {} : { generatedBy: `${id}#method` }),
    derivedFrom: from,
    attributedTo: agents,
  };
  return sortedLineage({
    things: [
      thing,
      ...from
        .filter((each) => each !== id)
        .map((each): LineageThing => ({ id: each, name: each, kind: "dataset", derivedFrom: [], attributedTo: [] })),
    ],
    runs: provenance.method === undefined ? [] : [{ id: `${id}#method`, name: provenance.method, used: from, by: [] }],
    agents: [...new Set(agents)].map((name) => ({ id: name, name, kind: "organisation" })),
    left: [...Object.keys(provenance), ...Object.keys(use)].filter((key) => !held.has(key)),
  });
}

/** Writes the record of a data set; fields that nothing is known of are not there. @throws ProtectError OPTION_INVALID */
export function writeDataTrustAlliance({ things, runs, agents }: Lineage, id: string): object {
  const dataset = things.find((each) => each.id === id);
  if (dataset === undefined)
    throw new ProtectError("OPTION_INVALID", `There is no ${id} in the lineage; it has ${things.map((each) => each.id).join(", ")}.`);
  const [issuer, origin] = dataset.attributedTo.map((agent) => agents.find((each) => each.id === agent)?.name ?? agent);
  const run = runs.find((each) => each.id === dataset.generatedBy);
  const said = (entries: readonly (readonly [string, unknown])[]): object =>
    Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return {
    source: said([
      ["standards_version_used", "1.0.0"],
      ["dataset_title_name", dataset.name],
      ["unique_metadata_identifier", dataset.id],
      ["metadata_location", dataset.uri],
      ["dataset_issuer", issuer],
      ["description_of_the_dataset", dataset.description],
    ]),
    provenance: said([
      ["source_metadata_for_dataset", dataset.derivedFrom.length === 0 ? undefined : dataset.derivedFrom],
      ["source", origin],
      ["dataset_issue_date", dataset.issued],
      ["method", run?.name],
      ["data_format", dataset.format],
    ]),
    use: said([["license_to_use", dataset.licence]]),
  };
}
