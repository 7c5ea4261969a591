import { beforeAll, describe, expect, it } from "vitest";
import { rules } from "./registry.ts";
import { applyDiff } from "./testing/apply-diff.ts";
import { judged, WARM_UP_TIME, warmUp } from "./testing/project-from.ts";

beforeAll(warmUp, WARM_UP_TIME);

/*
 * The examples of every rule, through the real readers and discoverers: the bad ones are found, the good ones are
 * not, and where a finding has a patch, the patched file is clean.
 */
describe.each(rules)("$card.id", (rule) => {
  const { card } = rule;

  it.each(card.bad)("finds: $title", async (example) => {
    const { findings, actions, checks } = await judged(example, [rule]);
    expect(findings.map(({ message }) => message)).not.toEqual([]);
    expect(actions.length).toBeGreaterThan(0);
    expect(checks[0]?.failed).toBe(findings.length);
    expect(checks[0]?.applicable).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding.rule).toBe(card.id);
      expect(finding.location.file ?? finding.location.resource).toBeDefined();
      expect(finding.reasons.length).toBeGreaterThanOrEqual(4);
      expect(finding.evidence.length).toBeGreaterThan(0);
    }
  });

  it.each(card.bad)("its patch mends: $title", async (example) => {
    const { findings } = await judged(example, [rule]);
    const patched = findings.filter(({ patch }) => patch !== undefined);
    if (patched.length === 0) return;
    let files = example.files;
    for (const { patch } of patched)
      if (patch !== undefined) files = { ...files, [patch.file]: applyDiff(files[patch.file] ?? "", patch.diff) };
    const after = await judged({ files }, [rule]);
    expect(after.findings.length).toBe(findings.length - patched.length);
  });

  it.each(card.good)("leaves alone: $title", async (example) => {
    const { findings } = await judged(example, [rule]);
    expect(findings.map(({ message, location }) => `${location.file ?? ""}:${location.line ?? ""} ${message}`)).toEqual([]);
  });

  it("has a card that says what, why and how to mend it", () => {
    expect(card.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    for (const text of [card.title, card.why, card.fix]) expect(text.length).toBeGreaterThan(10);
    expect(card.bad.length).toBeGreaterThan(0);
    expect(card.good.length).toBeGreaterThan(0);
  });
});
