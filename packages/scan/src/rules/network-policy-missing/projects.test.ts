import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { workloadReachesMetadata } from "../workload-reaches-metadata/index.ts";
import { networkPolicyMissing } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const pod = (name: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: serving\nspec:\n  template:\n    spec:\n      containers:\n        - name: server\n          image: vllm/vllm-openai:v0.11.0\n          args: [--model, acme/model, --trust-remote-code]\n`;
const POLICY =
  "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: deny\n  namespace: serving\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n";
const run = async (files: { readonly [path: string]: string }) =>
  (await judged({ files }, [networkPolicyMissing, workloadReachesMetadata])).findings
    .map(({ rule, location }) => `${rule} ${location.file ?? ""}`)
    .sort();

describe("network policies of several projects in one folder", () => {
  it("protects its own project only", async () => {
    expect(await run({ "shop/app.yaml": pod("a"), "shop/policy.yaml": POLICY })).toEqual([]);
    expect(await run({ "k8s/serving/app.yaml": pod("a"), "k8s/network/policy.yaml": POLICY })).toEqual([]);
    expect(
      await run({ "projects/shop/app.yaml": pod("a"), "projects/shop/policy.yaml": POLICY, "projects/chat/app.yaml": pod("b") }),
    ).toEqual(["network-policy-missing projects/chat/app.yaml", "workload-reaches-metadata projects/chat/app.yaml"]);
  });
});
