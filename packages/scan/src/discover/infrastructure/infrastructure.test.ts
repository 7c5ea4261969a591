import { describe, expect, it } from "vitest";
import { valuesAt } from "./declared.ts";
import { masked } from "./masked.ts";
import { modelFrom } from "./model-names.ts";
import { policyTargets } from "./policy-targets.ts";
import { imageMeaning } from "./serving.ts";

describe("modelFrom", () => {
  it.each([
    [
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v1",
      "bedrock",
      "amazon.titan-embed-text-v1",
      "hosted:amazon.titan-embed-text-v1",
    ],
    ["arn:aws:bedrock:${var.region}::foundation-model/anthropic.claude-v2", "bedrock", "anthropic.claude-v2", "hosted:anthropic.claude-v2"],
    [
      "arn:aws:sagemaker:us-east-1:123456789012:model-package/fares/3",
      "sagemaker",
      "fares/3",
      "uri:arn:aws:sagemaker:us-east-1:123456789012:model-package/fares/3",
    ],
    ["publishers/google/models/gemma-3", "vertex-ai", "gemma-3", "hosted:gemma-3"],
    ["google/gemma-3-4b", "open", "google/gemma-3-4b", "huggingface:model:google/gemma-3-4b"],
    ["openai/gpt-4o", "infer", "gpt-4o", "hosted:gpt-4o"],
    ["gpt-4o", "infer", "gpt-4o", "hosted:gpt-4o"],
  ])("%s of %s", (text, provider, name, key) => expect(modelFrom(text, provider)).toMatchObject({ name, identity: { key } }));

  it.each(["", "${var.model}", "a b", "arn:aws:bedrock:x::other/y"])("makes nothing of %j", (text) =>
    expect(modelFrom(text, "bedrock")).toBeUndefined(),
  );
});

describe("masked", () => {
  it("hides values of secret names at any depth, keeps references and paths", () => {
    expect(
      masked({
        db_password: "x1y2z3",
        a: [{ api_key: "k" }, { name: "TOKEN", value: "v" }, { name: "HOST", value: "h" }],
        token: "${x.y}",
        enable_secret: true,
        secret: "arn:aws:secretsmanager:x",
        tokenizer: "t",
      }),
    ).toEqual({
      db_password: "********",
      a: [{ api_key: "********" }, { name: "TOKEN", value: "********" }, { name: "HOST", value: "h" }],
      token: "${x.y}",
      enable_secret: true,
      secret: "arn:aws:secretsmanager:x",
      tokenizer: "t",
    });
  });
});

describe("policyTargets", () => {
  it("names services and models that Allow statements name", () => {
    const policy = JSON.stringify({
      Statement: [
        { Effect: "Allow", Action: ["bedrock:InvokeModel"], Resource: "arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0" },
        { Effect: "Deny", Action: "sagemaker:*" },
        { Effect: "Allow", Action: "*" },
      ],
    });
    expect(policyTargets([policy])).toEqual({ services: ["bedrock"], models: ["amazon.nova-lite-v1:0"] });
    expect(policyTargets(["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess", "Cognitive Services OpenAI User", "{broken"])).toEqual({
      services: ["sagemaker", "azure-openai"],
      models: [],
    });
  });
});

describe("imageMeaning", () => {
  it.each([
    ["docker.io/qdrant/qdrant:v1", "qdrant"],
    ["ghcr.io/huggingface/text-generation-inference@sha256:ab12", "text-generation-inference"],
    ["nvcr.io/nvidia/tritonserver:24.01-py3", "triton"],
    ["localhost:5000/ollama/ollama", "ollama"],
    ["nvcr.io/nim/meta/llama3-8b-instruct:1", "nvidia-nim"],
    ["cr.weaviate.io/semitechnologies/weaviate:1.21.0", "weaviate"],
  ])("%s is %s", (reference, product) => expect(imageMeaning(reference)?.product).toBe(product));
  it.each(["nginx:1", "mycorp/qdrant-exporter:1", "python:3.12"])("%s is nothing known", (reference) =>
    expect(imageMeaning(reference)).toBeUndefined(),
  );
});

describe("valuesAt", () => {
  it("goes through lists and does not see inherited names", () => {
    expect(valuesAt({ a: [{ b: [{ c: 1 }] }, { b: { c: [2, 3] } }, null] }, "a.b.c")).toEqual([1, 2, 3]);
    expect(valuesAt({ a: {} }, "a.constructor")).toEqual([]);
  });
});
