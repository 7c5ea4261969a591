import { describe, expect, it } from "vitest";
import { KNOWN_LIBRARIES, knownLibrary, libraryOfImport, packageOfImport } from "./index.ts";

describe("the table of AI libraries", () => {
  it("is large and says each thing once", () => {
    expect(KNOWN_LIBRARIES.length).toBeGreaterThan(1500);
    for (const { name, category, imports } of KNOWN_LIBRARIES)
      expect(name.trim() !== "" && category !== "" && imports.every((item) => item !== ""), name).toBe(true);
  });
  it.each<["pypi" | "npm" | "golang" | "maven" | "nuget" | "cargo" | "gem", string, string | undefined]>([
    ["pypi", "sklearn.ensemble", "scikit-learn"],
    ["pypi", "google.genai.types", "google-genai"],
    ["pypi", "google.generativeai", "google-generativeai"],
    ["pypi", "cv2", "opencv-python"],
    ["pypi", "langchain_openai.chat", "langchain-openai"],
    ["pypi", "yaml", "pyyaml"],
    ["pypi", "os", undefined],
    ["npm", "@ai-sdk/openai/internal", "@ai-sdk/openai"],
    ["npm", "./local", undefined],
    ["npm", "node:fs", undefined],
    ["golang", "github.com/tmc/langchaingo/llms/openai", "github.com/tmc/langchaingo"],
    ["maven", "dev.langchain4j.model.chat.ChatModel", "dev.langchain4j:langchain4j"],
    ["nuget", "OpenAI.Chat", "OpenAI"],
    ["cargo", "async_openai::types::Role", "async-openai"],
    ["gem", "langchain", "langchainrb"],
  ])("%s %s", (ecosystem, specifier, name) => expect(packageOfImport(ecosystem, specifier)).toBe(name));
  it("knows families, spellings and conda names", () => {
    expect(knownLibrary("pypi", "langchain-anything")?.category).toBe("agent-framework");
    expect(knownLibrary("pypi", "Scikit_Learn")?.category).toBe("ml-framework");
    expect(knownLibrary("conda", "pytorch")?.name).toBe("torch");
    expect(knownLibrary("nuget", "microsoft.semantickernel.core")?.category).toBe("agent-framework");
    expect(libraryOfImport("maven", "org.springframework.ai.chat.client")?.name).toBe("org.springframework.ai:spring-ai-*");
    expect(["requests", "flask", "react", "acme"].map((name) => knownLibrary("pypi", name) ?? knownLibrary("npm", name))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
