import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { rayClusterOpen } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const cluster = (spec: string, head = "", env = ""): string =>
  `apiVersion: ray.io/v1\nkind: RayCluster\nmetadata:\n  name: c\nspec:\n${spec}  headGroupSpec:\n${head}    template:\n      spec:\n        containers:\n          - name: head\n            image: rayproject/ray:2.53.0\n${env}`;
const ingress =
  "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: {rules: [{http: {paths: [{path: /, backend: {service: {name: c-head-svc, port: {number: 8265}}}}]}}]}\n";
const run = async (text: string) =>
  (await judged({ files: { "ray.yaml": text } }, [rayClusterOpen])).findings.map(({ severity }) => severity);

describe("ray-cluster-open", () => {
  it("is critical where the internet reaches it, high inside of the cluster", async () => {
    expect(await run(cluster(""))).toEqual(["high"]);
    expect(await run(cluster("", "    serviceType: LoadBalancer\n"))).toEqual(["critical"]);
    expect(await run(cluster("", "    headService:\n      spec:\n        type: LoadBalancer\n"))).toEqual(["critical"]);
    expect(await run(cluster("", "    enableIngress: true\n"))).toEqual(["critical"]);
    expect(await run(cluster("") + ingress)).toEqual(["critical"]);
    expect(
      await run(cluster("") + ingress.replace("{name: i}", "{name: i, annotations: {nginx.ingress.kubernetes.io/auth-url: x}}")),
    ).toEqual(["high"]);
  });

  it("takes a token of the operator or of the environment, where the version knows it", async () => {
    const env = (value: string): string => `            env:\n              - name: RAY_AUTH_MODE\n                value: ${value}\n`;
    expect(await run(cluster("  authOptions: { mode: token }\n"))).toEqual([]);
    expect(await run(cluster("", "", env("token")))).toEqual([]);
    expect(await run(cluster("", "", env("disabled")))).toEqual(["high"]);
    expect(await run(cluster('  rayVersion: "2.9.0"\n  authOptions: { mode: token }\n'))).toEqual(["high"]);
  });

  it("reads services and jobs, and leaves alone jobs for a cluster that exists", async () => {
    const inner = cluster("")
      .replace(/^[\s\S]*?spec:\n/, "")
      .replace(/^/gm, "  ");
    expect(await run(`apiVersion: ray.io/v1\nkind: RayService\nmetadata: {name: s}\nspec:\n  rayClusterConfig:\n${inner}`)).toEqual([
      "high",
    ]);
    expect(await run(`apiVersion: ray.io/v1\nkind: RayJob\nmetadata: {name: j}\nspec:\n  rayClusterSpec:\n${inner}`)).toEqual(["high"]);
    expect(await run("apiVersion: ray.io/v1\nkind: RayJob\nmetadata: {name: j}\nspec:\n  clusterSelector: {a: b}\n")).toEqual([]);
  });

  it("says nothing where the mode comes from elsewhere, and survives odd forms", async () => {
    const { findings, checks } = await judged(
      { files: { "ray.yaml": cluster("", "", "            envFrom:\n              - secretRef: {name: auth}\n") } },
      [rayClusterOpen],
    );
    expect(findings).toEqual([]);
    expect(checks[0]?.unknown).toBe(1);
    expect(await run("apiVersion: ray.io/v1\nkind: RayCluster\nspec: [1, {headGroupSpec: 3}]\n")).toEqual([]);
    expect(await run("apiVersion: ray.io/v1\nkind: RayCluster\nspec: 5\n")).toEqual([]);
  });
});
