import type { Json, ResourceEntry } from "@castellan/graph";
import { compareVersions, versionIn } from "../../../knowledge/versions/version.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { exposureBy } from "../servers/finding.ts";
import { byType, KubernetesReach, widest } from "../servers/kubernetes-reach.ts";
import type { Reach } from "../servers/server.ts";
import { lineOf } from "../settings/condition.ts";
import { isOpen, mapOf, settingAt } from "../settings/setting.ts";

const ID = "ray-cluster-open";
const CLUSTER = (more: string, service = ""): string =>
  `apiVersion: ray.io/v1\nkind: RayCluster\nmetadata:\n  name: train\nspec:\n  rayVersion: "2.53.0"\n${more}  headGroupSpec:\n${service}    rayStartParams:\n      dashboard-host: 0.0.0.0\n    template:\n      spec:\n        containers:\n          - name: head\n            image: rayproject/ray:2.53.0\n`;

/** Ray starts to ask with this version, where it is told to: docs.ray.io/en/latest/ray-security/token-auth.html */
const ASKS_SINCE = "2.52.0";

/** The specification of the cluster: RayService and RayJob hold one; a job for a cluster that exists has none. */
export function clusterOf({ attributes }: ResourceEntry): Json | undefined {
  const [inner] = settingAt(attributes, ["spec.rayClusterConfig", "spec.rayClusterSpec", "spec.jobTemplate.rayClusterSpec"]);
  if (inner !== undefined) return inner;
  const [spec] = settingAt(attributes, "spec");
  return spec !== undefined && settingAt(spec, "headGroupSpec").length > 0 ? spec : undefined;
}

export function asks(cluster: Json): boolean | "unknown" {
  const [mode] = settingAt(cluster, "authOptions.mode");
  const version = versionIn(String(settingAt(cluster, "rayVersion")[0] ?? imageTag(cluster)));
  const old = version !== undefined && compareVersions(version, ASKS_SINCE) < 0;
  if (mode !== undefined) return isOpen(mode) ? "unknown" : mode === "token" && !old;
  const variables = settingAt(cluster, "headGroupSpec.template.spec.containers.env");
  const token = variables.find((variable) => settingAt(variable, "name")[0] === "RAY_AUTH_MODE");
  if (token === undefined) return settingAt(cluster, "headGroupSpec.template.spec.containers.envFrom").length > 0 ? "unknown" : false;
  const [value] = settingAt(token, "value");
  return value === undefined || isOpen(value) ? "unknown" : value === "token" && !old;
}

function imageTag(cluster: Json): string {
  return /:([\w.-]+)$/.exec(String(settingAt(cluster, "headGroupSpec.template.spec.containers.image")[0] ?? ""))?.[1] ?? "";
}

/** By its own services, which KubeRay names NAME-head-svc, and by what leads to them. */
export function reachOf(resource: ResourceEntry, cluster: Json, reach: KubernetesReach): Reach {
  const name = String(settingAt(resource.attributes, "metadata.name")[0] ?? "");
  const [own] = settingAt(cluster, ["headGroupSpec.headService.spec.type", "headGroupSpec.serviceType"]);
  const ingress = settingAt(cluster, "headGroupSpec.enableIngress")[0];
  const labels = { "ray.io/node-type": "head", "ray.io/cluster": name, "ray.io/is-ray-node": "yes", "ray.io/identifier": `${name}-head` };
  const written = mapOf(settingAt(cluster, "headGroupSpec.template.metadata.labels")[0]) ?? {};
  return widest([
    { level: 1, by: "any pod of the cluster" },
    ...(own === undefined ? [] : [byType(String(own), resource)]),
    ...(ingress === true ? [{ level: 3 as const, by: "an ingress of its own" }] : []),
    reach.byName(resource, `${name}-head-svc`),
    reach.ofPods(resource, { ...written, ...labels }),
  ]);
}

/** Where the mode of authentication stands, or the cluster that lacks it. */
const SETTINGS = [
  "**.authOptions.mode",
  "spec.jobTemplate.spec.rayClusterSpec.headGroupSpec",
  "spec.rayClusterSpec.headGroupSpec",
  "spec.rayClusterConfig.headGroupSpec",
  "spec.headGroupSpec",
];

/** Ray clusters whose dashboard and jobs take no token (ShadowRay, CVE-2023-48022). */
export const rayClusterOpen: Rule = {
  card: {
    id: ID,
    title: "A Ray cluster runs jobs for whoever reaches it",
    appliesTo: ["resource", "compute"],
    why: "The dashboard and the job interface ask nobody who calls: one request runs code on every node (ShadowRay, 2024).",
    fix: "Set authOptions.mode: token (Ray 2.52 or later), and let a NetworkPolicy admit only those who submit jobs.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-SERV-02", "ADS-SERV-03"],
    references: ["https://docs.ray.io/en/latest/ray-security/token-auth.html", "https://nvd.nist.gov/vuln/detail/CVE-2023-48022"],
    bad: [
      { title: "no token", files: { "ray.yaml": CLUSTER("") } },
      { title: "a load balancer", files: { "ray.yaml": CLUSTER("", "    serviceType: LoadBalancer\n") } },
    ],
    good: [{ title: "a token", files: { "ray.yaml": CLUSTER("  authOptions:\n    mode: token\n") } }],
  },
  because: { exposure: "any pod of the cluster", exploitability: "one request", data: "code execution on every node of it" },
  check: (inventory) => {
    const reach = new KubernetesReach(inventory);
    return judgeEach(
      inventory.resources.filter(({ type }) => /^ray\.io\/v1\w*\/Ray(?:Cluster|Service|Job|CronJob)$/.test(type)),
      (resource) => {
        const cluster = clusterOf(resource);
        if (cluster === undefined) return "not-applicable";
        const asked = asks(cluster);
        if (asked === true) return "passed";
        if (asked === "unknown") return "unknown";
        const way = reachOf(resource, cluster, reach);
        const name = plain(resource.address, 60);
        return fromFile(
          ID,
          { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
          { line: lineOf(resource.lines, SETTINGS) ?? resource.line, resource: resource.address },
          {
            message: `${name} takes jobs without a token; it is reached by ${plain(way.by, 60)}.`,
            headline:
              way.level === 3 && way.guarded !== true
                ? `Anybody on the internet runs code in ${name}`
                : `Whoever reaches ${name} runs code on its nodes`,
            confidence: "certain",
            excerpt: resource.address,
            // A cluster holds many tenants: inside of it counts as the company.
            adjust: [way.level <= 1 || way.guarded === true ? { factor: "exposure", value: 2, reason: way.by } : exposureBy(way)],
            more:
              way.place === undefined || way.place.resource === resource.address
                ? []
                : [{ ...way.place, target: resource.target ?? 0, technique: "configuration", confidence: "certain" }],
          },
        );
      },
      "the mode of authentication comes from an object that is not here",
    );
  },
};
