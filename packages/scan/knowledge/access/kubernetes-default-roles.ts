/*
 * ClusterRoles and bindings that every cluster starts with. Source: kubernetes/kubernetes,
 * plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata/{cluster-roles,cluster-role-bindings}.yaml (Apache-2.0) at
 * commit 025f2834, read 2026-11-23; bindings that newer versions added are as known, not read again. The facts are set out in a form of our own. Roles of controllers in
 * kube-system are left out: who becomes one of those is told as a way to any right.
 */

/** `groups: resources: verbs: names`, each separated by blanks; `core` is the group without a name. */
export type RuleLine = string;

export interface DefaultRole {
  readonly name: string;
  /** `rbac.authorization.k8s.io/aggregate-to-…` labels that it bears. */
  readonly aggregatedTo?: readonly string[];
  /** Label that it gathers. */
  readonly gathers?: string;
  readonly rules: readonly RuleLine[];
  /** `urls: verbs`. */
  readonly urls?: readonly string[];
}

const SEE = "get list watch";
const WRITE = "create delete deletecollection patch update";
const WORKLOADS =
  "daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale";

export const DEFAULT_ROLES: readonly DefaultRole[] = [
  { name: "cluster-admin", rules: ["*: *: *"], urls: ["*: *"] },
  { name: "admin", gathers: "admin", rules: [] },
  { name: "edit", gathers: "edit", aggregatedTo: ["admin"], rules: [] },
  { name: "view", gathers: "view", aggregatedTo: ["edit"], rules: [] },
  {
    name: "system:aggregate-to-admin",
    aggregatedTo: ["admin"],
    rules: ["authorization.k8s.io: localsubjectaccessreviews: create", `rbac.authorization.k8s.io: rolebindings roles: ${WRITE} ${SEE}`],
  },
  {
    name: "system:aggregate-to-edit",
    aggregatedTo: ["edit"],
    rules: [
      `core: pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy: ${SEE}`,
      "core: serviceaccounts: impersonate",
      `core: pods pods/attach pods/exec pods/portforward pods/proxy: ${WRITE}`,
      "core: pods/eviction: create",
      `core: configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy: ${WRITE}`,
      "core: serviceaccounts/token: create",
      `apps: ${WORKLOADS}: ${WRITE}`,
      `autoscaling: horizontalpodautoscalers: ${WRITE}`,
      `batch: cronjobs jobs: ${WRITE}`,
      `extensions: daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale: ${WRITE}`,
      `policy: poddisruptionbudgets: ${WRITE}`,
      `networking.k8s.io: ingresses networkpolicies: ${WRITE}`,
      `coordination.k8s.io: leases: ${WRITE} ${SEE}`,
    ],
  },
  {
    name: "system:aggregate-to-view",
    aggregatedTo: ["view"],
    rules: [
      `core: configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status: ${SEE}`,
      `core: bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status: ${SEE}`,
      `core: namespaces: ${SEE}`,
      `discovery.k8s.io: endpointslices: ${SEE}`,
      `apps: controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status: ${SEE}`,
      `autoscaling: horizontalpodautoscalers horizontalpodautoscalers/status: ${SEE}`,
      `batch: cronjobs cronjobs/status jobs jobs/status: ${SEE}`,
      `extensions: daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale: ${SEE}`,
      `policy: poddisruptionbudgets poddisruptionbudgets/status: ${SEE}`,
      `networking.k8s.io: ingresses ingresses/status networkpolicies: ${SEE}`,
    ],
  },
  {
    name: "system:auth-delegator",
    rules: ["authentication.k8s.io: tokenreviews: create", "authorization.k8s.io: subjectaccessreviews: create"],
  },
  {
    name: "system:basic-user",
    rules: [
      "authorization.k8s.io: selfsubjectaccessreviews selfsubjectrulesreviews: create",
      "authentication.k8s.io: selfsubjectreviews: create",
    ],
  },
  {
    name: "system:certificates.k8s.io:certificatesigningrequests:nodeclient",
    rules: ["certificates.k8s.io: certificatesigningrequests/nodeclient: create"],
  },
  {
    name: "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
    rules: ["certificates.k8s.io: certificatesigningrequests/selfnodeclient: create"],
  },
  {
    name: "system:certificates.k8s.io:kube-apiserver-client-approver",
    rules: ["certificates.k8s.io: signers: approve: kubernetes.io/kube-apiserver-client"],
  },
  {
    name: "system:certificates.k8s.io:kube-apiserver-client-kubelet-approver",
    rules: ["certificates.k8s.io: signers: approve: kubernetes.io/kube-apiserver-client-kubelet"],
  },
  {
    name: "system:certificates.k8s.io:kubelet-serving-approver",
    rules: ["certificates.k8s.io: signers: approve: kubernetes.io/kubelet-serving"],
  },
  {
    name: "system:certificates.k8s.io:legacy-unknown-approver",
    rules: ["certificates.k8s.io: signers: approve: kubernetes.io/legacy-unknown"],
  },
  {
    name: "system:discovery",
    rules: [],
    urls: ["/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/: get"],
  },
  { name: "system:heapster", rules: [`core: events namespaces nodes pods: ${SEE}`, `extensions: deployments: ${SEE}`] },
  { name: "system:kube-aggregator", rules: [`core: endpoints services: ${SEE}`] },
  {
    name: "system:kube-controller-manager",
    rules: [
      "core events.k8s.io: events: create patch update",
      "coordination.k8s.io: leases: create",
      "coordination.k8s.io: leases: get update: kube-controller-manager",
      "core: secrets serviceaccounts: create update",
      "core: secrets: delete",
      "core: configmaps namespaces secrets serviceaccounts: get",
      "authentication.k8s.io: tokenreviews: create",
      "authorization.k8s.io: subjectaccessreviews: create",
      "*: *: list watch",
      "core: serviceaccounts/token: create",
    ],
  },
  { name: "system:kube-dns", rules: ["core: endpoints services: list watch"] },
  {
    name: "system:kube-scheduler",
    rules: [
      "core events.k8s.io: events: create patch update",
      "coordination.k8s.io: leases: create",
      "coordination.k8s.io: leases: get update: kube-scheduler",
      `core: nodes: ${SEE}`,
      `core: pods: delete ${SEE}`,
      "core: bindings pods/binding: create",
      "core: pods/status: patch update",
      `core: replicationcontrollers services: ${SEE}`,
      `apps extensions: replicasets: ${SEE}`,
      `apps: statefulsets: ${SEE}`,
      `policy: poddisruptionbudgets: ${SEE}`,
      `core: persistentvolumeclaims persistentvolumes namespaces: ${SEE}`,
      "authentication.k8s.io: tokenreviews: create",
      "authorization.k8s.io: subjectaccessreviews: create",
      `storage.k8s.io: csinodes csidrivers csistoragecapacities: ${SEE}`,
    ],
  },
  {
    name: "system:kubelet-api-admin",
    rules: [`core: nodes: ${SEE} proxy`, "core: nodes/log nodes/metrics nodes/proxy nodes/stats: *"],
  },
  { name: "system:monitoring", rules: [], urls: ["/healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*: get"] },
  {
    name: "system:node",
    rules: [
      "authentication.k8s.io: tokenreviews: create",
      "authorization.k8s.io: localsubjectaccessreviews subjectaccessreviews: create",
      `core: services: ${SEE}`,
      `core: nodes: create ${SEE} patch update`,
      "core: nodes/status: patch update",
      "core: events: create patch update",
      `core: pods: ${SEE} create delete`,
      "core: pods/status: patch update",
      "core: pods/eviction: create",
      `core: configmaps secrets: ${SEE}`,
      "core: persistentvolumeclaims persistentvolumes: get",
      "core: endpoints: get",
      `certificates.k8s.io: certificatesigningrequests: create ${SEE}`,
      "coordination.k8s.io: leases: create delete get patch update",
      "storage.k8s.io: volumeattachments: get",
      "core: serviceaccounts/token: create",
      "core: persistentvolumeclaims/status: get patch update",
      `storage.k8s.io: csidrivers: ${SEE}`,
      "storage.k8s.io: csinodes: create delete get patch update",
      `node.k8s.io: runtimeclasses: ${SEE}`,
    ],
  },
  { name: "system:node-bootstrapper", rules: [`certificates.k8s.io: certificatesigningrequests: create ${SEE}`] },
  {
    name: "system:node-problem-detector",
    rules: ["core: nodes: get", "core: nodes/status: patch", "core events.k8s.io: events: create patch update"],
  },
  {
    name: "system:node-proxier",
    rules: [
      "core: endpoints services: list watch",
      `core: nodes: ${SEE}`,
      "core events.k8s.io: events: create patch update",
      "discovery.k8s.io: endpointslices: list watch",
    ],
  },
  {
    name: "system:persistent-volume-provisioner",
    rules: [
      `core: persistentvolumes: create delete ${SEE}`,
      `core: persistentvolumeclaims: update ${SEE}`,
      `storage.k8s.io: storageclasses: ${SEE}`,
      "core: events: watch",
      "core events.k8s.io: events: create patch update",
    ],
  },
  { name: "system:public-info-viewer", rules: [], urls: ["/healthz /livez /readyz /version /version/: get"] },
  { name: "system:service-account-issuer-discovery", rules: [], urls: ["/.well-known/openid-configuration /openid/v1/jwks: get"] },
  {
    name: "system:volume-scheduler",
    rules: [
      `core: persistentvolumes: patch update ${SEE}`,
      `storage.k8s.io: storageclasses: ${SEE}`,
      `core: persistentvolumeclaims: patch update ${SEE}`,
    ],
  },
];

/** Role → groups and users of the control plane that hold it. */
export const DEFAULT_BINDINGS: readonly { readonly role: string; readonly kind: "Group" | "User"; readonly name: string }[] = [
  { role: "cluster-admin", kind: "Group", name: "system:masters" },
  { role: "system:basic-user", kind: "Group", name: "system:authenticated" },
  { role: "system:discovery", kind: "Group", name: "system:authenticated" },
  { role: "system:public-info-viewer", kind: "Group", name: "system:authenticated" },
  { role: "system:public-info-viewer", kind: "Group", name: "system:unauthenticated" },
  { role: "system:kube-controller-manager", kind: "User", name: "system:kube-controller-manager" },
  { role: "system:kube-scheduler", kind: "User", name: "system:kube-scheduler" },
  { role: "system:volume-scheduler", kind: "User", name: "system:kube-scheduler" },
  { role: "system:kube-dns", kind: "User", name: "system:serviceaccount:kube-system:kube-dns" },
  { role: "system:node-proxier", kind: "User", name: "system:kube-proxy" },
  { role: "system:monitoring", kind: "Group", name: "system:monitoring" },
  { role: "system:service-account-issuer-discovery", kind: "Group", name: "system:serviceaccounts" },
];
