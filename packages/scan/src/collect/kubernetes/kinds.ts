/** A kind that rules, access or paths read. */
export interface KubernetesKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly resource: string;
  readonly kind: string;
  /** Version where the server does not say which it prefers for the kind. */
  readonly namespaced: boolean;
}

const kinds = (
  group: string,
  namespaced: boolean,
  ...list: readonly (readonly [resource: string, kind: string])[]
): readonly KubernetesKind[] => list.map(([resource, kind]) => ({ group, resource, kind, namespaced }));

/**
 * What is listed. Secrets are not among it: the right to list them is the right to read them, and their names stand in
 * what uses them.
 */
export const KUBERNETES_KINDS: readonly KubernetesKind[] = [
  ...kinds("", false, ["namespaces", "Namespace"]),
  ...kinds(
    "",
    true,
    ["configmaps", "ConfigMap"],
    ["persistentvolumeclaims", "PersistentVolumeClaim"],
    ["pods", "Pod"],
    ["replicationcontrollers", "ReplicationController"],
    ["resourcequotas", "ResourceQuota"],
    ["serviceaccounts", "ServiceAccount"],
    ["services", "Service"],
  ),
  ...kinds("apps", true, ["daemonsets", "DaemonSet"], ["deployments", "Deployment"], ["statefulsets", "StatefulSet"]),
  ...kinds("batch", true, ["cronjobs", "CronJob"], ["jobs", "Job"]),
  ...kinds("networking.k8s.io", true, ["ingresses", "Ingress"], ["networkpolicies", "NetworkPolicy"]),
  ...kinds("rbac.authorization.k8s.io", false, ["clusterrolebindings", "ClusterRoleBinding"], ["clusterroles", "ClusterRole"]),
  ...kinds("rbac.authorization.k8s.io", true, ["rolebindings", "RoleBinding"], ["roles", "Role"]),
  ...kinds(
    "admissionregistration.k8s.io",
    false,
    ["mutatingwebhookconfigurations", "MutatingWebhookConfiguration"],
    ["validatingadmissionpolicies", "ValidatingAdmissionPolicy"],
    ["validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding"],
    ["validatingwebhookconfigurations", "ValidatingWebhookConfiguration"],
  ),
  ...kinds("ray.io", true, ["rayclusters", "RayCluster"], ["rayjobs", "RayJob"], ["rayservices", "RayService"]),
  ...kinds("serving.kserve.io", true, ["inferenceservices", "InferenceService"], ["servingruntimes", "ServingRuntime"]),
  ...kinds("serving.kserve.io", false, ["clusterservingruntimes", "ClusterServingRuntime"]),
  ...kinds("serving.knative.dev", true, ["services", "Service"]),
  ...kinds(
    "kubeflow.org",
    true,
    ["notebooks", "Notebook"],
    ["pytorchjobs", "PyTorchJob"],
    ["tfjobs", "TFJob"],
    ["mpijobs", "MPIJob"],
    ["experiments", "Experiment"],
  ),
  ...kinds("kubeflow.org", false, ["profiles", "Profile"]),
  ...kinds(
    "argoproj.io",
    true,
    ["applications", "Application"],
    ["cronworkflows", "CronWorkflow"],
    ["workflows", "Workflow"],
    ["workflowtemplates", "WorkflowTemplate"],
  ),
  ...kinds("argoproj.io", false, ["clusterworkflowtemplates", "ClusterWorkflowTemplate"]),
  ...kinds("nvidia.com", false, ["clusterpolicies", "ClusterPolicy"]),
  ...kinds("security.istio.io", true, ["authorizationpolicies", "AuthorizationPolicy"], ["peerauthentications", "PeerAuthentication"]),
  ...kinds("gateway.networking.k8s.io", true, ["gateways", "Gateway"], ["httproutes", "HTTPRoute"]),
];

/** The rights that listing them needs, as a manifest: `list` and the look at which kinds the server has. */
export function clusterRole(): string {
  const groups = new Map<string, Set<string>>();
  for (const { group, resource } of KUBERNETES_KINDS) groups.set(group, (groups.get(group) ?? new Set()).add(resource));
  const rules = [...groups].map(
    ([group, resources]) =>
      `  - apiGroups: [${JSON.stringify(group)}]\n    resources: [${[...resources].sort().join(", ")}]\n    verbs: [list]\n`,
  );
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: castellan-collect\nrules:\n${rules.join("")}  - nonResourceURLs: [/api/v1, /apis, "/apis/*"]\n    verbs: [get]\n`;
}
