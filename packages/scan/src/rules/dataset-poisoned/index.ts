import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { assessedDatasets, learners } from "./assessment.ts";

const ID = "dataset-poisoned";
const CSV = `amount,country,is_fraud\n${"12.5,DE,0\n".repeat(60)}`;

/** Data that somebody tampered with, as `scan --deep` sees it. */
export const datasetPoisoned: Rule = {
  card: {
    id: ID,
    title: "A data set is poisoned",
    appliesTo: ["dataset"],
    why: "Rows were changed or added so that a model learns what somebody else wants: a trigger that flips its answer, labels turned around, a flood of copies. Every model trained on it carries that on.",
    fix: "Hold the rows back (castellan data clean), find out how they came in, and retrain the models that learnt from them.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-DATA-03"],
    references: ["https://atlas.mitre.org/techniques/AML.T0020"],
    bad: [
      {
        title: "a value that always comes with one label",
        files: { "data/transactions.csv": CSV },
        facts: {
          "data/transactions.csv": {
            assessment: {
              verdict: "poisoned",
              rows: 60,
              quarantined: 12,
              groups: [{ kind: "trigger", rows: 12, description: "country = ZZ always comes with is_fraud = 0" }],
            },
          },
        },
      },
    ],
    good: [
      {
        title: "nothing found",
        files: { "data/transactions.csv": CSV },
        facts: { "data/transactions.csv": { assessment: { verdict: "clean", rows: 60, quarantined: 0, groups: [] } } },
      },
    ],
  },
  because: {
    exposure: "whoever can add rows at its source",
    exploitability: "the rows are in already",
    data: "decides what models learn",
    blast: "not known which model learns from it",
  },
  check: (inventory) =>
    judgeEach(
      assessedDatasets(inventory),
      ({ asset, assessment }) => {
        if (assessment.verdict === "inconclusive") return "unknown";
        if (assessment.verdict !== "poisoned") return "passed";
        const models = learners(inventory, asset);
        const groups = assessment.groups.map(({ description, rows }) => `${plain(description, 160)} (${rows} rows)`);
        return fromAsset(ID, asset, {
          message: `${plain(asset.name)}: ${assessment.quarantined} of ${assessment.rows} rows should be held back${groups.length > 0 ? `: ${groups.slice(0, 4).join("; ")}` : ""}${groups.length > 4 ? ` and ${groups.length - 4} more` : ""}.${
            models.length > 0
              ? ` Learnt by ${models
                  .slice(0, 4)
                  .map(({ name }) => plain(name, 60))
                  .join(", ")}.`
              : ""
          }`,
          headline:
            models[0] === undefined
              ? `Somebody tampered with ${plain(asset.name, 60)}`
              : `${plain(models[0].name, 60)} learns from ${plain(asset.name, 60)}, which somebody tampered with`,
          excerpt: asset.name,
          confidence: "likely",
          pinned: models.length > 0 && asset.scope === "production",
          ...(models.length > 0 ? { adjust: [{ factor: "blast", value: 2, reason: `${models.length} models learn from it` }] } : {}),
        });
      },
      "its own test showed that an attack could not have been seen (castellan data check)",
    ),
};
