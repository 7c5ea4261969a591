import { describe, expect, it } from "vitest";
import { normaliseName, normalisePath } from "./names.ts";

describe("normaliseName", () => {
  it.each([
    ["model", "openai/gpt-4o", "gpt-4o"],
    ["model", "openai:GPT-4o", "gpt-4o"],
    ["model", "openrouter/openai/gpt-4o", "gpt-4o"],
    ["model", "models/gemini-2.5-flash", "gemini-2.5-flash"],
    ["model", "https://huggingface.co/bert-base-uncased", "bert-base-uncased"],
    ["model", "llama3:latest", "llama3"],
    ["model", '"gpt-4o"', "gpt-4o"],
    ["deployed-model", "azure/chat", "chat"],
    ["library", "pkg:pypi/langchain-openai@0.3.1", "langchain_openai"],
    ["library", "pkg:npm/%40ai-sdk/openai@1", "@ai-sdk/openai"],
    ["library", "uvicorn[standard]>=0.3", "uvicorn"],
    ["library", "scikit_learn", "Scikit-Learn"],
    ["endpoint", "GET /items/{item_id}", "get /items/:id"],
    ["endpoint", "GET /items/<int:id>/", "GET /items/[id]"],
    ["ai-service", "Azure OpenAI", "azure-openai"],
    ["vector-store", "pg_vector", "pgvector"],
    ["dataset", "./data/train.csv", "data\\train.csv"],
    ["prompt", "build_prompt()", "build_prompt"],
  ])("%s: %s is %s", (kind, one, other) => {
    expect(normaliseName(kind, one)).toBe(normaliseName(kind, other));
  });

  it.each([
    ["model", "gpt-4o", "gpt-4o-mini"],
    ["model", "meta-llama/Llama-3-8B", "Llama-3-8B"],
    ["model", "openai/", ""],
    ["library", "@ai-sdk/openai", "openai"],
    ["endpoint", "GET /chat", "POST /chat"],
    ["endpoint", "GET /", "GET /chat"],
    ["tool", "get-weather", "get_weather"],
    ["dataset", "train.csv", "test.csv"],
  ])("%s: %s is not %s", (kind, one, other) => {
    expect(normaliseName(kind, one)).not.toBe(normaliseName(kind, other));
  });
});

describe("normalisePath", () => {
  it("has one form for a path", () => {
    expect(normalisePath("./src\\app.py")).toBe("src/app.py");
    expect(normalisePath(".github/workflows/ci.yml")).toBe(".github/workflows/ci.yml");
  });
});
