import type { AssetKind, RelationKind } from "@castellan/graph";

type Class = "ai_AIPackage" | "dataset_DatasetPackage" | "software_File" | "software_Package";

/** Class and primary purpose (SoftwarePurpose) of each kind. SPDX has no agent class: an agent is an AI application. */
export const CLASSES: Readonly<Record<AssetKind, readonly [Class, string]>> = {
  model: ["ai_AIPackage", "model"], "deployed-model": ["ai_AIPackage", "model"], adapter: ["ai_AIPackage", "model"], agent: ["ai_AIPackage", "application"],
  "model-file": ["software_File", "model"], "model-config": ["software_File", "configuration"], "custom-code": ["software_File", "source"], hyperparameters: ["software_File", "configuration"],
  dataset: ["dataset_DatasetPackage", "data"], "data-source": ["dataset_DatasetPackage", "data"], "knowledge-base": ["dataset_DatasetPackage", "data"],
  "feature-transform": ["software_File", "source"], metrics: ["software_File", "evidence"], "vector-store": ["software_Package", "platform"], "feature-store": ["software_Package", "platform"],
  pipeline: ["software_File", "specification"], "pipeline-step": ["software_Package", "executable"], "training-run": ["software_Package", "executable"], "evaluation-run": ["software_Package", "test"],
  notebook: ["software_File", "source"], "experiment-tracker": ["software_Package", "platform"], "model-registry": ["software_Package", "platform"], "ci-job": ["software_File", "specification"],
  application: ["software_Package", "application"], tool: ["software_Package", "module"], prompt: ["software_File", "specification"], guardrail: ["software_Package", "module"],
  memory: ["software_Package", "data"], retriever: ["software_Package", "module"], "mcp-server": ["software_Package", "application"], "mcp-client": ["software_Package", "application"], skill: ["software_File", "specification"],
  endpoint: ["software_Package", "application"], "endpoint-config": ["software_File", "configuration"], gateway: ["software_Package", "application"], "ai-service": ["software_Package", "platform"],
  "container-image": ["software_Package", "container"], compute: ["software_Package", "platform"], storage: ["software_Package", "platform"], "network-zone": ["software_Package", "other"],
  identity: ["software_Package", "other"], "secret-ref": ["software_Package", "other"], library: ["software_Package", "library"], "third-party-script": ["software_File", "source"],
  deployment: ["software_Package", "platform"], licence: ["software_File", "documentation"],
};

/** SPDX relationship of a relation kind, and whether it runs the other way. What is not here is `other`, named in the comment. */
export const RELATIONSHIPS: Partial<Readonly<Record<RelationKind, readonly [string, "with" | "against"]>>> = {
  trains_on: ["trainedOn", "with"], validates_on: ["testedOn", "with"], uses_dataset: ["dependsOn", "with"], derived_from: ["descendantOf", "with"], fine_tunes: ["descendantOf", "with"],
  adapter_of: ["descendantOf", "with"], quantised_from: ["descendantOf", "with"], produces: ["generates", "with"], reads: ["hasInput", "with"], writes_to: ["hasOutput", "with"],
  materialised_as: ["hasDistributionArtifact", "with"], has_step: ["contains", "with"], depends_on: ["dependsOn", "with"], loads: ["dependsOn", "with"], loads_code: ["dependsOn", "with"],
  uses_config: ["configures", "against"], uses_model: ["dependsOn", "with"], embeds_with: ["dependsOn", "with"], uses_image: ["dependsOn", "with"], uses_tool: ["usesTool", "with"],
  has_prompt: ["dependsOn", "with"], uses_retriever: ["dependsOn", "with"], retrieves_from: ["dependsOn", "with"], calls: ["dependsOn", "with"], described_by: ["hasDocumentation", "with"],
  exposes_tool: ["contains", "with"], serves: ["dependsOn", "with"], deploys: ["dependsOn", "with"], exposes: ["dependsOn", "with"], invokes_agent: ["dependsOn", "with"],
};
