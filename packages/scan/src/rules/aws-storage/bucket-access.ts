import type { ResourceEntry } from "@castellan/graph";
import type { RequestContext } from "../../access/aws/condition.ts";
import { decide } from "../../access/aws/decide.ts";
import { arnPattern, readPolicy, type Statement } from "../../access/aws/policy.ts";
import { principalsOf } from "../../access/aws/principals.ts";
import type { Inventory } from "../rule.ts";
import { ResourceIndex } from "../settings/resource-index.ts";
import { settingAt } from "../settings/setting.ts";

/** Somebody beyond the workload itself who may do something to a bucket, and the resource that lets them. */
export interface Opening {
  readonly who: string;
  /** `anyone`: without an account of ours; `account`: another one; `insiders`: everybody in the own account or organisation. */
  readonly reach: "anyone" | "account" | "insiders";
  readonly source: ResourceEntry;
  readonly setting: string;
}

const POLICIES = ["aws_s3_bucket_policy", "awscc_s3_bucket_policy", "AWS::S3::BucketPolicy"];
const ACLS = ["aws_s3_bucket_acl"];
const BLOCKS = ["aws_s3_bucket_public_access_block"];
/** A name that nobody uses. */
const OBJECT = "\u{10ffff}";
const ACTIONS = { read: ["s3:getobject", "s3:listbucket"], write: ["s3:putobject", "s3:deleteobject"] } as const;
const OPEN_ACLS: { readonly [act in Act]: ReadonlySet<string> } = {
  read: new Set([
    "public-read",
    "public-read-write",
    "authenticated-read",
    "website",
    "PublicRead",
    "PublicReadWrite",
    "AuthenticatedRead",
  ]),
  write: new Set(["public-read-write", "PublicReadWrite"]),
};
const GROUPS = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/;

export type Act = "read" | "write";

/** Who beyond the own workloads may read or write a bucket: by its policy, its access list, or everybody in the account. */
export function openingsOf(inventory: Inventory, bucket: ResourceEntry, act: Act): readonly Opening[] {
  const index = new ResourceIndex(inventory.resources);
  const block = blockOf(index, bucket);
  return [
    ...(block.acls ? [] : byAccessList(index, bucket, act)),
    ...byPolicy(inventory, index, bucket, act).filter(({ reach }) => reach !== "anyone" || !block.policies),
  ];
}

function blockOf(index: ResourceIndex, bucket: ResourceEntry): { readonly acls: boolean; readonly policies: boolean } {
  const entries = [bucket, ...index.linkedFrom(bucket, BLOCKS, "bucket")];
  const set = (...paths: readonly string[]): boolean =>
    entries.some(({ attributes }) => settingAt(attributes, paths).some((value) => String(value).toLowerCase() === "true"));
  const under = (name: string, pascal: string): readonly string[] => [
    name,
    `PublicAccessBlockConfiguration.${pascal}`,
    `public_access_block_configuration.${name}`,
  ];
  return {
    acls: set(...under("block_public_acls", "BlockPublicAcls")) || set(...under("ignore_public_acls", "IgnorePublicAcls")),
    policies:
      set(...under("block_public_policy", "BlockPublicPolicy")) || set(...under("restrict_public_buckets", "RestrictPublicBuckets")),
  };
}

function byAccessList(index: ResourceIndex, bucket: ResourceEntry, act: Act): readonly Opening[] {
  return [bucket, ...index.linkedFrom(bucket, ACLS, "bucket")].flatMap((source): readonly Opening[] => {
    const setting = ["acl", "AccessControl", "access_control"].find((path) =>
      settingAt(source.attributes, path).some((value) => OPEN_ACLS[act].has(String(value))),
    );
    if (setting !== undefined) return [{ who: "anybody on the internet", reach: "anyone", source, setting }];
    const grants = settingAt(source.attributes, ["access_control_policy.grant", "grant"]);
    const open = grants.some((grant) => {
      const permissions = settingAt(grant, ["permission", "permissions"]).map(String);
      const wanted = permissions.includes("FULL_CONTROL") || permissions.includes(act === "read" ? "READ" : "WRITE");
      return wanted && settingAt(grant, ["grantee.uri", "uri"]).some((uri) => GROUPS.test(String(uri)));
    });
    return open ? [{ who: "anybody on the internet", reach: "anyone", source, setting: "access_control_policy" }] : [];
  });
}

function byPolicy(inventory: Inventory, index: ResourceIndex, bucket: ResourceEntry, act: Act): readonly Opening[] {
  const own = ownAccounts(inventory.resources);
  const names = namesOf(bucket);
  const policies = [
    ...(settingAt(bucket.attributes, "policy").length > 0 ? [bucket] : []),
    ...index.linkedFrom(bucket, POLICIES, ["bucket", "Bucket"]),
  ];
  return policies.flatMap((source): readonly Opening[] => {
    const { attributes } = source;
    const { statements } = readPolicy(attributes["policy"] ?? attributes["policy_document"] ?? attributes["PolicyDocument"]);
    for (const statement of statements) {
      if (statement.effect !== "Allow") continue;
      for (const { type, value } of statement.principals ?? []) {
        const stranger = strangerOf(type, value, own);
        if (stranger === undefined || !mayDo(statement, statements, names, value, act)) continue;
        return [{ ...stranger, source, setting: "policy" }];
      }
    }
    return [];
  });
}

