/** Names of environment variables that turn the tracing of runs on, from the documentation of the trackers. */
export interface TrackerVariable {
  readonly pattern: RegExp;
  readonly tracker: string;
  /** The value is a secret: it opens the tracker and does not say that it is used. */
  readonly secret?: boolean;
}

export const TRACKER_VARIABLES: readonly TrackerVariable[] = [
  { pattern: /^(?:LANGSMITH_(?:API_KEY|RUNS_API_KEY)|LANGCHAIN_API_KEY)$/, tracker: "langsmith", secret: true },
  {
    pattern: /^(?:LANGSMITH_(?:TRACING(?:_V2)?|PROJECT|TEST_TRACKING)|LANGCHAIN_(?:TRACING(?:_V2)?|PROJECT|SESSION))$/,
    tracker: "langsmith",
  },
  { pattern: /^LANGFUSE_SECRET_KEY$/, tracker: "langfuse", secret: true },
  { pattern: /^LANGFUSE_(?:PUBLIC_KEY|HOST|BASE_?URL)$/, tracker: "langfuse" },
  { pattern: /^WANDB_API_KEY$/, tracker: "wandb", secret: true },
  { pattern: /^WANDB_(?:PROJECT|ENTITY|RUN_GROUP)$/, tracker: "wandb" },
  { pattern: /^COMET_API_KEY$/, tracker: "comet", secret: true },
  { pattern: /^COMET_(?:PROJECT_NAME|WORKSPACE)$/, tracker: "comet" },
  { pattern: /^OPIK_API_KEY$/, tracker: "opik", secret: true },
  { pattern: /^OPIK_(?:PROJECT_NAME|WORKSPACE|URL_OVERRIDE)$/, tracker: "opik" },
  { pattern: /^NEPTUNE_API_TOKEN$/, tracker: "neptune", secret: true },
  { pattern: /^NEPTUNE_PROJECT$/, tracker: "neptune" },
  { pattern: /^PHOENIX_API_KEY$/, tracker: "phoenix", secret: true },
  { pattern: /^PHOENIX_(?:COLLECTOR_ENDPOINT|PROJECT_NAME|ENDPOINT)$/, tracker: "phoenix" },
  { pattern: /^ARIZE_API_KEY$/, tracker: "arize", secret: true },
  { pattern: /^ARIZE_(?:SPACE_(?:ID|KEY)|PROJECT_NAME|MODEL_ID)$/, tracker: "arize" },
  { pattern: /^BRAINTRUST_API_KEY$/, tracker: "braintrust", secret: true },
  { pattern: /^BRAINTRUST_(?:PROJECT(?:_NAME|_ID)?|PARENT)$/, tracker: "braintrust" },
  { pattern: /^TRACELOOP_API_KEY$/, tracker: "traceloop", secret: true },
  { pattern: /^TRACELOOP_BASE_URL$/, tracker: "traceloop" },
  { pattern: /^HELICONE_API_KEY$/, tracker: "helicone", secret: true },
  { pattern: /^HELICONE_(?:BASE_URL|PROXY_URL|ENABLED)$/, tracker: "helicone" },
];
