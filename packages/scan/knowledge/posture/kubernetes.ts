import type { Condition, SettingRow } from "./schema.ts";

/* AI workloads in Kubernetes, wherever their pod template stands (Deployment, RayCluster, InferenceService, …). */

/** Kinds that hold a pod template. */
export const WORKLOADS = [
  "v1/Pod",
  "apps/v1/Deployment",
  "apps/v1/StatefulSet",
  "apps/v1/DaemonSet",
  "batch/v1/Job",
  "batch/v1/CronJob",
  "ray.io/v1/RayCluster",
  "ray.io/v1/RayService",
  "ray.io/v1/RayJob",
  "serving.kserve.io/v1beta1/InferenceService",
  "serving.kserve.io/v1alpha1/ServingRuntime",
  "serving.kserve.io/v1alpha1/ClusterServingRuntime",
  "serving.knative.dev/v1/Service",
  "kubeflow.org/v1/Notebook",
];

/** Flags with which a server runs code that comes with a model. */
export const RUNS_MODEL_CODE: Condition = {
  any: [
    { setting: ["**.args", "**.command"], matches: "(?i)^--?trust[-_]remote[-_]code(?:=(?:true|1))?$" },
    { setting: "**.args", matches: "(?i)trust[-_]remote[-_]code|weights_only\\s*=\\s*False|--load-format[ =](?:pt|pickle)\\b" },
    { setting: "**.command", matches: "(?i)trust[-_]remote[-_]code|weights_only\\s*=\\s*False|--load-format[ =](?:pt|pickle)\\b" },
    {
      some: "**.env",
      where: {
        all: [
          { setting: "name", matches: "(?i)TRUST_REMOTE_CODE" },
          { setting: "value", is: [true, "1"] },
        ],
      },
    },
  ],
};

const pod = (args: string, more = ""): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: inference\n  namespace: serving\nspec:\n  template:\n    spec:\n${more}      containers:\n        - name: server\n          image: vllm/vllm-openai:v0.11.0\n          args: ${args}\n`;

export const KUBERNETES: readonly SettingRow[] = [
  {
    id: "untrusted-model-unsandboxed",
    title: "A server runs code that comes with a model, without a sandbox",
    why: "A model that somebody uploads runs code in the pod and reaches the kernel of a machine that others share.",
    fix: "Load safetensors without --trust-remote-code, or set runtimeClassName to a sandbox (gVisor, Kata).",
    base: [3, 3, 3, 2],
    controls: ["ADS-MODL-03"],
    because: { exposure: "whoever publishes or uploads a model", data: "code execution" },
    says: "runs code that comes with the model, without a sandbox runtime",
    cases: [
      {
        types: WORKLOADS,
        when: RUNS_MODEL_CODE,
        fails: { not: { setting: "**.runtimeClassName", matches: "(?i)gvisor|runsc|kata|firecracker|edera|sandbox" } },
      },
    ],
    bad: [{ title: "remote code", files: { "deploy.yaml": pod('["--model", "acme/model", "--trust-remote-code"]') } }],
    good: [
      { title: "no remote code", files: { "deploy.yaml": pod('["--model", "acme/model"]') } },
      {
        title: "in a sandbox",
        files: { "deploy.yaml": pod('["--model", "acme/model", "--trust-remote-code"]', "      runtimeClassName: gvisor\n") },
      },
    ],
  },
];
