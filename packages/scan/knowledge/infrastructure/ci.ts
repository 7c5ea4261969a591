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
  { pattern: /^(?:\S*\/)?anyscale\s+(?:jobs?|services?|workspace)\b/, service: "anyscale" },
  { pattern: /^(?:\S*\/)?modal\s+(?:deploy|run)\b/, service: "modal" },
  { pattern: /^(?:\S*\/)?(?:ray\s+job\s+submit|serve\s+(?:deploy|run))\b/ },
  { pattern: /^(?:\S*\/)?zenml\s+(?:pipeline|stack|model|deploy|orchestrator|artifact-store|experiment-tracker)\b/ },
  { pattern: /^(?:\S*\/)?(?:pyflyte|flytectl)\s+(?:run|register|package|create)\b/ },
  { pattern: /^(?:\S*\/)?kfp\s+(?:run|pipeline|dsl)\b/ },
  { pattern: /^(?:\S*\/)?kedro\s+(?:run|package)\b/ },
  { pattern: /^(?:\S*\/)?(?:lm_eval|lm-eval|inspect\s+eval|ragas|evidently|giskard|garak|modelscan|lighteval|helm-run)\b/ },
  { pattern: /^(?:\S*\/)?(?:axolotl|llamafactory-cli|autotrain|yolo|rasa|trl|tune)\s+(?:train|run|sft|dpo|llm)\b/ },
  { pattern: /^(?:\S*\/)?(?:python\d*\s+-m\s+)?spacy\s+(?:train|evaluate|project)\b/ },
  { pattern: /^(?:\S*\/)?(?:sky\s+(?:launch|jobs|exec)|dstack\s+apply)\b/ },
  { pattern: /^(?:\S*\/)?(?:truss\s+push|cog\s+push|replicate\s+)\b/ },
  { pattern: /^(?:\S*\/)?wandb\s+(?:sweep|agent|launch|job)\b/ },
  { pattern: /^(?:\S*\/)?clearml-(?:task|agent|serving)\b/ },
  { pattern: /^(?:\S*\/)?feast\s+(?:apply|materialize\S*)\b/ },
  { pattern: /^(?:\S*\/)?dvclive\b|^(?:\S*\/)?gto\s+/ },
];
