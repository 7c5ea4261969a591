import type { Twin } from "./twin.ts";

const RUN = (user: number, more = ""): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: customer-training
  namespace: ai-core
spec:
  entrypoint: train
  securityContext:
    runAsUser: ${user}
  templates:
    - name: train
${more}      container:
        name: main
        image: registry.example.com/customer/train@sha256:${"d".repeat(64)}
        args: ["train.py"]
`;
const TILLER = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: tiller-deploy
  namespace: kube-system
spec:
  template:
    metadata:
      labels: { app: helm }
    spec:
      serviceAccountName: tiller
      containers:
        - name: tiller
          image: gcr.io/kubernetes-helm/tiller:v2.16.1
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: tiller
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: tiller
    namespace: kube-system
---
apiVersion: v1
kind: Secret
metadata:
  name: artifactory-pull
  namespace: kube-system
type: kubernetes.io/dockerconfigjson
`;
const LOKI = (keys: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: loki-config
  namespace: ai-core
data:
  loki.yaml: |
    auth_enabled: false
    storage_config:
      aws:
        bucketnames: ai-core-logs
${keys}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: loki
  namespace: ai-core
spec:
  template:
    metadata:
      labels: { app: loki }
    spec:
      containers:
        - name: loki
          image: grafana/loki:2.9.4
      volumes:
        - name: config
          configMap:
            name: loki-config
`;
const ISOLATED = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: customers
  namespace: ai-core
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  egress:
    - to:
        - podSelector:
            matchLabels: { app: gateway }
`;

/** SAPwned, 2024: a customer's pod ran as the mesh's proxy and reached Tiller, Loki and shared file systems, which asked nobody. */
export const SAPWNED: readonly Twin[] = [
  {
    incident: "SAPwned",
    form: "Argo and Tiller",
    vulnerable: { "train.yaml": RUN(1337), "tiller.yaml": TILLER },
    mended: { "train.yaml": RUN(1000) + ISOLATED, "tiller.yaml": undefined },
    attacker: "a tenant who runs containers here",
    loses: "registry",
    places: ["train.yaml:9", "tiller.yaml:13", "tiller.yaml:16", "tiller.yaml:29"],
  },
  {
    incident: "SAPwned",
    form: "a pod and Loki",
    vulnerable: {
      "train.yaml": RUN(1337)
        .replaceAll("argoproj.io/v1alpha1", "v1")
        .replace("kind: Workflow", "kind: Pod")
        .replace(
          / {2}entrypoint[\s\S]*/,
          '  securityContext:\n    runAsUser: 1337\n  containers:\n    - name: main\n      image: vllm/vllm-openai:v0.12.0\n      args: ["--api-key", "x"]\n',
        ),
      "loki.yaml": LOKI(`        access_key_id: FAKEFAKEFAKEFAKEFAKE\n        secret_access_key: ${"fake".repeat(10)}\n`),
    },
    mended: { "train.yaml": RUN(1000) + ISOLATED, "loki.yaml": LOKI("") },
    attacker: "a tenant who runs containers here",
    loses: "loki-config",
    places: ["train.yaml:8", "loki.yaml:26", "loki.yaml:13"],
  },
];
