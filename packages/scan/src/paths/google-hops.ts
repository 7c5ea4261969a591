import type { ResourceEntry } from "@castellan/graph";
import { scopeOf } from "../project/scope.ts";
import type { Inventory } from "../rules/rule.ts";
import { type ResourceIndex, resourceIndexOf } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { evidenceOf, type Hop, nodeOf, WHOLE_ACCOUNT } from "./hop.ts";
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
  if (accounts.length === 0) return [];
  const carriers = index.ofTypes(CARRIERS).filter(({ file }) => scopeOf(file) === "production");
  return [
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
