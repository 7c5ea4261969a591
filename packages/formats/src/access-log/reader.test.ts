import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccessEvent, AccessLogProblem } from "./event.ts";
import { AccessLogReader } from "./reader.ts";

const encoder = new TextEncoder();

/** Events and problems of a log that comes in pieces of `step` bytes. */
function read(log: string | Uint8Array, { step = 1 << 20, longest }: { step?: number; longest?: number } = {}) {
  const events: AccessEvent[] = [];
  const problems: AccessLogProblem[] = [];
  const reader = new AccessLogReader({
    event: (event) => events.push(event),
    problem: (problem) => problems.push(problem),
    ...(longest === undefined ? {} : { longest }),
  });
  const bytes = typeof log === "string" ? encoder.encode(log) : log;
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
  reader.end();
  return { events, problems };
}

const record = (more: object = {}) => ({
  eventTime: "2026-01-05T10:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  awsRegion: "eu-west-1",
  sourceIPAddress: "10.0.0.1",
  userAgent: "Boto3/1.2",
  eventID: "e1",
  recipientAccountId: "111122223333",
  userIdentity: {
    type: "AssumedRole",
    arn: "arn:aws:sts::111122223333:assumed-role/trainer/run-1",
    sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/team/trainer" } },
  },
  requestParameters: { bucketName: "b", key: "train/part-1" },
  resources: [{ ARN: "arn:aws:s3:::b/train/part-1" }, { ARN: "arn:aws:s3:::b" }],
  additionalEventData: { bytesTransferredOut: 1234 },
  ...more,
});