function namesOf(bucket: ResourceEntry): readonly string[] {
  const name = settingAt(bucket.attributes, ["bucket", "bucket_name", "BucketName"])[0];
  const arns = [`\${${bucket.address}.arn}`, `\${${bucket.address}.Arn}`, `arn:aws:s3:::\${${bucket.address}}`];
  return [...arns, ...(name === undefined ? [] : [arnPattern(`arn:aws:s3:::${String(name)}`)])].flatMap((arn) => [`${arn}/${OBJECT}`, arn]);
}

/** Whether a principal of a policy is beyond the own workloads, and who it is in words. */
export function strangerOf(type: string, value: string, own: ReadonlySet<string>): Pick<Opening, "who" | "reach"> | undefined {
  if (type === "*" || (type === "AWS" && value === "*")) return { who: "anybody on the internet", reach: "anyone" };
  if (type !== "AWS") return undefined;
  const account = /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1];
  if (account !== undefined && !own.has(account)) return { who: `the account ${account}`, reach: "account" };
  return /^(?:\d{12}|arn:[\w-]+:iam::[^:]*:root)$/.test(value) ? { who: "everybody in the account", reach: "insiders" } : undefined;
}

function mayDo(statement: Statement, all: readonly Statement[], names: readonly string[], principal: string, act: Act): boolean {
  return ACTIONS[act].some((action) => strangerMay(action, names, principal, statement, all));
}

/** Keys that a request without credentials does not carry, and those of somebody's own account elsewhere. */
const ELSEWHERE = "999999999999";
const COMMON: RequestContext = {
  "aws:sourcevpc": "absent",
  "aws:sourcevpce": "absent",
  "aws:sourcearn": "absent",
  "aws:sourceaccount": "absent",
  "aws:sourceorgid": "absent",
  "aws:sourceorgpaths": "absent",
  "kms:viaservice": "absent",
  "aws:principalisawsservice": { values: ["false"] },
  // An address that belongs to nobody (RFC 7526), for ranges that are named.
  "aws:sourceip": { values: ["192.88.99.77"] },
};
const CALLERS: readonly RequestContext[] = [
  {
    ...COMMON,
    "aws:principalarn": "absent",
    "aws:principalaccount": "absent",
    "aws:principalorgid": "absent",
    "aws:principalorgpaths": "absent",
    "aws:username": "absent",
    "aws:userid": { values: ["anonymous"] },
    "kms:calleraccount": "absent",
  },
  {
    ...COMMON,
    "aws:principalarn": { values: [`arn:aws:iam::${ELSEWHERE}:user/somebody`] },
    "aws:principalaccount": { values: [ELSEWHERE] },
    "aws:principalorgid": { values: ["o-elsewhere"] },
    "aws:principalorgpaths": { values: ["o-elsewhere/r-1/"] },
    "aws:username": { values: ["somebody"] },
    "aws:userid": { values: ["AIDAELSEWHERE"] },
    "kms:calleraccount": { values: [ELSEWHERE] },
  },
];

/** Whether a statement, with the denials beside it, lets a principal that it names do something: with no credentials, or with an account's own. */
export function strangerMay(
  action: string,
  resource: readonly string[],
  principal: string,
  statement: Statement,
  all: readonly Statement[],
): boolean {
  const policies = { identity: [], resource: all.filter((each) => each === statement || each.effect === "Deny") };
  const contexts = principal === "*" ? CALLERS : [{}];
  return contexts.some((context) => decide({ action, resource, principal: [principal], context }, policies).effect === "allow");
}

/** Account numbers that the configuration calls its own: what it says of itself, and what its buckets and roles carry. */
export function ownAccounts(resources: readonly ResourceEntry[]): ReadonlySet<string> {
  return new Set(resources.flatMap(({ attributes }) => settingAt(attributes, ["account_id", "allowed_account_ids"]).map(String)));
}

/** Users and groups, people rather than workloads, who may do something to a bucket because they may do it to every one. */
export function peopleWho(inventory: Inventory, bucket: ResourceEntry, act: Act): readonly Opening[] {
  const root = (entry: ResourceEntry): string => `${entry.target ?? 0}|${entry.root ?? entry.file}`;
  return principalsOf(inventory.resources)
    .filter(({ kind, resource }) => kind !== "role" && root(resource) === root(bucket))
    .flatMap((principal): readonly Opening[] => {
      const { effect, by } = decide(
        { action: ACTIONS[act][0], resource: [`arn:aws:s3:::${OBJECT}/${OBJECT}`], context: {} },
        { identity: principal.identity, ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }) },
      );
      const [first] = by;
      if (effect !== "allow" || first === undefined || !("source" in first)) return [];
      const source = principal.identity.find((statement) => statement === first)?.source ?? principal.resource;
      return [{ who: `${principal.kind} ${principal.name}`, reach: "insiders", source, setting: "policy" }];
    });
}
