import type { Condition, SettingRow } from "./schema.ts";

/* AI workloads in Kubernetes, wherever their pod template stands (Deployment, RayCluster, InferenceService, …). */

/** Kinds that hold a pod template. */
export const WORKLOADS = [
  "v1/Pod",
  "v1/ReplicationController",
  "apps/v1/Deployment",
  "apps/v1/ReplicaSet",
  "apps/v1/StatefulSet",
  "apps/v1/DaemonSet",
  "batch/v1/Job",
  "batch/v1/CronJob",
  "batch/v1beta1/CronJob",
  "ray.io/v1/RayCluster",
  "ray.io/v1/RayService",
  "ray.io/v1/RayJob",
  "ray.io/v1/RayCronJob",
  "ray.io/v1alpha1/RayCluster",
  "ray.io/v1alpha1/RayService",
  "ray.io/v1alpha1/RayJob",
  "serving.kserve.io/v1beta1/InferenceService",
  "serving.kserve.io/v1alpha1/ServingRuntime",
  "serving.kserve.io/v1alpha1/ClusterServingRuntime",
  "serving.kserve.io/v1alpha1/LLMInferenceService",
  "serving.knative.dev/v1/Service",
  "kubeflow.org/v1/Notebook",
  "kubeflow.org/v1beta1/Notebook",
  "kubeflow.org/v1alpha1/Notebook",
  "kubeflow.org/v1/PyTorchJob",
  "kubeflow.org/v1/TFJob",
  "kubeflow.org/v1/XGBoostJob",
  "kubeflow.org/v1/PaddleJob",
  "kubeflow.org/v1/MPIJob",
  "kubeflow.org/v2beta1/MPIJob",
  "trainer.kubeflow.org/v1alpha1/TrainingRuntime",
  "trainer.kubeflow.org/v1alpha1/ClusterTrainingRuntime",
  "argoproj.io/v1alpha1/Workflow",
  "argoproj.io/v1alpha1/WorkflowTemplate",
  "argoproj.io/v1alpha1/ClusterWorkflowTemplate",
  "argoproj.io/v1alpha1/CronWorkflow",
  "machinelearning.seldon.io/v1/SeldonDeployment",
  "machinelearning.seldon.io/v1alpha2/SeldonDeployment",
  "leaderworkerset.x-k8s.io/v1/LeaderWorkerSet",
  "jobset.x-k8s.io/v1alpha2/JobSet",
  "batch.volcano.sh/v1alpha1/Job",
];

