import { factors } from "../card.ts";
import { fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "prompt-template-untrusted";

/** A template is made from input: Jinja runs expressions. */
export const promptTemplateUntrusted: Rule = {
  card: {
    id: ID,
    title: "A template is made from untrusted input",
    appliesTo: ["prompt", "endpoint"],
    why: "Jinja templates run expressions: who writes the template text reads the application's objects and can run code.",
    fix: "Keep templates in files and pass input as a variable; use SandboxedEnvironment where users write templates.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-OUTP-03"],
    bad: [
      {
        title: "the request is the template",
        files: {
          "a.py":
            "from flask import Flask, request\nfrom jinja2 import Template\napp = Flask('x')\n\n@app.route('/p', methods=['POST'])\ndef prompt():\n    return Template(request.get_json()['template']).render()\n",
        },
      },
    ],
    good: [
      {
        title: "input as a variable",
        files: {
          "a.py":
            "from flask import Flask, request\nfrom jinja2 import Template\napp = Flask('x')\n\n@app.route('/p', methods=['POST'])\ndef prompt():\n    return Template('Hello {{ name }}').render(name=request.get_json()['name'])\n",
        },
      },
    ],
  },
  because: {
    exposure: "whoever may call it; not known who that is, taken as company-wide",
    exploitability: "one step",
    data: "code execution",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "template"),
      (usage) => {
        if (usage.callee.includes("Sandboxed")) return "passed";
        const bad = usage.origins.find(({ source }) => source === "request" || source === "user-input" || source === "model-output");
        if (bad === undefined) return "passed";
        return fromUsage(ID, usage, {
          message: `A Jinja template is made from ${bad.source === "model-output" ? "what a model wrote" : "what a caller sent"}.`,
          headline:
            bad.source === "model-output"
              ? "Whoever can steer the model's answer runs code through a template"
              : "A caller can run code through a template",
        });
      },
    ),
};
