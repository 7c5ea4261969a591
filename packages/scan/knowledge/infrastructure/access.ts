/** Azure roles that give the use of an AI service (learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning). */
export const AZURE_AI_ROLES: readonly { readonly id: string; readonly name: string; readonly service: string }[] = [
  { id: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", name: "Cognitive Services OpenAI User", service: "azure-openai" },
  { id: "a001fd3d-188f-4b5d-821b-7da978bf7442", name: "Cognitive Services OpenAI Contributor", service: "azure-openai" },
  { id: "a97b65f3-24c7-4388-baec-2e87135dc908", name: "Cognitive Services User", service: "azure-ai-services" },
  { id: "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68", name: "Cognitive Services Contributor", service: "azure-ai-services" },
  { id: "64702f94-c441-49e6-a78b-ef80e0188fee", name: "Azure AI Developer", service: "azure-ai-foundry" },
  { id: "1407120a-92aa-4202-b7e9-c0e197c71c8f", name: "Search Index Data Reader", service: "azure-ai-search" },
  { id: "8ebe5a00-799e-43f5-93ac-243d3dce84a7", name: "Search Index Data Contributor", service: "azure-ai-search" },
  { id: "7ca78c08-252a-4471-8644-bb5ff32d4ba0", name: "Search Service Contributor", service: "azure-ai-search" },
  { id: "f6c7c914-8db3-469d-8ca1-694a8f32e121", name: "AzureML Data Scientist", service: "azure-ml" },
];

/** Actions of IAM policies that use an AI service. */
export const IAM_AI_ACTIONS: readonly { readonly pattern: RegExp; readonly service: string }[] = [
  { pattern: /^bedrock:(?:\*|Invoke|Converse|Retrieve|ApplyGuardrail)/i, service: "bedrock" },
  { pattern: /^bedrock-agentcore:/i, service: "bedrock" },
  { pattern: /^sagemaker:(?:\*|InvokeEndpoint|Create|Update|Describe)/i, service: "sagemaker" },
  { pattern: /^kendra:(?:\*|Query|Retrieve|BatchPut)/i, service: "kendra" },
];

/** Policies that AWS keeps (docs.aws.amazon.com/aws-managed-policy). */
export const IAM_AI_POLICIES: readonly { readonly pattern: RegExp; readonly service: string }[] = [
  { pattern: /^arn:aws[\w-]*:iam::aws:policy\/.*Bedrock/, service: "bedrock" },
  { pattern: /^arn:aws[\w-]*:iam::aws:policy\/.*SageMaker/, service: "sagemaker" },
];

/** Predefined roles of Google Cloud (cloud.google.com/iam/docs/roles-permissions). */
export const GOOGLE_AI_ROLES: readonly { readonly pattern: RegExp; readonly service: string }[] = [
  { pattern: /^roles\/(?:aiplatform|ml)\./, service: "vertex-ai" },
  { pattern: /^roles\/documentai\./, service: "google-document-ai" },
  { pattern: /^roles\/discoveryengine\./, service: "vertex-ai-search" },
  { pattern: /^roles\/dialogflow\./, service: "dialogflow" },
  { pattern: /^roles\/speech\./, service: "google-speech" },
  { pattern: /^roles\/cloudtranslate\./, service: "google-translate" },
];
