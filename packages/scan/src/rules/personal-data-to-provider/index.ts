import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import { flowsOf } from "../flows/flows.ts";
import type { Rule } from "../rule.ts";

const ID = "personal-data-to-provider";
const rows = Array.from({ length: 60 }, (_, index) =>
  JSON.stringify({
    customer_name: `Ann${"abcdefghij"[index % 10] ?? ""} Miller`,
    email: `ann${index}@mail-northquay.com`,
    note: `payment ${index} was not mine`,
  }),
);
const CODE = (input: string): string =>
  `import json\nfrom openai import OpenAI\n\nclient = OpenAI()\n\ndef read():\n    with open("data/notes.jsonl") as file:\n        return [json.loads(line) for line in file]\n\ndef summarise():\n    for case in read():\n        print(client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": ${input}}]))\n`;

/** Personal data in what is sent to a model provider. */
export const personalDataToProvider: Rule = {
  card: {
    id: ID,
    title: "Personal data goes to a model provider unmasked",
    appliesTo: ["dataset", "agent", "ai-service"],
    why: "Names and account numbers leave the company although the task seldom needs them; they may be kept and logged there.",
    fix: "Mask what the task does not need before it is sent, and agree with the provider on use, region and retention.",
    base: factors(2, 3, 2, 2),
    controls: ["ADS-DATA-06"],
    bad: [{ title: "notes of customers", files: { "data/notes.jsonl": `${rows.join("\n")}\n`, "a.py": CODE('case["note"]') } }],
    good: [{ title: "fixed text", files: { "data/notes.jsonl": `${rows.join("\n")}\n`, "a.py": CODE('"What is a chargeback?"') } }],
  },
  because: {
    exposure: "the provider and its processors, not the public",
    exploitability: "it is sent with every request",
    data: "personal data",
  },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(flowsOf(inventory), (flow) => {
      if (flow.class !== "personal" && flow.class !== "special-category") return "passed";
      const asset = inventory.asset(flow.data);
      const data = plain(asset?.name ?? flow.data, 60);
      return {
        rule: ID,
        ...(asset === undefined ? {} : { asset: asset.id }),
        location: flow.location,
        scope: asset?.scope ?? "production",
        confidence: "likely",
        excerpt: `${data} ${flow.provider}`,
        evidence: [{ ...flow.location, technique: "syntax", confidence: "likely" }],
        message: `${data} (${flow.class} data) is sent to ${plain(flow.provider, 40)}${flow.model === undefined ? "" : ` (${plain(flow.model, 40)})`} without masking.`,
        headline: `Personal data of ${data} goes to ${plain(flow.provider, 40)}`,
        actionKey: `${ID} ${flow.data} ${flow.provider}`,
      };
    }),
};
