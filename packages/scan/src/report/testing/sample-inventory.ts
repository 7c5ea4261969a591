import {
  type Asset,
  type AssetKind,
  type Attributes,
  assetId,
  compareText,
  type Identity,
  type Occurrence,
  type Relation,
  type RelationKind,
} from "@castellan/graph";

/** One row of the sample: kind, name, where ("file:line" or "file cell N"), attributes, more. */
type Row = readonly [AssetKind, string, string, Attributes?, Partial<Omit<Asset, "id" | "kind" | "name">>?];

const KEY = (kind: AssetKind, name: string): string => `sample:${kind}:${name}`;

export function sampleId(kind: AssetKind, name: string): string {
  return assetId(kind, KEY(kind, name));
}

function occurrence(place: string): Occurrence {
  const cell = /^(.*) cell (\d+)$/.exec(place);
  if (cell !== null) return { file: cell[1] ?? "", cell: Number(cell[2]), technique: "syntax", confidence: "certain" };
  const [file = "", line] = place.split(":");
  const technique =
    file.endsWith(".py") || file.endsWith(".ts") ? "syntax" : file.endsWith(".csv") || file.endsWith(".joblib") ? "bytes" : "configuration";
  return { file, ...(line === undefined ? {} : { line: Number(line), endLine: Number(line) }), technique, confidence: "certain" };
}

function asset([kind, name, places, attributes = {}, more = {}]: Row): Asset {
  const identity: Identity = { key: KEY(kind, name), ...more.identity };
  return {
    lifecycle: "committed",
    scope: "production",
    digests: {},
    repository: "northquay/fraud-detection",
    owner: "@fraud-ml",
    ...more,
    id: sampleId(kind, name),
    kind,
    name,
    identity,
    attributes,
    occurrences: places.split(" | ").map(occurrence),
  };
}

