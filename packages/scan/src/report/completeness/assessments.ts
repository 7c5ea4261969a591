import type { Asset } from "@castellan/graph";
import { metricsOf } from "../asset-facts.ts";
import { assetAddress, assetVersion, canonicalPurl } from "../identifiers/identifiers.ts";
import { licencesOf } from "../licence/licence.ts";
import type { ElementId } from "./elements.ts";
import type { Assessment } from "./index.ts";
import { type Subjects, seenBy, states } from "./subjects.ts";

type Rule = (subjects: Subjects) => Assessment;

/** What the document itself always says. */
const own =
  (source: string): Rule =>
  () => ({ have: 1, of: 1, source });
const never =
  (source: string): Rule =>
  () => ({ have: 0, of: 1, source });

/** Share of a list that has something. `missing` says what would supply it. */
function share(
  list: readonly Asset[],
  has: (asset: Asset) => boolean,
  missing: string,
  options: { readonly inferred?: boolean; readonly source?: string } = {},
): Assessment {
  const having = list.filter(has);
  const source = list.length === 0 ? "there is nothing of this kind" : having.length === 0 ? missing : (options.source ?? seenBy(having));
  return { have: having.length, of: list.length, source, ...(options.inferred === true ? { inferred: true } : {}) };
}

const ofModels =
  (
    has: (asset: Asset, subjects: Subjects) => boolean,
    missing: string,
    options?: { readonly inferred?: boolean; readonly source?: string },
  ): Rule =>
  (subjects) =>
    share(subjects.models, (asset) => has(asset, subjects), missing, options);
const ofDatasets =
  (
    has: (asset: Asset, subjects: Subjects) => boolean,
    missing: string,
    options?: { readonly inferred?: boolean; readonly source?: string },
  ): Rule =>
  (subjects) =>
    share(subjects.datasets, (asset) => has(asset, subjects), missing, options);

const hasDigest = (asset: Asset, { index }: Subjects): boolean =>
  Object.keys(asset.digests).length > 0 ||
  index
    .from(asset.id)
    .some((relation) => relation.kind === "materialised_as" && Object.keys(index.asset(relation.to)?.digests ?? {}).length > 0);
const trained = (asset: Asset, { index, related }: Subjects): boolean =>
  related(asset, "trains_on", "fine_tunes") || index.to(asset.id).some((relation) => relation.kind === "produces");
const measured = (asset: Asset, { index }: Subjects): boolean =>
  metricsOf(asset).length > 0 ||
  index
    .to(asset.id)
    .some(
      (relation) => relation.kind === "produces" && index.from(relation.from).some((other) => index.asset(other.to)?.kind === "metrics"),
    );

