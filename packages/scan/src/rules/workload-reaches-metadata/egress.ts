import type { ResourceEntry } from "@castellan/graph";
import { ofOneProject } from "../../paths/near.ts";
import type { ResourceIndex } from "../settings/resource-index.ts";
import { mapOf, settingAt } from "../settings/setting.ts";

export const POLICIES = [
  "networking.k8s.io/v1/NetworkPolicy",
  "cilium.io/v2/CiliumNetworkPolicy",
  "crd.projectcalico.org/v1/NetworkPolicy",
  "projectcalico.org/v3/NetworkPolicy",
];

/** Whether a network policy of its environment keeps a workload from 169.254.169.254. */
export function keepsFromMetadata(index: ResourceIndex, workload: ResourceEntry): boolean {
  const twins = index.ofTypes([workload.type]).filter((other) => other !== workload && other.address === workload.address);
  // A folder with a workload of the same name is another environment.
  const elsewhere = new Set(twins.map(folderOf));
  return index
    .ofTypes(POLICIES)
    .some((policy) => !elsewhere.has(folderOf(policy)) && ofOneProject(policy, workload) && concerns(policy, workload) && guards(policy));
}

function folderOf({ target = 0, file }: ResourceEntry): string {
  return `${target}|${file.slice(0, Math.max(0, file.lastIndexOf("/")))}`;
}

/** Same target and namespace, and a selector that fits the pods. */
export function concerns(policy: ResourceEntry, workload: ResourceEntry): boolean {
  if ((policy.target ?? 0) !== (workload.target ?? 0) || namespaceOf(policy) !== namespaceOf(workload)) return false;
  const selector = mapOf(settingAt(policy.attributes, ["spec.podSelector.matchLabels", "spec.endpointSelector.matchLabels"])[0]);
  const labels = mapOf(settingAt(workload.attributes, ["spec.template.metadata.labels", "metadata.labels"])[0]) ?? {};
  return Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);
}

function namespaceOf({ attributes }: ResourceEntry): string {
  return String(settingAt(attributes, "metadata.namespace")[0] ?? "default");
}

/** Whether egress is limited so that the metadata address is outside. */
function guards({ attributes }: ResourceEntry): boolean {
  const types = settingAt(attributes, "spec.policyTypes").map(String);
  const rules = settingAt(attributes, "spec.egress");
  if (rules.length === 0) return types.includes("Egress");
  return rules.every((rule) => {
    const to = settingAt(rule, "to");
    if (to.length === 0) return false;
    return to.every((peer) => {
      const block = settingAt(peer, "ipBlock")[0];
      if (block === undefined) return true;
      const cidr = String(settingAt(block, "cidr")[0] ?? "");
      if (cidr !== "0.0.0.0/0" && cidr !== "::/0" && !cidr.startsWith("169.254.")) return true;
      return (
        cidr === "::/0" || settingAt(block, "except").some((except) => /^169\.254\.(?:0\.0\/16|169\.254(?:\/32)?)$/.test(String(except)))
      );
    });
  });
}
