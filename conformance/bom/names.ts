/** How two spellings of one name are compared. Each kind has its own notion of "the same name". */

const PROVIDERS = [
  "openai",
  "azure",
  "azure_openai",
  "azure-openai",
  "azure_ai",
  "anthropic",
  "google",
  "google_genai",
  "google-genai",
  "google_vertexai",
  "vertex_ai",
  "vertexai",
  "vertex",
  "gemini",
  "models",
  "bedrock",
  "mistral",
  "mistralai",
  "cohere",
  "groq",
  "ollama",
  "ollama_chat",
  "openrouter",
  "together_ai",
  "fireworks_ai",
  "deepseek",
  "xai",
  "perplexity",
  "replicate",
  "huggingface",
  "hf",
  "litellm",
  "litellm_proxy",
];
const PROVIDER_PREFIX = new RegExp(`^(?:${PROVIDERS.join("|")})[/:]+(?=.)`, "u");
const HUB_HOST = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\//u;
const QUOTES = /^["'`«»“”‘’]+|["'`«»“”‘’]+$/gu;

function modelName(name: string): string {
  let rest = name.replace(HUB_HOST, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(PROVIDER_PREFIX, "");
  }
  return rest.replace(/:latest$/u, "");
}

/** PEP 503 names; a purl or a requirement is cut to its package name, an npm scope stays. */
function libraryName(name: string): string {
  const purl = /^pkg:[^/]+\/(.+)$/u.exec(name);
  const bare = (purl?.[1] ?? name).replace(/%40/gu, "@").replace(/\[[^\]]*\]/gu, "");
  return bare.replace(/(?<=.)(?:@|[=<>~!;\s]).*$/u, "").replace(/[-_.]+/gu, "-");
}

/** Routes of all frameworks: `{id}`, `<int:id>`, `:id` and `[id]` are one parameter. */
function endpointName(name: string): string {
  const route = name.replace(/\{[^}]*\}|<[^>]*>|\[[^\]]*\]|(?<=\/):\w+/gu, "{}");
  return route.length > 1 ? route.replace(/(?<=[^\s])\/+$/u, "") : route;
}

const compact = (name: string): string => name.replace(/[\s_.-]+/gu, "");

const BY_KIND: Readonly<Record<string, (name: string) => string>> = {
  model: modelName,
  "deployed-model": modelName,
  library: libraryName,
  endpoint: endpointName,
  "ai-service": compact,
  "vector-store": compact,
  "experiment-tracker": compact,
  "model-registry": compact,
  gateway: compact,
};

/**
 * The form of a name that is compared: case-folded, without quotes, a leading "./" or call brackets,
 * with "/" as the path separator, then by kind (provider prefixes of models, PEP 503 for libraries,
 * route parameters of endpoints, separators in product names).
 */
export function normaliseName(kind: string, name: string): string {
  const folded = name.normalize("NFKC").trim().replace(QUOTES, "").toLowerCase().replace(/\\/gu, "/");
  const plain = folded
    .replace(/^(?:\.\/)+/u, "")
    .replace(/\(\)$/u, "")
    .replace(/\s+/gu, " ");
  return BY_KIND[kind]?.(plain) ?? plain;
}

/** A path as the labels write it: "/" as separator, no leading "./". */
export function normalisePath(path: string): string {
  return path.replace(/\\/gu, "/").replace(/^(?:\.\/)+/u, "");
}
