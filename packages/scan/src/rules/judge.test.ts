import { beforeAll, describe, expect, it } from "vitest";
import { factors } from "./card.ts";
import { fromFile } from "./draft.ts";
import { judge } from "./judge.ts";
import type { Rule, RuleDraft } from "./rule.ts";
import { inventoryOf, WARM_UP_TIME, warmUp } from "./testing/project-from.ts";

function ruleOf(
  id: string,
  drafts: (file: Parameters<typeof fromFile>[1]) => readonly RuleDraft[],
  extra: Partial<Rule> & { readonly supersedes?: readonly string[] } = {},
): Rule {
  const { supersedes, ...rest } = extra;
  return {
    card: {
      id,
      title: `Title of ${id}`,
      appliesTo: ["file"],
      why: "why it matters",
      fix: "how to mend it",
      base: factors(2, 3, 3, 1),
      controls: ["ADS-SECR-01"],
      bad: [],
      good: [],
      ...(supersedes === undefined ? {} : { supersedes }),
    },
    check: (inventory) => ({ findings: inventory.project.files.flatMap(drafts), applicable: 1, passed: 0, unknown: 0 }),
    ...rest,
  };
}

const FILES = { "a.py": "import os\n", "tests/test_a.py": "import os\n" };

beforeAll(warmUp, WARM_UP_TIME);

describe("judge", () => {
  it("reports a rule that throws as not tested and goes on", async () => {
    const broken: Rule = {
      ...ruleOf("broken", () => []),
      check: () => {
        throw new Error("on \u0007hostile\u202e facts");
      },
    };
    const { checks, findings } = judge(await inventoryOf(FILES), {
      rules: [broken, ruleOf("fine", (file) => [fromFile("fine", file, { line: 1 }, { message: "m" })])],
    });
    expect(checks.find(({ rule }) => rule === "broken")).toMatchObject({
      applicable: 1,
      unknown: 1,
      failed: 0,
      reason: "the rule failed: on hostile facts",
    });
    expect(findings).toHaveLength(2);
  });

  it("leaves the place to the more specific rule", async () => {
    const general = ruleOf("general", (file) => [fromFile("general", file, { line: 1 }, { message: "m" })]);
    const specific = ruleOf(
      "specific",
      (file) => (file.path === "a.py" ? [fromFile("specific", file, { line: 1 }, { message: "m" })] : []),
      { supersedes: ["general"] },
    );
    const { findings, checks } = judge(await inventoryOf(FILES), { rules: [general, specific] });
    expect(findings.map(({ rule, location }) => `${rule} ${location.file ?? ""}`)).toEqual(["specific a.py", "general tests/test_a.py"]);
    expect(checks.find(({ rule }) => rule === "general")?.failed).toBe(1);
  });

  it("caps by scope and confidence, and never what is pinned", async () => {
    const of = (extra: Partial<RuleDraft>): Promise<string> =>
      inventoryOf({ "a.py": "" }).then((inventory) => {
        const [finding] = judge(inventory, {
          rules: [ruleOf("r", (file) => [fromFile("r", file, { line: 1 }, { message: "m", ...extra })])],
        }).findings;
        return `${finding?.severity ?? ""} ${finding?.reasons.slice(4).join("; ") ?? ""}`;
      });
    expect(await of({})).toBe("high ");
    expect(await of({ confidence: "possible" })).toBe("medium only possible: at most medium");
    expect(await of({ scope: "test" })).toBe("low in a test: at most low");
    expect(await of({ scope: "docs" })).toBe("low in documentation: at most low");
    expect(await of({ mitigations: ["a guard"] })).toBe("medium one step lower: a guard");
    expect(await of({ confidence: "possible", pinned: true })).toBe("high never lowered");
    expect(await of({ adjust: [{ factor: "exposure", value: 3, reason: "the internet" }] })).toBe("critical ");
  });

  it("says every factor with its reason, the unknown ones as assumed", async () => {
    const [finding] = judge(await inventoryOf({ "a.py": "" }), {
      rules: [ruleOf("r", (file) => [fromFile("r", file, {}, { message: "m" })])],
    }).findings;
    expect(finding?.reasons.map((reason) => reason.slice(0, 2))).toEqual(["E2", "X3", "D3", "B1"]);
    expect(finding?.reasons[0]).toContain("(assumed)");
  });

  it("keeps fingerprints when lines move, and tells equal findings apart by their order", async () => {
    const lines = (...at: readonly number[]): Rule =>
      ruleOf("r", (file) => at.map((line) => fromFile("r", file, { line }, { message: "m", excerpt: "same" })));
    const inventory = await inventoryOf({ "a.py": "" });
    const before = judge(inventory, { rules: [lines(3, 9)] }).findings.map(({ fingerprint }) => fingerprint);
    const after = judge(inventory, { rules: [lines(5, 40)] }).findings.map(({ fingerprint }) => fingerprint);
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });

  it("strips what could mislead a terminal from every text", async () => {
    const [finding] = judge(await inventoryOf({ "a.py": "" }), {
      rules: [ruleOf("r", (file) => [fromFile("r", file, { line: 1 }, { message: "a\u001b[31mb\nc\u202ed", headline: "x\u0000y" })])],
    }).findings;
    expect(finding?.message).toBe("a [31mb c d");
  });

  it("does not depend on the order of the rules", async () => {
    const rules = ["b", "a", "c"].map((id) => ruleOf(id, (file) => [fromFile(id, file, { line: 1 }, { message: id })]));
    const inventory = await inventoryOf(FILES);
    expect(judge(inventory, { rules: [...rules].reverse() })).toEqual(judge(inventory, { rules }));
  });
});
