import { factors } from "../card.ts";
import { assessedDatasets } from "../dataset-poisoned/assessment.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "dataset-suspicious";
const CSV = `amount,country,is_fraud\n${"12.5,DE,0\n".repeat(60)}`;

/** Rows that somebody should look at: wrong labels, odd groups, a source that differs. */
export const datasetSuspicious: Rule = {
  card: {
    id: ID,
    title: "Rows of a data set should be looked at",
    appliesTo: ["dataset"],
    why: "Groups of rows do not fit the rest: wrong labels, near-copies, a source that says something else. It may be noise or an attack; a model learns it either way.",
    fix: "Look at them (castellan data check), and say which are right (castellan data review) or leave them out (castellan data clean).",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-DATA-03"],
    bad: [
      {
        title: "labels that do not fit",
        files: { "data/transactions.csv": CSV },
        facts: {
          "data/transactions.csv": {
            assessment: {
              verdict: "suspicious",
              rows: 60,
              quarantined: 3,
              groups: [{ kind: "label-noise", rows: 3, description: "labels that neighbours contradict" }],
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
    exploitability: "only if they are no accident",
    data: "decides what models learn",
  },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(
      assessedDatasets(inventory),
      ({ asset, assessment }) => {
        // The other rule tells it.
        if (assessment.verdict === "poisoned") return "not-applicable";
        if (assessment.verdict === "inconclusive") return "unknown";
        if (assessment.verdict === "clean") return "passed";
        const [first] = assessment.groups;
        return fromAsset(ID, asset, {
          message: `${plain(asset.name)}: ${first === undefined ? plain(assessment.reason, 200) : plain(first.description, 160)}${assessment.groups.length > 1 ? ` and ${assessment.groups.length - 1} more groups` : ""}; ${assessment.quarantined} of ${assessment.rows} rows to look at.`,
          headline: `Rows of ${plain(asset.name, 60)} do not fit the rest`,
          excerpt: asset.name,
          confidence: "likely",
        });
      },
      "its own test showed that an attack could not have been seen (castellan data check)",
    ),
};
