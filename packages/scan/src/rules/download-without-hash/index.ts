import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule, Usage } from "../rule.ts";

const ID = "download-without-hash";
/** Addresses of models, data and archives, by their ending. */
export const ARTEFACT =
  /\.(?:pt|pth|ckpt|bin|pkl|pickle|joblib|h5|hdf5|keras|npy|npz|onnx|safetensors|gguf|tflite|pb|model|csv|tsv|jsonl|parquet|arrow|tar|tgz|tar\.gz|zip|whl)(?:$|[?#])/i;
const EXECUTABLE = /\.(?:pt|pth|ckpt|bin|pkl|pickle|joblib|h5|keras|whl|tar|tgz|zip)(?:$|[?#])|\.tar\.gz/i;
const CODE = (check: string): string =>
  `import hashlib\nimport urllib.request\n\ndef fetch():\n    path, _ = urllib.request.urlretrieve("https://models.northquay.example/encoder.pt", "encoder.pt")\n${check}    return path\n`;

function address(usage: Usage): string | undefined {
  const value = argument(usage, "#0", "url");
  return typeof value === "string" && /^https?:\/\//.test(value) ? value : undefined;
}

/** Model and data files that are fetched by address in production code. */
export function artefactDownloads(inventory: Inventory): readonly { readonly usage: Usage; readonly url: string }[] {
  return inventory.usages
    .filter(({ act }) => act === "download")
    .flatMap((usage) => {
      const url = address(usage);
      return url === undefined || !ARTEFACT.test(url) ? [] : [{ usage, url }];
    });
}

/** A downloaded model or data file that nobody checks. */
export const downloadWithoutHash: Rule = {
  card: {
    id: ID,
    title: "A downloaded model or data file is not checked",
    appliesTo: ["model-file", "dataset"],
    why: "Whoever controls the server or the link decides what is used; nobody would notice the change.",
    fix: "Compare the file's SHA-256 with the one that was reviewed before using it (pooch, hashlib).",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-MODL-02"],
    bad: [{ title: "no digest", files: { "m.py": CODE("") } }],
    good: [
      {
        title: "a digest",
        files: {
          "m.py": CODE('    if hashlib.sha256(open(path, "rb").read()).hexdigest() != "ab":\n        raise ValueError("changed")\n'),
        },
      },
    ],
  },
  because: {
    exposure: "whoever controls the server or the link",
    exploitability: "needs a change of the file and a fresh download",
    data: "what the model answers",
  },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(artefactDownloads(inventory), ({ usage, url }) => {
      const file = inventory.project.file(usage.target, usage.file);
      const checked =
        file !== undefined &&
        surroundingsOf(inventory)
          .usagesIn(file)
          .some((other) => (other.act === "verify-content" || other.act === "verified-download") && other.symbol === usage.symbol);
      if (checked) return "passed";
      return fromUsage(ID, usage, {
        message: `${plain(new URL(url).hostname, 60)} serves ${plain(
          url
            .split("/")
            .at(-1)
            ?.replace(/[?#].*$/, "") ?? "a file",
          60,
        )}, which is used without a check.`,
        headline: `Whoever controls ${plain(new URL(url).hostname, 50)} decides what is used here`,
        excerpt: url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/, ""),
        ...(EXECUTABLE.test(url) ? { adjust: [{ factor: "data", value: 3, reason: "the file's format may run code" }] } : {}),
      });
    }),
};
