import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signAttestation } from "../provenance/attestation.ts";
import { approvalPredicate, PREDICATES } from "../provenance/predicates.ts";
import { readPrivateKey } from "../signing/keys.ts";
import { readDeletion } from "./certificate.ts";
import { contentAt } from "./content.ts";
import { erase, withDigests } from "./erase.ts";
import { later, readPeriod } from "./period.ts";
import { planRetention, type RetentionPlan } from "./plan.ts";
import { readRetentionPlan } from "./read-plan.ts";
import { readRetentionRules } from "./rules.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const keyPair = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    signing: readPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }).toString(), "test"),
    pem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
};
const [officer, ann, bob] = [keyPair(), keyPair(), keyPair()];

const document = (more: object = {}, data: object = {}) => ({
  version: 1,
  data: [
    {
      name: "claims-2019",
      path: "claims",
      labels: ["personal"],
      clocks: { "contract-end": "2019-06-30" },
      residuals: ["backups until 2027-01-31"],
      ...data,
    },
  ],
  rules: [{ id: "claims", select: { labels: ["personal"] }, basis: "GDPR Art. 5(1)(e)", clock: "contract-end", erase: "P6Y" }],
  ...more,
});
const rulesOf = (value: unknown) => readRetentionRules(value, "retention.yaml");
const stateOf = (value: unknown, now = NOW) => planRetention(rulesOf(value), now).items[0];

describe("periods", () => {
  it("are of the calendar", () => {
    const ends = (from: string, text: string): string => later(new Date(from), readPeriod(text)).toISOString().slice(0, 10);
    expect(ends("2024-02-29T10:00:00Z", "P1Y")).toBe("2025-02-28");
    expect(ends("2026-01-31T00:00:00Z", "P1M")).toBe("2026-02-28");
    expect(ends("2026-12-31T00:00:00Z", "P1Y2M1W1D")).toBe("2028-03-08");
    expect(ends("2026-03-29T00:00:00Z", "P30D")).toBe("2026-04-28");
    for (const text of ["", "P", "6Y", "P-1Y", "PT5M", "P1D1Y", "P99999999Y", "P1.5Y"]) expect(() => readPeriod(text)).toThrow(/no period/);
  });
});

describe("planRetention", () => {
  it("says what is due, and why", () => {
    expect(stateOf(document())).toEqual({
      name: "claims-2019",
      state: "due",
      action: "delete",
      due: "2025-06-30T00:00:00.000Z",
      rules: ["claims"],
      holds: [],
      approvals: 0,
      reasons: ["rule claims: GDPR Art. 5(1)(e)"],
    });
    expect(stateOf(document(), new Date("2025-06-29T23:59:59Z"))?.state).toBe("later");
    expect(stateOf(document(), new Date("2025-06-30T00:00:00Z"))?.state).toBe("due");
  });

  it("puts a legal hold above everything, from its first day to its last", () => {
    const hold = {
      id: "case-7",
      select: { names: ["claims-*"] },
      reason: "litigation",
      by: "legal",
      from: "2026-11-01",
      until: "2026-11-23",
    };
    const held = stateOf(document({ holds: [hold] }));
    expect(held).toMatchObject({ state: "held", holds: ["case-7"] });
    expect(held?.reasons.at(-1)).toMatch(/the hold wins/);
    expect(stateOf(document({ holds: [hold] }), new Date("2026-11-24T00:00:00Z"))?.state).toBe("due");
    expect(stateOf(document({ holds: [{ ...hold, from: "2026-11-24", until: "2026-11-25" }] }))?.state).toBe("due");
    expect(stateOf(document({ holds: [{ ...hold, select: { names: ["other-*"] } }] }))?.state).toBe("due");
    expect(() => rulesOf(document({ holds: [{ ...hold, until: undefined }] }))).toThrow(/until/);
  });

  it("keeps what one rule keeps, whatever another erases, and says that they differ", () => {
    const rules = [
      ...document().rules,
      { id: "tax", select: { names: ["claims-2019"] }, basis: "HGB § 257", clock: "contract-end", keep: "P10Y" },
    ];
    const item = stateOf(document({ rules }));
    expect(item).toMatchObject({ state: "kept", keptUntil: "2029-06-30T00:00:00.000Z", rules: ["claims", "tax"] });
    expect(item?.reasons.join()).toMatch(/kept until 2029-06-30|keeps it until 2029-06-30/);
    expect(stateOf(document({ rules }), new Date("2029-07-01T00:00:00Z"))?.state).toBe("due");
  });

  it("does not erase where the clock is not set, or no rule speaks", () => {
    expect(stateOf(document({}, { clocks: {} }))).toMatchObject({ state: "unknown" });
    const keeping = [...document().rules, { id: "tax", select: { names: ["*"] }, basis: "HGB", clock: "filed", keep: "P1Y" }];
    expect(stateOf(document({ rules: keeping }))?.state).toBe("unknown");
    expect(stateOf(document({}, { labels: [] }))?.state).toBe("unruled");
  });

  it("refuses rules that it does not understand, and erases nothing by them", () => {
    const [rule] = document().rules;
    for (const bad of [
      null,
      { ...document(), version: 2 },
      document({ rules: [{ ...rule, erase: "6 years" }] }),
      document({ rules: [{ ...rule, erase: undefined }] }),
      document({ rules: [{ ...rule, select: {} }] }),
      document({ rules: [{ ...rule, action: "burn" }] }),
      document({ rules: [rule, rule] }),
      document({ rules: [{ ...rule, approvals: 2 }] }),
      document({ extra: true }),
      document({}, { clocks: { "contract-end": "30.6.2019" } }),
    ])
      expect(() => rulesOf(bad)).toThrow(/Nothing is erased by rules that are not understood/);
  });
});

