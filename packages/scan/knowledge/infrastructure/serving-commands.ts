import type { AssetKind } from "@castellan/graph";

/** How a program that serves or fetches models is started. Facts of the programs' own documentation. */
export interface ServingProgram {
  readonly product: string;
  /** Command words that start it, as one text; the rest are its arguments. */
  readonly start: RegExp;
  /** What runs then; nothing for a download. */
  readonly kind?: AssetKind;
  /** ai-service id. */
  readonly service?: string;
  /** Flags that name a model. */
  readonly model: readonly string[];
  /** The first bare argument names the model. */
  readonly positional?: boolean;
  /** Provider of the models; `infer` by name, `open` for weights that are run here. */
  readonly provider: string;
}

const python = "(?:^|.*/)(?:python[\\d.]*|uv run python|poetry run python)\\s+(?:-u\\s+)?-m\\s+";

export const SERVING_PROGRAMS: readonly ServingProgram[] = [
  {
    product: "vllm",
    start: /^(?:\S*\/)?vllm\s+serve\b/,
    kind: "endpoint",
    service: "vllm",
    model: ["--model"],
    positional: true,
    provider: "open",
  },
  {
    product: "vllm",
    start: new RegExp(`^${python}vllm\\.entrypoints\\.(?:openai\\.)?api_server\\b`),
    kind: "endpoint",
    service: "vllm",
    model: ["--model"],
    provider: "open",
  },
  {
    product: "sglang",
    start: new RegExp(`^${python}sglang\\.launch_server\\b`),
    kind: "endpoint",
    service: "sglang",
    model: ["--model-path", "--model"],
    provider: "open",
  },
  {
    product: "text-generation-inference",
    start: /^(?:\S*\/)?text-generation-launcher\b/,
    kind: "endpoint",
    service: "huggingface-tgi",
    model: ["--model-id"],
    provider: "open",
  },
  {
    product: "text-embeddings-inference",
    start: /^(?:\S*\/)?text-embeddings-router\b/,
    kind: "endpoint",
    service: "huggingface-tei",
    model: ["--model-id"],
    provider: "open",
  },
  {
    product: "infinity",
    start: /^(?:\S*\/)?infinity_emb\b(?:\s+v2)?/,
    kind: "endpoint",
    service: "infinity",
    model: ["--model-id"],
    provider: "open",
  },
  { product: "ollama", start: /^(?:\S*\/)?ollama\s+(?:run|pull)\b/, model: [], positional: true, provider: "ollama" },
  { product: "ollama", start: /^(?:\S*\/)?ollama\s+serve\b/, kind: "endpoint", service: "ollama", model: [], provider: "ollama" },
  {
    product: "llama.cpp",
    start: /^(?:\S*\/)?llama-server\b/,
    kind: "endpoint",
    service: "llama.cpp",
    model: ["-hf", "--hf-repo", "-hfr", "-m", "--model"],
    provider: "open",
  },
  {
    product: "llama.cpp",
    start: new RegExp(`^${python}llama_cpp\\.server\\b`),
    kind: "endpoint",
    service: "llama.cpp",
    model: ["--hf_model_repo_id", "--model"],
    provider: "open",
  },
  { product: "triton", start: /^(?:\S*\/)?tritonserver\b/, kind: "endpoint", service: "triton", model: [], provider: "open" },
  {
    product: "tensorflow-serving",
    start: /^(?:\S*\/)?tensorflow_model_server\b/,
    kind: "endpoint",
    service: "tensorflow-serving",
    model: ["--model_name"],
    provider: "tensorflow-serving",
  },
  {
    product: "torchserve",
    start: /^(?:\S*\/)?torchserve\b(?=.*--start)/,
    kind: "endpoint",
    service: "torchserve",
    model: [],
    provider: "torchserve",
  },
  {
    product: "mlflow-models",
    start: /^(?:\S*\/)?mlflow\s+models\s+serve\b/,
    kind: "endpoint",
    service: "mlflow",
    model: ["-m", "--model-uri"],
    provider: "infer",
  },
  { product: "mlflow", start: /^(?:\S*\/)?mlflow\s+(?:server|ui)\b/, kind: "experiment-tracker", model: [], provider: "infer" },
  { product: "litellm", start: /^(?:\S*\/)?litellm\b(?=\s+-)/, kind: "gateway", model: ["--model", "-m"], provider: "infer" },
  { product: "bentoml", start: /^(?:\S*\/)?bentoml\s+serve\b/, kind: "endpoint", service: "bentoml", model: [], provider: "open" },
  { product: "ray-serve", start: /^(?:\S*\/)?serve\s+run\b/, kind: "endpoint", service: "ray-serve", model: [], provider: "open" },
  {
    product: "lmdeploy",
    start: /^(?:\S*\/)?lmdeploy\s+serve\s+api_server\b/,
    kind: "endpoint",
    service: "lmdeploy",
    model: [],
    positional: true,
    provider: "open",
  },
  {
    product: "tensorrt-llm",
    start: /^(?:\S*\/)?trtllm-serve\b(?:\s+serve\b)?/,
    kind: "endpoint",
    service: "tensorrt-llm",
    model: [],
    positional: true,
    provider: "open",
  },
  { product: "chroma", start: /^(?:\S*\/)?chroma\s+run\b/, kind: "vector-store", model: [], provider: "infer" },
  {
    product: "huggingface-download",
    start: /^(?:\S*\/)?(?:huggingface-cli|hf)\s+download\b(?!.*--repo-type[= ](?:dataset|space))/,
    model: [],
    positional: true,
    provider: "hub",
  },
];

/** Flags that take no value in the programs above; the word after them is an argument of its own. */
export const BARE_FLAGS: ReadonlySet<string> = new Set([
  "--trust-remote-code",
  "--enforce-eager",
  "--enable-auto-tool-choice",
  "--enable-prefix-caching",
  "--disable-log-requests",
  "--insecure",
  "--verbose",
  "--detach",
  "--enable-lora",
  "--no-enable-prefix-caching",
  "--start",
  "--foreground",
  "--async-scheduling",
  "--enable-expert-parallel",
]);
