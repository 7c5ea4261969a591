/*
 * The 50 elements of "Software Bill of Materials for AI - Minimum Elements" (G7 Cybersecurity Working Group
 * and BSI, 12 May 2026), with a field of SPDX 3 and of CycloneDX 1.7 for each. Element list and SPDX column
 * condensed from openregtech/sbom, docs/mapping/g7ai-spdx3.sssom.tsv, commit e49510d941b7 (CC BY 4.0, see
 * NOTICE); the CycloneDX column was written for this project.
 */

export const CLUSTERS = {
  MD: "Metadata",
  SLP: "System Level Properties",
  MDL: "Models",
  DP: "Dataset Properties",
  INF: "Infrastructure",
  SP: "Security Properties",
  KPI: "Key Performance Indicators",
} as const;
export type Cluster = keyof typeof CLUSTERS;

export interface MinimumElement {
  readonly cluster: Cluster;
  readonly id: string;
  readonly label: string;
  readonly spdx3: string;
  readonly cyclonedx17: string;
}

export const MINIMUM_ELEMENTS = [
  { cluster: "MD", id: "sbom-author", label: "SBOM author", spdx3: "CreationInfo.createdBy", cyclonedx17: "metadata.authors / metadata.manufacturer" },
  { cluster: "MD", id: "sbom-version", label: "SBOM version", spdx3: "Element.version", cyclonedx17: "version" },
  { cluster: "MD", id: "sbom-data-format-name", label: "SBOM data format name", spdx3: "CreationInfo.specVersion (implicit)", cyclonedx17: "bomFormat" },
  { cluster: "MD", id: "sbom-data-format-version", label: "SBOM data format version", spdx3: "CreationInfo.specVersion", cyclonedx17: "specVersion" },
  { cluster: "MD", id: "sbom-author-signature", label: "SBOM author signature", spdx3: "verifiedUsing (detached signature)", cyclonedx17: "signature (JSF)" },
  { cluster: "MD", id: "sbom-tool-name", label: "SBOM tool name", spdx3: "CreationInfo.createdUsing Tool.name", cyclonedx17: "metadata.tools.components[].name" },
  { cluster: "MD", id: "sbom-tool-version", label: "SBOM tool version", spdx3: "Tool (one hop)", cyclonedx17: "metadata.tools.components[].version" },
  { cluster: "MD", id: "sbom-generation-context", label: "SBOM generation context", spdx3: "software_sbomType", cyclonedx17: "metadata.lifecycles[].phase" },
  { cluster: "MD", id: "sbom-timestamp", label: "SBOM timestamp", spdx3: "CreationInfo.created", cyclonedx17: "metadata.timestamp" },
  { cluster: "MD", id: "sbom-dependency-relationship", label: "SBOM dependency relationship", spdx3: "Relationship", cyclonedx17: "dependencies[]" },
  { cluster: "SLP", id: "system-name", label: "System name", spdx3: "name", cyclonedx17: "metadata.component.name" },
  { cluster: "SLP", id: "system-components", label: "System components", spdx3: "Relationship contains", cyclonedx17: "components[] + compositions[]" },
  { cluster: "SLP", id: "system-producer", label: "System producer", spdx3: "suppliedBy", cyclonedx17: "metadata.component.supplier / manufacturer" },
  { cluster: "SLP", id: "system-version", label: "System version", spdx3: "software_packageVersion", cyclonedx17: "metadata.component.version" },
  { cluster: "SLP", id: "system-timestamp", label: "System timestamp", spdx3: "releaseTime", cyclonedx17: "metadata.component.releaseNotes.timestamp" },
  { cluster: "SLP", id: "system-data-flow", label: "System data flow", spdx3: "ai_informationAboutApplication (narrow)", cyclonedx17: "services[].data[].{flow,source,destination}" },
  { cluster: "SLP", id: "system-data-usage", label: "System data usage", spdx3: "ai_useSensitivePersonalInformation", cyclonedx17: "services[].data[].classification + governance" },
  { cluster: "SLP", id: "system-input-output-properties", label: "System input/output properties", spdx3: "ai_informationAboutApplication (narrow)", cyclonedx17: "modelCard.modelParameters.inputs/outputs" },
  { cluster: "SLP", id: "system-intended-application-area", label: "Intended application area", spdx3: "ai_domain", cyclonedx17: "modelCard.considerations.useCases" },
  { cluster: "MDL", id: "model-name", label: "Model name", spdx3: "name", cyclonedx17: "components[].name" },
  { cluster: "MDL", id: "model-identifier", label: "Model identifier", spdx3: "software_packageUrl / spdxId", cyclonedx17: "components[].purl (pkg:huggingface/...) / bom-ref" },
  { cluster: "MDL", id: "model-version", label: "Model version", spdx3: "software_packageVersion", cyclonedx17: "components[].version" },
  { cluster: "MDL", id: "model-timestamp", label: "Model timestamp", spdx3: "builtTime / releaseTime", cyclonedx17: "components[].releaseNotes.timestamp" },
  { cluster: "MDL", id: "model-producer", label: "Model producer", spdx3: "suppliedBy / originatedBy", cyclonedx17: "components[].supplier / manufacturer / authors" },
  { cluster: "MDL", id: "model-description", label: "Model description", spdx3: "description", cyclonedx17: "components[].description" },
  { cluster: "MDL", id: "model-hash-value", label: "Model hash value", spdx3: "verifiedUsing Hash.hashValue", cyclonedx17: "components[].hashes[].content" },
  { cluster: "MDL", id: "model-hash-algorithm", label: "Model hash algorithm", spdx3: "verifiedUsing Hash.algorithm", cyclonedx17: "components[].hashes[].alg" },
  { cluster: "MDL", id: "model-properties", label: "Model properties", spdx3: "AIPackage properties", cyclonedx17: "modelCard.modelParameters.{architectureFamily,modelArchitecture,task} + considerations" },
  { cluster: "MDL", id: "model-input-output-properties", label: "Model input/output properties", spdx3: "ai_informationAboutApplication (narrow)", cyclonedx17: "modelCard.modelParameters.inputs/outputs" },
  { cluster: "MDL", id: "model-training-properties", label: "Model training properties", spdx3: "ai_informationAboutTraining + ai_hyperparameter", cyclonedx17: "modelCard.modelParameters.approach + datasets + formulation[].workflows" },
  { cluster: "MDL", id: "model-license", label: "Model license", spdx3: "Relationship hasDeclaredLicense/hasConcludedLicense", cyclonedx17: "components[].licenses" },
  { cluster: "MDL", id: "model-external-references", label: "Model external references", spdx3: "externalRef", cyclonedx17: "components[].externalReferences (model-card, distribution, vcs)" },
  { cluster: "DP", id: "dataset-name", label: "Dataset name", spdx3: "name", cyclonedx17: "components[type=data].name" },
  { cluster: "DP", id: "dataset-description", label: "Dataset description", spdx3: "description", cyclonedx17: "components[].data[].description" },
  { cluster: "DP", id: "dataset-content", label: "Dataset content", spdx3: "dataset_datasetType", cyclonedx17: "components[].data[].type + contents" },
  { cluster: "DP", id: "dataset-identifier", label: "Dataset identifier", spdx3: "software_packageUrl / spdxId", cyclonedx17: "components[].purl / bom-ref" },
  { cluster: "DP", id: "dataset-hash", label: "Dataset hash", spdx3: "verifiedUsing", cyclonedx17: "components[].hashes" },
  { cluster: "DP", id: "dataset-provenance", label: "Dataset provenance", spdx3: "dataset_dataCollectionProcess + originatedBy", cyclonedx17: "components[].pedigree + data[].governance + externalReferences" },
  { cluster: "DP", id: "dataset-statistical-properties", label: "Dataset statistical properties", spdx3: "dataset_datasetSize, datasetNoise, knownBias", cyclonedx17: "components[].data[].contents.properties" },
  { cluster: "DP", id: "dataset-sensitivity", label: "Dataset sensitivity", spdx3: "dataset_hasSensitivePersonalInformation, confidentialityLevel", cyclonedx17: "components[].data[].sensitiveData + classification" },
  { cluster: "DP", id: "dataset-dependency-relationship", label: "Dataset dependency relationship", spdx3: "Relationship trainedOn/testedOn", cyclonedx17: "dependencies[] + modelCard.modelParameters.datasets[].ref" },
  { cluster: "DP", id: "dataset-license", label: "Dataset license", spdx3: "Relationship hasDeclaredLicense", cyclonedx17: "components[].licenses" },
  { cluster: "INF", id: "infrastructure-software", label: "Infrastructure software", spdx3: "software_Package + Relationship", cyclonedx17: "components[] (framework, library, container, platform) + formulation" },
  { cluster: "INF", id: "infrastructure-hardware", label: "Infrastructure hardware", spdx3: "none in 3.0.1 (Hardware profile in 3.1)", cyclonedx17: "components[type=device] + workflow.runtimeTopology" },
  { cluster: "SP", id: "security-controls", label: "Security controls", spdx3: "externalRef (narrow)", cyclonedx17: "declarations.claims/evidence + services[].{authenticated,x-trust-boundary,trustZone}" },
  { cluster: "SP", id: "security-compliance", label: "Security compliance", spdx3: "ai_standardCompliance", cyclonedx17: "definitions.standards + declarations.attestations" },
  { cluster: "SP", id: "cybersecurity-policy", label: "Cybersecurity policy information", spdx3: "externalRef securityPolicy", cyclonedx17: "externalReferences (security-contact, rfc-9116)" },
  { cluster: "SP", id: "vulnerability-referencing", label: "Vulnerability referencing", spdx3: "security_Vulnerability + VEX relationships", cyclonedx17: "vulnerabilities[] (analysis = VEX)" },
  { cluster: "KPI", id: "security-metrics", label: "Security metrics", spdx3: "ai_metric", cyclonedx17: "modelCard.quantitativeAnalysis.performanceMetrics + vulnerabilities[].ratings" },
  { cluster: "KPI", id: "operational-performance-kpis", label: "Operational performance KPIs", spdx3: "ai_metric, ai_energyConsumption", cyclonedx17: "modelCard.quantitativeAnalysis.performanceMetrics + considerations.environmentalConsiderations" },
] as const satisfies readonly MinimumElement[];
export type ElementId = (typeof MINIMUM_ELEMENTS)[number]["id"];
