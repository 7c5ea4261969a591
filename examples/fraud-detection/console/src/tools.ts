import { readFile } from "node:fs/promises";
import { tool } from "ai";
import { z } from "zod";

const CASE_NOTES = process.env.CASE_NOTES ?? "../data/case_notes.jsonl";
const SCORE_URL = process.env.SCORE_URL ?? "http://localhost:8080/score";

const Case = z.object({
  case_id: z.string(),
  transaction_id: z.string(),
  status: z.enum(["open", "waiting", "closed"]),
  channel: z.string(),
  note: z.string(),
});

export const fetchCase = tool({
  description: "Fetch a case with its note.",
  inputSchema: z.object({ caseId: z.string().regex(/^C-\d{4}-\d{5}$/) }),
  execute: async ({ caseId }) => {
    const lines = (await readFile(CASE_NOTES, "utf8")).trimEnd().split("\n");
    return lines.map((line) => Case.parse(JSON.parse(line))).find((found) => found.case_id === caseId);
  },
});

export const scorePayment = tool({
  description: "Score a payment with the fraud model.",
  inputSchema: z.object({
    timestamp: z.iso.datetime(),
    amount: z.number().positive(),
    currency: z.enum(["EUR", "CHF", "GBP", "CZK", "PLN", "USD"]),
    merchant_category: z.string(),
    country: z.string().length(2),
    card_present: z.boolean(),
    device_age_days: z.number().int().nonnegative(),
  }),
  execute: async (payment) => {
    const response = await fetch(SCORE_URL, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(payment),
    });
    if (!response.ok) throw new Error(`scoring answered ${response.status}`);
    return response.json();
  },
});
