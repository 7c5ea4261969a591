import { exposureOfSource, FROM, isOutside } from "../assess/load-factors.ts";
import { sourceOf } from "../assess/source-of-load.ts";
import { factors } from "../card.ts";
import { fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "pickle-load-downloaded";

/** pickle, joblib, dill, cloudpickle, marshal, pandas.read_pickle of what comes from outside of the project. */
export const pickleLoadDownloaded: Rule = {
  card: {
    id: ID,
    title: "A pickle from outside is loaded",
    appliesTo: ["model-file", "dataset"],
    why: "Unpickling runs code that the file names: whoever can change the file runs code where it is loaded.",
    fix: "Use a format that holds data only (safetensors, ONNX, skops with a list of trusted types, Parquet), or check a signature or digest before loading.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-MODL-04", "ADS-MODL-02"],
    supersedes: ["download-without-hash", "pickle-load-unverified"],
    references: ["https://docs.python.org/3/library/pickle.html"],
    bad: [
      {
        title: "a downloaded model",
        files: {
          "m.py":
            "import joblib\nimport urllib.request\n\ndef load():\n    urllib.request.urlretrieve('https://models.northquay.example/m.joblib', 'm.joblib')\n    return joblib.load('m.joblib')\n",
        },
      },
      {
        title: "a file from the hub",
        files: {
          "m.py":
            "import pickle\nfrom huggingface_hub import hf_hub_download\n\npath = hf_hub_download(repo_id='acme/model', filename='m.pkl')\nmodel = pickle.load(open(path, 'rb'))\n",
        },
      },
      {
        title: "the answer of a server",
        files: {
          "m.py": "import pickle\nimport requests\n\nmodel = pickle.loads(requests.get('https://models.northquay.example/m').content)\n",
        },
      },
    ],
    good: [
      {
        title: "written by the same project",
        files: {
          "train.py":
            "import joblib\nfrom sklearn.linear_model import LogisticRegression\nmodel = LogisticRegression()\njoblib.dump(model, 'm.joblib')\n",
          "serve.py": "import joblib\nmodel = joblib.load('m.joblib')\n",
        },
      },
      {
        title: "a data format",
        files: {
          "m.py":
            "from huggingface_hub import hf_hub_download\nfrom safetensors.numpy import load_file\nweights = load_file(hf_hub_download(repo_id='acme/model', filename='m.safetensors'))\n",
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
        if (source.kind === "request") return "not-applicable";
        if (!isOutside(source)) return source.kind === "own" ? "passed" : source.kind === "unknown" ? "unknown" : "not-applicable";
        return fromUsage(ID, usage, {
          message: `${usage.callee} unpickles ${FROM[source.kind]}.`,
          more: source.evidence,
          adjust: [exposureOfSource(source)],
          headline: `Whoever can change ${FROM[source.kind]} runs code where it is loaded`,
          covers: source.evidence.flatMap(({ file, line }) => (file === undefined || line === undefined ? [] : [{ file, line }])),
          ...(source.verified ? { mitigations: ["a digest is checked in the same function"] } : {}),
        });
      },
      "where the file comes from is not known",
    ),
};
