import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHubId, providerOfClass, providerOfModel, providerOfName, providerOfUrl, providerOfVariable, splitRouted } from "./providers.ts";

describe("who answers", () => {
  test.each([
    ["https://api.openai.com/v1", "openai"],
    ["https://mine.openai.azure.com/", "azure-openai"],
    ["https://bedrock-runtime.us-east-1.amazonaws.com", "bedrock"],
    ["http://localhost:11434/v1", "ollama"],
    ["https://openrouter.ai/api/v1", "openrouter"],
    ["https://llm.acme.example/v1", "self-hosted"],
    ["not an address", undefined],
  ])("at %s: %s", (url, provider) => expect(providerOfUrl(url)).toBe(provider));

  test.each([
    ["gpt-4o", "openai"],
    ["o3-mini", "openai"],
    ["claude-sonnet-4-5", "anthropic"],
    ["gemini-2.5-pro", "google-gemini"],
    ["anthropic.claude-3-haiku-20240307-v1:0", "bedrock"],
    ["us.meta.llama3-1-70b-instruct-v1:0", "bedrock"],
    ["Mistral-Large", "mistral"],
    ["grok-4", "xai"],
    ["llama3.2", undefined],
    ["orca", undefined],
    ["my-gpt", undefined],
  ])("for the model %s: %s", (model, provider) => expect(providerOfModel(model)).toBe(provider));

  test.each([
    ["openai:gpt-4.1", { provider: "openai", model: "gpt-4.1" }],
    ["anthropic/claude-3", { provider: "anthropic", model: "claude-3" }],
    ["openrouter/meta/llama", { provider: "openrouter", model: "meta/llama" }],
    ["meta-llama/Llama-3", undefined],
    ["gpt-4o", undefined],
    ["openai:", undefined],
  ])("%s is routed: %o", (name, routed) => expect(splitRouted(name)).toEqual(routed));

  test.each([
    ["ChatOpenAI", "openai"],
    ["AzureOpenAIEmbeddings", "azure-openai"],
    ["OllamaChatModel", "ollama"],
    ["SomethingElse", undefined],
  ])("of the class %s: %s", (name, provider) => expect(providerOfClass(name)).toBe(provider));
  test.each([
    ["AZURE_OPENAI_ENDPOINT", "azure-openai"],
    ["OLLAMA_HOST", "ollama"],
    ["BASE_URL", undefined],
  ])("behind the variable %s: %s", (name, provider) => expect(providerOfVariable(name)).toBe(provider));
  test.each([
    ["Vertex_AI", "vertex-ai"],
    ["nobody", undefined],
  ])("called %s: %s", (name, provider) => expect(providerOfName(name)).toBe(provider));

  test.each([
    ["BAAI/bge-small-en", true],
    ["org/name.with.dots", true],
    ["data/train.csv", false],
    ["models/x.safetensors", false],
    ["a/b/c", false],
    ["plain", false],
    ["https://x/y", false],
  ])("%s is an id of the hub: %s", (name, expected) => expect(isHubId(name)).toBe(expected));

  test("any text gets an answer, the same each time", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const ask of [providerOfUrl, providerOfModel, providerOfClass, providerOfName, providerOfVariable])
          expect(ask(text)).toBe(ask(text));
        expect(splitRouted(text)).toEqual(splitRouted(text));
      }),
      { seed: 1 },
    );
  });
});
