import { exposureOfSource, FROM, isOutside } from "../assess/load-factors.ts";
import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "index-dangerous-load";

/** `FAISS.load_local(…, allow_dangerous_deserialization=True)`: the docstore beside the index is a pickle. */
export const indexDangerousLoad: Rule = {
  card: {
    id: ID,
    title: "A vector index is loaded with dangerous deserialisation on",
    appliesTo: ["vector-store"],
    why: "The index's document store is a pickle: whoever can write the folder runs code in the application.",
    fix: "Rebuild the index from its documents at start, keep it where only the indexing job writes, or use a store that needs no pickle.",
    base: factors(1, 3, 3, 1),
    controls: ["ADS-MODL-10", "ADS-AGNT-11"],
    bad: [
      {
        title: "an index folder",
        files: {
          "r.py":
            "from langchain_community.vectorstores import FAISS\nfrom langchain_openai import OpenAIEmbeddings\nstore = FAISS.load_local('index', OpenAIEmbeddings(), allow_dangerous_deserialization=True)\n",
        },
      },
    ],
    good: [
      {
        title: "built at start",
        files: {
          "r.py":
            "from langchain_community.vectorstores import FAISS\nfrom langchain_openai import OpenAIEmbeddings\nstore = FAISS.from_texts(['a'], OpenAIEmbeddings())\n",
        },
      },
    ],
  },
  because: { exploitability: "loading runs the code in the file", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "faiss-load"),
      (usage) => {
        if (argument(usage, "allow_dangerous_deserialization") !== true) return "passed";
        const source = sourceOf(inventory, usage);
        return fromUsage(ID, usage, {
          message: `A FAISS index is loaded from ${FROM[source.kind]} with allow_dangerous_deserialization=True.`,
          more: source.evidence,
          adjust: [exposureOfSource(source)],
          headline: isOutside(source)
            ? `Whoever can change ${FROM[source.kind]} runs code in the application`
            : "Whoever can write the index folder runs code in the application",
        });
      },
    ),
};