describe("CloudTrail", () => {
  it("gives one event with the role behind the session", () => {
    const { events, problems } = read(JSON.stringify({ Records: [record()] }));
    expect(problems).toEqual([]);
    expect(events).toEqual([
      {
        format: "cloudtrail",
        time: Date.UTC(2026, 0, 5, 10),
        principal: "arn:aws:iam::111122223333:role/team/trainer",
        principalKind: "role",
        session: "run-1",
        action: "s3:GetObject",
        resources: ["arn:aws:s3:::b/train/part-1"],
        resourcesListed: true,
        outcome: "success",
        source: "10.0.0.1",
        userAgent: "Boto3/1.2",
        bytes: 1234,
        account: "111122223333",
        region: "eu-west-1",
        parameters: { bucketName: "b", key: "train/part-1" },
        id: "e1",
        record: 1,
      },
    ]);
  });
  it.each<[string, object, string, string]>([
    ["a user", { type: "IAMUser", arn: "arn:aws:iam::1:user/ana" }, "arn:aws:iam::1:user/ana", "user"],
    ["root", { type: "Root", accountId: "111122223333" }, "arn:aws:iam::111122223333:root", "root"],
    [
      "a role without issuer",
      { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/x/s" },
      "arn:aws:iam::111122223333:role/x",
      "role",
    ],
    ["a service", { type: "AWSService", invokedBy: "backup.amazonaws.com" }, "backup.amazonaws.com", "service"],
    ["another account", { type: "AWSAccount", accountId: "999988887777" }, "account 999988887777", "account"],
    ["nobody", {}, "unknown", "anonymous"],
    ["wrong types", { type: 7, arn: ["x"], sessionContext: "y" }, "unknown", "anonymous"],
  ])("names %s", (_, userIdentity, principal, kind) => {
    expect(read(JSON.stringify([record({ userIdentity })])).events[0]).toMatchObject({ principal, principalKind: kind });
  });
  it("takes the date of the interface off the action, and reads outcomes", () => {
    const { events } = read(
      [
        record({ eventName: "UpdateFunctionCode20150331v2", eventSource: "lambda.amazonaws.com" }),
        record({ errorCode: "Client.UnauthorizedOperation" }),
        record({ errorCode: "NoSuchKey" }),
        record({
          eventName: "ConsoleLogin",
          eventSource: "signin.amazonaws.com",
          additionalEventData: { MFAUsed: "No" },
          responseElements: { ConsoleLogin: "Failure" },
        }),
      ]
        .map((each) => JSON.stringify(each))
        .join("\n"),
    );
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "lambda:UpdateFunctionCode success",
      "s3:GetObject denied",
      "s3:GetObject failed",
      "signin:ConsoleLogin denied",
    ]);
    expect(events[3]?.parameters).toEqual({ mfaUsed: "No" });
  });
  it("reads documents, lists, lines, EventBridge and CloudWatch Logs alike, at every boundary", () => {
    const forms = [
      JSON.stringify({ Records: [record(), record({ eventID: "e2" })] }),
      JSON.stringify({ fileVersion: "1", Records: [record(), record({ eventID: "e2" })] }, null, 2),
      JSON.stringify([record(), record({ eventID: "e2" })], null, 1),
      `${JSON.stringify(record())}\n${JSON.stringify(record({ eventID: "e2" }))}\n`,
      `${JSON.stringify({ detail: record() })}\n${JSON.stringify({ detail: record({ eventID: "e2" }) })}`,
      JSON.stringify({ logEvents: [{ message: JSON.stringify(record()) }, { message: JSON.stringify(record({ eventID: "e2" })) }] }),
      `\ufeff${JSON.stringify({ Records: [record(), record({ eventID: "e2" })] })}`,
    ];
    for (const form of forms)
      for (const step of [1, 7, 64, 1 << 20]) {
        const { events, problems } = read(form, { step });
        expect([problems, events.map(({ id }) => id)]).toEqual([[], ["e1", "e2"]]);
      }
  });
  it("reads strings with quotes, braces and backslashes whole", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (texts, step) => {
        const records = texts.map((text, at) => record({ eventID: `e${at}`, userAgent: `${text}"{}[]\\`, requestParameters: { x: text } }));
        const { events, problems } = read(JSON.stringify({ Records: records }), { step });
        expect(problems).toEqual([]);
        expect(events.map(({ userAgent }) => userAgent)).toEqual(records.map(({ userAgent }) => userAgent));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe("half-written and hostile logs", () => {
  it("reports the record that a document ends in, and gives the ones before", () => {
    const whole = JSON.stringify({ Records: [record(), record({ eventID: "e2" })] });
    const { events, problems } = read(whole.slice(0, -60));
    expect(events).toHaveLength(1);
    expect(problems).toEqual([{ kind: "truncated", record: 2, message: "the log ends in the middle of a record" }]);
  });
  it("goes on behind a cut line and names it", () => {
    const line = JSON.stringify(record());
    const { events, problems } = read([line, line.slice(0, 50), line, "", "17", line].join("\n"));
    expect(events.map(({ record: at }) => at)).toEqual([1, 3, 6]);
    expect(problems).toEqual([
      { kind: "syntax", record: 2, message: "the line is not JSON" },
      { kind: "not-an-event", record: 5, message: "a value that is no record" },
    ]);
  });
  it("says what a record lacks", () => {
    const { events, problems } = read(
      JSON.stringify({ Records: [record({ eventTime: "yesterday" }), record({ eventTime: "0001-01-01T00:00:00Z" }), { a: 1 }, record()] }),
    );
    expect(events).toHaveLength(1);
    expect(problems.map(({ kind, record: at }) => `${at} ${kind}`)).toEqual(["1 time", "2 time", "3 not-an-event"]);
  });
  it("passes over a record of fifty megabytes without keeping it", () => {
    const big = encoder.encode(`{"Records":[${JSON.stringify(record())},{"eventName":"`);
    const events: AccessEvent[] = [];
    const problems: AccessLogProblem[] = [];
    const reader = new AccessLogReader({ event: (event) => events.push(event), problem: (problem) => problems.push(problem) });
    reader.push(big);
    const filler = new Uint8Array(1 << 20).fill(0x61);
    for (let at = 0; at < 50; at++) reader.push(filler);
    reader.push(encoder.encode(`"},${JSON.stringify(record({ eventID: "e2" }))}]}`));
    reader.end();
    expect(events.map(({ id }) => id)).toEqual(["e1", "e2"]);
    expect(problems).toEqual([{ kind: "too-long", record: 2, message: "a record longer than 4194304 bytes is passed over" }]);
  });
  it("passes over a line that is too long", () => {
    const line = JSON.stringify(record());
    const { events, problems } = read([line, JSON.stringify(record({ userAgent: "x".repeat(5_000) })), line].join("\n"), {
      longest: 2_000,
      step: 100,
    });
    expect(events.map(({ record: at }) => at)).toEqual([1, 3]);
    expect(problems.map(({ kind, record: at }) => `${at} ${kind}`)).toEqual(["2 too-long"]);
  });
  it("says that something is no log, and nothing of an empty one", () => {
    expect(read("hello\nworld").problems).toEqual([
      { kind: "unknown-format", record: 0, message: "no log of CloudTrail, S3, VPC flows, Kubernetes or PostgreSQL" },
    ]);
    expect(read("")).toEqual({ events: [], problems: [] });
    expect(read('{"Records":[]}')).toEqual({ events: [], problems: [] });
  });
  it("never throws, whatever bytes come", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "\\",
      ":",
      ",",
      "Records",
      "\n",
      " ",
      "eventName",
      "2026-01-05 10:00:00 UTC",
      "2 111122223333 eni-1 ",
      "\u0000",
      "1",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (pieces, step) => {
        read(pieces.join(""), { step, longest: 50 });
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});

describe("S3 server access logs", () => {
  const line =
    '79a5 bucket [06/Feb/2026:01:00:38 +0100] 192.0.2.3 arn:aws:sts::111122223333:assumed-role/serve/i-1 3E57 REST.GET.OBJECT live/model%20one.safetensors "GET /live/model HTTP/1.1" 200 - 2000000 2000000 70 10 "-" "S3Console/0.4 "quoted" x" - host SigV4 suite AuthHeader bucket.s3.amazonaws.com TLSv1.2 - -';
  it("gives the object, the role and the bytes", () => {
    expect(read(line).events[0]).toMatchObject({
      format: "s3",
      time: Date.UTC(2026, 1, 6, 0, 0, 38),
      principal: "arn:aws:iam::111122223333:role/serve",
      session: "i-1",
      action: "s3:GetObject",
      resources: ["arn:aws:s3:::bucket/live/model one.safetensors"],
      outcome: "success",
      bytes: 2_000_000,
    });
  });
  it("knows the anonymous, the refused, and lines that were cut", () => {
    const anonymous = line.replace(/arn:aws:sts\S+/, "-").replace(" 200 - ", " 403 AccessDenied ");
    const { events, problems } = read([line, anonymous, line.slice(0, 60), "x"].join("\n"));
    expect(events[1]).toMatchObject({ principal: "anonymous", principalKind: "anonymous", outcome: "denied", error: "AccessDenied" });
    expect(problems).toHaveLength(2);
  });
});

describe("VPC flow logs", () => {
  it("reads version 2 without a header; what comes in has no bytes that leave", () => {
    const { events, problems } = read(
      [
        "2 111122223333 eni-1 10.0.0.5 203.0.113.9 50000 443 6 10 5000 1767607200 1767607260 ACCEPT OK",
        "2 111122223333 eni-1 203.0.113.9 10.0.0.5 443 50000 6 10 7000 1767607200 1767607260 REJECT OK",
        "2 111122223333 eni-1 - - - - - - - 1767607200 1767607260 - NODATA",
        "2 111122223333 eni-1 - - - - - - - 1767607200 1767607260 - SKIPDATA",
        "2 111122223333 eni-1",
      ].join("\n"),
    );
    expect(events.map(({ action, outcome, bytes, resources }) => [action, outcome, bytes, resources[0]])).toEqual([
      ["vpc-flow:egress", "success", 5000, "203.0.113.9:443"],
      ["vpc-flow:ingress", "denied", undefined, "203.0.113.9"],
    ]);
    expect(problems.map(({ record: at }) => at)).toEqual([4, 5]);
  });
  it("reads fields in the order that a header gives", () => {
    const { events } = read(
      "version vpc-id instance-id pkt-srcaddr pkt-dstaddr bytes end flow-direction action log-status region\n5 vpc-1 i-7 10.0.0.5 2001:db8::1 99 1767607260 egress ACCEPT OK eu-west-1",
    );
    expect(events[0]).toMatchObject({
      principal: "i-7",
      action: "vpc-flow:egress",
      resources: ["2001:db8::1"],
      bytes: 99,
      region: "eu-west-1",
    });
  });
});

describe("Kubernetes audit logs", () => {
  const event = (more: object = {}) =>
    JSON.stringify({
      kind: "Event",
      apiVersion: "audit.k8s.io/v1",
      auditID: "a1",
      stage: "ResponseComplete",
      verb: "create",
      user: { username: "system:serviceaccount:ml:trainer" },
      sourceIPs: ["10.1.2.3"],
      objectRef: { resource: "pods", subresource: "exec", namespace: "ml", name: "train-0" },
      responseStatus: { code: 101 },
      stageTimestamp: "2026-01-05T10:00:00.123456Z",
      ...more,
    });
  it("gives one event for each answered request", () => {
    const { events, problems } = read(
      [
        event({ stage: "RequestReceived" }),
        event(),
        event({ responseStatus: { code: 403 }, impersonatedUser: { username: "admin" } }),
        event({ verb: undefined }),
      ].join("\n"),
    );
    expect(
      events.map(({ principal, principalKind, action, resources, outcome, session }) => [
        principal,
        principalKind,
        action,
        resources[0],
        outcome,
        session,
      ]),
    ).toEqual([
      ["system:serviceaccount:ml:trainer", "role", "kubernetes:create pods/exec", "ml/pods/train-0", "success", undefined],
      ["system:serviceaccount:ml:trainer", "role", "kubernetes:create pods/exec", "ml/pods/train-0", "denied", "as admin"],
    ]);
    expect(problems).toEqual([{ kind: "not-an-event", record: 4, message: "no verb" }]);
  });
});

describe("PostgreSQL logs", () => {
  const csv = (message: string, severity = "LOG", state = "00000") =>
    `2026-01-05 10:00:00.123 UTC,"app","rag",77,"10.0.0.9:5432",5f,3,"COPY",2026-01-05 09:00:00 UTC,4/5,0,${severity},${state},"${message.replaceAll('"', '""')}",,,,,,,,,"pg_dump","client backend",,0`;
  const audit = 'AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.embeddings,"select ""v""\nfrom embeddings",<none>,500';
  it("reads csvlog with statements over several lines, and goes on behind a cut record", () => {
    const cut = csv('AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.x,"select\n1').slice(0, 130);
    const { events, problems } = read(
      [csv(audit), cut, csv('AUDIT: SESSION,2,1,MISC,COPY,,,"copy (select a from t) to stdout",<none>'), csv("checkpoint starting")].join(
        "\n",
      ),
    );
    expect(problems).toEqual([{ kind: "truncated", record: 3, message: "a record whose quotes do not close" }]);
    expect(
      events.map(({ action, resources, principal, source, userAgent, count, record: at }) => [
        action,
        resources[0],
        principal,
        source,
        userAgent,
        count,
        at,
      ]),
    ).toEqual([
      ["postgresql:SELECT", "postgresql:rag/public.embeddings", "app", "10.0.0.9", "pg_dump", 500, 1],
      ["postgresql:COPY TO", "postgresql:rag", "app", "10.0.0.9", "pg_dump", undefined, 4],
    ]);
  });
  it("reads jsonlog and stderr with the prefixes of RDS and Debian", () => {
    const json = JSON.stringify({
      timestamp: "2026-01-05 10:00:00.123 UTC",
      user: "app",
      dbname: "rag",
      error_severity: "LOG",
      message: "statement: COPY t TO PROGRAM 'sh'",
    });
    expect(read(json).events[0]).toMatchObject({ action: "postgresql:COPY TO PROGRAM", resources: ["postgresql:rag/t"], principal: "app" });
    const { events } = read(
      [
        "2026-01-05 10:00:00 UTC:10.0.0.9(5432):app@rag:[77]:LOG:  AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.t,select 1,<not logged>",
        "2026-01-05 10:00:01.500 UTC [77] app@rag ERROR:  permission denied for table salaries",
        "\tat character 5",
        '2026-01-05 10:00:02 CET [78] [unknown]@[unknown] FATAL:  password authentication failed for user "root"',
        "2026-01-05 10:00:03 +00 [78] LOG:  connection authorized: user=app database=rag application_name=pg_dump",
      ].join("\n"),
    );
    expect(events.map(({ action, principal, outcome, source }) => [action, principal, outcome, source])).toEqual([
      ["postgresql:SELECT", "app", "success", "10.0.0.9"],
      ["postgresql:denied", "app", "denied", undefined],
      ["postgresql:connect", "app", "success", undefined],
    ]);
  });
});
