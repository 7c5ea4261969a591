import type { Twin } from "./twin.ts";

const COMPOSE = (token: string, port: string): string => `services:
  lab:
    image: quay.io/jupyter/scipy-notebook:2025-04-14
    command: start-notebook.py --IdentityProvider.token=${token} --ip=0.0.0.0
    ports:
      - "${port}"
    volumes:
      - ~/.aws:/home/jovyan/.aws
      - ./patients:/home/jovyan/data
`;
const KUBERNETES = (args: string, host: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: lab
  namespace: research
spec:
  template:
    metadata:
      labels:
        app: lab
    spec:
      serviceAccountName: lab
      containers:
        - name: lab
          image: quay.io/jupyter/pytorch-notebook:2025-04-14
          args: ${args}
---
apiVersion: v1
kind: Service
metadata:
  name: lab
  namespace: research
spec:
  selector:
    app: lab
  ports:
    - port: 8888
---
${host}apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: lab
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: lab
    namespace: research
`;
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: lab
  namespace: research
spec:
  rules:
    - host: lab.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: lab, port: { number: 8888 } }
---
`;

/** Open Jupyter servers, 2022 and later: an empty token is a shell for whoever comes by. */
export const JUPYTER: readonly Twin[] = [
  {
    incident: "Jupyter",
    form: "Compose",
    vulnerable: { "compose.yaml": COMPOSE("''", "8888:8888") },
    mended: { "compose.yaml": COMPOSE("${JUPYTER_TOKEN:?}", "127.0.0.1:8888:8888") },
    attacker: "the internet",
    loses: "~/.aws",
    places: ["compose.yaml:6", "compose.yaml:8"],
  },
  {
    incident: "Jupyter",
    form: "Kubernetes",
    vulnerable: { "lab.yaml": KUBERNETES('["start-notebook.py", "--ServerApp.token=", "--ip=0.0.0.0"]', INGRESS) },
    mended: {
      "lab.yaml": KUBERNETES('["start-notebook.py", "--ip=0.0.0.0"]', "")
        .replace("ClusterRoleBinding", "RoleBinding")
        .replace("  name: cluster-admin", "  name: view")
        .replace("  name: lab\nroleRef", "  name: lab\n  namespace: research\nroleRef"),
    },
    attacker: "the internet",
    loses: "every secret of the cluster",
    places: ["lab.yaml:29", "lab.yaml:14", "lab.yaml:44"],
  },
];
