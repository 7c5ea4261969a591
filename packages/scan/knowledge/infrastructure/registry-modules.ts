import type { ResourceMeaning } from "./schema.ts";

/** Modules of the Terraform registry by source: what a call of one declares, though its files are elsewhere. */
export const REGISTRY_MODULES: { readonly [source: string]: ResourceMeaning } = {
  "aws-ia/opensearch-serverless/aws": { kind: "vector-store", names: ["collection_name"] },
  "terraform-aws-modules/s3-bucket/aws": { kind: "storage", names: ["bucket"] },
  "terraform-aws-modules/lambda/aws": { kind: "compute", names: ["function_name"], environment: ["environment_variables"] },
  "terraform-aws-modules/secrets-manager/aws": { kind: "secret-ref", names: ["name"] },
  "aws-ia/bedrock/aws": {
    kind: "agent",
    names: ["agent_name"],
    service: "bedrock",
    when: { path: "create_agent", values: ["TRUE"] },
    models: [{ path: "foundation_model", provider: "bedrock" }],
    prompts: ["instruction"],
  },
  "Azure/openai/azurerm": {
    kind: "ai-service",
    names: [],
    service: "azure-openai",
    models: [{ path: "deployment.gpt.model_name", provider: "azure-openai" }],
  },
  "Azure/avm-res-cognitiveservices-account/azurerm": { kind: "ai-service", names: ["kind"] },
  "Azure/avm-res-search-searchservice/azurerm": { kind: "vector-store", names: ["name"], service: "azure-ai-search" },
};
