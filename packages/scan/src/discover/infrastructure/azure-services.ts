/** Kinds of Microsoft.CognitiveServices accounts to ai-service ids (learn.microsoft.com/azure/ai-services/create-account-bicep). */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["openai", "azure-openai"],
  ["aiservices", "azure-ai-foundry"],
  ["cognitiveservices", "azure-ai-services"],
  ["formrecognizer", "azure-document-intelligence"],
  ["contentsafety", "azure-content-safety"],
  ["computervision", "azure-ai-vision"],
  ["speechservices", "azure-ai-speech"],
  ["textanalytics", "azure-ai-language"],
  ["texttranslation", "azure-ai-translator"],
]);

export function azureService(kind: string | undefined): string {
  return KINDS.get(kind?.toLowerCase() ?? "") ?? "azure-ai-services";
}
