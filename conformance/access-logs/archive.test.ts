import { describe, expect, it } from "vitest";
import { BEGIN, DAY } from "./access.ts";
import { type Attack, disguised } from "./archive.ts";
import { ordinaryDay } from "./ordinary.ts";
import { MAIN, organisationOf } from "./organisation.ts";
import { Random } from "./random.ts";

const attack: Attack = {
  name: "x",
  set: "stratus",
  heldBack: false,
  records: ["2024-01-01T10:00:00Z", "2024-01-01T10:00:30Z"].map((eventTime) => ({
    eventTime,
    eventSource: "iam.amazonaws.com",
    eventName: "CreateAccessKey",
    userAgent: "stratus-red-team_1",
    awsRegion: "moon-1",
    recipientAccountId: "123123123123",
    sourceIPAddress: "198.51.100.250",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::123123123123:user/lab", accountId: "123123123123" },
    requestParameters: {
      userName: "stratus-red-team-backdoor-user",
      policy: "arn:aws:iam::999988887777:root and arn:aws:iam::123123123123:root",
    },
  })),
};

describe("disguised", () => {
  const organisation = organisationOf(1);
  const [victim] = organisation.people;
  const events = disguised(attack, organisation, {
    actors: victim === undefined ? [] : [victim],
    abroad: false,
    stranger: false,
    time: BEGIN,
    random: new Random(1),
  });
  it("leaves nothing that tells the laboratory from the company", () => {
    const text = JSON.stringify(events);
    for (const trace of ["stratus", "backdoor", "123123123123", "moon-1", "userAgent", "user/lab", "198.51.100.250"])
      expect(text).not.toContain(trace);
    expect(events.map(({ time, principal, account }) => [time - BEGIN, principal, account])).toEqual([
      [0, victim?.arn, MAIN],
      [30_000, victim?.arn, MAIN],
    ]);
  });
  it("keeps what the attack is: its actions, and accounts that are strange to the laboratory too", () => {
    expect(events.map(({ action }) => action)).toEqual(["iam:CreateAccessKey", "iam:CreateAccessKey"]);
    expect(JSON.stringify(events[0]?.parameters)).toContain("999988887777");
  });
});

describe("ordinaryDay", () => {
  const day = (seed: number, at: number) => ordinaryDay(organisationOf(seed), seed, at).map(({ record: _, ...event }) => event);
  it("is the same for a seed, another for another, and quiet on Sundays", () => {
    expect(day(1, 0)).toEqual(day(1, 0));
    expect(day(1, 0)).not.toEqual(day(2, 0));
    const people = (at: number): number =>
      new Set(
        day(1, at)
          .map(({ principal }) => principal)
          .filter((arn) => arn.includes(":user/")),
      ).size;
    expect(people(6)).toBeLessThan(people(1) / 2);
  });
  it("is in the order of time, within its day, and without a user agent", () => {
    const events = day(1, 3);
    expect(events.every(({ time }, at) => time >= (events[at - 1]?.time ?? 0))).toBe(true);
    expect(events.every(({ time }) => time >= BEGIN + 3 * DAY && time < BEGIN + 4 * DAY + 3_600_000)).toBe(true);
    expect(events.some(({ userAgent }) => userAgent !== undefined)).toBe(false);
  });
});
