import { describe, expect, it } from "vitest";
import { rulesFor } from "./issues.ts";

describe("rulesFor", () => {
  it("knows an issue by the name of a check that a card refers to", () => {
    expect(rulesFor("Kendra Index SSEUses CMK")).toEqual(["kendra-index-unencrypted"]);
    expect(rulesFor("Sagemaker Flow Definition Uses KMS")).toEqual(["sagemaker-flow-unencrypted"]);
    expect(rulesFor("Bedrock Guardrails")).toContain("bedrock-agent-no-guardrail");
  });

  it("knows an issue by the words that a card has in common with it", () => {
    expect(rulesFor("Lambda function URL AuthType NONE")).toEqual(expect.arrayContaining(["function-url-open"]));
  });

  it("does not guess", () => {
    expect(rulesFor("quantum entanglement of the coffee machine")).toEqual([]);
    expect(rulesFor("")).toEqual([]);
  });
});