describe("erase", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "castellan-retention-"));
    mkdirSync(join(root, "claims/deep"), { recursive: true });
    writeFileSync(join(root, "claims/a.csv"), "a");
    writeFileSync(join(root, "claims/deep/b.csv"), "b");
    writeFileSync(join(root, "other.csv"), "stays");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const planned = (value: unknown): RetentionPlan => withDigests(planRetention(rulesOf(value), NOW), rulesOf(value), root).plan;
  const done: string[] = [];
  const run = async (value: unknown, plan: RetentionPlan, approvals: readonly string[] = [], more: object = {}) => {
    done.length = 0;
    const certificates: string[] = [];
    const bytes = Buffer.from(JSON.stringify(plan));
    const erasures = await erase({
      plan: bytes,
      parsed: readRetentionPlan(bytes.toString(), "plan.json"),
      rules: rulesOf(value),
      root,
      approvals: approvals.map((text, index) => ({ file: `${index}`, text })),
      key: officer.signing,
      clock: () => NOW,
      destroyKey: async (name) => void done.push(`key ${name}`),
      record: async ({ name }, _, when) => void done.push(`${when} ${name}`),
      keep: (_, text) => void certificates.push(text),
      ...more,
    });
    return { erasures, certificates };
  };
  const approve = (plan: RetentionPlan, who: typeof ann, passed = true): string =>
    signAttestation(
      {
        subjects: [{ name: "plan.json", digest: { sha256: contentOf(JSON.stringify(plan)) } }],
        predicateType: PREDICATES.approval,
        predicate: approvalPredicate({
          verifier: "mailto:a@example.org",
          time: NOW.toISOString(),
          resource: "plan.json",
          policy: { name: "policy", digest: { sha256: "0".repeat(64) } },
          inputs: [],
          passed,
        }),
      },
      who.signing,
    );
  const contentOf = (text: string): string => {
    writeFileSync(join(root, "tmp"), text);
    const found = contentAt(join(root, "tmp"));
    rmSync(join(root, "tmp"));
    return found?.sha256 ?? "";
  };

  it("removes what is due, records it before and after, and certifies it", async () => {
    const plan = planned(document());
    const { erasures, certificates } = await run(document(), plan);
    expect(erasures).toEqual([{ name: "claims-2019", outcome: "erased", reason: "2 files" }]);
    expect(existsSync(join(root, "claims"))).toBe(false);
    expect(readFileSync(join(root, "other.csv"), "utf8")).toBe("stays");
    expect(done).toEqual(["before claims-2019", "after claims-2019"]);
    const certificate = readDeletion(certificates[0] ?? "", officer.signing.public);
    expect(certificate).toMatchObject({
      name: "claims-2019",
      sha256: plan.items[0]?.sha256,
      deletion: { method: "files-removed", files: 2, bytes: 2, residuals: ["backups until 2027-01-31"], time: NOW.toISOString() },
    });
    expect(() => readDeletion(certificates[0] ?? "", ann.signing.public)).toThrow(/another key/);
    expect(() =>
      readDeletion((certificates[0] ?? "").replace(/"payload": ?"(.{20})/, '"payload":"AAAA'), officer.signing.public),
    ).toThrow();
  });

  it.each([
    [
      "a hold that was set since",
      { holds: [{ id: "h", select: { names: ["*"] }, reason: "r", by: "b", from: "2026-01-01", until: "2027-01-01" }] },
      /legal hold now/,
    ],
    ["a rule that was changed since", { rules: [{ ...document().rules[0], erase: "P60Y" }] }, /no longer due/],
    ["an action that was changed since", { rules: [{ ...document().rules[0], action: "archive" }] }, /the plan for delete/],
    ["data that the rules no longer know", { data: [] }, /no longer know/],
  ])("refuses for %s", async (_, more, reason) => {
    const plan = planned(document());
    const { erasures, certificates } = await run(document(more), plan);
    expect(erasures[0]).toMatchObject({ outcome: "refused", reason: expect.stringMatching(reason) });
    expect(certificates).toEqual([]);
    expect(done).toEqual([]);
    expect(existsSync(join(root, "claims/deep/b.csv"))).toBe(true);
  });

  it("refuses what is not as the plan saw it, also where the plan saw nothing", async () => {
    const plan = planned(document());
    writeFileSync(join(root, "claims/new.csv"), "came later");
    expect((await run(document(), plan)).erasures[0]?.reason).toMatch(/not what the plan saw/);
    const without = { ...plan, items: plan.items.map(({ sha256: _, ...item }) => item) };
    expect((await run(document(), without)).erasures[0]?.reason).toMatch(/not what the plan saw/);
    expect(existsSync(join(root, "claims/new.csv"))).toBe(true);
  });

  it("touches nothing outside of its folder, and follows no link", async () => {
    for (const path of ["../x", "/etc/hosts", ".", "claims/../.."]) {
      const value = document({}, { path });
      expect(withDigests(planRetention(rulesOf(value), NOW), rulesOf(value), root).unread[0]).toMatch(/nothing there is touched/);
      expect((await run(value, planRetention(rulesOf(value), NOW))).erasures[0]?.outcome).toBe("refused");
    }
    symlinkSync(join(root, "other.csv"), join(root, "claims/link"));
    expect((await run(document(), planned(document()))).erasures[0]).toMatchObject({
      outcome: "refused",
      reason: expect.stringMatching(/link/),
    });
    expect(existsSync(join(root, "other.csv"))).toBe(true);
  });

  it("asks for as many people as the rule wants: one who signs twice is one, and no and another plan are none", async () => {
    const approvers = [
      { name: "ann", key: ann.pem },
      { name: "bob", key: bob.pem },
      { name: "ann again", key: ann.pem },
    ];
    const value = document({ approvers, rules: [{ ...document().rules[0], approvals: 2 }] });
    const plan = planned(value);
    for (const approvals of [
      [],
      [approve(plan, ann)],
      [approve(plan, ann), approve(plan, ann)],
      [approve(plan, ann), approve(plan, bob, false)],
      [approve(plan, ann), approve({ ...plan, time: "2026-01-01T00:00:00.000Z" }, bob)],
      [approve(plan, ann), approve(plan, officer)],
      [approve(plan, ann), "{}"],
    ])
      expect((await run(value, plan, approvals)).erasures[0]).toMatchObject({
        outcome: "refused",
        reason: expect.stringMatching(/needs 2 approvals/),
      });
    const { erasures, certificates } = await run(value, plan, [approve(plan, bob), approve(plan, ann)]);
    expect(erasures[0]?.outcome).toBe("erased");
    expect(readDeletion(certificates[0] ?? "", officer.signing.public).deletion.approvedBy).toEqual(["ann", "bob"]);
  });

  it("does nothing that it cannot record", async () => {
    const record = async () => {
      throw new Error("the disk is full");
    };
    expect((await run(document(), planned(document()), [], { record })).erasures[0]).toMatchObject({
      outcome: "refused",
      reason: "the disk is full",
    });
    expect(existsSync(join(root, "claims/a.csv"))).toBe(true);
  });

  it("destroys the key where that is the way, and leaves to people what only they can do", async () => {
    const shred = document({ rules: [{ ...document().rules[0], action: "shred" }] }, { key: "claims", path: undefined });
    const { erasures, certificates } = await run(shred, planned(shred));
    expect(erasures[0]).toMatchObject({ outcome: "erased", reason: "its key claims is destroyed" });
    expect(done).toEqual(["before claims-2019", "key claims", "after claims-2019"]);
    expect(readDeletion(certificates[0] ?? "", officer.signing.public)).toMatchObject({
      name: "key:claims",
      deletion: { method: "key-destroyed", key: "claims" },
    });
    const keyless = document({ rules: [{ ...document().rules[0], action: "shred" }] });
    expect((await run(keyless, planned(keyless))).erasures[0]?.reason).toMatch(/name no key/);
    const hand = document({ rules: [{ ...document().rules[0], action: "anonymise" }] });
    expect((await run(hand, planned(hand))).erasures[0]?.outcome).toBe("by-hand");
    expect(existsSync(join(root, "claims/a.csv"))).toBe(true);
  });

  it("reads only plans", () => {
    for (const text of ["", "{}", "[]", JSON.stringify({ ...planned(document()), extra: 1 })])
      expect(() => readRetentionPlan(text, "p.json")).toThrow(/p\.json is no/);
  });
});
