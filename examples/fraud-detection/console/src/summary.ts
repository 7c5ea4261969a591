import { openai } from "@ai-sdk/openai";
import { generateText, stepCountIs } from "ai";
import { SUMMARY_MAX_STEPS, SUMMARY_MODEL } from "./models.js";
import { fetchCase, scorePayment } from "./tools.js";

const SYSTEM = `You summarise card fraud cases for a team lead.
Three sentences: what the customer says, what the payment looks like, what is missing.
No names, no account numbers.`;

export async function summariseCase(caseId: string): Promise<string> {
  const { text } = await generateText({
    model: openai(SUMMARY_MODEL),
    system: SYSTEM,
    prompt: `Summarise case ${caseId}.`,
    tools: { fetchCase, scorePayment },
    stopWhen: stepCountIs(SUMMARY_MAX_STEPS),
  });
  return text;
}
