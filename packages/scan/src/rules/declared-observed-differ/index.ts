import { differencesOf } from "../../observed/compare.ts";
import { matchesOf } from "../../observed/match.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { ResourceIndex } from "../settings/resource-index.ts";
import { inventoryExample, NOTEBOOK_CODE } from "./examples.ts";

const ID = "declared-observed-differ";

/** Where an account does not hold what code says: somebody changed it by hand, or the code was never applied. */
export const declaredObservedDiffer: Rule = {
  card: {
    id: ID,
    title: "What is in the account is not what the code says",
    appliesTo: ["resource"],
    why: "Reviews read the code, attackers meet the account: a setting that was changed by hand is protected by nobody's review, and the next apply may change it back or not.",
    fix: "Find out who changed it, then apply the code again or write the change into it.",
    base: factors(2, 2, 2, 2),
    controls: ["ADS-INFR-03"],
    bad: [
      {
        title: "a notebook that was opened by hand",
        files: {
          "main.tf": NOTEBOOK_CODE,
          "inventory.json": inventoryExample({ DirectInternetAccess: "Enabled", RootAccess: "Disabled" }),
        },
      },
    ],
    good: [
      {
        title: "as the code says",
        files: {
          "main.tf": NOTEBOOK_CODE,
          "inventory.json": inventoryExample({ DirectInternetAccess: "Disabled", RootAccess: "Disabled" }),
        },
      },
      {
        title: "a call was denied: nobody knows",
        files: { "main.tf": NOTEBOOK_CODE, "inventory.json": inventoryExample({}, ["*"]) },
      },
    ],
  },
  because: { exposure: "whoever may change the account by hand", exploitability: "it is live now" },
  check: (inventory) => {
    const index = new ResourceIndex(inventory.resources);
    return judgeEach(
      matchesOf(inventory.resources).matches.filter(({ ambiguous }) => !ambiguous),
      (match) => {
        const { differences, unknown, same } = differencesOf(match, index);
        if (differences.length === 0) return unknown > 0 ? "unknown" : same > 0 ? "passed" : "not-applicable";
        const { declared, observed } = match;
        const name = plain(declared.address, 60);
        return differences.map(({ setting, declared: code, observed: live, from, seen }) =>
          fromFile(
            ID,
            { target: from.target ?? 0, path: from.file, scope: scopeOf(from.file) },
            { line: from.line, resource: from.address },
            {
              message: `${name}: ${setting.says} is ${plain(code, 80)} in code and ${plain(live, 80)} in account ${observed.observed?.account ?? ""} (${plain(observed.address, 120)}).`,
              headline: `${setting.says} of ${name} is another in the account than in code`,
              confidence: "certain",
              excerpt: `${declared.address} ${setting.observed}`,
              actionKey: `${ID} ${declared.target ?? 0}:${declared.file}:${declared.address}`,
              more: [
                {
                  target: seen.target ?? 0,
                  file: seen.file,
                  line: seen.line,
                  resource: seen.address,
                  technique: "live",
                  confidence: "certain",
                },
              ],
            },
          ),
        );
      },
      "a setting that code leaves open, or that a call which failed would have told",
    );
  },
};
