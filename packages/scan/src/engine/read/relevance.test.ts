import { describe, expect, it } from "vitest";
import { isGenerated, isKnown, sketchSource } from "./relevance.ts";

const MODULES = new Set(["openai", "google.cloud.aiplatform", "github.com/openai/openai-go", "@ai-sdk/openai", "fastapi"]);

describe("isKnown", () => {
  it.each([
    "openai",
    "openai.types.chat",
    "google.cloud.aiplatform.gapic",
    "github.com/openai/openai-go/v2",
    "@ai-sdk/openai",
    "npm:openai",
  ])("knows %s", (name) => expect(isKnown(name, MODULES)).toBe(true));
  it.each(["open", "openaikit", "google.cloud", "@ai-sdk", "./openai"])("does not know %s", (name) =>
    expect(isKnown(name, MODULES)).toBe(false),
  );
});

describe("sketchSource", () => {
  it.each([
    ["an import that knowledge speaks of", "from fastapi import APIRouter\n"],
    ["a service called without an SDK", 'requests.post("https://api.openai.com/v1/chat")\n'],
    ["a dangerous act", "import pickle\npickle.load(open('x', 'rb'))\n"],
    ["a prompt", 'SYSTEM_PROMPT = "You are kind"\n'],
  ])("parses for %s", (_why, text) => expect(sketchSource("python", text, MODULES).relevant).toBe(true));

  it("leaves ordinary code alone", () => {
    expect(sketchSource("python", "import json\n\ndef f(x):\n    return json.dumps(x)\n", MODULES)).toEqual({
      specifiers: ["json"],
      relevant: false,
      generated: false,
    });
  });

  it("does not parse bundles, whatever they hold", () => {
    const bundle = `import{a}from"openai";${"var x=1;".repeat(10_000)}`;

    expect(sketchSource("javascript", bundle, MODULES)).toMatchObject({ relevant: false, generated: true });
    expect(isGenerated("x = 1\n".repeat(500_000))).toBe(true);
    expect(isGenerated("const long = 1;\n".repeat(2000))).toBe(false);
  });
});
