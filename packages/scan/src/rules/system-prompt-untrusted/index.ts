import { factors } from "../card.ts";
import { fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "system-prompt-untrusted";
const CODE = (system: string): string =>
  `from flask import Flask, request\nfrom openai import OpenAI\napp = Flask('x')\nclient = OpenAI()\n\n@app.route('/ask', methods=['POST'])\ndef ask():\n    text = request.get_json()['text']\n    answer = client.chat.completions.create(model='gpt-4o-mini', tools=TOOLS, messages=[{'role': 'system', 'content': ${system}}, {'role': 'user', 'content': text}])\n    return answer.choices[0].message.content\n`;

/** What a caller sends becomes part of the instructions. */
export const systemPromptUntrusted: Rule = {
  card: {
    id: ID,
    title: "Untrusted input is part of the system prompt",
    appliesTo: ["prompt", "model", "agent"],
    why: "Models follow the system prompt before anything else: text of a caller there overrides the rules that stand beside it.",
    fix: "Keep the system prompt fixed and pass input as a user message, marked as data.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-AGNT-07"],
    bad: [{ title: "the request in the instructions", files: { "a.py": CODE("f'You help with {text}'") } }],
    good: [{ title: "a fixed prompt", files: { "a.py": CODE("'You help with payments'") } }],
  },
  because: {
    exposure: "whoever may call it; not known who that is, taken as company-wide",
    data: "what the service answers and its tools do",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "model-call"),
      (usage) => {
        const bad = usage.origins.find(
          ({ argument, source }) => /system|instructions/.test(argument) && (source === "request" || source === "user-input"),
        );
        if (bad === undefined) return "passed";
        return fromUsage(ID, usage, {
          message: "Text of a caller becomes part of the system prompt.",
          headline: "A caller can rewrite the instructions of the model",
        });
      },
    ),
};
