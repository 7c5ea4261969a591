import { factors } from "../card.ts";
import { argument, evidenceOf, fromUsage, judgeEach, plain } from "../draft.ts";
import { isCommit, runsRemoteCode } from "../model-unpinned/hub-fetches.ts";
import type { Rule } from "../rule.ts";

const ID = "remote-code";

/** `trust_remote_code=True`: Python code of a hub repository is imported. */
export const remoteCode: Rule = {
  card: {
    id: ID,
    title: "A hub model or data set runs its own code",
    appliesTo: ["model", "dataset"],
    why: "trust_remote_code imports Python files of the hub repository: a changed repository is code execution at the next start.",
    fix: "Choose a model that needs no remote code, or read the code and pass the revision that was read.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-MODL-03", "ADS-MODL-01"],
    supersedes: ["model-unpinned", "dataset-unpinned"],
    references: ["https://huggingface.co/docs/transformers/models#custom-models"],
    bad: [
      {
        title: "at no fixed revision",
        files: {
          "m.py": "from transformers import AutoModel\nmodel = AutoModel.from_pretrained('acme/encoder', trust_remote_code=True)\n",
        },
      },
    ],
    good: [
      {
        title: "without remote code",
        files: {
          "m.py": "from transformers import AutoModel\nmodel = AutoModel.from_pretrained('acme/encoder', trust_remote_code=False)\n",
        },
      },
      {
        title: "a folder of the project",
        files: {
          "m.py": "from transformers import AutoModel\nmodel = AutoModel.from_pretrained('./encoder', trust_remote_code=True)\n",
          "encoder/config.json": "{}",
        },
      },
    ],
  },
  because: {
    exposure: "whoever controls the hub repository",
    exploitability: "the code runs when the model is loaded",
    data: "code execution",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "hub-fetch"),
      (usage) => {
        if (!runsRemoteCode(usage)) return "passed";
        const name = argument(usage, "#0", "model", "path", "pretrained_model_name_or_path", "model_name_or_path", "repo_id");
        if (typeof name === "string" && /^(?:[./~]|[A-Za-z]:\\)/.test(name)) return "passed";
        const asset = usage.assets.map((id) => inventory.asset(id)).find((found) => found !== undefined);
        const revision = argument(usage, "revision", "code_revision");
        const pinned = typeof revision === "string" && isCommit(revision);
        const shown = plain(asset?.name ?? (typeof name === "string" ? name : "a hub model"), 60);
        return fromUsage(ID, usage, {
          message: `${shown} is loaded with trust_remote_code=True${pinned ? " at a fixed revision" : " at no fixed revision"}.`,
          headline: `Whoever controls ${shown} on the hub runs code here`,
          excerpt: `${shown} ${usage.symbol}`,
          evidence: [evidenceOf(usage)],
          remediation: pinned
            ? "Read the code of this revision again before it is moved, or choose a model that needs none."
            : "Pin the revision after reading its code, or choose a model that needs no remote code.",
          ...(pinned ? { mitigations: ["fixed to a commit"] } : {}),
          confidence: typeof name === "string" || asset?.attributes["dynamic"] !== true ? "likely" : "possible",
        });
      },
    ),
};
