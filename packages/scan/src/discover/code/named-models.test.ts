import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("models that configuration in code names", () => {
  testFound([
    [
      "values of keys that say so",
      'CONFIG = {"research_model": "openai:gpt-4.1", "nested": {"llm": "claude-sonnet-4-5"}}',
      ["model gpt-4.1", "model claude-sonnet-4-5"],
    ],
    [
      "keys that only sound so",
      'CONFIG = {"max_model_tokens": "gpt-4o", "model_path": "gpt-4o", "model_provider": "gpt-4o", "other": "gpt-4o"}',
      [],
      ["model gpt-4o"],
    ],
    ["texts that no vendor names so", 'CONFIG = {"model": "cart", "llm": "not a name at all"}', [], ["model cart"]],
    [
      "defaults of parameters and fields",
      'def run(model="gpt-4o"): pass\nclass C:\n    model_name: str = "o3-mini"',
      ["model gpt-4o", "model o3-mini"],
    ],
    [
      "defaults of options",
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--model", default="gpt-4o-mini")',
      ["model gpt-4o-mini"],
    ],
    [
      "named arguments of any call",
      'ask(model="gemini-2.5-pro")',
      ["model gemini-2.5-pro", "model gemini-2.5-pro -served_by-> ai-service google-gemini"],
    ],
    [
      "lists to choose from",
      { "a.ts": 'export const chatModels = [{ id: "gpt-4o", label: "Big" }, { id: "o3", label: "Slow" }];' },
      ["model gpt-4o", "model o3"],
    ],
    [
      "a class of names, and lists of a service that is used with one of its models",
      {
        "main.py": `
        from enum import Enum
        class Model(str, Enum):
            small = "o4-mini"
        class Colour(str, Enum):
            red = "o3-mini"`,
        "models.ts": `
        import Together from "together-ai";
        export const MODELS = [{ value: "google/gemma-4-31B-it" }, { value: "zai-org/GLM-5.2" }];
        export const ask = () => new Together().chat.completions.create({ model: "google/gemma-4-31B-it", messages: [] });`,
      },
      [
        "model o4-mini",
        "model google/gemma-4-31B-it -served_by-> ai-service together",
        "model zai-org/GLM-5.2 -served_by-> ai-service together",
      ],
      ["model o3-mini", "model gemma-4-31B-it -served_by-> ai-service google-gemini"],
    ],
    [
      "the fallback of a variable whose name says whose it is",
      'import os\nMODEL = os.getenv("OLLAMA_CHAT_MODEL") or "phi3:3.8b"\nchat_model = os.getenv("OLLAMA_CHAT_MODEL") or "phi3:3.8b"',
      ["model phi3:3.8b -served_by-> ai-service ollama"],
    ],
    [
      "ids of the hub whose owner has a service of the same name",
      `
      from datasets import load_dataset
      from transformers import AutoModel
      model_id = "google/flan-t5-base"
      dataset_model = "databricks/databricks-dolly-15k"
      AutoModel.from_pretrained(model_id)
      load_dataset(dataset_model)
      other_model = "google/gemma-7b"`,
      ["model google/flan-t5-base", "model google/gemma-7b", "dataset databricks/databricks-dolly-15k"],
      ["model flan-t5-base", "model gemma-7b", "model databricks-dolly-15k", "ai-service google-gemini", "ai-service databricks"],
    ],
  ]);
});
