import { type Asset, type AssetKind, type Severity, SUPPORTING_KINDS } from "@castellan/graph";

/** Singular and plural of each kind, as people say it. */
export const KIND_WORDS: Readonly<Record<AssetKind, readonly [string, string]>> = {
  model: ["model", "models"],
  "deployed-model": ["deployed model", "deployed models"],
  "model-file": ["model file", "model files"],
  "model-config": ["model configuration", "model configurations"],
  adapter: ["adapter", "adapters"],
  "custom-code": ["custom code file", "custom code files"],
  hyperparameters: ["set of hyperparameters", "sets of hyperparameters"],
  dataset: ["data set", "data sets"],
  "data-source": ["data source", "data sources"],
  "feature-transform": ["feature transform", "feature transforms"],
  metrics: ["metrics file", "metrics files"],
  "vector-store": ["vector store", "vector stores"],
  "knowledge-base": ["knowledge base", "knowledge bases"],
  "feature-store": ["feature store", "feature stores"],
  pipeline: ["pipeline", "pipelines"],
  "pipeline-step": ["pipeline step", "pipeline steps"],
  "training-run": ["training run", "training runs"],
  "evaluation-run": ["evaluation run", "evaluation runs"],
  notebook: ["notebook", "notebooks"],
  "experiment-tracker": ["experiment tracker", "experiment trackers"],
  "model-registry": ["model registry", "model registries"],
  "ci-job": ["CI job", "CI jobs"],
  application: ["application", "applications"],
  agent: ["agent", "agents"],
  tool: ["tool", "tools"],
  prompt: ["prompt", "prompts"],
  guardrail: ["guardrail", "guardrails"],
  memory: ["memory", "memories"],
  retriever: ["retriever", "retrievers"],
  "mcp-server": ["MCP server", "MCP servers"],
  "mcp-client": ["MCP client", "MCP clients"],
  skill: ["skill", "skills"],
  endpoint: ["endpoint", "endpoints"],
  "endpoint-config": ["endpoint configuration", "endpoint configurations"],
  gateway: ["gateway", "gateways"],
  "ai-service": ["AI service", "AI services"],
  "container-image": ["container image", "container images"],
  compute: ["compute resource", "compute resources"],
  storage: ["storage", "storages"],
  "network-zone": ["network zone", "network zones"],
  identity: ["identity", "identities"],
  "secret-ref": ["secret reference", "secret references"],
  library: ["AI library", "AI libraries"],
  "third-party-script": ["third-party script", "third-party scripts"],
  deployment: ["deployment", "deployments"],
  licence: ["licence", "licences"],
};

/** One shape a severity, so that colour is never needed. */
export const SEVERITY_SHAPES: Readonly<Record<Severity, string>> = { critical: "◆", high: "▲", medium: "●", low: "○", info: "·" };

export function counted(count: number, [one, many]: readonly [string, string]): string {
  // The locale data of Intl costs 25 ms to load.
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${count === 1 ? one : many}`;
}

/** Kinds that say what a project is; in the order of the first screen. Kinds of one row stand together. */
const FIRST: readonly (readonly AssetKind[])[] = [
  ["model"],
  ["adapter"],
  ["dataset"],
  ["pipeline"],
  ["training-run"],
  ["endpoint"],
  ["agent", "tool"],
  ["prompt"],
  ["mcp-server"],
  ["mcp-client"],
  ["vector-store"],
  ["knowledge-base"],
  ["ai-service"],
  ["notebook"],
  ["model-file"],
  ["library"],
];

/** Whether a project has AI in it: something that is not only there because AI stands beside it. */
export function hasArtificialIntelligence(assets: readonly Asset[]): boolean {
  return assets.some(({ kind }) => !SUPPORTING_KINDS.has(kind) && kind !== "third-party-script");
}

/** "2 models", "1 agent, 4 tools": what is here, production first; tests and docs only where there is nothing else. */
export function inventoryWords(assets: readonly Asset[]): string[] {
  const production = assets.filter((asset) => asset.scope === "production");
  const counts = new Map<AssetKind, number>();
  for (const asset of production.length > 0 ? production : assets) counts.set(asset.kind, (counts.get(asset.kind) ?? 0) + 1);
  return FIRST.flatMap((row) => {
    const words = row.flatMap((kind) => {
      const count = counts.get(kind) ?? 0;
      return count === 0 ? [] : [counted(count, KIND_WORDS[kind])];
    });
    return words.length === 0 ? [] : [words.join(", ")];
  });
}

/** 3.1 MB; decimal units, as file managers and `experience.md` write them. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Number(value.toPrecision(2))} ${units[unit] ?? "B"}`;
}
