import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "licence-restricts-use";
const NON_COMMERCIAL = /(?:^|[-_ ])nc(?:[-_ ]|$)|non-?commercial|research-only/i;
const CARD = (licence: string): string =>
  `---\nlicense: ${licence}\ntask_categories: [text-classification]\n---\n# Data card\n\n## Columns\n\nText.\n`;

/** A model or data set whose licence forbids commercial use. */
export const licenceRestrictsUse: Rule = {
  card: {
    id: ID,
    title: "A licence forbids commercial use",
    appliesTo: ["model", "dataset", "licence"],
    why: "A product must not be built on it without an agreement; models trained on it may carry the limit on.",
    fix: "Agree on another licence, or replace the model or the data.",
    base: factors(1, 0, 2, 1),
    controls: ["ADS-MODL-08", "ADS-DATA-08"],
    bad: [
      {
        title: "non-commercial data",
        files: {
          "data/README.md": CARD("cc-by-nc-4.0"),
          "data/rows.csv": `id,text\n${Array.from({ length: 60 }, (_, index) => `${index},text ${index}`).join("\n")}\n`,
        },
      },
    ],
    good: [
      {
        title: "a permissive licence",
        files: {
          "data/README.md": CARD("cc-by-4.0"),
          "data/rows.csv": `id,text\n${Array.from({ length: 60 }, (_, index) => `${index},text ${index}`).join("\n")}\n`,
        },
      },
    ],
  },
  because: { exposure: "the owner of the licence", data: "the right to use it" },
  hygiene: true,
  check: (inventory) =>
    judgeEach(
      inventory.ofKind("model", "dataset", "adapter").filter(({ attributes }) => typeof attributes["licence"] === "string"),
      (asset) => {
        const licence = String(asset.attributes["licence"]);
        if (!NON_COMMERCIAL.test(licence)) return "passed";
        return fromAsset(ID, asset, {
          message: `${plain(asset.name)} stands under ${plain(licence, 40)}, which forbids commercial use.`,
          headline: `${plain(asset.name, 60)} must not be used in a product`,
          evidence: asset.occurrences.slice(0, 4),
        });
      },
    ),
};
