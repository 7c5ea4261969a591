/*
 * What verbs on objects of a cluster are worth. Sources: kubernetes.io/docs/concepts/security/rbac-good-practices ("Kubernetes
 * RBAC - privilege escalation risks") and /docs/reference/access-authn-authz/{rbac,authorization,authentication,
 * certificate-signing-requests}, as known in November 2026, not read again; the resources of operators are those that their CustomResourceDefinitions
 * name (KServe, KubeRay, Kubeflow training-operator and notebooks, Argo Workflows, Seldon Core, Volcano, Tekton, Knative).
 */

/** Kinds that end in pods, with the plural that rules write; the purpose is what the pods do. */
export interface PodKind {
  readonly kind: string;
  readonly group: string;
  readonly resource: string;
  readonly purpose?: string;
  /** Cluster-wide operators read it; a plain cluster runs only those without. */
  readonly operator?: string;
  /** Names of its pods are known beforehand. */
  readonly podNames?: "own" | "numbered";
}

export const POD_KINDS: readonly PodKind[] = [
  { kind: "Pod", group: "", resource: "pods", podNames: "own" },
  { kind: "ReplicationController", group: "", resource: "replicationcontrollers" },
  { kind: "Deployment", group: "apps", resource: "deployments" },
  { kind: "StatefulSet", group: "apps", resource: "statefulsets", podNames: "numbered" },
  { kind: "DaemonSet", group: "apps", resource: "daemonsets" },
  { kind: "ReplicaSet", group: "apps", resource: "replicasets" },
  { kind: "Job", group: "batch", resource: "jobs" },
  { kind: "CronJob", group: "batch", resource: "cronjobs" },
  { kind: "InferenceService", group: "serving.kserve.io", resource: "inferenceservices", purpose: "inference", operator: "KServe" },
  { kind: "InferenceGraph", group: "serving.kserve.io", resource: "inferencegraphs", purpose: "inference", operator: "KServe" },
  { kind: "LLMInferenceService", group: "serving.kserve.io", resource: "llminferenceservices", purpose: "inference", operator: "KServe" },
  {
    kind: "SeldonDeployment",
    group: "machinelearning.seldon.io",
    resource: "seldondeployments",
    purpose: "inference",
    operator: "Seldon Core",
  },
  { kind: "RayService", group: "ray.io", resource: "rayservices", purpose: "inference", operator: "KubeRay" },
  { kind: "RayCluster", group: "ray.io", resource: "rayclusters", operator: "KubeRay" },
  { kind: "RayJob", group: "ray.io", resource: "rayjobs", operator: "KubeRay" },
  { kind: "PyTorchJob", group: "kubeflow.org", resource: "pytorchjobs", purpose: "training", operator: "Kubeflow" },
  { kind: "TFJob", group: "kubeflow.org", resource: "tfjobs", purpose: "training", operator: "Kubeflow" },
  { kind: "MPIJob", group: "kubeflow.org", resource: "mpijobs", purpose: "training", operator: "Kubeflow" },
  { kind: "XGBoostJob", group: "kubeflow.org", resource: "xgboostjobs", purpose: "training", operator: "Kubeflow" },
  { kind: "PaddleJob", group: "kubeflow.org", resource: "paddlejobs", purpose: "training", operator: "Kubeflow" },
  { kind: "JAXJob", group: "kubeflow.org", resource: "jaxjobs", purpose: "training", operator: "Kubeflow" },
  { kind: "Experiment", group: "kubeflow.org", resource: "experiments", purpose: "training", operator: "Katib" },
  { kind: "TrainJob", group: "trainer.kubeflow.org", resource: "trainjobs", purpose: "training", operator: "Kubeflow" },
  { kind: "Notebook", group: "kubeflow.org", resource: "notebooks", purpose: "notebook", operator: "Kubeflow", podNames: "numbered" },
  { kind: "Workflow", group: "argoproj.io", resource: "workflows", purpose: "pipeline", operator: "Argo Workflows" },
  { kind: "WorkflowTemplate", group: "argoproj.io", resource: "workflowtemplates", purpose: "pipeline", operator: "Argo Workflows" },
  { kind: "CronWorkflow", group: "argoproj.io", resource: "cronworkflows", purpose: "pipeline", operator: "Argo Workflows" },
  { kind: "Job", group: "batch.volcano.sh", resource: "jobs", purpose: "training", operator: "Volcano" },
  { kind: "Service", group: "serving.knative.dev", resource: "services", operator: "Knative" },
  { kind: "TaskRun", group: "tekton.dev", resource: "taskruns", purpose: "pipeline", operator: "Tekton" },
  { kind: "PipelineRun", group: "tekton.dev", resource: "pipelineruns", purpose: "pipeline", operator: "Tekton" },
];

/** Plurals that are not the kind in small letters with an s. */
export const PLURALS: Readonly<Record<string, string>> = {
  Endpoints: "endpoints",
  Ingress: "ingresses",
  NetworkPolicy: "networkpolicies",
  ServingRuntime: "servingruntimes",
  InferenceGraph: "inferencegraphs",
};

/** Objects of the cluster as a whole. */
export const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  "Namespace",
  "Node",
  "PersistentVolume",
  "StorageClass",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterServingRuntime",
  "ClusterStorageContainer",
  "ClusterWorkflowTemplate",
  "CustomResourceDefinition",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
  "PriorityClass",
]);

/** Verbs on an object itself. */
export const SEEING = ["get", "list", "watch"] as const;
export const REPLACING = ["update", "patch", "delete", "deletecollection"] as const;
export const CHANGING = ["update", "patch"] as const;
