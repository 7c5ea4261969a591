import { WORKLOADS } from "../../knowledge/posture/kubernetes.ts";
import { principalsOf } from "../access/aws/principals.ts";
import { scopeOf } from "../project/scope.ts";
import type { Inventory } from "../rules/rule.ts";
import { ResourceIndex } from "../rules/settings/resource-index.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { evidenceOf, type Hop, nodeOf, placedKey } from "./hop.ts";
import { near } from "./near.ts";

/** Annotations by which an account of a cluster becomes an identity of a cloud. */
const IDENTITY = /^(?:eks\.amazonaws\.com\/role-arn|iam\.gke\.io\/gcp-service-account|azure\.workload\.identity\/client-id)$/;

/** From a workload to the identity of the cloud that its account stands for. */
export function identityHops(inventory: Inventory): readonly Hop[] {
  const index = new ResourceIndex(inventory.resources);
  const roles = principalsOf(inventory.resources).filter(({ kind }) => kind === "role");
  const accounts = index.ofTypes(["v1/ServiceAccount"]).filter(({ file }) => scopeOf(file) === "production");
  if (accounts.length === 0) return [];
  return index.ofTypes(WORKLOADS).flatMap((workload): readonly Hop[] => {
    const name = String(settingAt(workload.attributes, ["**.serviceAccountName", "**.serviceAccount"])[0] ?? "default");
    const namespace = settingAt(workload.attributes, "metadata.namespace")[0];
    return accounts
      .filter(
        (account) =>
          near(account, workload) &&
          settingAt(account.attributes, "metadata.name")[0] === name &&
          settingAt(account.attributes, "metadata.namespace")[0] === namespace,
      )
      .flatMap((account) =>
        Object.entries(mapOf(settingAt(account.attributes, "metadata.annotations")[0]) ?? {})
          .filter(([key]) => IDENTITY.test(key))
          .map(([, value]): Hop => {
            const written = String(value);
            const role = roles.find(
              ({ resource, name: own }) =>
                near(resource, account) &&
                (written.endsWith(`/${own}`) || written.includes(`${resource.address}.`) || written.includes(`{${resource.address}`)),
            );
            const base = {
              from: nodeOf(inventory, workload),
              via: "is given the credentials of",
              evidence: [evidenceOf(account)],
              confidence: "likely" as const,
            };
            return role === undefined
              ? { ...base, to: placedKey(`the cloud identity ${written.slice(0, 80)}`, account), harm: "credentials", supposed: true }
              : { ...base, to: nodeOf(inventory, role.resource) };
          }),
      );
  });
}
