import { exposureOfSource, FROM, isOutside } from "../assess/load-factors.ts";
import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "numpy-allow-pickle";

/** `numpy.load(…, allow_pickle=True)`. */
export const numpyAllowPickle: Rule = {
  card: {
    id: ID,
    title: "numpy.load may unpickle",
    appliesTo: ["dataset", "model-file"],
    why: "With allow_pickle=True an array file may hold pickled objects, and loading them runs code.",
    fix: "Leave allow_pickle off; save arrays of plain numbers or text.",
    base: factors(1, 3, 3, 1),
    controls: ["ADS-MODL-10", "ADS-MODL-04"],
    references: ["https://numpy.org/doc/stable/reference/generated/numpy.load.html"],
    bad: [
      {
        title: "downloaded array",
        files: {
          "m.py":
            "import numpy as np\nimport urllib.request\n\ndef load():\n    urllib.request.urlretrieve('https://data.northquay.example/a.npy', 'a.npy')\n    return np.load('a.npy', allow_pickle=True)\n",
        },
      },
    ],
    good: [
      { title: "plain arrays", files: { "m.py": "import numpy as np\nvalues = np.load('a.npy')\n" } },
      {
        title: "a file of this project",
        files: { "m.py": "import numpy as np\nnp.save('a.npy', [1])\nvalues = np.load('a.npy', allow_pickle=True)\n" },
      },
    ],
  },
  because: { exploitability: "loading runs the code in the file", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "numpy-load"),
      (usage) => {
        if (argument(usage, "allow_pickle") !== true) return "passed";
        const source = sourceOf(inventory, usage);
        if (source.kind === "own") return "passed";
        return fromUsage(ID, usage, {
          message: `numpy.load with allow_pickle=True reads ${FROM[source.kind]}.`,
          more: source.evidence,
          adjust: [exposureOfSource(source)],
          headline: isOutside(source)
            ? `Whoever can change ${FROM[source.kind]} runs code where it is loaded`
            : "An array file may run code when it is loaded",
          confidence: source.kind === "unknown" ? "possible" : "likely",
          edits: [
            {
              kind: "argument",
              file: usage.file,
              line: usage.line,
              endLine: usage.endLine,
              callee: "load",
              name: "allow_pickle",
              value: "False",
            },
          ],
        });
      },
    ),
};
