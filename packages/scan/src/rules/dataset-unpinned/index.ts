import { factors } from "../card.ts";
import { evidenceOf, fromUsage, judgeEach, plain } from "../draft.ts";
import { hubFetches, isCommit } from "../model-unpinned/hub-fetches.ts";
import type { Rule } from "../rule.ts";

const ID = "dataset-unpinned";

/** A hub data set without a fixed revision. */
export const datasetUnpinned: Rule = {
  card: {
    id: ID,
    title: "A hub data set is not fixed to a revision",
    appliesTo: ["dataset"],
    why: "Whoever can push to the data set decides what the next training learns; runs cannot be repeated.",
    fix: "Pass revision=<commit> of the version that was checked.",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-DATA-02"],
    bad: [{ title: "no revision", files: { "d.py": "from datasets import load_dataset\ndata = load_dataset('acme/reviews')\n" } }],
    good: [
      {
        title: "a commit",
        files: {
          "d.py":
            "from datasets import load_dataset\ndata = load_dataset('acme/reviews', revision='5c38ec7c405ec4b44b94cc5a9bb96e735b38267a')\n",
        },
      },
    ],
  },
  because: { exposure: "whoever controls the hub repository", exploitability: "needs a change of the hub repository and a fresh download" },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(hubFetches(inventory, ["dataset"]), ({ asset, usages, revision }) => {
      if (isCommit(revision)) return "passed";
      const [first] = usages.filter(({ scope }) => scope === asset.scope).concat(usages);
      if (first === undefined) return "not-applicable";
      const trains = inventory.to(asset.id, "trains_on").length > 0;
      return fromUsage(ID, first, {
        asset: asset.id,
        message: `${plain(asset.name)} is fetched ${revision === undefined ? "without a revision" : `at ${plain(revision, 40)}, which can be moved`}${trains ? ", and a model is trained on it" : ""}.`,
        headline: `${plain(asset.name, 60)} may change under the project`,
        excerpt: asset.name,
        evidence: usages.map((usage) => evidenceOf(usage)),
        scope: asset.scope,
        ...(trains ? { adjust: [{ factor: "data", value: 3, reason: "decides what a model learns" }] } : {}),
      });
    }),
};
