import { matchesOf } from "../../observed/match.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { inventoryExample, NOTEBOOK_CODE } from "../declared-observed-differ/examples.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "undeclared-ai-resource";
const CLOSED = { DirectInternetAccess: "Disabled", RootAccess: "Disabled" };

/** AI in an account that no code declares, judged where the account's code is among the targets. */
export const undeclaredAiResource: Rule = {
  card: {
    id: ID,
    title: "An AI resource in the account is declared nowhere in code",
    appliesTo: ["resource"],
    why: "What was made by hand went through no review, is in no plan, and nobody who owns the code knows that it is there: shadow AI keeps data and rights long after its maker is gone.",
    fix: "Import it into the code with an owner, or delete it.",
    base: factors(2, 2, 1, 1),
    controls: ["ADS-INFR-03"],
    bad: [
      {
        title: "a second notebook",
        files: { "main.tf": NOTEBOOK_CODE, "inventory.json": inventoryExample(CLOSED, [], ["playground"]) },
      },
    ],
    good: [
      { title: "only what the code declares", files: { "main.tf": NOTEBOOK_CODE, "inventory.json": inventoryExample(CLOSED) } },
      {
        title: "no code of this account is here",
        files: { "inventory.json": inventoryExample(CLOSED, [], ["playground"]) },
      },
    ],
  },
  because: { exposure: "whoever made it", exploitability: "nobody watches it" },
  check: (inventory) => {
    const { matches, undeclared, open, accounts } = matchesOf(inventory.resources);
    const ai = [
      ...matches.map(({ pair, observed }) => ({ pair, observed, how: "declared" as const })),
      ...undeclared.map((each) => ({ ...each, how: "undeclared" as const })),
      ...open.map((each) => ({ ...each, how: "open" as const })),
    ].filter(({ pair, observed }) => pair.ai === true && accounts.has(observed.observed?.account ?? ""));
    return judgeEach(
      ai,
      ({ observed, how }) => {
        if (how === "declared") return "passed";
        if (how === "open") return "unknown";
        const name = plain(observed.address, 120);
        return fromFile(
          ID,
          { target: observed.target ?? 0, path: observed.file, scope: scopeOf(observed.file) },
          { line: observed.line, resource: observed.address },
          {
            message: `${name} (${observed.type}) is in the account, and no code among the targets declares it.`,
            headline: `${name} is declared nowhere in code`,
            confidence: "likely",
            technique: "live",
            excerpt: observed.address,
          },
        );
      },
      "code leaves the name of such a resource to the provider",
    );
  },
};
