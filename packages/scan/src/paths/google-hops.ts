import type { ResourceEntry } from "@castellan/graph";
import { scopeOf } from "../project/scope.ts";
import type { Inventory } from "../rules/rule.ts";
import { type ResourceIndex, resourceIndexOf } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { evidenceOf, type Hop, nodeOf, WHOLE_ACCOUNT } from "./hop.ts";
import { near } from "./near.ts";
import { isWorthTaking } from "./role-powers.ts";

const ACCOUNTS = ["google_service_account"];
/** Resources whose code is given the token of a service account, and where they name it. */
const CARRIERS = [
  "google_compute_instance",
  "google_compute_instance_template",
  "google_cloud_run_v2_service",
  "google_cloud_run_service",
  "google_cloudfunctions_function",
  "google_cloudfunctions2_function",
  "google_workbench_instance",
  "google_notebooks_instance",
  "google_vertex_ai_endpoint",
  "google_dataproc_cluster",
];
const NAMED = [
  "service_account.email",
  "template.service_account",
  "template.spec.service_account_name",
  "service_account_email",
  "service_config.service_account_email",
  "gce_setup.service_accounts.email",
  "service_account",
  "cluster_config.gce_cluster_config.service_account",
];
const MEMBER = ["member", "members"];
const RULES = /^roles\/(?:owner|editor|resourcemanager\.\w*[aA]dmin|iam\.serviceAccountTokenCreator|iam\.securityAdmin)$/;
const READS = /^roles\/storage\.(?:objectViewer|objectAdmin|objectUser|admin|legacyObjectReader|legacyBucketOwner)$/;
const PUSHES = /^roles\/artifactregistry\.(?:writer|repoAdmin|admin|createOnPushWriter)$/;

/** From what runs in Google Cloud to its service account, and from accounts to what their roles reach. */
export function googleHops(inventory: Inventory): readonly Hop[] {
  const index = resourceIndexOf(inventory.resources);
  const accounts = index.ofTypes(ACCOUNTS);
  const carriers = index.ofTypes(CARRIERS).filter(({ file }) => scopeOf(file) === "production");
  return [
    ...carriers.filter(hasDefaultAccount).flatMap((carrier) => defaultPowers(inventory, index, carrier)),
    ...carriers.flatMap((carrier) =>
      index.refersTo(carrier, ACCOUNTS, NAMED).map(
        (account): Hop => ({
          from: nodeOf(inventory, carrier),
          to: nodeOf(inventory, account),
          via: "is given the credentials of",
          evidence: [evidenceOf(carrier, ...NAMED), evidenceOf(account)],
          confidence: "likely",
        }),
      ),
    ),
    ...accounts.flatMap((account) => powersOf(inventory, index, account)),
  ];
}

/**
 * A machine with the account that a project makes by itself, and with the scope of everything. That account is an Editor
 * unless the organisation forbids it (cloud.google.com/compute/docs/access/service-accounts#default_service_account).
 */
function hasDefaultAccount({ type, attributes }: ResourceEntry): boolean {
  if (!/^google_compute_instance(?:_template)?$/.test(type)) return false;
  const [email] = settingAt(attributes, "service_account.email");
  const scopes = settingAt(attributes, "service_account.scopes").map(String);
  return (
    (email === undefined || /-compute@developer\.gserviceaccount\.com$/.test(String(email))) &&
    scopes.some((scope) => /(?:^|\/)(?:cloud-platform|storage-full|devstorage\.full_control)$/.test(scope))
  );
}

/** What an Editor has: buckets with data of the same project, else whatever else the account holds. */
function defaultPowers(inventory: Inventory, index: ResourceIndex, carrier: ResourceEntry): readonly Hop[] {
  const base = {
    from: nodeOf(inventory, carrier),
    evidence: [evidenceOf(carrier, "service_account.scopes", "service_account")],
    confidence: "likely" as const,
    fix: `give the machine an account of its own, with the roles that it uses (${carrier.file}:${carrier.line})`,
  };
  const buckets = index.ofTypes(["google_storage_bucket"]).flatMap((bucket): readonly Hop[] => {
    const to = nodeOf(inventory, bucket);
    if (!near(bucket, carrier) || !isWorthTaking(inventory, bucket, to)) return [];
    const evidence = [...base.evidence, evidenceOf(bucket)];
    return [{ ...base, evidence, to, via: "has the default account of the project, an Editor, which may read", harm: "data" }];
  });
  return buckets.length > 0
    ? buckets.slice(0, 4)
    : [{ ...base, to: WHOLE_ACCOUNT, via: "has the default account of the project, an Editor, which may change nearly everything in" }];
}

function powersOf(inventory: Inventory, index: ResourceIndex, account: ResourceEntry): readonly Hop[] {
  const from = nodeOf(inventory, account);
  const hop = (grant: ResourceEntry, to: string, via: string): Hop => ({
    from,
    to,
    via,
    evidence: [evidenceOf(grant, "role")],
    confidence: "likely",
    fix: `grant what it uses (${grant.file}:${grant.line})`,
  });
  const roleOf = ({ attributes }: ResourceEntry): string => String(settingAt(attributes, "role")[0] ?? "");
  const project = index
    .linkedFrom(account, ["google_project_iam_member", "google_project_iam_binding"], MEMBER)
    .filter((grant) => RULES.test(roleOf(grant)))
    .map((grant) => hop(grant, WHOLE_ACCOUNT, "may change nearly everything in"));
  const buckets = index
    .linkedFrom(account, ["google_storage_bucket_iam_member", "google_storage_bucket_iam_binding"], MEMBER)
    .filter((grant) => READS.test(roleOf(grant)))
    .flatMap((grant) =>
      index.refersTo(grant, ["google_storage_bucket"], ["bucket"]).map((bucket): Hop => {
        const to = nodeOf(inventory, bucket);
        return { ...hop(grant, to, "may read"), ...(isWorthTaking(inventory, bucket, to) ? { harm: "data" as const } : {}) };
      }),
    );
  const registries = index
    .linkedFrom(account, ["google_artifact_registry_repository_iam_member", "google_artifact_registry_repository_iam_binding"], MEMBER)
    .filter((grant) => PUSHES.test(roleOf(grant)))
    .flatMap((grant) =>
      index
        .refersTo(grant, ["google_artifact_registry_repository"], ["repository"])
        .map((registry) => hop(grant, nodeOf(inventory, registry), "may push images to")),
    );
  return [...project, ...buckets, ...registries];
}
