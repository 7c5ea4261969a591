/** What CI steps say about AI. From the actions' and tools' own documentation. */
export interface ActionMeaning {
  /** `owner/name`, lower case. */
  readonly action: string;
  readonly service?: string;
  /** Inputs that name a model. */
  readonly models?: readonly string[];
  /** It is an agent that acts on the repository. */
  readonly agent?: boolean;
}

export const AI_ACTIONS: readonly ActionMeaning[] = [
  { action: "anthropics/claude-code-action", service: "anthropic", models: ["model"], agent: true },
  { action: "anthropics/claude-code-base-action", service: "anthropic", models: ["model"], agent: true },
  { action: "anthropics/claude-code-security-review", service: "anthropic", models: ["claude-model"], agent: true },
  { action: "openai/codex-action", service: "openai", models: ["model"], agent: true },
  { action: "google-github-actions/run-gemini-cli", service: "google-gemini", models: ["gemini_model"], agent: true },
  { action: "google-gemini/gemini-cli-action", service: "google-gemini", models: ["gemini_model"], agent: true },
  { action: "coderabbitai/ai-pr-reviewer", service: "openai", models: ["openai_light_model", "openai_heavy_model"], agent: true },
  { action: "qodo-ai/pr-agent", agent: true },
  { action: "codium-ai/pr-agent", agent: true },
  { action: "actions/ai-inference", service: "github-models", models: ["model"] },
  { action: "promptfoo/promptfoo-action" },
  { action: "iterative/setup-cml" },
  { action: "iterative/setup-dvc" },
  { action: "braintrustdata/eval-action" },
  { action: "azure/aml-deploy", service: "azure-ml" },
  { action: "azure/aml-run", service: "azure-ml" },
  { action: "huggingface/hub-sync", service: "huggingface" },
  { action: "google-github-actions/deploy-vertex-ai", service: "vertex-ai" },
];

/** Commands that train, evaluate, move or deploy models and data. */
export const AI_COMMANDS: readonly { readonly pattern: RegExp; readonly service?: string }[] = [
  { pattern: /^(?:\S*\/)?dvc\s+(?:repro|exp|pull|push|fetch|run)\b/ },
  { pattern: /^(?:\S*\/)?cml\b/ },
  { pattern: /^(?:\S*\/)?mlflow\s+(?:run|models|deployments|experiments)\b/ },
  { pattern: /^(?:\S*\/)?(?:huggingface-cli|hf)\s+(?:upload|download|repo)\b/, service: "huggingface" },
  { pattern: /^(?:\S*\/)?(?:npx\s+)?promptfoo(?:@\S+)?\s+(?:eval|redteam)\b/ },
  { pattern: /^(?:\S*\/)?deepeval\s+test\b/ },
  { pattern: /^(?:\S*\/)?aws\s+sagemaker\b/, service: "sagemaker" },
  { pattern: /^(?:\S*\/)?aws\s+bedrock/, service: "bedrock" },
  { pattern: /^(?:\S*\/)?az\s+(?:ml|cognitiveservices)\b/ },
  { pattern: /^(?:\S*\/)?gcloud\s+(?:ai|ai-platform|beta\s+ai)\b/, service: "vertex-ai" },
  { pattern: /^(?:\S*\/)?databricks\s+bundle\b/, service: "databricks" },
  { pattern: /^(?:\S*\/)?langgraph\s+(?:deploy|build|up)\b/ },
  { pattern: /^(?:\S*\/)?bentoml\s+(?:build|deploy|push)\b/ },
  { pattern: /^(?:\S*\/)?(?:claude|codex|gemini)\s+(?:-p|--print|exec|--prompt)\b/ },
  { pattern: /^(?:\S*\/)?dvclive\b|^(?:\S*\/)?gto\s+/ },
];
