import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "card-licence-missing";
const CARD = (licence: string): string =>
  `---\n${licence}library_name: xgboost\npipeline_tag: tabular-classification\n---\n# Model card\n\n## Training data\n\nPayments.\n\n## Intended use\n\nScoring.\n`;

/** A model or data card that names no licence. */
export const cardLicenceMissing: Rule = {
  card: {
    id: ID,
    title: "A model or data card names no licence",
    appliesTo: ["model", "dataset"],
    why: "Nobody can tell whether the model or the data may be used, changed or passed on.",
    fix: "Add `license:` with an SPDX id to the card.",
    base: factors(1, 0, 1, 1),
    controls: ["ADS-MODL-08", "ADS-DATA-08"],
    bad: [{ title: "no licence", files: { "MODEL_CARD.md": CARD("") } }],
    good: [{ title: "a licence", files: { "MODEL_CARD.md": CARD("license: apache-2.0\n") } }],
  },
  because: { exposure: "users of the model or the data", data: "the right to use it" },
  hygiene: true,
  check: (inventory) =>
    judgeEach(
      inventory.project.files.filter(({ facts }) => facts.card !== undefined && facts.card.subject !== "unknown"),
      (file) => {
        const { card } = file.facts;
        if (card?.licence !== undefined) return "passed";
        return fromFile(
          ID,
          file,
          { line: 1 },
          {
            technique: "card",
            message: `${plain(file.path)} names no licence.`,
            headline: `Nobody can tell whether what ${plain(file.path, 60)} describes may be used`,
            excerpt: "card",
          },
        );
      },
    ),
};
