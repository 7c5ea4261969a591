import { factors } from "../card.ts";
import { evidenceOf, fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { hubFetches, isCommit } from "./hub-fetches.ts";

const ID = "model-unpinned";

/** A hub model without a fixed revision. */
export const modelUnpinned: Rule = {
  card: {
    id: ID,
    title: "A hub model is not fixed to a revision",
    appliesTo: ["model", "adapter"],
    why: "The hub's main branch may change under the project: results change silently, and a taken-over account reaches every start.",
    fix: "Pass revision=<commit> of the version that was reviewed.",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-MODL-01"],
    references: ["https://huggingface.co/docs/huggingface_hub/guides/download"],
    bad: [
      {
        title: "no revision",
        files: { "m.py": "from transformers import AutoModel\nmodel = AutoModel.from_pretrained('acme/encoder')\n" },
      },
    ],
    good: [
      {
        title: "a commit",
        files: {
          "m.py":
            "from transformers import AutoModel\nmodel = AutoModel.from_pretrained('acme/encoder', revision='5c38ec7c405ec4b44b94cc5a9bb96e735b38267a')\n",
        },
      },
      {
        title: "a folder",
        files: { "m.py": "from transformers import AutoModel\nmodel = AutoModel.from_pretrained('./models/encoder')\n" },
      },
    ],
  },
  because: {
    exposure: "whoever controls the hub repository",
    exploitability: "needs a change of the hub repository and a fresh download",
    data: "what the service answers",
  },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(hubFetches(inventory, ["model", "adapter"]), ({ asset, usages, revision }) => {
      if (isCommit(revision)) return "passed";
      const [first] = usages.filter(({ scope }) => scope === asset.scope).concat(usages);
      if (first === undefined) return "not-applicable";
      return fromUsage(ID, first, {
        asset: asset.id,
        message: `${plain(asset.name)} is fetched ${revision === undefined ? "without a revision" : `at ${plain(revision, 40)}, which can be moved`}.`,
        headline: `${plain(asset.name, 60)} may change under the project`,
        excerpt: asset.name,
        evidence: usages.map((usage) => evidenceOf(usage)),
        scope: asset.scope,
        ...(revision !== undefined && /^v?\d/.test(revision) ? { mitigations: ["a tag is given"] } : {}),
      });
    }),
};