/** Argo's workflows, whose templates take parameters. */
export const WORKFLOWS = [
  "argoproj.io/v1alpha1/Workflow",
  "argoproj.io/v1alpha1/WorkflowTemplate",
  "argoproj.io/v1alpha1/ClusterWorkflowTemplate",
  "argoproj.io/v1alpha1/CronWorkflow",
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

const TRAINS = 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n';

const workflow = (image: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata:\n  name: train\nspec:\n  entrypoint: train\n  templates:\n    - name: train\n      container:\n        image: ${image}\n        command: [python, train.py]\n`;
const inference = (uri: string, format = "onnx"): string =>
  `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: fraud\nspec:\n  predictor:\n    model:\n      modelFormat:\n        name: ${format}\n      storageUri: ${uri}\n`;
const profile = (quota: string): string =>
  `apiVersion: kubeflow.org/v1\nkind: Profile\nmetadata:\n  name: team\nspec:\n  owner:\n    kind: User\n    name: a@example.com\n${quota}`;
const namespace = (level: string): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: team\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;
const withVolume = (mode: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: models\nspec:\n  accessModes: [ReadWriteMany]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: server\nspec:\n  template:\n    spec:\n      containers:\n        - name: server\n          image: vllm/vllm-openai:v0.11.0\n          volumeMounts:\n            - name: models\n              mountPath: /models\n${mode}      volumes:\n        - name: models\n          persistentVolumeClaim:\n            claimName: models\n`;

/** Code by the archive of a branch, or by an unprotected address. */
const MUTABLE_CODE =
  '(?:working_dir|py_modules)"?\\s*:[\\s"\'\\[-]*(?:http://|https://github\\.com/[^\\s"\']+/archive/(?:refs/heads/|main\\b|master\\b|develop\\b)|https://(?:codeload|api)\\.github\\.com/[^\\s"\']+/(?:main|master|refs/heads)|git\\+)';

/** An image or a command that serves models. */
const SERVES_MODELS: Condition = {
  any: [
    {
      setting: "**.image",
      matches:
        "(?i)vllm|text-generation-inference|text-embeddings-inference|tritonserver|tensorflow/serving|torchserve|sglang|llama\\.cpp|ollama|kserve|/nim/",
    },
    { setting: "**.storageUri", absent: false },
  ],
};

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
  {
    id: "pod-runs-as-proxy",
    title: "A pod runs under the identity of the mesh's proxy",
    why: "Istio does not redirect traffic of user 1337: whoever may choose it leaves the mesh's rules behind (SAPwned, 2024).",
    fix: "Run as another user, and refuse user 1337 and shareProcessNamespace at admission.",
    base: [2, 3, 3, 2],
    controls: ["ADS-INFR-03", "ADS-SERV-08"],
    judged: "near-ai",
    because: {
      exposure: "whoever gets code into the pod",
      exploitability: "its traffic is not seen",
      data: "what the network of the cluster holds",
    },
    says: "runs as user 1337, the proxy of the mesh",
    cases: [
      {
        types: WORKLOADS,
        fails: {
          any: [
            {
              some: "**.containers",
              where: {
                all: [
                  { setting: "securityContext.runAsUser", is: 1337 },
                  { not: { setting: "name", matches: "^istio-(?:proxy|init|validation)$" } },
                ],
              },
            },
            { setting: "spec.template.spec.securityContext.runAsUser", is: 1337 },
            { setting: "spec.securityContext.runAsUser", is: 1337 },
            { setting: "spec.jobTemplate.spec.template.spec.securityContext.runAsUser", is: 1337 },
            { setting: "spec.podSpecPatch", matches: "runAsUser[\"']?\\s*:\\s*1337" },
            { setting: "spec.templates.podSpecPatch", matches: "runAsUser[\"']?\\s*:\\s*1337" },
            { setting: "spec.templates.container.securityContext.runAsUser", is: 1337 },
            { setting: "spec.templates.script.securityContext.runAsUser", is: 1337 },
            { setting: "spec.templates.securityContext.runAsUser", is: 1337 },
          ],
        },
      },
    ],
    bad: [
      {
        title: "chosen for the pod",
        files: { "deploy.yaml": pod('["--model", "acme/model"]', "      securityContext:\n        runAsUser: 1337\n") },
      },
    ],
    good: [
      {
        title: "a user of its own",
        files: { "deploy.yaml": pod('["--model", "acme/model"]', "      securityContext:\n        runAsUser: 1000\n") },
      },
    ],
  },
  {
    id: "pod-shares-processes",
    title: "The containers of a pod see each other's processes",
    why: "Code in one container reads memory, environment and files of the others through /proc, the proxy of a mesh and its certificates among them.",
    fix: "Leave shareProcessNamespace off; debug with an ephemeral container instead.",
    base: [1, 2, 3, 1],
    controls: ["ADS-SERV-08"],
    judged: "near-ai",
    because: { exposure: "code that got into one of the containers", data: "secrets of the other containers" },
    says: "lets its containers see each other's processes (shareProcessNamespace)",
    cases: [{ types: WORKLOADS, fails: { setting: "**.shareProcessNamespace", is: true } }],
    bad: [{ title: "shared", files: { "deploy.yaml": pod('["--model", "acme/model"]', "      shareProcessNamespace: true\n") } }],
    good: [{ title: "apart", files: { "deploy.yaml": pod('["--model", "acme/model"]') } }],
  },
  {
    id: "ray-code-unpinned",
    title: "A Ray job fetches its code from an address that may change",
    why: "runtime_env downloads and runs it on every node: who can push to the branch, or write to the address, runs code in the cluster.",
    fix: "Name the commit in the address, or put the code into the image.",
    base: [1, 3, 3, 2],
    controls: ["ADS-SUPP-04", "ADS-MODL-02"],
    because: { exposure: "whoever may push to the branch or serves the address", data: "code execution in the cluster" },
    says: "fetches its code from a branch or over plain HTTP",
    cases: [
      {
        types: ["ray.io/v1/RayJob", "ray.io/v1/RayService", "ray.io/v1/RayCluster", "ray.io/v1alpha1/RayJob", "ray.io/v1alpha1/RayService"],
        when: { setting: ["**.runtimeEnvYAML", "**.serveConfigV2", "**.runtimeEnv"], absent: false },
        fails: {
          any: [
            { setting: "**.runtimeEnvYAML", matches: MUTABLE_CODE },
            { setting: "**.serveConfigV2", matches: MUTABLE_CODE },
          ],
        },
      },
    ],
    bad: [
      {
        title: "a branch",
        files: {
          "job.yaml":
            'apiVersion: ray.io/v1\nkind: RayJob\nmetadata:\n  name: train\nspec:\n  entrypoint: python train.py\n  runtimeEnvYAML: |\n    working_dir: "https://github.com/acme/train/archive/refs/heads/main.zip"\n',
        },
      },
    ],
    good: [
      {
        title: "a commit",
        files: {
          "job.yaml":
            'apiVersion: ray.io/v1\nkind: RayJob\nmetadata:\n  name: train\nspec:\n  entrypoint: python train.py\n  runtimeEnvYAML: |\n    working_dir: "https://github.com/acme/train/archive/b393e77bbd6aba0881e3d94c05f968f05a387b96.zip"\n',
        },
      },
    ],
  },
  {
    id: "workflow-image-from-parameter",
    title: "A workflow runs the image that a parameter names",
    why: "Whoever may submit the workflow chooses the image, and runs it with the workflow's account and volumes.",
    fix: "Name the image in the template, or check the parameter against a list (enum) and at admission.",
    base: [2, 3, 3, 2],
    controls: ["ADS-SUPP-03", "ADS-INFR-02"],
    judged: "near-ai",
    because: {
      exposure: "whoever may submit the workflow",
      exploitability: "one submission",
      data: "code execution with the workflow's account",
    },
    says: "runs an image, or a pod, that a parameter names",
    cases: [
      {
        types: WORKFLOWS,
        fails: {
          all: [
            {
              any: [
                { setting: "**.image", matches: "\\{\\{\\s*=?\\s*(?:inputs\\.parameters|workflow\\.parameters|item)" },
                { setting: "**.podSpecPatch", matches: "\\{\\{\\s*=?\\s*(?:inputs\\.parameters|workflow\\.parameters|item)" },
              ],
            },
            {
              not: {
                some: "**.parameters",
                where: {
                  all: [
                    { setting: "name", matches: "(?i)image" },
                    { setting: "enum", absent: false },
                  ],
                },
              },
            },
          ],
        },
      },
    ],
    bad: [{ title: "any image", files: { "train.py": TRAINS, "workflow.yaml": workflow('"{{workflow.parameters.image}}"') } }],
    good: [{ title: "a named image", files: { "train.py": TRAINS, "workflow.yaml": workflow('"acme/train:1.4.2"') } }],
  },
  {
    id: "kserve-model-over-http",
    title: "A served model is fetched over plain HTTP",
    why: "Who is on the way puts another model, and with it code or other decisions, into production.",
    fix: "Fetch over https or from a bucket of one's own, and check a digest or a signature.",
    base: [2, 2, 3, 2],
    controls: ["ADS-SECR-06", "ADS-MODL-02"],
    because: { exposure: "whoever is on the network in between", data: "what the model decides" },
    says: "fetches its model over plain HTTP",
    cases: [
      {
        types: [...WORKLOADS, "serving.kserve.io/v1alpha1/TrainedModel", "mlops.seldon.io/v1alpha1/Model"],
        when: { setting: ["**.storageUri", "**.modelUri", "**.uri"], absent: false },
        fails: { setting: ["**.storageUri", "**.modelUri"], matches: "^http://" },
      },
    ],
    bad: [{ title: "http", files: { "serve.yaml": inference("http://models.example.net/fraud") } }],
    good: [{ title: "a bucket", files: { "serve.yaml": inference("s3://models/fraud") } }],
  },
  {
    id: "kserve-model-executes",
    title: "A served model is loaded with pickle",
    why: "Loading it runs what the file holds: whoever may write where it lies runs code in the inference pod.",
    fix: "Serve safetensors, ONNX or the framework's own format; else sign the file, verify it before load, and run the pod in a sandbox.",
    base: [1, 2, 3, 2],
    controls: ["ADS-MODL-04", "ADS-MODL-06"],
    hygiene: true,
    because: { exposure: "roles that may write the model's storage", data: "code execution in the inference pod" },
    says: "loads a model by a format that runs code",
    cases: [
      {
        types: ["serving.kserve.io/v1beta1/InferenceService", "machinelearning.seldon.io/v1/SeldonDeployment"],
        when: { setting: ["**.storageUri", "**.modelUri"], absent: false },
        fails: {
          all: [
            {
              any: [
                { setting: ["**.storageUri", "**.modelUri"], matches: "(?i)\\.(?:pkl|pickle|joblib|pt|pth|ckpt|dill)$" },
                { setting: "**.modelFormat.name", matches: "(?i)^(?:sklearn|pickle|joblib)$" },
                { setting: "spec.predictor.sklearn.storageUri", absent: false },
                { setting: "**.implementation", matches: "^SKLEARN_SERVER$" },
              ],
            },
            { not: { setting: "**.runtimeClassName", matches: "(?i)gvisor|runsc|kata" } },
          ],
        },
      },
    ],
    bad: [{ title: "scikit-learn", files: { "serve.yaml": inference("s3://models/fraud", "sklearn") } }],
    good: [{ title: "ONNX", files: { "serve.yaml": inference("s3://models/fraud", "onnx") } }],
  },
  {
    id: "kubeflow-profile-unbounded",
    title: "A Kubeflow profile has no quota",
    why: "One user, or one stolen session, takes every accelerator of the cluster.",
    fix: "Set resourceQuotaSpec with limits for CPU, memory and accelerators.",
    base: [1, 2, 1, 1],
    controls: ["ADS-INFR-07"],
    hygiene: true,
    says: "has no quota",
    cases: [
      {
        types: ["kubeflow.org/v1/Profile", "kubeflow.org/v1beta1/Profile"],
        fails: { setting: ["spec.resourceQuotaSpec.hard", "spec.resourceQuotaSpec"], absent: true },
      },
    ],
    bad: [{ title: "none", files: { "profile.yaml": profile("") } }],
    good: [{ title: "a quota", files: { "profile.yaml": profile('  resourceQuotaSpec:\n    hard:\n      cpu: "16"\n') } }],
  },
  {
    id: "namespace-privileged",
    title: "A namespace admits privileged pods",
    why: "Who may start a pod there, a notebook user or a pipeline, starts one that owns its node.",
    fix: "Enforce baseline or restricted (pod-security.kubernetes.io/enforce), and keep drivers in a namespace of their own.",
    base: [1, 3, 3, 1],
    controls: ["ADS-SERV-08"],
    judged: "near-ai",
    because: { exposure: "roles that may start pods in it", data: "the node" },
    says: "admits privileged pods",
    cases: [
      {
        types: ["v1/Namespace"],
        when: {
          not: { setting: "metadata.name", matches: "^(?:kube-system|gpu-operator|nvidia.*|.*-(?:driver|csi|cni|monitoring|system))$" },
        },
        fails: { setting: "metadata.labels", matches: '"pod-security\\.kubernetes\\.io/enforce":"privileged"' },
      },
    ],
    bad: [{ title: "for a team", files: { "train.py": TRAINS, "ns.yaml": namespace("privileged") } }],
    good: [{ title: "baseline", files: { "train.py": TRAINS, "ns.yaml": namespace("baseline") } }],
  },
  {
    id: "gpu-shared-in-time",
    title: "Accelerators are shared in time between workloads",
    why: "Time slicing and MPS keep neither memory nor faults apart: workloads of several owners can read and stop one another.",
    fix: "Partition with MIG where owners differ, or give each owner nodes of its own.",
    base: [1, 1, 2, 1],
    controls: ["ADS-SERV-08"],
    hygiene: true,
    says: "shares accelerators in time, without isolation of memory",
    cases: [
      {
        types: ["v1/ConfigMap", "nvidia.com/v1/ClusterPolicy"],
        when: { setting: ["data", "spec.devicePlugin"], absent: false },
        fails: {
          any: [
            { setting: "data", matches: "(?s)sharing:.{0,40}(?:timeSlicing|mps):" },
            { setting: "spec.devicePlugin.config.default", matches: "(?i)time-?slic" },
          ],
        },
      },
    ],
    bad: [
      {
        title: "time slicing",
        files: {
          "plugin.yaml":
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: device-plugin\ndata:\n  any: |-\n    version: v1\n    sharing:\n      timeSlicing:\n        resources:\n        - name: nvidia.com/gpu\n          replicas: 4\n",
        },
      },
    ],
    good: [
      {
        title: "partitions",
        files: {
          "plugin.yaml":
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: device-plugin\ndata:\n  any: |-\n    version: v1\n    flags:\n      migStrategy: mixed\n",
        },
      },
    ],
  },
  {
    id: "model-volume-shared-writable",
    title: "A volume with models is writable from every pod that mounts it",
    why: "Code in one pod changes the model that the others load: poisoning without a trace in a registry.",
    fix: "Mount it readOnly where models are only read, and let one job write.",
    base: [1, 2, 3, 2],
    controls: ["ADS-MODL-06"],
    hygiene: true,
    because: { exposure: "code that got into one of the pods", data: "the models that the others load" },
    says: "may change the models on a volume that other pods mount as well",
    cases: [
      {
        types: WORKLOADS,
        when: {
          all: [
            SERVES_MODELS,
            {
              refersTo: ["v1/PersistentVolumeClaim"],
              at: "**.persistentVolumeClaim.claimName",
              where: { setting: "spec.accessModes", is: "ReadWriteMany" },
            },
          ],
        },
        fails: {
          not: {
            any: [
              { setting: "**.volumeMounts.readOnly", is: true },
              { setting: "**.persistentVolumeClaim.readOnly", is: true },
            ],
          },
        },
      },
    ],
    bad: [{ title: "writable", files: { "serve.yaml": withVolume("") } }],
    good: [{ title: "read-only", files: { "serve.yaml": withVolume("              readOnly: true\n") } }],
  },
];
