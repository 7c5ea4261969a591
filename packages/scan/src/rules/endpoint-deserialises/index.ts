import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "endpoint-deserialises";
const CODE = (call: string): string =>
  `import json\nimport pickle\nfrom flask import Flask, request\napp = Flask('x')\n\n@app.route('/predict', methods=['POST'])\ndef predict():\n    rows = ${call}\n    return str(rows)\n`;

/** A request's body is unpickled. */
export const endpointDeserialises: Rule = {
  card: {
    id: ID,
    title: "An endpoint unpickles what a caller sends",
    appliesTo: ["endpoint"],
    why: "A pickle runs code when it is read: every caller can run code on the server.",
    fix: "Take JSON or another format that holds data only.",
    base: factors(3, 3, 3, 2),
    controls: ["ADS-SERV-05", "ADS-MODL-04"],
    bad: [{ title: "the body is a pickle", files: { "app.py": CODE("pickle.loads(request.get_data())") } }],
    good: [{ title: "JSON", files: { "app.py": CODE("json.loads(request.get_data())") } }],
  },
  because: { exposure: "whoever can send a request", exploitability: "one request", data: "code execution on the server" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "unsafe-load" || act === "torch-load"),
      (usage) => {
        if (sourceOf(inventory, usage).kind !== "request") return "passed";
        return fromUsage(ID, usage, {
          message: `${plain(usage.callee, 50)} reads what a caller sends.`,
          headline: "A caller can run code on the server with one request",
        });
      },
    ),
};
