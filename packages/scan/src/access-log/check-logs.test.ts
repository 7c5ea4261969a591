import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkLogs } from "./check-logs.ts";
import { accessLogLines } from "./lines.ts";
import { OrderedEvents } from "./ordered-events.ts";
import { logFiles } from "./read-logs.ts";
import { BaselineDocument } from "./state.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-logs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const record = (eventTime: string, eventName: string, more: object = {}) => ({
  eventTime,
  eventSource: "cloudtrail.amazonaws.com",
  eventName,
  eventID: `${eventTime} ${eventName}`,
  recipientAccountId: "111122223333",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/ana" },
  sourceIPAddress: "192.0.2.1",
  ...more,
});
const trail = (...records: readonly object[]) => JSON.stringify({ Records: records });
function put(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe("checkLogs", () => {
  it("says who did what, with file and record, from plain and compressed logs", async () => {
    put("b.json.gz", gzipSync(trail(record("2026-01-05T12:00:00Z", "StopLogging"), record("2026-01-05T12:01:00Z", "DeleteTrail"))));
    put("a.json", trail(record("2026-01-05T11:00:00Z", "DescribeTrails")));
    const { check } = await checkLogs([folder]);
    expect(check).toMatchObject({
      events: 3,
      principals: 1,
      learningDays: 1,
      window: { from: "2026-01-05T11:00:00.000Z", to: "2026-01-05T12:01:00.000Z", days: 1 },
    });
    expect(check.alerts).toHaveLength(1);
    const [alert] = check.alerts;
    expect(alert?.principal).toBe("arn:aws:iam::111122223333:user/ana");
    expect(alert?.reasons[0]).toMatchObject({ detector: "rows", row: "audit-log-weakened" });
    expect(alert?.events.map(({ file, record: at, action }) => [file.endsWith("b.json.gz"), at, action])).toEqual([
      [true, 1, "cloudtrail:StopLogging"],
      [true, 2, "cloudtrail:DeleteTrail"],
    ]);
    const text = accessLogLines(check, false).join("\n");
    expect(text).toContain("stopped, deleted or narrowed an audit log (2 times)");
    expect(text).toContain("next  Ask who did it");
    expect(text).toContain("b.json.gz:1  2026-01-05T12:00:00  cloudtrail:StopLogging");
  });
  it("reads a compressed log that was cut as far as it goes, and says so", async () => {
    const many = Array.from({ length: 3_000 }, (_, at) =>
      record("2026-01-05T12:00:00Z", "DescribeTrails", { requestID: Math.sin(at).toString(36), eventID: `e${at}` }),
    );
    const whole = gzipSync(trail(...many));
    put("cut.json.gz", whole.subarray(0, whole.length >> 1));
    put("none.json.gz", "no gzip at all");
    const { check } = await checkLogs([folder]);
    expect(check.events).toBeGreaterThan(500);
    expect(check.events).toBeLessThan(3_000);
    expect(check.logs.map(({ file, problems }) => [file.endsWith("cut.json.gz"), problems.map(({ kind }) => kind)])).toEqual([
      [true, ["truncated", "truncated"]],
      [false, ["truncated"]],
    ]);
    expect(accessLogLines(check, false).join("\n")).toContain("cannot be read to its end: unexpected end of file");
  });
  it("counts what it could not read once for each kind", async () => {
    const line = JSON.stringify(record("2026-01-05T12:00:00Z", "DescribeTrails"));
    put("half.jsonl", [line, "{", "{", line].join("\n"));
    const { check } = await checkLogs([folder]);
    expect(check.logs[0]?.problems).toEqual([{ kind: "syntax", record: 2, message: "the line is not JSON", count: 2 }]);
  });
  it("goes on from a saved baseline, and gives the same bytes for the same logs", async () => {
    const days = Array.from({ length: 8 }, (_, day) => record(`2026-01-0${day + 1}T10:00:00Z`, "DescribeTrails"));
    const first = put("first.json", trail(...days));
    const { baseline } = await checkLogs([first]);
    expect(baseline.state.days).toBe(8);
    const second = put("second.json", trail(record("2026-01-09T10:00:00Z", "StopLogging", { sourceIPAddress: "203.0.113.7" })));
    const read = BaselineDocument.parse(JSON.parse(JSON.stringify(baseline)));
    const [one, two] = [await checkLogs([second], { baseline: read }), await checkLogs([second], { baseline: read })];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    expect(one.check.learningDays).toBe(0);
    expect(one.check.alerts[0]?.reasons.map(({ row, detector }) => row ?? detector)).toContain("audit-log-weakened");
    expect(one.baseline.state.days).toBe(9);
  });
  it("refuses a path that is not there", async () => {
    await expect(checkLogs([join(folder, "gone")])).rejects.toThrow("is not there; give log files or folders of them");
  });
});

describe("logFiles", () => {
  it("finds logs below folders, and leaves digests and other files alone", () => {
    mkdirSync(join(folder, "AWSLogs/CloudTrail-Digest"), { recursive: true });
    for (const name of [
      "AWSLogs/a.json.gz",
      "AWSLogs/CloudTrail-Digest/d.json.gz",
      "picture.png",
      "2026-01-05-10-00-00-1D2C3B4A5F6E7D8C",
      "postgresql.log.1",
    ])
      put(name, "");
    expect(logFiles([folder]).map((file) => file.slice(folder.length + 1))).toEqual([
      "2026-01-05-10-00-00-1D2C3B4A5F6E7D8C",
      "AWSLogs/a.json.gz",
      "postgresql.log.1",
    ]);
  });
});

describe("OrderedEvents", () => {
  it("gives events in the order of their time, the first come first", () => {
    const seen: string[] = [];
    const ordered = new OrderedEvents(3, ({ event, file }) => seen.push(`${event.time} ${file}`));
    for (const [time, file] of [
      [5, "a"],
      [3, "b"],
      [3, "c"],
      [9, "d"],
      [1, "e"],
      [4, "f"],
    ] as const)
      ordered.push({
        event: {
          format: "s3",
          time,
          principal: "p",
          principalKind: "user",
          action: "s3:GetObject",
          resources: [],
          outcome: "success",
          record: 1,
        },
        file,
      });
    ordered.finish();
    expect(seen).toEqual(["3 b", "1 e", "3 c", "4 f", "5 a", "9 d"]);
  });
});