const ROWS: readonly Row[] = [
  ["data-source", "partner-feed-b", "data/README.md:14", { provider: "acquirer B" }],
  ["data-source", "core-banking", "data/README.md:9", {}],
  [
    "storage",
    "s3://bank-feeds",
    "infra/s3.tf:3",
    { service: "s3", versioning: false },
    { owner: "@data-platform", identity: { key: "", arn: "arn:aws:s3:::bank-feeds", uri: "s3://bank-feeds" } },
  ],
  ["identity", "partner-b-writer", "infra/s3.tf:34", { account: "outside" }, { owner: "@data-platform" }],
  ["network-zone", "internet", "infra/endpoint.tf:21", {}, { owner: "@data-platform" }],
  [
    "dataset",
    "transactions.csv",
    "dvc.yaml:12 | src/fraud/features.py:31 | data/transactions.csv",
    {
      rows: 5200,
      columns: ["transaction_id", "timestamp", "amount", "label"],
      format: "csv",
      description: "Card transactions with labels from the disputes team",
      sensitiveData: [],
    },
    { digests: { sha256: "a".repeat(64), md5: "b".repeat(32) } },
  ],
  ["dataset", "features.csv", "dvc.yaml:36", { format: "csv" }],
  [
    "dataset",
    "case_notes.jsonl",
    "agent/tools.py:15 | data/case_notes.jsonl",
    {
      rows: 120,
      format: "jsonl",
      classification: "confidential",
      sensitiveData: ["PERSON", "IBAN_CODE", "PHONE_NUMBER"],
      licence: "not a licence",
    },
    { digests: { sha256: "c".repeat(64) } },
  ],
  ["pipeline", "dvc.yaml", "dvc.yaml:1", { engine: "dvc" }, { owner: "@data-platform" }],
  ["pipeline-step", "fetch", "dvc.yaml:2", { command: "python -m fraud.fetch" }, { owner: "@data-platform" }],
  ["pipeline-step", "train", "dvc.yaml:39", { command: "python -m fraud.train" }, { owner: "@data-platform" }],
  [
    "training-run",
    "fraud.train",
    "src/fraud/train.py:27",
    { algorithm: "XGBClassifier", n_estimators: 40, max_depth: 3, approach: "supervised" },
  ],
  ["hyperparameters", "train", "config/params.yaml:14", { n_estimators: 40 }],
  ["metrics", "metrics.json", "reports/metrics.json", { average_precision: 0.21, roc_auc: 0.83 }],
  [
    "model",
    "fraud-model",
    "src/fraud/train.py:50 | MODEL_CARD.md:1 | src/serving/scoring.py:17",
    {
      task: "tabular-classification",
      architecture: "gradient-boosted trees",
      version: "2.3.0",
      licence: "Apache-2.0",
      intendedUse: "Real-time decisions on payments",
      limitations: ["not for credit decisions"],
      crownJewel: true,
    },
    { lifecycle: "deployed" },
  ],
  ["model-file", "fraud_model.joblib", "models/fraud_model.joblib", { format: "joblib" }, { digests: { sha256: "d".repeat(64) } }],
  [
    "model",
    "gpt-4o-mini",
    "agent/analyst.py:30 | console/src/models.ts:4",
    { provider: "openai", task: "text-generation" },
    { identity: { key: "", provider: "openai" } },
  ],
  [
    "model",
    "sentence-transformers/all-MiniLM-L6-v2",
    "src/fraud/merchant_text.py:56",
    { provider: "huggingface", licence: "apache-2.0" },
    { identity: { key: "", purl: "pkg:huggingface/sentence-transformers/all-MiniLM-L6-v2" } },
  ],
  [
    "adapter",
    "minilm-merchant-v3",
    "src/fraud/merchant_text.py:46",
    { uri: "https://models.merchantgraph.example/adapters/minilm-merchant-v3.pt" },
  ],
  [
    "ai-service",
    "openai",
    "agent/analyst.py:30",
    { url: "https://api.openai.com/v1", region: "us" },
    { identity: { key: "", provider: "openai" } },
  ],
  [
    "endpoint",
    "POST /score",
    "src/serving/app.py:52 | infra/endpoint.tf:8",
    { method: "POST", path: "/score", authenticated: false, public: true },
    { lifecycle: "deployed" },
  ],
  ["agent", "fraud-analyst", "agent/analyst.py:27", { framework: "openai-agents" }],
  ["tool", "lookup_case", "agent/tools.py:27", {}],
  ["tool", "search_transactions", "agent/tools.py:40", {}],
  ["tool", "run_shell", "agent/tools.py:67", { effect: "execute" }],
  ["tool", "send_report", "agent/tools.py:78", {}],
  ["tool", "echo", "tests/test_agent.py:21", {}, { scope: "test" }],
  ["prompt", "analyst.md", "agent/prompts/analyst.md:1", { role: "system", characters: 1180 }, { digests: { sha256: "e".repeat(64) } }],
  ["mcp-server", "ledger", ".mcp.json:7", { command: "npx", transport: "stdio" }],
  ["mcp-server", "sanctions", ".mcp.json:16", { url: "http://sanctions.tools.northquay.example:8090/mcp", transport: "http" }],
  ["vector-store", "policies", "agent/retrieval.py:37", { engine: "qdrant", url: "http://qdrant:6333" }],
  ["retriever", "PolicyRetriever", "agent/retrieval.py:22", {}],
  ["notebook", "eda.ipynb", "notebooks/eda.ipynb cell 1", {}],
  ["container-image", "registry.northquay.example/analyst:latest", "k8s/analyst.yaml:29", {}, { owner: "@data-platform" }],
  ["secret-ref", "OPENAI_API_KEY", "k8s/analyst.yaml:34", {}, { owner: "@data-platform" }],
  ["library", "xgboost", "requirements.txt:6", {}, { identity: { key: "", purl: "pkg:pypi/xgboost" } }],
  ["library", "openai-agents", "agent/requirements.txt:1", {}, { identity: { key: "", purl: "pkg:pypi/openai-agents" } }],
];

