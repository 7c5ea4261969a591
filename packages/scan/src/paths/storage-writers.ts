import type { ResourceEntry } from "@castellan/graph";
import { decide } from "../access/aws/decide.ts";
import { readPolicy, type Statement } from "../access/aws/policy.ts";
import { callerNamed } from "../access/aws/principal-match.ts";
import type { Inventory } from "../rules/rule.ts";
import { resourceIndexOf } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { ATTACKERS, evidenceOf, type Hop, nodeOf } from "./hop.ts";

const BUCKETS = ["aws_s3_bucket", "awscc_s3_bucket", "AWS::S3::Bucket"];
const POLICIES = ["aws_s3_bucket_policy", "awscc_s3_bucket_policy", "AWS::S3::BucketPolicy"];
/** What people call those who deliver data by contract. */
const PARTNER = /partner|vendor|supplier|acquirer|third.?party|customer/i;
/** A name that nobody uses. */
const OBJECT = "\u{10ffff}";

/** Buckets that another account, or everybody, may write by their policy. */
export function storageWriterHops(inventory: Inventory): readonly Hop[] {
  const index = resourceIndexOf(inventory.resources);
  const own = ownAccounts(inventory.resources);
  return index.ofTypes(POLICIES).flatMap((policy): readonly Hop[] => {
    const buckets = index.refersTo(policy, BUCKETS, ["bucket", "Bucket"]);
    const { statements } = readPolicy(document(policy));
    return buckets.flatMap((bucket) => {
      const writer = statements.find(
        (statement) => statement.effect === "Allow" && outsiders(statement, own).length > 0 && mayWrite(statement, statements, bucket, own),
      );
      if (writer === undefined) return [];
      const [who = ""] = outsiders(writer, own);
      return [
        {
          from:
            who === "*"
              ? ATTACKERS.internet
              : PARTNER.test(`${who} ${policy.address} ${JSON.stringify(document(policy) ?? "")}`)
                ? ATTACKERS.partner
                : ATTACKERS.outsideAccount,
          to: nodeOf(inventory, bucket),
          via: "write",
          evidence: [{ ...evidenceOf(policy), excerpt: who.slice(0, 80) }, evidenceOf(bucket)],
          confidence: "likely",
          fix: `allow s3:PutObject to the own ingest role only (${policy.file}:${policy.line})`,
        },
      ];
    });
  });
}

/** What the other account may grant its own. */
const EVERYTHING: readonly Statement[] = [{ effect: "Allow", actions: ["*"], resources: ["*"], conditions: [] }];

/** A whole account stands for everybody in it whom it lets. */
function someoneOf(principal: string): string {
  const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
  return account === undefined ? principal : `arn:aws:iam::${account}:role/${OBJECT}`;
}

function document({ attributes }: ResourceEntry): Parameters<typeof readPolicy>[0] {
  return attributes["policy"] ?? attributes["policy_document"] ?? attributes["PolicyDocument"];
}

/** Account numbers that the configuration calls its own. */
function ownAccounts(resources: readonly ResourceEntry[]): ReadonlySet<string> {
  return new Set(resources.flatMap(({ attributes }) => settingAt(attributes, ["account_id", "allowed_account_ids"]).map(String)));
}

function outsiders({ principals = [] }: Statement, own: ReadonlySet<string>): readonly string[] {
  return principals.flatMap(({ type, value }) => {
    if (type === "*" || value === "*") return ["*"];
    const account = /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1];
    return type === "AWS" && account !== undefined && !own.has(account) ? [value] : [];
  });
}

function mayWrite(statement: Statement, all: readonly Statement[], bucket: ResourceEntry, own: ReadonlySet<string>): boolean {
  const name = settingAt(bucket.attributes, ["bucket", "bucket_name", "BucketName"])[0];
  const names = [
    `\${${bucket.address}.arn}/${OBJECT}`,
    `\${${bucket.address}.Arn}/${OBJECT}`,
    ...(name === undefined ? [] : [`arn:aws:s3:::${String(name)}/${OBJECT}`]),
  ];
  const [principal = "*"] = outsiders(statement, own);
  return ["s3:putobject", "s3:deleteobject"].some(
    (action) =>
      decide(
        { action, resource: names, caller: callerNamed(someoneOf(principal)), context: {} },
        {
          identity: someoneOf(principal) === principal ? [] : EVERYTHING,
          resource: all.filter((each) => each === statement || each.effect === "Deny"),
        },
      ).effect === "allow",
  );
}
