import type { AssetKind } from "@castellan/graph";

/** What a container image is, by its reference without registry host, tag and digest. */
export interface ImageMeaning {
  readonly pattern: RegExp;
  readonly product: string;
  readonly kind: AssetKind;
  /** ai-service id, where it serves models. */
  readonly service?: string;
}

/* Image names from the projects' own installation pages. */
export const IMAGES: readonly ImageMeaning[] = [
  {
    pattern: /(?:^|\/)vllm(?:\/vllm-(?:openai|tpu|cpu)\b|-openai\b|\/vllm\b)|(?:^|\/)vllm$/,
    product: "vllm",
    kind: "endpoint",
    service: "vllm",
  },
  { pattern: /(?:^|\/)text-generation-inference$/, product: "text-generation-inference", kind: "endpoint", service: "huggingface-tgi" },
  { pattern: /(?:^|\/)text-embeddings-inference$/, product: "text-embeddings-inference", kind: "endpoint", service: "huggingface-tei" },
  { pattern: /(?:^|\/)ollama(?:\/ollama)?$/, product: "ollama", kind: "endpoint", service: "ollama" },
  { pattern: /nvidia\/tritonserver$|(?:^|\/)tritonserver$/, product: "triton", kind: "endpoint", service: "triton" },
  {
    pattern: /(?:^|\/)tensorflow\/serving(?:-gpu)?$|^tensorflow\/serving/,
    product: "tensorflow-serving",
    kind: "endpoint",
    service: "tensorflow-serving",
  },
  { pattern: /(?:^|\/)pytorch\/torchserve(?:-kfs)?$/, product: "torchserve", kind: "endpoint", service: "torchserve" },
  { pattern: /lmsysorg\/sglang$/, product: "sglang", kind: "endpoint", service: "sglang" },
  { pattern: /ggml-org\/llama\.cpp$|ggerganov\/llama\.cpp$/, product: "llama.cpp", kind: "endpoint", service: "llama.cpp" },
  { pattern: /localai\/localai$|go-skynet\/local-ai$/, product: "localai", kind: "endpoint", service: "localai" },
  { pattern: /michaelf34\/infinity$/, product: "infinity", kind: "endpoint", service: "infinity" },
  { pattern: /^nvcr\.io\/nim\/|^nim\/|\/nim\//, product: "nvidia-nim", kind: "endpoint", service: "nvidia-nim" },
  { pattern: /berriai\/litellm(?:-database|-non_root)?$/, product: "litellm", kind: "gateway" },
  { pattern: /portkeyai\/gateway$/, product: "portkey", kind: "gateway" },
  { pattern: /helicone\//, product: "helicone", kind: "gateway" },
  { pattern: /qdrant\/qdrant$/, product: "qdrant", kind: "vector-store" },
  { pattern: /semitechnologies\/weaviate$|weaviate\/weaviate$/, product: "weaviate", kind: "vector-store" },
  { pattern: /milvusdb\/milvus$/, product: "milvus", kind: "vector-store" },
  { pattern: /chromadb\/chroma$|chroma-core\/chroma$/, product: "chroma", kind: "vector-store" },
  {
    pattern: /pgvector\/pgvector$|ankane\/pgvector$|timescale\/timescaledb-ha$|tensorchord\/pgvecto-rs$/,
    product: "pgvector",
    kind: "vector-store",
  },
  { pattern: /vespaengine\/vespa$/, product: "vespa", kind: "vector-store" },
  { pattern: /redis\/redis-stack(?:-server)?$/, product: "redis-stack", kind: "vector-store" },
  { pattern: /marqoai\/marqo$/, product: "marqo", kind: "vector-store" },
  { pattern: /(?:^|\/)mlflow(?:\/mlflow)?$/, product: "mlflow", kind: "experiment-tracker" },
  { pattern: /wandb\/local$/, product: "wandb", kind: "experiment-tracker" },
  { pattern: /clearml\/server$|allegroai\/clearml$/, product: "clearml", kind: "experiment-tracker" },
  { pattern: /langfuse\/langfuse(?:-worker)?$/, product: "langfuse", kind: "experiment-tracker" },
  { pattern: /arizephoenix\/phoenix$/, product: "phoenix", kind: "experiment-tracker" },
  { pattern: /langchain\/langgraph-api$/, product: "langgraph", kind: "application" },
  { pattern: /flowiseai\/flowise$/, product: "flowise", kind: "application" },
  { pattern: /langflowai\/langflow$/, product: "langflow", kind: "application" },
  { pattern: /langgenius\/dify-/, product: "dify", kind: "application" },
  { pattern: /open-webui\/open-webui$/, product: "open-webui", kind: "application" },
  { pattern: /mintplexlabs\/anythingllm$/, product: "anythingllm", kind: "application" },
  { pattern: /n8nio\/n8n$|n8n-io\/n8n$/, product: "n8n", kind: "application" },
  { pattern: /rayproject\/ray(?:-ml|-llm)?$|anyscale\/ray/, product: "ray", kind: "compute" },
  { pattern: /jupyter\/|quay\.io\/jupyter\/|jupyterhub\/|kubeflow.*notebook/, product: "jupyter", kind: "compute" },
  { pattern: /feastdev\/feature-server/, product: "feast", kind: "feature-store" },
  { pattern: /heartexlabs\/label-studio$/, product: "label-studio", kind: "application" },
  { pattern: /argilla\/argilla-(?:server|quickstart)$/, product: "argilla", kind: "application" },
  { pattern: /^mcp\/|\/mcp\/|modelcontextprotocol\//, product: "mcp", kind: "mcp-server" },
];

/** Products that are AI even where only the machine is seen. */
export const AI_MACHINES: ReadonlySet<string> = new Set(["ray", "jupyter"]);
