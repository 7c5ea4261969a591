import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";

const ID = "card-contradicts-code";
const CARD = (sets: string): string =>
  `---\nlicense: mit\nlibrary_name: transformers\ndatasets: [${sets}]\n---\n# Model card\n\n## Training data\n\nSee above.\n\n## Intended use\n\nReviews.\n`;
const TRAIN =
  "from datasets import load_dataset\nfrom transformers import Trainer\n\ndata = load_dataset('acme/partner-reviews')\ntrainer = Trainer(model=model, train_dataset=data)\ntrainer.train()\n";

/** Data sets of hubs that the code trains on, below the card's folder. */
function trainedOn(inventory: Inventory, file: ProjectFile): readonly string[] {
  return inventory.relations
    .filter(({ kind, strength }) => kind === "trains_on" && strength !== "stated")
    .flatMap(({ to, evidence }) => {
      const asset = inventory.asset(to);
      const here = evidence.some((place) => (place.target ?? 0) === file.target && place.technique === "syntax");
      return asset === undefined ||
        !here ||
        asset.scope !== "production" ||
        !/^[\w-]+\/[\w.-]+$/.test(asset.name) ||
        !asset.identity.key.startsWith("huggingface:")
        ? []
        : [asset.name];
    });
}

/** Sources that the project's configuration lists, and the card does not name. */
function configuredSources(inventory: Inventory, file: ProjectFile, stated: readonly string[]): readonly string[] {
  const known = stated.map((name) => name.toLowerCase());
  const found = inventory.project.files
    .filter(
      (other) =>
        other.target === file.target &&
        other.facts.config !== undefined &&
        /(?:^|\/)(?:params|config|settings|data|training)[\w.-]*\.(?:ya?ml|json|toml)$/.test(other.path),
    )
    .flatMap((other) => sourceLists(other.facts.config?.documents));
  // A list that holds what the card states is a list of the same kind of thing.
  return found
    .filter((list) => list.some((name) => known.includes(name.toLowerCase())))
    .flatMap((list) => list.filter((name) => !known.includes(name.toLowerCase())));
}

function sourceLists(node: unknown): readonly (readonly string[])[] {
  if (Array.isArray(node)) return node.flatMap(sourceLists);
  if (typeof node !== "object" || node === null) return [];
  if ("kind" in node && node.kind === "map" && "entries" in node && Array.isArray(node.entries)) {
    return node.entries.flatMap((entry: unknown): readonly (readonly string[])[] => {
      if (typeof entry !== "object" || entry === null || !("key" in entry) || !("value" in entry)) return [];
      const list = /^(?:sources|datasets|data_?sources|feeds|training_data)$/.test(String(entry.key)) ? texts(entry.value) : [];
      return list.length > 0 ? [list] : sourceLists(entry.value);
    });
  }
  return [];
}

function texts(node: unknown): readonly string[] {
  if (
    typeof node !== "object" ||
    node === null ||
    !("kind" in node) ||
    node.kind !== "list" ||
    !("items" in node) ||
    !Array.isArray(node.items)
  )
    return [];
  return node.items.flatMap((item: unknown) =>
    typeof item === "object" && item !== null && "value" in item && typeof item.value === "string" ? [item.value] : [],
  );
}

/** A model card that names other training data than code and configuration do. */
export const cardContradictsCode: Rule = {
  card: {
    id: ID,
    title: "A model card contradicts the training data",
    appliesTo: ["model"],
    why: "Customers and auditors are told something that is not so, and the weakest source is overlooked.",
    fix: "Name every source in the card, or stop training on the ones that it leaves out.",
    base: factors(0, 0, 3, 2),
    controls: ["ADS-MODL-07", "ADS-DATA-01"],
    bad: [
      { title: "another data set", files: { "MODEL_CARD.md": CARD("acme/own-reviews"), "train.py": TRAIN } },
      {
        title: "a source more in the configuration",
        files: { "MODEL_CARD.md": CARD("core-banking"), "config/params.yaml": "feeds:\n  sources: [core-banking, partner-feed-b]\n" },
      },
    ],
    good: [{ title: "the same data set", files: { "MODEL_CARD.md": CARD("acme/partner-reviews"), "train.py": TRAIN } }],
  },
  because: { exposure: "a statement, no way in", exploitability: "nothing to exploit", data: "what the model learns from" },
  hygiene: true,
  check: (inventory) =>
    judgeEach(
      inventory.project.files.filter(({ facts }) => facts.card?.subject === "model" && facts.card.datasets.length > 0),
      (file) => {
        const stated = (file.facts.card?.datasets ?? []).map(({ id }) => id);
        const missing = [
          ...new Set([
            ...trainedOn(inventory, file).filter((name) => !stated.includes(name)),
            ...configuredSources(inventory, file, stated),
          ]),
        ].sort();
        if (missing.length === 0) return "passed";
        const line = file.facts.card?.datasets[0]?.line;
        return fromFile(ID, file, line === undefined ? {} : { line }, {
          technique: "card",
          message: `The card names ${stated
            .slice(0, 3)
            .map((name) => plain(name, 40))
            .join(", ")}, but the project trains on ${missing
            .slice(0, 4)
            .map((name) => plain(name, 40))
            .join(", ")} as well.`,
          headline: "The model card leaves out what the model is trained on",
          excerpt: missing.join(" "),
        });
      },
    ),
};
