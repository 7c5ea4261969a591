/** Names of environment variables that tell which AI service a process talks to. From the vendors' SDK documentation. */
export interface EnvironmentSignal {
  readonly pattern: RegExp;
  readonly provider: string;
  /** The value is a secret. */
  readonly secret?: boolean;
  /** The value names a model of the provider. */
  readonly model?: boolean;
}

const KEY = "(?:API_?KEY|API_TOKEN|ACCESS_TOKEN|TOKEN|KEY)";

export const ENVIRONMENT_SIGNALS: readonly EnvironmentSignal[] = [
  { pattern: /^AZURE_OPENAI_(?:API_)?KEY$/, provider: "azure-openai", secret: true },
  { pattern: /^AZURE_OPENAI_(?:\w+_)?MODEL(?:_NAME)?$/, provider: "azure-openai", model: true },
  { pattern: /^AZURE_OPENAI_(?:API_)?ENDPOINT$/, provider: "azure-openai" },
  { pattern: /^AZURE_OPENAI_(?:\w+_)?DEPLOYMENT(?:_NAME)?$/, provider: "azure-openai" },
  { pattern: new RegExp(`^OPENAI_${KEY}$`), provider: "openai", secret: true },
  { pattern: /^OPENAI_(?:\w+_)?MODEL(?:_NAME|_ID)?$/, provider: "openai", model: true },
  { pattern: new RegExp(`^(?:ANTHROPIC|CLAUDE)_${KEY}$`), provider: "anthropic", secret: true },
  { pattern: /^ANTHROPIC_(?:\w+_)?MODEL(?:_NAME|_ID)?$/, provider: "anthropic", model: true },
  { pattern: new RegExp(`^(?:GEMINI|GOOGLE_GENAI|GOOGLE_AI|GOOGLE_GENERATIVE_AI)_${KEY}$`), provider: "google-gemini", secret: true },
  { pattern: /^GEMINI_(?:\w+_)?MODEL(?:_NAME|_ID)?$/, provider: "google-gemini", model: true },
  { pattern: new RegExp(`^(?:MISTRAL|MISTRALAI)_${KEY}$`), provider: "mistral", secret: true },
  { pattern: new RegExp(`^(?:COHERE|CO)_${KEY}$`), provider: "cohere", secret: true },
  { pattern: new RegExp(`^GROQ_${KEY}$`), provider: "groq", secret: true },
  { pattern: new RegExp(`^OPENROUTER_${KEY}$`), provider: "openrouter", secret: true },
  { pattern: new RegExp(`^TOGETHER(?:_AI)?_${KEY}$`), provider: "together", secret: true },
  { pattern: new RegExp(`^FIREWORKS_${KEY}$`), provider: "fireworks", secret: true },
  { pattern: new RegExp(`^DEEPSEEK_${KEY}$`), provider: "deepseek", secret: true },
  { pattern: new RegExp(`^(?:PERPLEXITY|PPLX)_${KEY}$`), provider: "perplexity", secret: true },
  { pattern: new RegExp(`^XAI_${KEY}$`), provider: "xai", secret: true },
  { pattern: new RegExp(`^VOYAGE_${KEY}$`), provider: "voyage", secret: true },
  { pattern: new RegExp(`^REPLICATE_${KEY}$`), provider: "replicate", secret: true },
  {
    pattern: /^(?:HF_TOKEN|HF_API_TOKEN|HUGGING_?FACE(?:_?HUB)?(?:_API)?_(?:TOKEN|KEY)|HUGGINGFACE_API_KEY)$/,
    provider: "huggingface",
    secret: true,
  },
  { pattern: new RegExp(`^PINECONE_${KEY}$`), provider: "pinecone", secret: true },
  { pattern: /^BEDROCK_(?:\w+_)?MODEL(?:_ID|_NAME|_ARN)?$/, provider: "bedrock", model: true },
  { pattern: /^(?:AWS_BEARER_TOKEN_BEDROCK)$/, provider: "bedrock", secret: true },
  { pattern: /^SAGEMAKER_ENDPOINT(?:_NAME)?$/, provider: "sagemaker" },
  { pattern: /^OLLAMA_(?:HOST|BASE_URL|API_BASE|ENDPOINT|URL)$/, provider: "ollama" },
  { pattern: /^OLLAMA_(?:\w+_)?MODEL(?:_NAME)?$/, provider: "ollama", model: true },
  { pattern: /^NVIDIA_API_KEY$|^NGC_API_KEY$/, provider: "nvidia", secret: true },
];
