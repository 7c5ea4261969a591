import type { Json } from "@castellan/graph";
import type { AccessEvent, PrincipalKind } from "./event.ts";
import { type Fields, fieldsOf, isList, numberOf, textOf, timeOf } from "./field.ts";

/** Resources named of one event: a batch of more is counted, not listed. */
const RESOURCES = 64;

/** A record of CloudTrail, also inside an event of EventBridge. */
export function looksLikeCloudTrail(record: Fields): boolean {
  return (
    (typeof record["eventSource"] === "string" && typeof record["eventName"] === "string") ||
    fieldsOf(record["detail"])?.["eventName"] !== undefined
  );
}

/**
 * One record (docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
 * Undefined where it has no action; a text says what is wrong with it.
 */
export function cloudTrailEvent(whole: Fields, record: number): AccessEvent | string {
  const fields = whole["eventName"] === undefined ? (fieldsOf(whole["detail"]) ?? whole) : whole;
  const name = textOf(fields["eventName"]);
  const source = textOf(fields["eventSource"]);
  if (name === undefined || source === undefined) return "no eventName or eventSource";
  const time = timeOf(fields["eventTime"]);
  if (time === undefined) return "no eventTime that is a time";
  const who = identityOf(fieldsOf(fields["userIdentity"]), fields);
  const dot = source.indexOf(".");
  const service = dot < 0 ? source : source.slice(0, dot);
  const parameters = name === "ConsoleLogin" ? loginOf(fields) : fields["requestParameters"];
  const error = textOf(fields["errorCode"]) ?? (consoleFailed(fields) ? "ConsoleLoginFailure" : undefined);
  const resources = resourcesOf(fields["resources"], parameters, service);
  const bytes = numberOf(fieldsOf(fields["additionalEventData"])?.["bytesTransferredOut"]);
  const id = textOf(fields["eventID"]);
  const address = textOf(fields["sourceIPAddress"]);
  const agent = textOf(fields["userAgent"]);
  const account = textOf(fields["recipientAccountId"]) ?? textOf(fieldsOf(fields["userIdentity"])?.["accountId"]);
  const region = textOf(fields["awsRegion"]);
  return {
    format: "cloudtrail",
    time,
    ...who,
    // Lambda and CloudFront write the date of their interface behind the name.
    action: `${service}:${name.replace(/20\d{6}(?:v\d+)?$/, "")}`,
    resources,
    ...(isListed(fields["resources"], parameters) ? { resourcesListed: true } : {}),
    outcome:
      error === undefined ? "success" : /denied|unauthori[sz]ed|forbidden|notauthori[sz]ed|loginfailure/i.test(error) ? "denied" : "failed",
    ...(error === undefined ? {} : { error }),
    ...(typeof fields["readOnly"] === "boolean" ? { readOnly: fields["readOnly"] } : {}),
    ...(address === undefined ? {} : { source: address }),
    ...(agent === undefined ? {} : { userAgent: agent }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(resources.length > 1 ? { count: resources.length } : {}),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(parameters === undefined || parameters === null ? {} : { parameters }),
    ...(id === undefined ? {} : { id }),
    record,
  };
}

/** A record that lists its resources, or one of S3 that names bucket and key. */
function isListed(listed: Json | undefined, parameters: Json | undefined): boolean {
  return (
    (isList(listed) && listed.some((item) => fieldsOf(item)?.["ARN"] !== undefined)) ||
    textOf(fieldsOf(parameters)?.["bucketName"]) !== undefined
  );
}

/** A login has no parameters; whether a second factor was used stands beside. */
function loginOf(fields: Fields): Json {
  return { mfaUsed: textOf(fieldsOf(fields["additionalEventData"])?.["MFAUsed"]) ?? "unknown" };
}

function consoleFailed(fields: Fields): boolean {
  return fields["eventName"] === "ConsoleLogin" && fieldsOf(fields["responseElements"])?.["ConsoleLogin"] === "Failure";
}

/** Who acts: the role behind a session, not the session (docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html). */
function identityOf(
  identity: Fields | undefined,
  record: Fields,
): { readonly principal: string; readonly principalKind: PrincipalKind; readonly session?: string } {
  const type = textOf(identity?.["type"]) ?? "Unknown";
  const arn = textOf(identity?.["arn"]);
  const account = textOf(identity?.["accountId"]) ?? "";
  const issuer = textOf(fieldsOf(fieldsOf(identity?.["sessionContext"])?.["sessionIssuer"])?.["arn"]);
  switch (type) {
    case "AssumedRole": {
      const [, partition = "aws", number = account, role = "", session] =
        /^arn:([\w-]+):sts::(\d*):assumed-role\/([^/]+)(?:\/(.*))?$/.exec(arn ?? "") ?? [];
      const principal = issuer ?? (role === "" ? (arn ?? "unknown") : `arn:${partition}:iam::${number}:role/${role}`);
      return { principal, principalKind: "role", ...(session === undefined || session === "" ? {} : { session }) };
    }
    case "FederatedUser":
      return { principal: issuer ?? arn ?? "unknown", principalKind: "federated", ...(arn === undefined ? {} : { session: arn }) };
    case "Root":
      return { principal: arn ?? `arn:aws:iam::${account}:root`, principalKind: "root" };
    case "IAMUser":
      return {
        principal:
          arn ??
          (textOf(identity?.["userName"]) === undefined ? "unknown" : `arn:aws:iam::${account}:user/${textOf(identity?.["userName"])}`),
        principalKind: "user",
      };
    case "AWSService":
      return { principal: textOf(identity?.["invokedBy"]) ?? textOf(record["sourceIPAddress"]) ?? "aws", principalKind: "service" };
    case "AWSAccount":
      return {
        principal: account === "" ? (textOf(identity?.["principalId"]) ?? "unknown") : `account ${account}`,
        principalKind: "account",
      };
    default: {
      const name = arn ?? textOf(identity?.["userName"]) ?? textOf(identity?.["credentialId"]) ?? textOf(identity?.["principalId"]);
      return { principal: name ?? "unknown", principalKind: name === undefined ? "anonymous" : "federated" };
    }
  }
}

/** Parameters that say what an action is about, where a record lists no resources. */
const NAMING = /(?:^name|Name|Id|Ids|ID|^names|Arn|ARN|Identifier|identifier|Uri|Url|^key|^bucketName|^resource|^target|^path)$/;
/** Parameters that name no thing. */
const NO_NAME = /^(?:clientToken|requestId|nextToken|marker|roleSessionName|x-amz-id.*|Host|clientRequestToken|kmsKeyId|sessionId)$/i;

function resourcesOf(listed: Json | undefined, parameters: Json | undefined, service: string): readonly string[] {
  const found: string[] = [];
  if (isList(listed))
    for (const item of listed) {
      const arn = textOf(fieldsOf(item)?.["ARN"]) ?? textOf(fieldsOf(item)?.["arn"]);
      if (arn !== undefined && found.length < RESOURCES) found.push(arn);
    }
  if (found.length > 0) return found.length > 1 ? mostExact(found) : found;
  const map = fieldsOf(parameters);
  if (map === undefined) return found;
  const [bucket, key] = [textOf(map["bucketName"]), textOf(map["key"])];
  if (bucket !== undefined) return [`arn:aws:s3:::${bucket}${key === undefined ? "" : `/${key}`}`];
  named(map, service, found, 0);
  return found;
}

/** An object of S3 stands beside its bucket, which says less. */
function mostExact(arns: readonly string[]): readonly string[] {
  if (arns.length > 8) return arns;
  return arns.filter(
    (arn) => !(arn.startsWith("arn:aws:s3:::") && arns.some((other) => other.length > arn.length && other.startsWith(`${arn}/`))),
  );
}

function named(map: Fields, service: string, found: string[], depth: number): void {
  for (const key of Object.keys(map)) {
    if (found.length >= RESOURCES) return;
    const value = map[key];
    const names = NAMING.test(key) && !NO_NAME.test(key);
    if (typeof value === "string" && names && value !== "" && value.length <= 2_048)
      found.push(value.startsWith("arn:") ? value : `${service}:${key}/${value}`);
    else if (isList(value))
      for (const item of value) {
        if (found.length >= RESOURCES) return;
        if (typeof item === "string" && names) found.push(item.startsWith("arn:") ? item : `${service}:${key}/${item}`);
        else if (depth < 3) named(fieldsOf(item) ?? {}, service, found, depth + 1);
      }
    else if (depth < 3) {
      const inner = fieldsOf(value);
      if (inner !== undefined) named(inner, service, found, depth + 1);
    }
  }
}
