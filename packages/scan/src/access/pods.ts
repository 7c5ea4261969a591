import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf, settingAt } from "../rules/settings/setting.ts";

/* Workloads of Kubernetes, as far as clouds lend identities to their service accounts. */

export const POD_WORKLOADS =
  /^(?:apps\/v1|batch\/v1|v1)\/(?:Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod)$|^kubernetes_(?:deployment|stateful_set|daemon_set|daemonset|job|cron_job|pod)(?:_v1)?$/;

/** `namespace/account` that the pods of a workload run as. */
export function podAccount({ type, attributes }: ResourceEntry): string | undefined {
  if (!POD_WORKLOADS.test(type)) return undefined;
  const [account] = settingAt(attributes, ["**.serviceAccountName", "**.service_account_name"]).map(String);
  const metadata: Json | undefined = settingAt(attributes, "metadata")[0];
  const namespace = mapOf(metadata)?.["namespace"];
  return account === undefined ? undefined : `${typeof namespace === "string" ? namespace : "default"}/${account}`;
}
