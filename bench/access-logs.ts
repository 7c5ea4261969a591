/**
 * Reading and judging logs of CloudTrail, beside JSON.parse of the same bytes.
 *   node bench/access-logs.ts [--records 60000] [--principals 200] [--days 2]
 * Records as CloudTrail writes them (1.3 KB each, one document with {"Records": […]}, delivered in pieces of 256 KB), of
 * roles that read objects; time is that of the processor, memory what
 * the process holds afterwards above what it held before.
 */
import { parseArgs } from "node:util";
import { type AccessEvent, AccessLogReader } from "../packages/formats/src/index.ts";
import { UsedRights } from "../packages/scan/src/access-log/privileges/used-rights.ts";
import { UnusualAccess } from "../packages/scan/src/access-log/unusual-access.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "60000" },
    principals: { type: "string", default: "200" },
    days: { type: "string", default: "2" },
  },
});
const [records, principals, days] = [Number(values.records), Number(values.principals), Number(values.days)];
const PIECE = 1 << 18;
const BEGIN = Date.UTC(2026, 0, 5);

function recordAt(at: number): string {
  const role = `team-${at % principals}-training`;
  const time = new Date(BEGIN + Math.floor((at / records) * days * 86_400_000)).toISOString().replace(/\.\d+Z/, "Z");
  const key = `train/day-${at % 40}/part-${String((at * 7919) % 100_000).padStart(5, "0")}.parquet`;
  return JSON.stringify({
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROAEXAMPLE${at % principals}:session`,
      arn: `arn:aws:sts::111122223333:assumed-role/${role}/session`,
      accountId: "111122223333",
      accessKeyId: "ASIAEXAMPLEEXAMPLE",
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: `AROAEXAMPLE${at % principals}`,
          arn: `arn:aws:iam::111122223333:role/${role}`,
          accountId: "111122223333",
          userName: role,
        },
        attributes: { creationDate: time, mfaAuthenticated: "false" },
      },
    },
    eventTime: time,
    eventSource: "s3.amazonaws.com",
    eventName: at % 9 === 0 ? "ListObjects" : "GetObject",
    awsRegion: "eu-west-1",
    sourceIPAddress: `10.0.${at % 16}.${at % 250}`,
    userAgent: "[Boto3/1.34.1 md/Botocore#1.34.1 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.11]",
    requestParameters: { bucketName: `team-${at % 20}-data`, Host: "s3.eu-west-1.amazonaws.com", key },
    responseElements: null,
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: 0,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": "example",
      bytesTransferredOut: 4096 + (at % 977),
    },
    requestID: `REQUEST${at}`,
    eventID: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    readOnly: true,
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::team-${at % 20}-data/${key}` },
      { accountId: "111122223333", type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::team-${at % 20}-data` },
    ],
    eventType: "AwsApiCall",
    managementEvent: false,
    recipientAccountId: "111122223333",
    eventCategory: "Data",
    tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256", clientProvidedHostHeader: "s3.eu-west-1.amazonaws.com" },
  });
}

const document = Buffer.from(`{"Records":[${Array.from({ length: records }, (_, at) => recordAt(at)).join(",")}]}`);
const rows: {
  readonly step: string;
  readonly ms: number;
  readonly "events/s": number;
  readonly "× JSON.parse": string;
  readonly "MB above": number;
}[] = [];
let limit = 0;

function measured(step: string, run: () => void): void {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let highest = before;
  // Time of the processor, which neighbours on the machine lengthen less than the clock's.
  const began = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(began);
  const ms = (user + system) / 1000;
  highest = Math.max(highest, process.memoryUsage().rss);
  if (limit === 0) limit = ms;
  rows.push({
    step,
    ms: Math.round(ms),
    "events/s": Math.round((records / ms) * 1000),
    "× JSON.parse": (ms / limit).toFixed(2),
    "MB above": Math.round((highest - before) / 2 ** 20),
  });
}

function read(take: (event: AccessEvent) => void): void {
  let [count, problems] = [0, 0];
  const reader = new AccessLogReader({
    event: (event) => {
      count++;
      take(event);
    },
    problem: () => problems++,
  });
  for (let at = 0; at < document.length; at += PIECE) reader.push(document.subarray(at, at + PIECE));
  reader.end();
  if (count !== records || problems !== 0) throw new Error(`${count} events and ${problems} problems of ${records} records`);
}

measured("JSON.parse of the whole document", () => {
  const { Records: list }: { Records: readonly unknown[] } = JSON.parse(document.toString());
  if (list.length !== records) throw new Error("records are missing");
});
measured("read", () => read(() => undefined));
measured("read and count used rights", () => {
  const used = new UsedRights();
  read((event) => used.observe(event));
});
measured("read and watch for the unusual", () => {
  const watch = new UnusualAccess({ candidate: () => undefined });
  read((event) => watch.observe(event, "bench"));
  watch.finish();
});
console.table(rows);
console.log(JSON.stringify({ records, principals, days, megabytes: Math.round(document.length / 2 ** 20), rows }));
