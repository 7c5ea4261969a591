import type { Finding } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { factors } from "../card.ts";
import { actionsOf, type Judged } from "./actions.ts";

function judged(id: string, extra: Partial<Judged> = {}, finding: Partial<Finding> = {}): Judged {
  return {
    headline: `headline of ${id}`,
    key: id,
    onPath: false,
    pinned: false,
    pathsCut: 0,
    ...extra,
    finding: {
      id,
      rule: "r",
      title: "t",
      severity: "high",
      reasons: ["E2 whoever", "X3 one step"],
      confidence: "likely",
      location: { file: "a.py", line: 1 },
      message: "m",
      evidence: [],
      remediation: "mend it",
      controls: [],
      fingerprint: id,
      scope: "production",
      factors: factors(2, 3, 3, 1),
      ...finding,
    },
  };
}
const order = (...items: readonly Judged[]): readonly string[] => actionsOf(items, new Map()).map(({ findings }) => findings.join("+"));

describe("actions", () => {
  it("are ranked as experience.md says: severity, path, L times I, in use already, one-line fix, id", () => {
    expect(
      order(
        judged("e"),
        judged("a", {}, { severity: "medium" }),
        judged("d", {}, { patch: { file: "a.py", diff: "" } }),
        judged("c", { pinned: true }),
        judged("b", { onPath: true }),
        judged("f", {}, { severity: "critical" }),
      ),
    ).toEqual(["f", "b", "c", "d", "e", "a"]);
  });

  it("put a whole path before what only runs where the jewel is served, and among paths the fix that closes more", () => {
    expect(
      order(
        judged("a", { onPath: true, pinned: true }),
        judged("b", { onPath: true, pathsCut: 1 }),
        judged("c", { onPath: true, pathsCut: 3 }),
      ),
    ).toEqual(["c", "b", "a"]);
  });

  it("fold findings of one change into one, worst first", () => {
    const [action] = actionsOf([judged("a", { key: "k" }, { severity: "low" }), judged("b", { key: "k" })], new Map());
    expect(action).toMatchObject({
      rank: 1,
      severity: "high",
      findings: ["b", "a"],
      title: "headline of b (2 places)",
      fix: "mend it",
      reasons: ["whoever", "one step"],
    });
  });

  it("keep tests apart from production, and owners apart from each other", () => {
    expect(
      order(
        judged("a", { key: "k" }),
        judged("b", { key: "k" }, { scope: "test", severity: "low" }),
        judged("c", { key: "k" }, { owner: "@team" }),
      ),
    ).toEqual(["a", "c", "b"]);
  });
});
