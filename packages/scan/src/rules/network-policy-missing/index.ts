import type { ResourceEntry } from "@castellan/graph";
import { WORKLOADS } from "../../../knowledge/posture/kubernetes.ts";
import { ofOneProject } from "../../paths/near.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { lineOf } from "../settings/condition.ts";
import { settingAt } from "../settings/setting.ts";

const ID = "network-policy-missing";
const POLICY =
  /(?:^|\/)(?:NetworkPolicy|CiliumNetworkPolicy|CiliumClusterwideNetworkPolicy|GlobalNetworkPolicy|AdminNetworkPolicy|BaselineAdminNetworkPolicy|AuthorizationPolicy)$/;
const pod =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: inference\n  namespace: serving\nspec:\n  template:\n    spec:\n      containers:\n        - name: server\n          image: vllm/vllm-openai:v0.11.0\n";
const policy =
  "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: serving\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n";

/** AI workloads by target and namespace; without one, by the folder that they stand in. */
function places(inventory: Inventory): readonly (readonly ResourceEntry[])[] {
  const ai = new Set(
    inventory.assets
      .filter(({ kind }) => !["container-image", "library", "secret-ref", "identity", "compute", "application"].includes(kind))
      .flatMap(({ occurrences }) => occurrences.map(({ target, file, resource }) => `${target ?? 0}|${file ?? ""}|${resource ?? ""}`)),
  );
  const found = new Map<string, ResourceEntry[]>();
  for (const resource of inventory.resources) {
    if (!WORKLOADS.includes(resource.type) || !ai.has(`${resource.target ?? 0}|${resource.file}|${resource.address}`)) continue;
    const key = placeOf(resource);
    found.set(key, [...(found.get(key) ?? []), resource]);
  }
  return [...found.values()].flatMap(byProject);
}

/** A namespace may be named by several projects that know nothing of each other. */
function byProject(workloads: readonly ResourceEntry[]): readonly (readonly ResourceEntry[])[] {
  const groups: ResourceEntry[][] = [];
  for (const workload of workloads) {
    const group = groups.find(([first]) => first !== undefined && ofOneProject(first, workload));
    if (group === undefined) groups.push([workload]);
    else group.push(workload);
  }
  return groups;
}

function placeOf({ target = 0, file, attributes, root }: ResourceEntry): string {
  const [namespace] = settingAt(attributes, "metadata.namespace");
  return namespace === undefined || String(namespace).includes("{{")
    ? `${target}|folder|${root ?? file.slice(0, Math.max(0, file.lastIndexOf("/")))}`
    : `${target}|namespace|${String(namespace)}`;
}

/** Namespaces of AI workloads in which every pod talks to every other. */
export const networkPolicyMissing: Rule = {
  card: {
    id: ID,
    title: "No network policy stands around AI workloads",
    appliesTo: ["resource", "network-zone"],
    why: "Without one every pod of the cluster reaches the model servers and stores, and code in them reaches everything else.",
    fix: "Add a NetworkPolicy that denies by default, and allow what is needed.",
    base: factors(1, 1, 2, 2),
    controls: ["ADS-INFR-03"],
    bad: [{ title: "none", files: { "serve.yaml": pod } }],
    good: [{ title: "denied by default", files: { "serve.yaml": pod + policy } }],
  },
  hygiene: true,
  because: { exposure: "any pod of the cluster" },
  check: (inventory) => {
    const policies = inventory.resources.filter(({ type }) => POLICY.test(type));
    return judgeEach(places(inventory), (workloads) => {
      const [first] = workloads;
      if (first === undefined) return "not-applicable";
      // A policy anywhere in the project may be meant for a namespace that only the deployment names; that of another project is not.
      const near = policies.some(
        (one) =>
          ofOneProject(one, first) &&
          (placeOf(one) === placeOf(first) ||
            one.root === first.root ||
            /Clusterwide|Global|Admin/.test(one.type) ||
            settingAt(one.attributes, "metadata.namespace").length === 0),
      );
      if (near) return "passed";
      return fromFile(
        ID,
        { target: first.target ?? 0, path: first.file, scope: scopeOf(first.file) },
        { line: lineOf(first.lines, ["**.containers"]) ?? first.line, resource: first.address },
        {
          message: `No network policy stands around ${plain(first.address, 50)}${workloads.length > 1 ? ` and ${workloads.length - 1} more` : ""}.`,
          headline: `Every pod of the cluster reaches ${plain(first.address, 50)}`,
          excerpt: first.address,
        },
      );
    });
  },
};
