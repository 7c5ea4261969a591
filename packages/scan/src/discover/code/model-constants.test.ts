import { describe, expect, it } from "vitest";
import { modelOfConstant } from "./model-constants.ts";

describe("models that constants of SDKs name", () => {
  it.each([
    ["ChatModelGPT4o", "gpt-4o"],
    ["ChatModelGPT4oMini", "gpt-4o-mini"],
    ["GPT3Dot5Turbo", "gpt-3.5-turbo"],
    ["ChatModelGPT4_1Mini", "gpt-4.1-mini"],
    ["GPT_4_O_MINI", "gpt-4o-mini"],
    ["GPT_4O", "gpt-4o"],
    ["GPT_5_MINI", "gpt-5-mini"],
    ["ChatModelO3Mini", "o3-mini"],
    ["O4_Mini", "o4-mini"],
    ["SmallEmbedding3", "text-embedding-3-small"],
    ["AdaEmbeddingV2", "text-embedding-ada-002"],
    ["EmbeddingModelTextEmbedding3Small", "text-embedding-3-small"],
    ["CreateImageModelDallE3", "dall-e-3"],
    ["ModelClaudeSonnet4_20250514", "claude-sonnet-4-20250514"],
    ["CLAUDE_3_5_HAIKU_LATEST", "claude-3-5-haiku-latest"],
    ["GEMINI_2_0_FLASH", "gemini-2.0-flash"],
    ["COMMAND_R", "command-r"],
  ])("%s is %s", (constant, model) => expect(modelOfConstant(constant)).toBe(model));
  it.each(["String", "Model", "CommandLine", "openai", "Client", "GptService", "TextDocument", "Claude"])("%s is none", (name) =>
    expect(modelOfConstant(name)).toBeUndefined(),
  );
});
