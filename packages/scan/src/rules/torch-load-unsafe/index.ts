import { exposureOfSource, FROM, isOutside } from "../assess/load-factors.ts";
import { compareVersions, leastVersion, mostVersion, packageFor } from "../assess/packages.ts";
import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "torch-load-unsafe";
/** PyTorch 2.6 made `weights_only=True` the default. */
const SAFE_DEFAULT = "2.6";
const LOADER =
  "import urllib.request\nimport torch\n\ndef load():\n    urllib.request.urlretrieve('https://models.northquay.example/a.pt', 'a.pt')\n    return torch.load('a.pt'ARG)\n";

/** `torch.load` that unpickles: with `weights_only=False`, or without it below PyTorch 2.6. */
export const torchLoadUnsafe: Rule = {
  card: {
    id: ID,
    title: "torch.load unpickles a file",
    appliesTo: ["model-file"],
    why: "A checkpoint is a pickle: loading it without weights_only=True runs whatever code somebody put into it.",
    fix: "Load with weights_only=True, or use safetensors; check the digest of what is downloaded.",
    base: factors(1, 3, 3, 1),
    controls: ["ADS-MODL-04", "ADS-MODL-02"],
    supersedes: ["download-without-hash"],
    references: ["https://pytorch.org/docs/stable/generated/torch.load.html"],
    bad: [
      {
        title: "downloaded, with a PyTorch whose default is unsafe",
        files: { "m.py": LOADER.replace("ARG", ""), "requirements.txt": "torch==2.5.1\n" },
      },
      {
        title: "switched off by hand",
        files: { "m.py": LOADER.replace("ARG", ", weights_only=False"), "requirements.txt": "torch==2.7.0\n" },
      },
      {
        title: "switched off, for a file that nothing here makes",
        files: { "m.py": "import torch\n\nstate = torch.load('model.pt', weights_only=False)\n" },
      },
    ],
    good: [
      {
        title: "a file that the project makes",
        files: { "m.py": "import torch\n\ntorch.save({}, 'a.pt')\nstate = torch.load('a.pt', weights_only=False)\n" },
      },
      { title: "weights only", files: { "m.py": LOADER.replace("ARG", ", weights_only=True"), "requirements.txt": "torch==2.5.1\n" } },
      { title: "a PyTorch whose default is safe", files: { "m.py": LOADER.replace("ARG", ""), "requirements.txt": "torch>=2.6\n" } },
      { title: "torch not pinned: today's default is safe", files: { "m.py": LOADER.replace("ARG", ""), "requirements.txt": "torch\n" } },
    ],
  },
  because: { exploitability: "loading runs the code in the file", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act, callee }) => act === "torch-load" && !callee.includes("jit.")),
      (usage) => {
        const given = argument(usage, "weights_only");
        if (given === true) return "passed";
        const entry = packageFor(inventory, "pypi", "torch", usage);
        const most = mostVersion(entry);
        const old = most !== undefined && compareVersions(most, SAFE_DEFAULT) < 0;
        const least = leastVersion(entry);
        if (given === undefined && !old) return least !== undefined && compareVersions(least, SAFE_DEFAULT) >= 0 ? "passed" : "unknown";
        if (given !== undefined && given !== false) return "unknown";
        const source = sourceOf(inventory, usage);
        // Switched off by hand, for a file that nothing here makes or keeps: somebody brings it.
        const brought = given === false && source.kind === "file";
        if (!brought && !isOutside(source) && source.kind !== "registry" && source.kind !== "environment")
          return source.kind === "own" ? "passed" : "unknown";
        const how = given === false ? "weights_only=False" : `torch ${most ?? ""}, where weights_only is off by default`;
        return fromUsage(ID, usage, {
          message: `torch.load unpickles ${FROM[source.kind]} (${how}).`,
          more: source.evidence,
          confidence: brought ? "possible" : "likely",
          adjust: [exposureOfSource(source)],
          headline:
            source.kind === "request"
              ? "A caller can send a checkpoint that runs code"
              : `Whoever can change ${FROM[source.kind]} runs code where it is loaded`,
          remediation: "Load with weights_only=True and check the digest of the file.",
          covers: source.evidence.flatMap(({ file, line }) => (file === undefined || line === undefined ? [] : [{ file, line }])),
          edits: [
            {
              kind: "argument",
              file: usage.file,
              line: usage.line,
              endLine: usage.endLine,
              callee: "load",
              name: "weights_only",
              value: "True",
            },
          ],
          ...(source.verified ? { mitigations: ["a digest is checked in the same function"] } : {}),
        });
      },
      "where the file comes from, or which PyTorch runs, is not known",
    ),
};
