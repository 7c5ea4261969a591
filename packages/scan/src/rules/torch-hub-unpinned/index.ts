import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "torch-hub-unpinned";

/** `torch.hub.load("owner/repo")`: code of a branch of a repository. */
export const torchHubUnpinned: Rule = {
  card: {
    id: ID,
    title: "torch.hub runs code of a repository at no fixed version",
    appliesTo: ["model"],
    why: "torch.hub.load fetches a repository's default branch and runs its hubconf.py: whoever can push to it runs code here.",
    fix: "Name a tag or commit (owner/repo:v1.2), or keep a reviewed copy and load it with source='local'.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-MODL-03", "ADS-MODL-01"],
    references: ["https://pytorch.org/docs/stable/hub.html"],
    bad: [{ title: "default branch", files: { "m.py": "import torch\nmodel = torch.hub.load('acme/detector', 'small')\n" } }],
    good: [
      { title: "a tag", files: { "m.py": "import torch\nmodel = torch.hub.load('acme/detector:v1.2', 'small')\n" } },
      { title: "a local copy", files: { "m.py": "import torch\nmodel = torch.hub.load('vendor/detector', 'small', source='local')\n" } },
    ],
  },
  because: {
    exposure: "whoever can push to the repository",
    exploitability: "the code runs when the model is loaded",
    data: "code execution",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act, callee }) => act === "remote-code" && callee.includes("hub.load")),
      (usage) => {
        const name = argument(usage, "#0", "repo_or_dir");
        if (argument(usage, "source") === "local") return "passed";
        if (typeof name !== "string" || name.startsWith("$")) return "unknown";
        if (name.includes(":") && !/:(?:main|master|latest|dev)$/.test(name)) return "passed";
        return fromUsage(ID, usage, {
          message: `torch.hub.load runs code of ${plain(name)} at its default branch.`,
          headline: `Whoever can push to ${plain(name, 60)} runs code here`,
          excerpt: name,
        });
      },
      "which repository is loaded is not known",
    ),
};
