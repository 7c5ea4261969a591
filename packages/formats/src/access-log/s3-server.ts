import type { AccessEvent } from "./event.ts";
import { numberOf, plausible, textOf } from "./field.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What an operation of the log is called elsewhere (docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html). */
const ACTIONS: Readonly<Record<string, string>> = {
  "REST.GET.OBJECT": "GetObject",
  "REST.HEAD.OBJECT": "HeadObject",
  "REST.PUT.OBJECT": "PutObject",
  "REST.POST.OBJECT": "PutObject",
  "REST.COPY.OBJECT": "CopyObject",
  "REST.COPY.OBJECT_GET": "GetObject",
  "REST.DELETE.OBJECT": "DeleteObject",
  "REST.POST.MULTI_OBJECT_DELETE": "DeleteObjects",
  "BATCH.DELETE.OBJECT": "DeleteObject",
  "REST.GET.BUCKET": "ListObjects",
  "REST.HEAD.BUCKET": "HeadBucket",
  "REST.PUT.PART": "UploadPart",
  "REST.GET.BUCKETPOLICY": "GetBucketPolicy",
  "REST.PUT.BUCKETPOLICY": "PutBucketPolicy",
  "REST.PUT.BUCKET": "CreateBucket",
  "REST.PUT.ACL": "PutBucketAcl",
  "REST.GET.ACL": "GetBucketAcl",
  "WEBSITE.GET.OBJECT": "GetObject",
};

/** The fields of a line: bare, between quotes, or between brackets. Quotes within quotes are not escaped by S3. */
export function s3Fields(line: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  while (at < line.length && fields.length < 40) {
    const open = line[at];
    const close = open === '"' ? '" ' : open === "[" ? "] " : " ";
    const from = open === '"' || open === "[" ? at + 1 : at;
    const end = line.indexOf(close, from);
    const last = close.length === 2 && line.endsWith(close[0] ?? "") ? line.length - 1 : line.length;
    fields.push(line.slice(from, end < 0 ? last : end));
    at = end < 0 ? line.length : end + close.length;
  }
  return fields;
}

export function looksLikeS3(line: string): boolean {
  return /^\S+ \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/.test(line);
}

/** One line of an S3 server access log; a text says what is wrong with it. */
export function s3Event(line: string, record: number): AccessEvent | string {
  const [, bucket, when = "", address, requester, id, operation, key, , status, error, sent, , , , , agent, , , , , , , , , arn] =
    s3Fields(line);
  const time = s3Time(when);
  if (bucket === undefined || operation === undefined || status === undefined) return "fewer fields than a line of S3 has";
  if (time === undefined) return "no time between brackets";
  const code = textOf(error);
  const denied = status === "403" || status === "401";
  const who = textOf(requester);
  const [, partition, account, role, session] = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\/(.*)$/.exec(who ?? "") ?? [];
  const name = textOf(key);
  const [source, userAgent, bytes] = [textOf(address), textOf(agent), numberOf(sent)];
  const action = ACTIONS[operation] ?? operation;
  return {
    format: "s3",
    time,
    principal: role === undefined ? (who ?? "anonymous") : `arn:${partition}:iam::${account}:role/${role}`,
    principalKind:
      who === undefined
        ? "anonymous"
        : role !== undefined
          ? "role"
          : who.includes(":user/")
            ? "user"
            : who.endsWith(".amazonaws.com")
              ? "service"
              : "account",
    ...(session === undefined ? {} : { session }),
    action: `s3:${action}`,
    resources: [`arn:aws:s3:::${bucket}${name === undefined ? "" : `/${decoded(name)}`}`],
    resourcesListed: true,
    ...(source === undefined ? {} : { source }),
    ...(userAgent === undefined ? {} : { userAgent }),
    outcome: denied ? "denied" : /^[23]/.test(status) ? "success" : "failed",
    ...(code === undefined ? {} : { error: code }),
    readOnly: /^(?:Get|Head|List)|\.(?:GET|HEAD)\./.test(action),
    ...(bytes === undefined ? {} : { bytes }),
    ...(textOf(arn) === undefined ? {} : { parameters: { accessPoint: arn ?? "" } }),
    // S3 gives every deleted key of one request the same id.
    ...(textOf(id) === undefined ? {} : { id: `${id} ${operation} ${key ?? ""}` }),
    record,
  };
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function s3Time(text: string): number | undefined {
  const [, day, month = "", year, hour, minute, second, sign, hours, minutes] =
    /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text) ?? [];
  const index = MONTHS.indexOf(month);
  if (index < 0) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return plausible(Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second)) - offset);
}
