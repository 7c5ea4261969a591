import { RUNS_MODEL_CODE, WORKLOADS } from "../../../knowledge/posture/kubernetes.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { holds } from "../settings/condition.ts";
import { resourceIndexOf } from "../settings/resource-index.ts";
import { witnessLine } from "../settings/witness.ts";
import { keepsFromMetadata } from "./egress.ts";

const ID = "workload-reaches-metadata";
const POD =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: inference\n  namespace: serving\nspec:\n  template:\n    metadata:\n      labels:\n        app: inference\n    spec:\n      containers:\n        - name: server\n          image: vllm/vllm-openai:v0.11.0\n          args: ["--model", "acme/model", "--trust-remote-code"]\n';
const NETWORK_POLICY =
  "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: no-metadata\n  namespace: serving\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n    - to:\n        - ipBlock:\n            cidr: 0.0.0.0/0\n            except: [169.254.169.254/32]\n";

/** Pods that run a model's own code and may ask the metadata service of their machine. */
export const workloadReachesMetadata: Rule = {
  card: {
    id: ID,
    title: "Code of a model can reach the metadata service of its machine",
    appliesTo: ["resource"],
    why: "Code that comes with a model asks 169.254.169.254 for the credentials of the machine and goes on with its rights.",
    fix: "Add a NetworkPolicy for egress that leaves out 169.254.169.254/32 (and fd00:ec2::254), or allow named destinations only.",
    base: factors(3, 2, 3, 2),
    controls: ["ADS-INFR-02"],
    bad: [{ title: "no policy", files: { "deploy.yaml": POD } }],
    good: [{ title: "left out of egress", files: { "deploy.yaml": POD + NETWORK_POLICY } }],
  },
  because: { exposure: "whoever publishes or uploads a model", data: "credentials of the machine" },
  check: (inventory) => {
    const index = resourceIndexOf(inventory.resources);
    return judgeEach(
      index.ofTypes(WORKLOADS).filter((resource) => holds(RUNS_MODEL_CODE, { attributes: resource.attributes, resource, index }) === true),
      (resource) => {
        if (keepsFromMetadata(index, resource)) return "passed";
        const name = plain(resource.address, 60);
        return fromFile(
          ID,
          { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
          {
            line: witnessLine(RUNS_MODEL_CODE, resource, { attributes: resource.attributes, resource, index }) ?? resource.line,
            resource: resource.address,
          },
          {
            message: `${name} runs code that comes with its model, and no network policy here keeps it from the metadata service (169.254.169.254).`,
            headline: `A model in ${name} can take the credentials of its machine`,
            excerpt: resource.address,
          },
        );
      },
    );
  },
};
