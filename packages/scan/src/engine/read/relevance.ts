import { DEFAULT_SOURCE_BUDGET, type SourceSyntax } from "@castellan/formats";
import { importSpecifiers } from "./specifiers.ts";

/*
 * Which source files can matter. Parsing is the dear part of a scan, so a file is parsed when it imports what
 * knowledge speaks of, when its text says that it has to do with AI or with a dangerous act, or when it stands
 * next to such a file in the import graph (closure.ts).
 */

/** Services that are called without an SDK, and words that code around models uses. */
const AI_TEXT = new RegExp(
  [
    "openai",
    "anthropic",
    "generativelanguage",
    "bedrock",
    "aiplatform",
    "huggingface",
    "hf\\.co\\b",
    "ollama",
    "vllm",
    "litellm",
    "openrouter",
    "mistral",
    "cohere",
    "groq",
    "replicate",
    "langchain",
    "llama",
    "\\bgpt-",
    "claude",
    "gemini",
    "deepseek",
    "\\bllms?\\b",
    "\\bmcp\\b",
    "mcpServers",
    "modelcontextprotocol",
    "embedding",
    "system_?prompt",
    "chat_?completion",
    "vector_?store",
    "pgvector",
    "vectorize",
    "@cf/",
    "safetensors",
    "sagemaker",
    "mlflow",
    "wandb",
    "from_pretrained",
    "inference",
    "sklearn",
    "torch",
    "tensorflow",
    "xgboost",
    "lightgbm",
    "onnx",
    "\\bprompts?\\b",
    "\\bagents?\\b",
  ].join("|"),
  "i",
);
/** Acts that a rule may judge. */
const RISK_TEXT =
  /\beval\s*\(|\bexec\s*\(|\bexecSync\b|child_process|subprocess|os\.system|os\.popen|pickle|joblib|cloudpickle|\bdill\b|yaml\.(?:unsafe_)?load|shell\s*=\s*True|trust_remote_code|verify\s*=\s*False|rejectUnauthorized|0\.0\.0\.0|marshal\.loads|Process\.Start|Runtime\.getRuntime|exec\.Command/;

/** Lines longer than this on average are written by tools, not by people. */
const GENERATED_LINE = 400;
const GENERATED_MINIMUM = 20_000;
/** Bundles are larger than this, code that people write is not; the readers would refuse it. */
const GENERATED_SIZE = DEFAULT_SOURCE_BUDGET.bytes;

/** Bundled, minified or otherwise generated code: no one declares an AI system in it. */
export function isGenerated(text: string): boolean {
  if (text.length < GENERATED_MINIMUM) return false;
  if (text.length > GENERATED_SIZE) return true;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > GENERATED_LINE;
}

export interface SourceSketch {
  readonly specifiers: readonly string[];
  /** To be parsed whatever its neighbours are. */
  readonly relevant: boolean;
  readonly generated: boolean;
}

/** What is known of a source file before parsing. `modules` are the import roots that knowledge speaks of. */
export function sketchSource(syntax: SourceSyntax, text: string, modules: ReadonlySet<string>): SourceSketch {
  const specifiers = importSpecifiers(syntax, text);
  const generated = isGenerated(text);
  return {
    specifiers,
    generated,
    relevant: !generated && (specifiers.some((specifier) => isKnown(specifier, modules)) || AI_TEXT.test(text) || RISK_TEXT.test(text)),
  };
}

/** True where a specifier or any head of it is a known module: "google.cloud.aiplatform" by "google.cloud". */
export function isKnown(specifier: string, modules: ReadonlySet<string>): boolean {
  const plain = specifier.replace(/^(?:npm|node|jsr):/, "");
  if (modules.has(plain)) return true;
  for (let end = plain.length - 1; end > 0; end--) {
    const character = plain[end];
    if ((character === "." || character === "/" || character === ":") && modules.has(plain.slice(0, end))) return true;
  }
  return false;
}
