import type { ResourceEntry } from "@castellan/graph";
import { mapOf, settingAt } from "../../rules/settings/setting.ts";
import type { AccessPrincipal, Power } from "../grant.ts";
import type { Judged } from "./judge-place.ts";
import { rootOf } from "./resource-names.ts";
import type { AwsWorld } from "./world.ts";

/*
 * Access control lists of S3 (docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html). They count only where
 * the owner of a bucket is not enforced as the owner of its objects, which is the default since April 2023.
 */

interface AclGrant {
  readonly principal: AccessPrincipal;
  readonly judged: Judged;
}

const ANYONE: AccessPrincipal = { kind: "anyone", name: "anyone" };
const ANY_ACCOUNT: AccessPrincipal = { kind: "anyone", name: "any AWS account" };

const CANNED: { readonly [acl: string]: readonly (readonly [AccessPrincipal, Power])[] } = {
  "public-read": [[ANYONE, "read"]],
  "public-read-write": [
    [ANYONE, "read"],
    [ANYONE, "write"],
  ],
  "authenticated-read": [[ANY_ACCOUNT, "read"]],
  "log-delivery-write": [[{ kind: "service", name: "S3 log delivery" }, "write"]],
};
const PERMISSIONS: { readonly [permission: string]: readonly Power[] } = {
  READ: ["read"],
  WRITE: ["write"],
  WRITE_ACP: ["change"],
  READ_ACP: [],
  FULL_CONTROL: ["read", "write", "change"],
};

export function aclGrants(bucket: ResourceEntry, power: Power, world: AwsWorld): readonly AclGrant[] {
  if (!/s3_bucket$|S3::Bucket$/.test(bucket.type)) return [];
  const lists = [...world.linked(bucket, ["aws_s3_bucket_acl"], ["bucket"]), bucket];
  const ownership = ownershipOf(bucket, world);
  if (ownership === "BucketOwnerEnforced") return [];
  const ignored = blocked(bucket, world);
  return lists.flatMap((list) =>
    grantsOf(list).flatMap(([principal, granted]): readonly AclGrant[] => {
      if (granted !== power || (ignored && principal.kind === "anyone")) return [];
      const conditions = ownership === undefined ? ["unless the bucket owner is enforced as object owner (default since April 2023)"] : [];
      const by = [{ effect: "Allow", actions: [`access list: ${granted}`], conditions: [], source: list }] as const;
      return [
        {
          principal,
          judged: { effect: conditions.length > 0 ? "conditional" : "allowed", actions: [`access list ${granted}`], by, conditions },
        },
      ];
    }),
  );
}

function grantsOf({ attributes }: ResourceEntry): readonly (readonly [AccessPrincipal, Power])[] {
  const [canned] = settingAt(attributes, ["acl", "AccessControl"]);
  const name = String(canned ?? "")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();
  const written = settingAt(attributes, ["access_control_policy.grant", "grant"]).flatMap(
    (value): readonly (readonly [AccessPrincipal, Power])[] => {
      const map = mapOf(value);
      const grantee = mapOf(settingAt(map ?? {}, ["grantee"])[0]) ?? map ?? {};
      const uri = String(grantee["uri"] ?? "");
      const principal = /AllUsers$/.test(uri)
        ? ANYONE
        : /AuthenticatedUsers$/.test(uri)
          ? ANY_ACCOUNT
          : outsider(String(grantee["id"] ?? ""));
      const permissions = settingAt(map ?? {}, ["permission", "permissions"]).flatMap((each) => PERMISSIONS[String(each)] ?? []);
      return principal === undefined ? [] : permissions.map((permission) => [principal, permission] as const);
    },
  );
  return [...(CANNED[name] ?? []), ...written];
}

/** A canonical id of another account; the own one is referred to. */
function outsider(id: string): AccessPrincipal | undefined {
  return /^[0-9a-f]{64}$/.test(id) ? { kind: "outside account", name: `canonical user ${id.slice(0, 12)}…` } : undefined;
}

function ownershipOf(bucket: ResourceEntry, world: AwsWorld): string | undefined {
  const [said] = [
    ...world
      .linked(bucket, ["aws_s3_bucket_ownership_controls"], ["bucket"])
      .flatMap(({ attributes }) => settingAt(attributes, ["rule.object_ownership"])),
    ...settingAt(bucket.attributes, ["OwnershipControls.Rules.ObjectOwnership"]),
  ];
  return said === undefined ? undefined : String(said);
}

function blocked(bucket: ResourceEntry, world: AwsWorld): boolean {
  const names = ["block_public_acls", "ignore_public_acls"];
  const account = world.ofTypes(["aws_s3_account_public_access_block"]).filter((block) => rootOf(block) === rootOf(bucket));
  return (
    [...world.linked(bucket, ["aws_s3_bucket_public_access_block"], ["bucket"]), ...account].some(({ attributes }) =>
      names.some((name) => settingAt(attributes, name).some((value) => String(value) === "true")),
    ) ||
    ["BlockPublicAcls", "IgnorePublicAcls"].some((name) =>
      settingAt(bucket.attributes, `PublicAccessBlockConfiguration.${name}`).some((value) => String(value) === "true"),
    )
  );
}
