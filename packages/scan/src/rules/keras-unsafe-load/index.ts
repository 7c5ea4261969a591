import { exposureOfSource, FROM } from "../assess/load-factors.ts";
import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "keras-unsafe-load";

/** `load_model(…, safe_mode=False)`: lambda layers run what they hold. */
export const kerasUnsafeLoad: Rule = {
  card: {
    id: ID,
    title: "Keras loads a model with safe mode off",
    appliesTo: ["model-file"],
    why: "Lambda layers hold marshalled Python code; with safe_mode=False loading a model runs it.",
    fix: "Leave safe_mode on, and replace lambda layers by registered functions.",
    base: factors(1, 3, 3, 1),
    controls: ["ADS-MODL-04"],
    references: ["https://keras.io/api/models/model_saving_apis/model_saving_and_loading/"],
    bad: [
      {
        title: "safe mode off",
        files: { "m.py": "import keras\nmodel = keras.models.load_model('downloads/m.keras', safe_mode=False)\n" },
      },
    ],
    good: [{ title: "safe mode", files: { "m.py": "import keras\nmodel = keras.models.load_model('downloads/m.keras')\n" } }],
  },
  because: { exploitability: "loading runs the code in the file", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "keras-load"),
      (usage) => {
        if (argument(usage, "safe_mode") !== false) return "passed";
        const source = sourceOf(inventory, usage);
        return fromUsage(ID, usage, {
          message: `A Keras model is loaded from ${FROM[source.kind]} with safe_mode=False.`,
          more: source.evidence,
          adjust: [exposureOfSource(source)],
          headline: "A model file can run code when Keras loads it",
          edits: [
            {
              kind: "argument",
              file: usage.file,
              line: usage.line,
              endLine: usage.endLine,
              callee: "load_model",
              name: "safe_mode",
              value: "True",
            },
          ],
        });
      },
    ),
};
