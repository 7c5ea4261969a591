import type { ResourceEntry } from "@castellan/graph";
import { principalsOf } from "../access/aws/principals.ts";
import { scopeOf } from "../project/scope.ts";
import type { Inventory } from "../rules/rule.ts";
import { resourceIndexOf } from "../rules/settings/resource-index.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { evidenceOf, type Hop, nodeOf } from "./hop.ts";
import { near } from "./near.ts";

const GROUPS = ["aws_eks_node_group", "AWS::EKS::Nodegroup"];
const ROLES = ["aws_iam_role", "awscc_iam_role", "AWS::IAM::Role"];

/**
 * From workloads to the identity of their nodes, where the nodes' metadata service answers containers: a managed node group of EKS
 * without a launch template lets answers through two hops (docs.aws.amazon.com/eks, "Restrict access to the instance profile"),
 * a node pool of GKE without GKE_METADATA hands out the node's account (cloud.google.com/kubernetes-engine, "Workload Identity").
 */
export function nodeIdentityHops(inventory: Inventory, workload: ResourceEntry): readonly Hop[] {
  const index = resourceIndexOf(inventory.resources);
  const from = nodeOf(inventory, workload);
  const groups = index
    .ofTypes(GROUPS)
    .filter((group) => near(group, workload) && scopeOf(group.file) === "production" && isBare(group))
    .flatMap((group) => {
      const roles = index.refersTo(group, ROLES, ["node_role_arn", "NodeRole"]);
      return principalsOf(inventory.resources)
        .filter(({ resource }) => roles.includes(resource))
        .map(
          ({ resource }): Hop => ({
            from,
            to: nodeOf(inventory, resource),
            via: "asks the metadata service for",
            evidence: [evidenceOf(group, "node_role_arn", "NodeRole"), evidenceOf(resource)],
            confidence: "likely",
            fix: `give the node group a launch template with one metadata hop (${group.file}:${group.line})`,
          }),
        );
    });
  const identities = index
    .ofTypes(["google_container_cluster"])
    .some(
      (cluster) =>
        near(cluster, workload) &&
        (settingAt(cluster.attributes, "workload_identity_config").some((value) => Object.keys(mapOf(value) ?? {}).length > 0) ||
          String(settingAt(cluster.attributes, "enable_autopilot")[0]) === "true"),
    );
  const pools = index
    .ofTypes(["google_container_node_pool", "google_container_cluster"])
    .filter((pool) => near(pool, workload) && scopeOf(pool.file) === "production")
    .flatMap((pool): readonly Hop[] => {
      const mode = settingAt(pool.attributes, [
        "node_config.workload_metadata_config.mode",
        "node_config.workload_metadata_config.node_metadata",
      ])[0];
      if (mode === undefined ? identities : !/^(?:GCE_METADATA|EXPOSE|MODE_UNSPECIFIED)$/.test(String(mode))) return [];
      return index.refersTo(pool, ["google_service_account"], ["node_config.service_account"]).map(
        (account): Hop => ({
          from,
          to: nodeOf(inventory, account),
          via: "asks the metadata service for",
          evidence: [evidenceOf(pool, "node_config.service_account"), evidenceOf(account)],
          confidence: "likely",
          fix: `set workload_metadata_config to GKE_METADATA (${pool.file}:${pool.line})`,
        }),
      );
    });
  return [...groups, ...pools];
}

/** No launch template that says how far the metadata service answers. */
function isBare({ attributes }: ResourceEntry): boolean {
  return settingAt(attributes, ["launch_template", "LaunchTemplate"]).length === 0;
}
