import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "model-file-malicious";
/** `os.system('id')`, protocol 0. */
const BAD = "data:;base64,Y3Bvc2l4CnN5c3RlbQooUydpZCcKdFIu";
/** A protocol 4 pickle of an empty dict. */
const GOOD = "data:;base64,gASVAwAAAAAAAAB9lC4=";

/** Files whose bytes would do harm when they are loaded. Never lowered. */
export const modelFileMalicious: Rule = {
  card: {
    id: ID,
    title: "A model file does harm when it is loaded",
    appliesTo: ["model-file", "file"],
    why: "Loading is running: the file calls functions of the loader's process as soon as somebody opens it, before any weight is used.",
    fix: "Do not load it. Remove it, find out where it came from and what has loaded it; take the model in safetensors from its publisher.",
    base: factors(3, 3, 3, 2),
    controls: ["ADS-MODL-05", "ADS-MODL-02"],
    references: ["https://cwe.mitre.org/data/definitions/502.html"],
    bad: [{ title: "a pickle that calls os.system", files: { "models/m.pkl": BAD } }],
    good: [{ title: "a pickle of plain data", files: { "models/m.pkl": GOOD } }],
  },
  because: {
    exposure: "whoever made the file acts through it",
    exploitability: "loading it is enough",
    data: "code execution where it is loaded",
    blast: "not known what loads it, taken as one service",
  },
  check: (inventory) =>
    judgeEach(
      inventory.project.files.filter(({ facts }) => facts.inspection !== undefined),
      (file) => {
        const { inspection } = file.facts;
        if (inspection?.verdict !== "malicious") return "passed";
        const worst = inspection.findings.filter(({ verdict }) => verdict === "malicious");
        const [first] = worst;
        return fromFile(
          ID,
          file,
          {},
          {
            message: `${plain(file.path)}: ${plain(first?.message ?? "", 300)}${worst.length > 1 ? ` (and ${worst.length - 1} more)` : ""}`,
            headline: `${plain(file.path, 60)} ${first?.call === undefined ? "does harm" : `calls ${plain(first.call.callable, 40)}`} when it is loaded`,
            excerpt: `${file.path} ${first?.rule ?? ""} ${first?.call?.callable ?? ""}`,
            confidence: "certain",
            pinned: file.scope === "production",
            technique: "bytes",
            ...assetOf(inventory, file),
          },
        );
      },
    ),
};

function assetOf(inventory: Parameters<Rule["check"]>[0], file: ProjectFile): { readonly asset?: string } {
  const asset = inventory
    .ofKind("model-file")
    .find(({ occurrences }) => occurrences.some((each) => each.file === file.path && (each.target ?? 0) === file.target));
  return asset === undefined ? {} : { asset: asset.id };
}
