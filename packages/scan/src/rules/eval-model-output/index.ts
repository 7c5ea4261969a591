import { choosesCommand } from "../agents/powers.ts";
import { factors } from "../card.ts";
import { fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "eval-model-output";
const CALL =
  "from openai import OpenAI\nclient = OpenAI()\nresponse = client.chat.completions.create(model='gpt-4o-mini', messages=[{'role': 'user', 'content': 'x'}])\n";

/** eval, exec or a shell on what a model or a caller wrote. */
export const evalModelOutput: Rule = {
  card: {
    id: ID,
    title: "What a model wrote is run as code",
    appliesTo: ["model", "tool", "endpoint"],
    why: "Model output follows whoever writes the prompt or the documents behind it: running it gives them the machine.",
    fix: "Parse the output as data (JSON with a schema, ast.literal_eval); where code must run, run it in a sandbox.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-OUTP-01", "ADS-AGNT-09"],
    bad: [
      { title: "eval of an answer", files: { "a.py": `${CALL}value = eval(response.choices[0].message.content)\n` } },
      {
        title: "a request's text in a shell",
        files: {
          "a.py":
            "import subprocess\nfrom flask import Flask, request\napp = Flask('x')\n\n@app.route('/run', methods=['POST'])\ndef run():\n    subprocess.run(request.get_json()['command'], shell=True)\n    return ''\n",
        },
      },
    ],
    good: [
      { title: "parsed as data", files: { "a.py": `import json\n${CALL}value = json.loads(response.choices[0].message.content)\n` } },
      { title: "fixed text", files: { "a.py": "value = eval('1 + 1')\n" } },
    ],
  },
  because: {
    exposure: "whoever writes what the model reads; not known who, taken as company-wide",
    exploitability: "one step",
    data: "code execution",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "evaluate" || act === "execute"),
      (usage) => {
        const bad = usage.origins.filter(({ source }) => source === "model-output" || source === "request");
        if (bad.length === 0 || !choosesCommand(usage)) return "passed";
        const [worst] = bad.filter(({ source }) => source === "request").concat(bad);
        const request = worst?.source === "request";
        return fromUsage(ID, usage, {
          message: `${plain(usage.callee, 60)} runs what ${request ? "a caller sent" : "a model wrote"}.`,
          headline: request ? "A caller can run commands on the server" : "Whoever can steer the model's answer runs code here",
          ...(request
            ? {
                adjust: [
                  { factor: "exposure", value: 2, reason: "whoever may call the endpoint; not known who that is, taken as company-wide" },
                ],
              }
            : {}),
        });
      },
    ),
};
