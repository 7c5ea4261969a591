/** Providers by the host of their API, and by how their models are named. Facts of the vendors' public documentation. */

const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/\.openai\.azure\.com|\.cognitiveservices\.azure\.com|\.services\.ai\.azure\.com/, "azure-openai"],
  [/models\.(?:inference\.ai\.azure\.com|github\.ai)/, "github-models"],
  [/api\.openai\.com/, "openai"],
  [/api\.anthropic\.com/, "anthropic"],
  [/generativelanguage\.googleapis\.com/, "google-gemini"],
  [/aiplatform\.googleapis\.com/, "vertex-ai"],
  [/bedrock(?:-runtime)?\.[\w-]+\.amazonaws\.com/, "bedrock"],
  [/api\.mistral\.ai/, "mistral"],
  [/api\.cohere\.(?:ai|com)/, "cohere"],
  [/api\.groq\.com/, "groq"],
  [/openrouter\.ai/, "openrouter"],
  [/api\.together\.(?:xyz|ai)/, "together"],
  [/api\.fireworks\.ai/, "fireworks"],
  [/api\.deepseek\.com/, "deepseek"],
  [/api\.perplexity\.ai/, "perplexity"],
  [/api\.x\.ai/, "xai"],
  [/api\.cerebras\.ai/, "cerebras"],
  [/integrate\.api\.nvidia\.com/, "nvidia"],
  [/api\.moonshot\.(?:cn|ai)/, "moonshot"],
  [/dashscope[\w-]*\.aliyuncs\.com/, "dashscope"],
  [/open\.bigmodel\.cn|api\.z\.ai/, "zhipu"],
  [/api\.minimax(?:i)?\.(?:chat|io|com)/, "minimax"],
  [/ark\.[\w-]+\.volces\.com/, "volcengine"],
  [/api\.siliconflow\.(?:cn|com)/, "siliconflow"],
  [/(?:router|api-inference)\.huggingface\.co|\.endpoints\.huggingface\.cloud/, "huggingface"],
  [/api\.replicate\.com/, "replicate"],
  [/api\.endpoints\.anyscale\.com/, "anyscale"],
  [/api\.deepinfra\.com/, "deepinfra"],
  [/api\.tavily\.com/, "tavily"],
  [/api\.exa\.ai/, "exa"],
  [/api\.firecrawl\.dev/, "firecrawl"],
  [/google\.serper\.dev/, "serper"],
  [/api\.linkup\.so/, "linkup"],
  [/api\.voyageai\.com/, "voyage"],
  [/api\.jina\.ai/, "jina"],
  [/api\.elevenlabs\.io/, "elevenlabs"],
  [/\.databricks\.(?:com|net)|azuredatabricks\.net/, "databricks"],
  [/(?:localhost|127\.0\.0\.1|host\.docker\.internal|ollama):11434/, "ollama"],
  [/(?:localhost|127\.0\.0\.1):1234/, "lm-studio"],
];

const MODELS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:gpt-|chatgpt-|o[134](?:-|$)|text-embedding-(?:3|ada)|dall-e|whisper-1|tts-1|davinci|babbage|codex-|computer-use|omni-moderation|sora)/,
    "openai",
  ],
  [/^claude-/, "anthropic"],
  [/^(?:gemini-|models\/gemini|text-embedding-00|embedding-001|imagen-|veo-|learnlm)/, "google-gemini"],
  [/^(?:mistral-|open-mistral|open-mixtral|codestral|ministral|pixtral|magistral|devstral)/, "mistral"],
  [/^(?:command|embed-(?:english|multilingual|v4)|rerank-)/, "cohere"],
  [/^(?:anthropic|amazon|meta|ai21|cohere|mistral|stability|deepseek|us\.anthropic|eu\.anthropic|us\.amazon|us\.meta)\.[\w.-]+/, "bedrock"],
  [/^grok-/, "xai"],
  [/^deepseek-(?:chat|reasoner)/, "deepseek"],
  [/^sonar/, "perplexity"],
  [/^voyage-/, "voyage"],
];

/** Prefixes "provider:model" and "provider/model" of routers, to our provider ids. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["openai", "openai"],
  ["azure", "azure-openai"],
  ["azure_openai", "azure-openai"],
  ["azure-openai", "azure-openai"],
  ["azure_ai", "azure-ai"],
  ["anthropic", "anthropic"],
  ["google", "google-gemini"],
  ["google_genai", "google-gemini"],
  ["google-gla", "google-gemini"],
  ["gemini", "google-gemini"],
  ["googleai", "google-gemini"],
  ["google_vertexai", "vertex-ai"],
  ["google-vertex", "vertex-ai"],
  ["vertexai", "vertex-ai"],
  ["vertex_ai", "vertex-ai"],
  ["bedrock", "bedrock"],
  ["bedrock_converse", "bedrock"],
  ["amazon-bedrock", "bedrock"],
  ["mistral", "mistral"],
  ["mistralai", "mistral"],
  ["cohere", "cohere"],
  ["groq", "groq"],
  ["ollama", "ollama"],
  ["ollama_chat", "ollama"],
  ["openrouter", "openrouter"],
  ["together", "together"],
  ["together_ai", "together"],
  ["fireworks", "fireworks"],
  ["fireworks_ai", "fireworks"],
  ["deepseek", "deepseek"],
  ["xai", "xai"],
  ["perplexity", "perplexity"],
  ["huggingface", "huggingface"],
  ["hosted_vllm", "vllm"],
  ["vllm", "vllm"],
  ["nvidia", "nvidia"],
  ["nvidia_nim", "nvidia"],
  ["cerebras", "cerebras"],
  ["replicate", "replicate"],
  ["anyscale", "anyscale"],
  ["databricks", "databricks"],
  ["sagemaker", "sagemaker"],
  ["github", "github-models"],
  ["moonshot", "moonshot"],
  ["dashscope", "dashscope"],
  ["voyage", "voyage"],
  ["voyageai", "voyage"],
  ["ibm", "watsonx"],
  ["watsonx", "watsonx"],
  ["snowflake", "snowflake"],
]);

export function providerOfUrl(url: string): string | undefined {
  return HOSTS.find(([pattern]) => pattern.test(url))?.[1] ?? (/^https?:\/\//.test(url) ? "self-hosted" : undefined);
}

/** Where vendors put the name of a model into an address: Gemini, Bedrock, Azure OpenAI, Hugging Face, Realtime. */
const IN_URL: readonly RegExp[] = [
  /[?&]model=([\w.:@-]+)/,
  /\/deployments\/([\w.-]+)(?:\/|$)/,
  /\/models?\/([\w.:@-]+?)(?::(?:stream)?[gG]enerate\w*|:embed\w*|:predict|:countTokens|\/(?:invoke|converse)[\w-]*)(?:[/?]|$)/,
  /huggingface\.co\/(?:hf-inference\/)?models\/([\w.-]+\/[\w.-]+)/,
];

