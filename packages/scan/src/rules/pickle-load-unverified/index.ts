import { exposureOfSource, FROM } from "../assess/load-factors.ts";
import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "pickle-load-unverified";

/** A pickle from a registry, or from where the environment says, without a signature. */
export const pickleLoadUnverified: Rule = {
  card: {
    id: ID,
    title: "An unsigned model is unpickled",
    appliesTo: ["model-file"],
    why: "Whoever may write to the registry or to the path runs code in the service that loads the model.",
    fix: "Sign models when they are made and verify the signature before loading, or store them in a format that holds data only.",
    base: factors(1, 3, 3, 1),
    controls: ["ADS-MODL-05", "ADS-MODL-04"],
    bad: [
      {
        title: "from the registry",
        files: {
          "m.py":
            "import joblib\nimport mlflow\n\ndef load(uri):\n    path = mlflow.artifacts.download_artifacts(artifact_uri=uri)\n    return joblib.load(path)\n",
        },
      },
    ],
    good: [
      {
        title: "verified first",
        files: {
          "m.py":
            "import hashlib\nimport joblib\nimport mlflow\n\ndef load(uri, digest):\n    path = mlflow.artifacts.download_artifacts(artifact_uri=uri)\n    if hashlib.sha256(open(path, 'rb').read()).hexdigest() != digest:\n        raise ValueError('changed')\n    return joblib.load(path)\n",
        },
      },
    ],
  },
  because: { exploitability: "loading runs the code in the file", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act, callee }) => act === "unsafe-load" && !callee.startsWith("skops")),
      (usage) => {
        const source = sourceOf(inventory, usage);
        if (source.kind !== "registry" && source.kind !== "environment") return source.kind === "own" ? "passed" : "not-applicable";
        if (source.verified) return "passed";
        return fromUsage(ID, usage, {
          message: `${usage.callee} unpickles ${FROM[source.kind]}, without a signature or digest.`,
          more: source.evidence,
          adjust: [exposureOfSource(source)],
          headline:
            source.kind === "registry"
              ? "Whoever may write to the model registry runs code in the service"
              : "Whoever may set the model's path runs code in the service",
          confidence: source.kind === "environment" ? "possible" : "likely",
        });
      },
    ),
};
