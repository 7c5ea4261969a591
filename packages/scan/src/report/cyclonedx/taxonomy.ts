/*
 * The `castellan:` property names. This table is the only place where they are made; docs/cyclonedx-properties.md
 * is generated from it.
 */

export interface PropertyName {
  readonly name: string;
  /** Where it stands. */
  readonly on: string;
  readonly value: string;
}

export const PROPERTY_NAMES = {
  kind: {
    name: "castellan:kind",
    on: "component, service, workflow, task",
    value: "The asset kind of Castellan's vocabulary, or `package` for an entry of a manifest or lock file that is no AI asset.",
  },
  lifecycle: {
    name: "castellan:lifecycle",
    on: "component, service, workflow, task",
    value: "`declared`, `local`, `committed`, `deployed` or `observed`.",
  },
  scope: {
    name: "castellan:scope",
    on: "component, service, workflow, task, vulnerability",
    value: "`production`, `example`, `docs` or `test`.",
  },
  owner: {
    name: "castellan:owner",
    on: "component, service, workflow, task, vulnerability",
    value: "Who owns it: CODEOWNERS, tags or configuration.",
  },
  repository: { name: "castellan:repository", on: "component, service, workflow, task", value: "Repository in which it was found." },
  key: {
    name: "castellan:identity:key",
    on: "component, service, workflow, task",
    value: "Canonical identity; two sightings with equal kind and key are one asset.",
  },
  arn: { name: "castellan:identity:arn", on: "component, service, workflow, task", value: "Amazon Resource Name." },
  uri: { name: "castellan:identity:uri", on: "component, service, workflow, task", value: "Address, credentials taken out." },
  address: { name: "castellan:identity:address", on: "component, service, workflow, task", value: "Address of a declared resource." },
  provider: {
    name: "castellan:identity:provider",
    on: "component, service, workflow, task",
    value: "Id of the provider of a hosted thing.",
  },
  edge: {
    name: "castellan:edge:*",
    on: "component, service, workflow, task",
    value:
      "A typed relation that starts here; `*` is the relation kind. Value: `<bom-ref of the target>;strength=<stated|resolved|inferred|observed>`. Some relations also stand in `dependencies`, `pedigree`, `modelCard` or `formulation`; the property is the lossless form.",
  },
  occurrence: {
    name: "castellan:occurrence",
    on: "service, workflow, task",
    value: "A place as `file:line`: services and workflows have no `evidence` in CycloneDX 1.x.",
  },
  attribute: {
    name: "castellan:attribute:*",
    on: "component, service, workflow, task",
    value: "An attribute of the asset; `*` is its name, the value is text, or JSON for lists and objects.",
  },
  digest: {
    name: "castellan:digest:*",
    on: "component, service, workflow, task",
    value: "A digest that `hashes` cannot hold; `*` is the algorithm.",
  },
  hyperparameter: {
    name: "castellan:hyperparameter:*",
    on: "modelCard",
    value: "Hyperparameter of the training run that produced the model.",
  },
  rule: { name: "castellan:finding:rule", on: "vulnerability", value: "Rule that found it." },
  confidence: { name: "castellan:finding:confidence", on: "vulnerability", value: "`certain`, `likely` or `possible`: the weakest hop." },
  fingerprint: {
    name: "castellan:finding:fingerprint",
    on: "vulnerability",
    value: "Stable id of the finding; does not change when lines move.",
  },
  location: {
    name: "castellan:finding:location",
    on: "vulnerability",
    value: "Place as `file:line` or resource address; one property a place, the definition first.",
  },
  control: {
    name: "castellan:finding:control",
    on: "vulnerability",
    value: "Control that the finding touches, of Castellan's list or of a published framework: id and title, one property each.",
  },
  catalog: { name: "castellan:catalog", on: "metadata", value: "Version of the rule catalogue." },
  target: { name: "castellan:target", on: "metadata", value: "What was scanned, one property a target, in the order of their index." },
  files: { name: "castellan:coverage:files", on: "metadata", value: "Number of files that were read." },
  unread: { name: "castellan:coverage:unread", on: "metadata", value: "A file that a reader could not finish, with the reason." },
  unresolved: {
    name: "castellan:coverage:unresolved",
    on: "metadata",
    value: "A name or value that could not be resolved, with its place.",
  },
  completeness: {
    name: "castellan:g7:*",
    on: "metadata",
    value:
      'State of a minimum element of the G7 "SBOM for AI" (`*` is `cluster.element`): `present`, `inferred` or `absent`, the share of subjects that have it, and its source.',
  },
  path: { name: "castellan:path", on: "metadata", value: "An attack path: severity, title, and the bom-refs of its steps." },
} as const satisfies Readonly<Record<string, PropertyName>>;

/** `docs/cyclonedx-properties.md`. */
export function taxonomyDocument(): string {
  const rows = Object.values(PROPERTY_NAMES).map((row) => `| \`${row.name}\` | ${row.on} | ${row.value.replaceAll("|", "\\|")} |`);
  return [
    "# CycloneDX property taxonomy `castellan:`",
    "",
    "<!-- Generated from packages/scan/src/report/cyclonedx/taxonomy.ts; do not edit. -->",
    "",
    "CycloneDX 1.6 and 1.7 have no type for an agent, a prompt, a tool or an MCP server, and only one kind of edge. What a standard field can hold stands there; the rest stands in properties under the name space `castellan:`. With them the inventory can be read back: kinds, names and relations are equal.",
    "",
    "| Name | On | Value |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
