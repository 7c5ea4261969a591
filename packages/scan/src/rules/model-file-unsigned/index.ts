import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";

const ID = "model-file-unsigned";
/** A protocol 4 pickle of an empty dict. */
const PICKLE = "data:;base64,gASVAwAAAAAAAAB9lC4=";
const SIGNATURE =
  /\.(?:sig|sigstore(?:\.json)?|asc|minisig|intoto\.jsonl|sha256|sha512)$|(?:^|\/)(?:model\.sig|SHA256SUMS|checksums?\.txt)$/i;

/** A signature beside the file, or its digest in a DVC lock or a checksum file. */
function isKnown(inventory: Inventory, file: ProjectFile): boolean {
  const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
  return inventory.project.files.some((other) => {
    if (other.target !== file.target) return false;
    if (other.path === `${file.path}.dvc`) return true;
    if (SIGNATURE.test(other.path) && (other.path.startsWith(file.path) || other.path.startsWith(folder))) return true;
    return (
      /(?:^|\/)dvc\.lock$/.test(other.path) &&
      JSON.stringify(other.facts.config?.documents ?? []).includes(JSON.stringify(file.path).slice(1, -1))
    );
  });
}

/** Committed model files of an executable format, without signature or digest. */
export const modelFileUnsigned: Rule = {
  card: {
    id: ID,
    title: "A committed model file that can run code has no signature",
    appliesTo: ["model-file"],
    why: "The pickle family runs code when it is loaded, and nobody sees in a review what changed in a binary file.",
    fix: "Convert it to safetensors (castellan model convert), or sign it and verify the signature at load (castellan sign).",
    base: factors(1, 1, 3, 1),
    controls: ["ADS-MODL-05", "ADS-MODL-02"],
    bad: [{ title: "a pickle", files: { "models/m.pkl": PICKLE } }],
    good: [{ title: "with a signature", files: { "models/m.pkl": PICKLE, "models/m.pkl.sig": "signature\n" } }],
  },
  because: {
    exposure: "whoever may push to the repository",
    exploitability: "a changed file has to pass a review",
    data: "code execution where it is loaded",
  },
  check: (inventory) =>
    judgeEach(
      inventory.ofKind("model-file").filter(({ attributes, lifecycle }) => attributes["executable"] === true && lifecycle === "committed"),
      (asset) => {
        const place = asset.occurrences.find(
          (each) => each.file !== undefined && inventory.project.file(each.target ?? 0, each.file)?.facts.modelFile !== undefined,
        );
        const file = place?.file === undefined ? undefined : inventory.project.file(place.target ?? 0, place.file);
        if (file === undefined) return "unknown";
        if (isKnown(inventory, file)) return "passed";
        return fromAsset(ID, asset, {
          location: { target: file.target, file: file.path },
          message: `${plain(asset.name)} is of a format that runs code when it is loaded, and has no signature or digest.`,
          headline: `A changed ${plain(asset.name, 60)} runs code where it is loaded`,
          evidence: asset.occurrences.slice(0, 4),
          actionKey: `${ID} ${place?.target ?? 0}:${file.path.slice(0, file.path.lastIndexOf("/") + 1)}`,
        });
      },
    ),
};
