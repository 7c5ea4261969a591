import type { AccessEvent } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { incidentsOf, threshold } from "./alerts.ts";
import { UnusualAccessStateSchema } from "./state.ts";
import { type Candidate, UnusualAccess } from "./unusual-access.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 0, 5);
const OWN = "111122223333";

function access(principal: string, action: string, time: number, more: Partial<AccessEvent> = {}): AccessEvent {
  return {
    format: "cloudtrail",
    time: BEGIN + time,
    principal: `arn:aws:iam::${OWN}:role/${principal}`,
    principalKind: "role",
    action,
    resources: [],
    source: "10.0.0.7",
    outcome: "success",
    account: OWN,
    region: "eu-west-1",
    record: Math.round(time / 1000),
    ...more,
  };
}

/** Eight services of one team that work through two weeks, with a little noise that is the same in every run. */
function* weeks(days = 14): Generator<AccessEvent> {
  for (let day = 0; day < days; day++)
    for (let hour = 8; hour < 18; hour++)
      for (let service = 0; service < 8; service++)
        for (let each = 0; each < 12 + ((day * 7 + hour * 3 + service) % 5); each++)
          yield access(`service-${service}`, each % 4 === 0 ? "s3:ListObjects" : "s3:GetObject", day * DAY + hour * HOUR + each * 60_000, {
            resources: [`arn:aws:s3:::data/day/part-${(each * 37 + day * 11 + service * 5) % 400}.parquet`],
            bytes: 1_000 + ((each * 71 + day * 13) % 300),
          });
}

/** What is said of events after two ordinary weeks, without what was said of those. */
function said(events: readonly AccessEvent[], options: Partial<ConstructorParameters<typeof UnusualAccess>[0]> = {}) {
  const candidates: Candidate[] = [];
  const watch = new UnusualAccess({ ...options, candidate: (candidate) => candidates.push(candidate) });
  for (const event of weeks()) watch.observe(event, "log");
  for (const event of events) watch.observe(event, "log");
  watch.finish();
  return candidates.filter(({ start }) => start >= BEGIN + 14 * DAY);
}

const reasons = (candidates: readonly Candidate[]): readonly string[] =>
  candidates.flatMap((each) => each.reasons.map(({ row, detector }) => row ?? detector));
const at = 14 * DAY + 10 * HOUR;