/** The model that an address names in its path or query. */
export function modelOfUrl(url: string): string | undefined {
  return IN_URL.map((pattern) => pattern.exec(url)?.[1]).find((found) => found !== undefined && !found.includes("{"));
}

/** GROQ_BASE_URL, ANYSCALE_API_BASE */
const ADDRESS = /^([a-z]+)_(?:ai_)?(?:api_)?(?:base|base_url|url|endpoint)$/i;

/** An address that is only known by the name of its variable: AZURE_OPENAI_ENDPOINT, {azure_endpoint}/openai. */
export function providerOfVariable(name: string): string | undefined {
  if (/azure_?(?:openai|endpoint|ai)/i.test(name)) return "azure-openai";
  if (/ollama/i.test(name)) return "ollama";
  if (/openrouter/i.test(name)) return "openrouter";
  if (/vllm/i.test(name)) return "vllm";
  const vendor = ADDRESS.exec(name)?.[1]?.toLowerCase();
  return vendor === undefined ? undefined : PREFIXES.get(vendor);
}

/** Classes of frameworks that are named after the provider: `OpenAiChatModel`, `AnthropicChatOptions`. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^AzureOpenAI/i, "azure-openai"],
  [/^Azure/i, "azure-ai"],
  [/^(?:Chat)?OpenAI/i, "openai"],
  [/^(?:Chat)?Anthropic|^Claude/i, "anthropic"],
  [/^VertexAi|^ChatVertex/i, "vertex-ai"],
  [/^(?:Google(?:Ai|Gen)|Gemini|ChatGoogle)/i, "google-gemini"],
  [/^(?:Chat)?Bedrock|^Amazon/i, "bedrock"],
  [/^(?:Chat)?Mistral/i, "mistral"],
  [/^(?:Chat)?Ollama/i, "ollama"],
  [/^(?:Chat)?Cohere/i, "cohere"],
  [/^(?:Chat)?Groq/i, "groq"],
  [/^Hugging(?:F|f)ace/, "huggingface"],
  [/^DeepSeek/i, "deepseek"],
  [/^Perplexity/i, "perplexity"],
  [/^Watsonx/i, "watsonx"],
  [/^MiniMax/i, "minimax"],
  [/^Moonshot/i, "moonshot"],
  [/^Zhi[pP]u/i, "zhipu"],
  [/^(?:Dash[sS]cope|Qwen)/, "dashscope"],
  [/^Voyage/i, "voyage"],
  [/^Nvidia/i, "nvidia"],
  [/^X(?:ai|AI)/, "xai"],
  [/^GitHub/i, "github-models"],
  [/^LocalAi/i, "self-hosted"],
];

export function providerOfClass(name: string): string | undefined {
  return CLASSES.find(([pattern]) => pattern.test(name))?.[1];
}

export function providerOfModel(model: string): string | undefined {
  return MODELS.find(([pattern]) => pattern.test(model.toLowerCase()))?.[1];
}

export function providerOfName(name: string): string | undefined {
  return PREFIXES.get(name.toLowerCase());
}

/** Weights that vendors with an API of their own give to the hub: whoever names them runs them elsewhere. */
const OPEN_WEIGHTS =
  /^(?:openai\/(?:gpt-oss|whisper-(?!1$)|clip|shap)|google\/(?:gemma|paligemma|embeddinggemma|flan|m?t5|byt5|umt5|vit|siglip|bert|electra|pegasus|madlad|owl|mobile|efficient))/i;

/** "openai:gpt-4.1" and "anthropic/claude-3" → provider and bare model; undefined if the head is no provider. */
export function splitRouted(name: string): { readonly provider: string; readonly model: string } | undefined {
  if (OPEN_WEIGHTS.test(name)) return undefined;
  const found = /^([\w-]+)[:/](.+)$/.exec(name);
  const provider = found?.[1] === undefined ? undefined : PREFIXES.get(found[1].toLowerCase());
  const model = found?.[2];
  return provider === undefined || model === undefined ? undefined : { provider, model };
}

/** An id of the Hugging Face hub: org/name with the characters that the hub allows. */
export function isHubId(name: string): boolean {
  return (
    /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/.test(name) &&
    !/\.(?:py|json|ya?ml|csv|txt|md|pkl|pt|bin|onnx|joblib|parquet|h5|safetensors)$/i.test(name)
  );
}