type Link = readonly [AssetKind, string, RelationKind, AssetKind, string, string];
const LINKS: readonly Link[] = [
  ["identity", "partner-b-writer", "can_access", "storage", "s3://bank-feeds", "infra/s3.tf:38"],
  ["storage", "s3://bank-feeds", "fetched_from", "data-source", "partner-feed-b", "infra/s3.tf:3"],
  ["dataset", "transactions.csv", "fetched_from", "storage", "s3://bank-feeds", "dvc.yaml:6"],
  ["pipeline", "dvc.yaml", "has_step", "pipeline-step", "fetch", "dvc.yaml:2"],
  ["pipeline", "dvc.yaml", "has_step", "pipeline-step", "train", "dvc.yaml:39"],
  ["pipeline-step", "fetch", "writes_to", "dataset", "transactions.csv", "dvc.yaml:12"],
  ["pipeline-step", "train", "runs", "training-run", "fraud.train", "dvc.yaml:40"],
  ["dataset", "features.csv", "derived_from", "dataset", "transactions.csv", "dvc.yaml:28"],
  ["training-run", "fraud.train", "trains_on", "dataset", "features.csv", "src/fraud/train.py:27"],
  ["training-run", "fraud.train", "trains_on", "dataset", "transactions.csv", "src/fraud/train.py:27"],
  ["training-run", "fraud.train", "produces", "model", "fraud-model", "src/fraud/train.py:50"],
  ["training-run", "fraud.train", "uses_config", "hyperparameters", "train", "src/fraud/train.py:22"],
  ["training-run", "fraud.train", "produces", "metrics", "metrics.json", "dvc.yaml:63"],
  ["model", "fraud-model", "materialised_as", "model-file", "fraud_model.joblib", "dvc.yaml:49"],
  ["endpoint", "POST /score", "serves", "model", "fraud-model", "src/serving/app.py:52"],
  ["endpoint", "POST /score", "exposed_to", "network-zone", "internet", "infra/endpoint.tf:21"],
  ["adapter", "minilm-merchant-v3", "adapter_of", "model", "sentence-transformers/all-MiniLM-L6-v2", "src/fraud/merchant_text.py:46"],
  ["model", "gpt-4o-mini", "served_by", "ai-service", "openai", "agent/analyst.py:30"],
  ["agent", "fraud-analyst", "uses_model", "model", "gpt-4o-mini", "agent/analyst.py:30"],
  ["agent", "fraud-analyst", "uses_tool", "tool", "lookup_case", "agent/analyst.py:32"],
  ["agent", "fraud-analyst", "uses_tool", "tool", "search_transactions", "agent/analyst.py:32"],
  ["agent", "fraud-analyst", "uses_tool", "tool", "run_shell", "agent/analyst.py:32"],
  ["agent", "fraud-analyst", "uses_tool", "tool", "send_report", "agent/analyst.py:32"],
  ["agent", "fraud-analyst", "has_prompt", "prompt", "analyst.md", "agent/analyst.py:29"],
  ["agent", "fraud-analyst", "uses_retriever", "retriever", "PolicyRetriever", "agent/analyst.py:53"],
  ["retriever", "PolicyRetriever", "retrieves_from", "vector-store", "policies", "agent/retrieval.py:37"],
  ["tool", "lookup_case", "reads", "dataset", "case_notes.jsonl", "agent/tools.py:22"],
  ["agent", "fraud-analyst", "uses_image", "container-image", "registry.northquay.example/analyst:latest", "k8s/analyst.yaml:29"],
  ["agent", "fraud-analyst", "authenticated_by", "secret-ref", "OPENAI_API_KEY", "k8s/analyst.yaml:34"],
  ["training-run", "fraud.train", "depends_on", "library", "xgboost", "src/fraud/train.py:8"],
];

export function sampleAssets(): Asset[] {
  return ROWS.map(asset)
    .map((each) => ({ ...each, identity: { ...each.identity, key: KEY(each.kind, each.name) } }))
    .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
}

export function sampleRelations(): Relation[] {
  return LINKS.map(
    ([fromKind, fromName, kind, toKind, toName, place]): Relation => ({
      from: sampleId(fromKind, fromName),
      kind,
      to: sampleId(toKind, toName),
      strength: "resolved",
      evidence: [occurrence(place)],
    }),
  ).sort((a, b) => compareText(a.from, b.from) || compareText(a.kind, b.kind) || compareText(a.to, b.to));
}