describe("UnusualAccess", () => {
  it("says nothing of two ordinary weeks and of an ordinary day after", () => {
    const candidates: Candidate[] = [];
    const watch = new UnusualAccess({ candidate: (candidate) => candidates.push(candidate) });
    for (const event of weeks(15)) watch.observe(event, "log");
    watch.finish();
    expect(incidentsOf(candidates).filter(({ score }) => score >= 4)).toEqual([]);
    expect([watch.principals, watch.days, watch.late]).toEqual([8, 15, 0]);
  });
  it("names the row, the events and where they stand", () => {
    const found = said([access("service-1", "cloudtrail:StopLogging", at, { resources: ["cloudtrail:name/main"], id: "e1", record: 42 })]);
    expect(found).toHaveLength(1);
    const reason = found[0]?.reasons.find(({ row }) => row === "audit-log-weakened");
    expect(reason?.events).toEqual([
      expect.objectContaining({ file: "log", record: 42, action: "cloudtrail:StopLogging", id: "e1", source: "10.0.0.7" }),
    ]);
    expect(reason?.evidence).toBeGreaterThan(4);
  });
  it("takes a member who does what the team does for one of them, and one who does not for none", () => {
    const joins = Array.from({ length: 20 }, (_, each) =>
      access("service-new", "s3:GetObject", at + each * 60_000, {
        resources: [`arn:aws:s3:::data/day/part-${(each * 53) % 400}.parquet`],
        bytes: 1_100,
      }),
    );
    const strange = access("service-other", "iam:CreateUser", at, { resources: ["iam:userName/x"] });
    const [team, other] = [said(joins), said([strange])].map((found) => Math.max(0, ...found.map(({ score }) => score)));
    expect(other).toBeGreaterThan((team ?? 0) + 1);
    expect(reasons(said(joins)).filter((each) => each === "new-action" || each === "new-resource")).toEqual([]);
    expect(reasons(said([strange]))).toEqual(expect.arrayContaining(["new-action", "identity-made"]));
  });
  it("says it where an account is named that is not the organisation's, until it is known", () => {
    const share = (account: string, time: number): AccessEvent =>
      access("service-2", "ec2:ModifySnapshotAttribute", time, {
        parameters: { createVolumePermission: { add: { items: [{ userId: account }] } } },
      });
    expect(reasons(said([share("999988887777", at)]))).toContain("shared-outside");
    expect(reasons(said([share(OWN, at)]))).not.toContain("shared-outside");
    expect(
      reasons(said([share("999988887777", at), share("999988887777", at + 2 * DAY)]).filter(({ start }) => start > BEGIN + 15 * DAY)),
    ).not.toContain("shared-outside");
  });
  it("finds objects read in the order of their numbers, and many more than usual", () => {
    const walk = Array.from({ length: 300 }, (_, each) =>
      access("service-3", "s3:GetObject", at + each * 5_000, {
        resources: [`arn:aws:s3:::data/day/part-${1000 + each}.parquet`],
        bytes: 1_000,
      }),
    );
    expect(reasons(said(walk))).toEqual(expect.arrayContaining(["enumeration", "breadth"]));
  });
  it("finds bytes far above what is usual at that hour", () => {
    const bulk = Array.from({ length: 12 }, (_, each) =>
      access("service-4", "s3:GetObject", at + each * 60_000, { resources: ["arn:aws:s3:::data/day/part-7.parquet"], bytes: 5e8 }),
    );
    const found = said(bulk);
    expect(reasons(found)).toContain("volume");
    expect(found[0]?.reasons.find(({ detector }) => detector === "volume")?.text).toContain("6.0 GB");
  });
  it("finds a new network and a new region, and a credential of a machine used elsewhere", () => {
    const found = said([
      access("service-5", "s3:GetObject", at, {
        source: "203.0.113.9",
        region: "ap-south-1",
        session: "i-0abc",
        resources: ["arn:aws:s3:::data/day/part-7.parquet"],
      }),
    ]);
    expect(reasons(found)).toEqual(expect.arrayContaining(["new-network", "new-region", "machine-credential-outside"]));
  });
  it("counts refusals in several regions, and events that were delivered twice once", () => {
    const tried = ["us-east-1", "us-west-2", "sa-east-1", "us-east-1"].map((region, each) =>
      access("service-6", "bedrock:InvokeModel", at + each * 1000, { region, outcome: "denied", id: `e${each}` }),
    );
    expect(reasons(said([...tried, ...tried]))).toContain("models-tried");
    expect(said([...tried, ...tried])[0]?.reasons.find(({ row }) => row === "models-tried")?.text).toContain("(4 times)");
    expect(reasons(said(tried.slice(0, 2)))).not.toContain("models-tried");
  });
  it("leaves out detectors and rows that it is told to", () => {
    const stop = [access("service-1", "cloudtrail:StopLogging", at)];
    expect(reasons(said(stop, { without: ["rows"] }))).not.toContain("audit-log-weakened");
    expect(reasons(said(stop, { rows: [] }))).not.toContain("audit-log-weakened");
  });
  it("knows on Monday what it saved on Friday", () => {
    const watch = new UnusualAccess({ candidate: () => undefined });
    for (const event of weeks()) watch.observe(event, "log");
    watch.finish();
    const saved = UnusualAccessStateSchema.parse(JSON.parse(JSON.stringify(watch.save())));
    const candidates: Candidate[] = [];
    const again = new UnusualAccess({ candidate: (candidate) => candidates.push(candidate) });
    again.restore(saved);
    again.observe(access("service-1", "cloudtrail:StopLogging", at), "log");
    again.finish();
    const whole = said([access("service-1", "cloudtrail:StopLogging", at)]);
    expect(candidates.map(({ score }) => score.toFixed(6))).toEqual(whole.map(({ score }) => score.toFixed(6)));
    expect(JSON.stringify(again.save())).not.toBe(JSON.stringify(saved));
  });
  it("takes events that come late, and clocks that jump", () => {
    const found = said([
      access("service-1", "s3:GetObject", 80 * 365 * DAY - 40 * DAY),
      access("service-1", "cloudtrail:StopLogging", at),
      access("service-2", "cloudtrail:StopLogging", at - 60 * DAY),
    ]);
    expect(reasons(found)).toContain("audit-log-weakened");
  });
});

describe("threshold", () => {
  it("lets no more through than the budget, for as many days and principals", () => {
    const past = Array.from({ length: 1_000 }, (_, each) => [each % 20, each / 50] as const);
    const least = threshold(past, 20, 100, 5);
    expect(past.filter(([, score]) => score >= least).length).toBeLessThanOrEqual(100);
    expect(threshold(past, 20, 200, 5)).toBeLessThan(least);
    expect(threshold([], 20, 100, 5)).toBe(4);
  });
});
