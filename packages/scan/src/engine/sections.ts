import type { Asset, AssetKind, Finding } from "@castellan/graph";
import type { Section } from "../project/settings.ts";

/** Which section of a scan an asset kind belongs to (`--only`, `--skip`). */
const SECTION_OF: Readonly<Record<AssetKind, Section>> = {
  model: "models",
  "deployed-model": "models",
  "model-file": "models",
  "model-config": "models",
  adapter: "models",
  "custom-code": "models",
  hyperparameters: "models",
  "training-run": "models",
  "evaluation-run": "models",
  metrics: "models",
  "experiment-tracker": "models",
  "model-registry": "models",
  dataset: "data",
  "data-source": "data",
  "feature-transform": "data",
  "vector-store": "data",
  "knowledge-base": "data",
  "feature-store": "data",
  pipeline: "data",
  "pipeline-step": "data",
  notebook: "data",
  application: "agents",
  agent: "agents",
  tool: "agents",
  prompt: "agents",
  guardrail: "agents",
  memory: "agents",
  retriever: "agents",
  "mcp-server": "agents",
  "mcp-client": "agents",
  skill: "agents",
  "ai-service": "agents",
  "ci-job": "infra",
  endpoint: "infra",
  "endpoint-config": "infra",
  gateway: "infra",
  "container-image": "infra",
  compute: "infra",
  storage: "infra",
  "network-zone": "infra",
  identity: "infra",
  deployment: "infra",
  "third-party-script": "infra",
  "secret-ref": "secrets",
  library: "models",
  licence: "licences",
};

export interface SectionChoice {
  readonly only: readonly Section[];
  readonly skip: readonly Section[];
}

export function isChosen(section: Section, choice: SectionChoice): boolean {
  return (choice.only.length === 0 || choice.only.includes(section)) && !choice.skip.includes(section);
}

/** `inventory` stands for all assets: `--only inventory` lists everything and judges nothing. */
export function assetChosen(asset: Asset, choice: SectionChoice): boolean {
  if (choice.only.includes("inventory")) return !choice.skip.includes(SECTION_OF[asset.kind]);
  return isChosen(SECTION_OF[asset.kind], choice);
}

/** Section of a finding: by its rule where that tells, else by its asset. */
export function findingSection(finding: Finding, asset: Asset | undefined): Section {
  if (/secret|personal|credential/i.test(finding.rule)) return "secrets";
  if (/licen[cs]e/i.test(finding.rule)) return "licences";
  return asset === undefined ? "infra" : SECTION_OF[asset.kind];
}

export function findingChosen(finding: Finding, asset: Asset | undefined, choice: SectionChoice): boolean {
  return isChosen(findingSection(finding, asset), choice);
}
