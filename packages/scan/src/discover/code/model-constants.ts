import { MODEL_CONSTANTS } from "../../../knowledge/model-constants.ts";
import { providerOfModel } from "./providers.ts";

/** How an SDK prefixes its constants. */
const PREFIX = /^(?:Create)?(?:Chat|Completion|Embedding|Image|Audio|Speech|Moderation|Responses)?Models?_?|^MODEL_/;
const FAMILIES =
  /^(?:gpt|o\d|text|chatgpt|claude|gemini|mistral|ministral|codestral|command-(?:r|a|light)(?:-|$)|dall|whisper|tts|omni|embedding|deepseek|grok|imagen|veo)/;

/**
 * The model that a constant of an SDK names: `ChatModelGPT4oMini`, `GPT_4_1`, `GPT3Dot5Turbo`,
 * `CLAUDE_SONNET_4_5`. Undefined where the result is no model that a provider's naming makes certain.
 */
export function modelOfConstant(name: string): string | undefined {
  const bare = name.replace(PREFIX, "").replace(/^(?:OPENAI|ANTHROPIC|GOOGLE|AZURE|VERTEX)_/, "");
  const words = bare.match(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+/g);
  if (words === null) return undefined;
  const joined = words
    .map((word) => word.toLowerCase())
    .join("-")
    .replace(/-dot-/g, ".");
  const text = spelled(joined);
  return FAMILIES.test(text) && (/\d/.test(text) || /^command-|-latest$/.test(text)) && providerOfModel(text) !== undefined
    ? text
    : undefined;
}

/** Classes whose constants are models of Amazon Bedrock. */
const BEDROCK_CLASSES: ReadonlySet<string> = new Set(["BedrockFoundationModel", "FoundationModelIdentifier"]);

/**
 * The model that a constant of a class names: `BedrockFoundationModel.AMAZON_NOVA_LITE_V1`, `EmbeddingModel::BGESmallENV15`. Of
 * Amazon Bedrock vendor, name and version make the id: `FoundationModelIdentifier.ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0`.
 */
export function modelOfClassConstant(path: readonly string[]): string | undefined {
  const name = path.at(-1) ?? "";
  const owner = path.at(-2) ?? "";
  const known = MODEL_CONSTANTS[owner]?.[name];
  const found = known === undefined && BEDROCK_CLASSES.has(owner) ? /^(AMAZON|ANTHROPIC)_(\w+)_V(\d)(?:_(\d))?$/.exec(name) : null;
  if (found === null) return known;
  const [, vendor = "", model = "", major = "", minor = "0"] = found;
  return `${vendor.toLowerCase()}.${model.toLowerCase().replaceAll("_", "-")}-v${major}:${minor}`;
}

/** Vendors write their numbers differently: gpt-4.1, gpt-4o, o3-mini, claude-3-7-sonnet, gemini-2.5-pro. */
function spelled(text: string): string {
  return text
    .replace(/^o-(\d)/, "o$1")
    .replace(/^(gpt-\d+)-o(?=-|$)/, "$1o")
    .replace(/^(gpt|gemini)-(\d)-(\d)(?=-|$)/, "$1-$2.$3")
    .replace(/^dall-e-?(\d)/, "dall-e-$1")
    .replace(/^dalle-(\d)/, "dall-e-$1")
    .replace(/^(text-embedding|embedding)-v?-?(\d)/, "text-embedding-$2")
    .replace(/^text-embedding-ada-?v?-?0*2$/, "text-embedding-ada-002")
    .replace(/^ada-embedding-v-?2$/, "text-embedding-ada-002")
    .replace(/^whisper(?:-v)?-1$/, "whisper-1")
    .replace(/^tts-(?:model-)?-?1/, "tts-1")
    .replace(/^(small|large)-embedding-3$/, "text-embedding-3-$1");
}
