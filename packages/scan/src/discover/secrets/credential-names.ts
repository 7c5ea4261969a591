import type { AssetDraft, Occurrence, Scope } from "@castellan/graph";
import type { Target } from "../../project/facts.ts";
import { secretReference } from "../identity/index.ts";

const CREDENTIAL =
  /(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PAT|CREDENTIALS?|ACCESS_KEY_ID|SECRET_ACCESS_KEY|CONNECTION_STRING|DSN|AUTH)(?:_\d+)?$/i;
const NO_CREDENTIAL =
  /(?:MAX|NUM|LIMIT|PUBLIC|PRIMARY|FOREIGN|SORT|PARTITION|CACHE|INDEX|COLUMN|LABEL|PER)_|_?(?:PUBLIC|SORT|PRIMARY)_KEY$|^KEY$|^TOKEN$|^AUTH$|COUNT/i;

/** Names of environment variables that hold a credential. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL.test(name) && !NO_CREDENTIAL.test(name);
}

/** A reference to a secret: its name, never its value. One asset for each name and project. */
export function secretRef(target: Target, name: string, scope: Scope, occurrence: Occurrence): AssetDraft {
  const owner = ownerOfCredential(name);
  return {
    kind: "secret-ref",
    name,
    identity: secretReference(target, name),
    scope,
    lifecycle: "declared",
    attributes: owner === undefined ? {} : { provider: owner },
    occurrences: [occurrence],
  };
}

/** Whose credential a name says it is; the longest prefix wins. */
const OWNERS: readonly (readonly [string, string])[] = [
  ["AZURE_OPENAI", "azure-openai"],
  ["OPENAI", "openai"],
  ["ANTHROPIC", "anthropic"],
  ["ANYSCALE", "anyscale"],
  ["CLAUDE", "anthropic"],
  ["GEMINI", "google-gemini"],
  ["GOOGLE_GENERATIVE_AI", "google-gemini"],
  ["GOOGLE_API", "google-gemini"],
  ["GOOGLE_AI", "google-gemini"],
  ["VERTEX", "vertex-ai"],
  ["GOOGLE_APPLICATION", "vertex-ai"],
  ["MISTRAL", "mistral"],
  ["COHERE", "cohere"],
  ["CO_API", "cohere"],
  ["GROQ", "groq"],
  ["OPENROUTER", "openrouter"],
  ["TOGETHER", "together"],
  ["FIREWORKS", "fireworks"],
  ["DEEPSEEK", "deepseek"],
  ["PERPLEXITY", "perplexity"],
  ["PPLX", "perplexity"],
  ["XAI", "xai"],
  ["GROK", "xai"],
  ["CEREBRAS", "cerebras"],
  ["NVIDIA", "nvidia"],
  ["REPLICATE", "replicate"],
  ["HUGGINGFACE", "huggingface"],
  ["HUGGING_FACE", "huggingface"],
  ["HF", "huggingface"],
  ["VOYAGE", "voyage"],
  ["OLLAMA", "ollama"],
  ["DASHSCOPE", "dashscope"],
  ["QWEN", "dashscope"],
  ["ZHIPU", "zhipu"],
  ["MOONSHOT", "moonshot"],
  ["AWS", "bedrock"],
  ["BEDROCK", "bedrock"],
  ["WATSONX", "watsonx"],
  ["DATABRICKS", "databricks"],
  ["AI_GATEWAY", "vercel-ai-gateway"],
  ["LANGSMITH", "langsmith"],
  ["LANGCHAIN_API", "langsmith"],
  ["LANGFUSE", "langfuse"],
  ["WANDB", "wandb"],
  ["COMET", "comet"],
  ["NEPTUNE", "neptune"],
  ["MLFLOW", "mlflow"],
  ["PINECONE", "pinecone"],
  ["QDRANT", "qdrant"],
  ["WEAVIATE", "weaviate"],
  ["CHROMA", "chroma"],
  ["MILVUS", "milvus"],
  ["ZILLIZ", "milvus"],
  ["SUPABASE", "pgvector"],
  ["NEON", "pgvector"],
  ["POSTGRES", "pgvector"],
  ["PG", "pgvector"],
  ["DATABASE", "pgvector"],
  ["UPSTASH", "upstash"],
  ["REDIS", "redis"],
  ["AZURE_SEARCH", "azure-ai-search"],
  ["AZURE_AI_SEARCH", "azure-ai-search"],
  ["TAVILY", "tavily"],
  ["EXA", "exa"],
  ["SERPER", "serper"],
  ["FIRECRAWL", "firecrawl"],
];

export function ownerOfCredential(name: string): string | undefined {
  const upper = name.toUpperCase().replace(/^(?:NEXT_PUBLIC|VITE|REACT_APP|MY|APP|PROD|DEV)_/, "");
  return OWNERS.filter(([prefix]) => upper.startsWith(prefix)).sort(([a], [b]) => b.length - a.length)[0]?.[1];
}