export const ASSESSMENTS: Readonly<Record<ElementId, Rule>> = {
  // Metadata: Castellan writes these into every document.
  "sbom-author": own("castellan, as the tool that wrote the document"),
  "sbom-version": own("written by castellan"),
  "sbom-data-format-name": own("written by castellan"),
  "sbom-data-format-version": own("written by castellan"),
  "sbom-author-signature": never("sign the document: castellan sign"),
  "sbom-tool-name": own("written by castellan"),
  "sbom-tool-version": own("written by castellan"),
  "sbom-generation-context": own("written by castellan: source, before the build"),
  "sbom-timestamp": own("written by castellan"),
  "sbom-dependency-relationship": ({ result }) => ({
    have: result.inventory.relations.length > 0 ? 1 : 0,
    of: 1,
    source:
      result.inventory.relations.length > 0
        ? `${result.inventory.relations.length} relations read from the targets`
        : "no relation was found",
  }),
  // The system.
  "system-name": ({ result }) => ({
    have: 1,
    of: 1,
    inferred: true,
    source: result.inventory.assets.some((asset) => asset.repository !== undefined) ? "name of the repository" : "name of the target",
  }),
  "system-components": ({ all }) => ({ have: all.length > 0 ? 1 : 0, of: 1, source: all.length > 0 ? seenBy(all) : "no part was found" }),
  "system-producer": ({ all }) =>
    share(all, (asset) => asset.owner !== undefined, "state owners: CODEOWNERS, tags or castellan.yaml", {
      inferred: true,
      source: "owners of the parts (CODEOWNERS, tags, configuration)",
    }),
  "system-version": ({ ofKind }) =>
    share(
      ofKind("application", "deployment", "endpoint"),
      (asset) => assetVersion(asset) !== undefined,
      "state a version of the application",
    ),
  "system-timestamp": ({ ofKind }) =>
    share(
      ofKind("application", "deployment"),
      (asset) => states(asset, "releaseTime", "builtTime", "releasedAt"),
      "state when the system was released",
    ),
  "system-data-flow": ({ result }) => ({
    have: result.flows.length,
    of: Math.max(result.flows.length, 1),
    source: result.flows.length > 0 ? "flows read in code" : "no flow out of the company was found",
  }),
  "system-data-usage": ({ result, datasets, related }) => {
    const used = datasets.filter((asset) => related(asset, "trains_on", "validates_on", "reads", "uses_dataset", "writes_to"));
    return {
      have: used.length + result.flows.length,
      of: datasets.length + result.flows.length,
      source: used.length + result.flows.length > 0 ? "relations and flows read in code" : "no use of data was found",
    };
  },
  "system-input-output-properties": ({ ofKind }) =>
    share(
      ofKind("endpoint", "agent", "application"),
      (asset) => states(asset, "inputs", "outputs", "requestModel", "responseModel", "schema"),
      "state inputs and outputs of the endpoints",
    ),
  "system-intended-application-area": ({ models, ofKind }) =>
    share(
      [...models, ...ofKind("application")],
      (asset) => states(asset, "intendedUse", "useCases", "domain"),
      "state the intended use in the model card",
    ),
  // Models.
  "model-name": ofModels(
    (asset) => asset.name !== "" && asset.attributes["dynamic"] !== true,
    "no model has a name that could be resolved",
  ),
  "model-identifier": ofModels(() => true, "", { source: "purl, provider or place, as identity" }),
  "model-version": ofModels((asset) => assetVersion(asset) !== undefined, "pin a revision, or state a version in the card"),
  "model-timestamp": ofModels(
    (asset) => states(asset, "releaseTime", "builtTime", "releasedAt", "createdAt", "lastModified"),
    "state when the model was built or released",
  ),
  "model-producer": ofModels(
    (asset) =>
      asset.identity.provider !== undefined ||
      states(asset, "provider", "supplier", "publisher") ||
      canonicalPurl(asset.identity.purl)?.startsWith("pkg:huggingface/") === true,
    "state who made the model",
    { inferred: true, source: "provider, or name space of the hub id" },
  ),
  "model-description": ofModels((asset) => states(asset, "description", "summary"), "describe the model in its card"),
  "model-hash-value": ofModels(hasDigest, "no model file was read; pin a revision or keep the file beside the code", {
    source: "digest of the model file",
  }),
  "model-hash-algorithm": ofModels(hasDigest, "no model file was read", { source: "written by castellan with each digest" }),
  "model-properties": ofModels(
    (asset) => states(asset, "architecture", "architectures", "modelType", "task", "parameters", "quantisation", "role"),
    "state architecture and task in the card or configuration",
  ),
  "model-input-output-properties": ofModels((asset) => states(asset, "inputs", "outputs"), "state inputs and outputs in the card"),
  "model-training-properties": ofModels(trained, "no training was found; hosted and hub models are trained elsewhere"),
  "model-license": ofModels((asset, { index }) => licencesOf(asset, index).length > 0, "state the licence in the card"),
  "model-external-references": ofModels((asset) => assetAddress(asset) !== undefined, "no address is known", {
    inferred: true,
    source: "hub page or address",
  }),
  // Data sets.
  "dataset-name": ofDatasets((asset) => asset.name !== "", "no data set has a name"),
  "dataset-description": ofDatasets((asset) => states(asset, "description", "summary"), "describe the data set in a data card"),
  "dataset-content": ofDatasets((asset) => states(asset, "columns", "format", "type", "modality"), "no data set was read"),
  "dataset-identifier": ofDatasets(() => true, "", { source: "purl, uri, digest or place, as identity" }),
  "dataset-hash": ofDatasets((asset) => Object.keys(asset.digests).length > 0, "keep the data under DVC, or beside the code"),
  "dataset-provenance": ofDatasets(
    (asset, { index, related }) =>
      related(asset, "fetched_from", "derived_from", "stored_in") ||
      index.to(asset.id).some((relation) => relation.kind === "writes_to" || relation.kind === "produces"),
    "no source was found in code or pipelines",
  ),
  "dataset-statistical-properties": ofDatasets(
    (asset) => states(asset, "rows", "statistics", "nulls", "knownBias"),
    "run castellan scan --deep",
    {},
  ),
  "dataset-sensitivity": ofDatasets(
    (asset, { related }) =>
      states(asset, "classification", "sensitivity", "sensitiveData") ||
      asset.attributes["sensitiveData"] !== undefined ||
      related(asset, "contains_sensitive"),
    "state a classification, or run castellan scan --deep",
  ),
  "dataset-dependency-relationship": ofDatasets(
    (asset, { related }) => related(asset, "trains_on", "validates_on", "uses_dataset", "reads", "derived_from"),
    "no use of a data set was found",
  ),
  "dataset-license": ofDatasets((asset, { index }) => licencesOf(asset, index).length > 0, "state the licence in a data card"),
  // Infrastructure, security, performance.
  "infrastructure-software": ({ ofKind, result }) => {
    const software =
      ofKind("library", "container-image", "model-registry", "experiment-tracker", "vector-store").length +
      result.inventory.packages.length;
    return {
      have: software,
      of: Math.max(software, 1),
      source: software > 0 ? "manifests, lock files, images and services" : "no manifest was found",
    };
  },
  "infrastructure-hardware": ({ ofKind }) =>
    share(
      ofKind("compute", "training-run", "deployment", "endpoint-config"),
      (asset) => states(asset, "instanceType", "accelerator", "gpu", "device", "machineType"),
      "state the accelerator or instance type",
    ),
  "security-controls": ({ result, all, related }) => {
    const guarded = all.filter((asset) => related(asset, "protected_by", "authenticated_by", "mitigated_by")).length;
    const applied = result.checks.filter((check) => check.applicable > 0);
    const passed = applied.filter((check) => check.passed > 0).length;
    return {
      have: guarded + passed,
      of: Math.max(guarded + applied.length, 1),
      source: guarded + passed > 0 ? "guardrails, authentication and checks that passed" : "no control was seen",
    };
  },
  "security-compliance": ({ result }) => {
    const mapped = result.findings.filter((finding) => finding.controls.length > 0).length;
    return {
      have: mapped > 0 ? 1 : 0,
      of: 1,
      inferred: true,
      source: mapped > 0 ? "controls that the findings map to" : "no finding maps to a control",
    };
  },
  "cybersecurity-policy": ({ all }) =>
    share(all, (asset) => states(asset, "securityPolicy", "securityContact"), "state a security policy (SECURITY.md, security.txt)"),
  "vulnerability-referencing": ({ result }) => ({
    have: result.checks.some((check) => check.applicable > 0) || result.findings.length > 0 ? 1 : 0,
    of: 1,
    source: "findings of castellan, with analysis of what is suppressed",
  }),
  "security-metrics": ({ result }) => ({
    have: result.checks.some((check) => check.applicable > 0) ? 1 : 0,
    of: 1,
    source: "number of places that were checked, passed and failed",
  }),
  "operational-performance-kpis": ofModels(measured, "no metrics were found in cards or metrics files"),
};
