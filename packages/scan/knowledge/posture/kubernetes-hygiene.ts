import { WORKLOADS } from "./kubernetes.ts";
import type { SettingRow } from "./schema.ts";

/* What a pod leaves open that serves or trains models, or stands beside one: Pod Security Standards (kubernetes.io). */

const TRAINS = { "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const pod = (spec: string, container = ""): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: worker\nspec:\n  template:\n    spec:\n${spec}      containers:\n        - name: worker\n          image: acme/worker:1.0.0\n${container}`;
const SANDBOX = "(?i)gvisor|runsc|kata|firecracker|edera|sandbox";

export const KUBERNETES_HYGIENE: readonly SettingRow[] = [
  {
    id: "pod-host-namespaces",
    title: "A pod shares the processes, memory or network of its node",
    why: "Code in it sees and reaches what only the node should: other tenants' processes, the kubelet, the metadata service.",
    fix: "Leave hostPID, hostIPC and hostNetwork off; give multi-node training its network through a device plugin or Multus.",
    base: [1, 2, 3, 1],
    controls: ["ADS-SERV-08"],
    judged: "near-ai",
    hygiene: true,
    because: { exposure: "code that got into the pod", data: "the node" },
    says: "shares processes, memory or network of its node",
    cases: [
      {
        types: WORKLOADS,
        fails: {
          any: [
            { setting: "**.hostPID", is: true },
            { setting: "**.hostIPC", is: true },
            { setting: "**.hostNetwork", is: true },
          ],
        },
      },
    ],
    bad: [{ title: "processes", files: { ...TRAINS, "deploy.yaml": pod("      hostPID: true\n") } }],
    good: [{ title: "its own", files: { ...TRAINS, "deploy.yaml": pod("") } }],
  },
  {
    id: "pod-privileged",
    title: "A container is privileged",
    why: "It may do on its node what root may: code in it owns the node and every pod there.",
    fix: "Leave privileged off; accelerators come through the device plugin, not through privileges.",
    base: [1, 2, 3, 1],
    controls: ["ADS-SERV-08"],
    judged: "near-ai",
    hygiene: true,
    because: { exposure: "code that got into the container", data: "the node" },
    says: "is privileged",
    cases: [{ types: WORKLOADS, fails: { setting: "**.privileged", is: true } }],
    bad: [
      {
        title: "privileged",
        files: { ...TRAINS, "deploy.yaml": pod("", "          securityContext:\n            privileged: true\n") },
      },
    ],
    good: [{ title: "its own rights", files: { ...TRAINS, "deploy.yaml": pod("") } }],
  },
  {
    id: "pod-dangerous-capabilities",
    title: "A container has capabilities that lead out of it",
    why: "With SYS_ADMIN, SYS_PTRACE, SYS_MODULE, DAC_READ_SEARCH or NET_ADMIN code leaves the container or turns the traffic of others.",
    fix: "Drop ALL and add the one that is needed (IPC_LOCK for RDMA).",
    base: [1, 2, 3, 1],
    controls: ["ADS-SERV-08"],
    judged: "near-ai",
    hygiene: true,
    because: { exposure: "code that got into the container", data: "the node" },
    says: "has capabilities that lead out of the container",
    cases: [
      {
        types: WORKLOADS,
        fails: {
          setting: "**.capabilities.add",
          matches: "(?i)^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|SYS_RAWIO|DAC_READ_SEARCH|NET_ADMIN|BPF|SYS_BOOT)$",
        },
      },
    ],
    bad: [
      {
        title: "SYS_ADMIN",
        files: {
          ...TRAINS,
          "deploy.yaml": pod("", "          securityContext:\n            capabilities:\n              add: [SYS_ADMIN]\n"),
        },
      },
    ],
    good: [
      {
        title: "IPC_LOCK",
        files: {
          ...TRAINS,
          "deploy.yaml": pod(
            "",
            "          securityContext:\n            capabilities:\n              drop: [ALL]\n              add: [IPC_LOCK]\n",
          ),
        },
      },
    ],
  },
  {
    id: "pod-runs-as-root",
    title: "A container runs as root",
    why: "A hole in the runtime, and every file of a mounted volume, is one step nearer for code that gets in.",
    fix: "Set runAsNonRoot: true with a user of its own, and allowPrivilegeEscalation: false.",
    base: [1, 1, 3, 1],
    controls: ["ADS-SERV-08"],
    judged: "near-ai",
    hygiene: true,
    because: { exposure: "code that got into the container", data: "the container, and with a further hole its node" },
    says: "is told to run as root, or may become it",
    cases: [
      {
        types: WORKLOADS,
        when: { not: { setting: "**.runtimeClassName", matches: SANDBOX } },
        fails: {
          any: [
            { setting: "**.runAsUser", is: 0 },
            { setting: "**.runAsNonRoot", is: false },
            { setting: "**.allowPrivilegeEscalation", is: true },
          ],
        },
      },
    ],
    bad: [
      { title: "user 0", files: { ...TRAINS, "deploy.yaml": pod("      securityContext:\n        runAsUser: 0\n") } },
      {
        title: "may become it",
        files: { ...TRAINS, "deploy.yaml": pod("", "          securityContext:\n            allowPrivilegeEscalation: true\n") },
      },
    ],
    good: [
      {
        title: "another user",
        files: { ...TRAINS, "deploy.yaml": pod("      securityContext:\n        runAsNonRoot: true\n        runAsUser: 1000\n") },
      },
    ],
  },
  {
    id: "pod-mounts-host",
    title: "A pod mounts sensitive folders of its node",
    why: "The socket of the container runtime, /etc, /proc, /root and the kubelet's folder are the node and the other pods on it.",
    fix: "Use volumes of the cluster; where a device or a cache of the node is needed, mount that folder alone, read-only.",
    base: [1, 2, 3, 1],
    controls: ["ADS-SERV-08"],
    judged: "near-ai",
    hygiene: true,
    because: { exposure: "code that got into the pod", data: "the node and other pods" },
    says: "mounts sensitive folders of its node",
    cases: [
      {
        types: WORKLOADS,
        fails: {
          setting: "**.hostPath.path",
          matches:
            "^/$|^/(?:etc|proc|root|boot|home|sys|lib/modules|usr|var)/?$|^/var/(?:run|lib)/?$|(?:docker|containerd|crio)(?:/\\S*)?\\.sock$|^/var/(?:lib/kubelet|lib/docker|run/docker)|^/etc/kubernetes",
        },
      },
    ],
    bad: [
      {
        title: "the runtime's socket",
        files: {
          ...TRAINS,
          "deploy.yaml": pod("      volumes:\n        - name: socket\n          hostPath:\n            path: /var/run/docker.sock\n"),
        },
      },
    ],
    good: [
      {
        title: "a cache",
        files: {
          ...TRAINS,
          "deploy.yaml": pod("      volumes:\n        - name: cache\n          hostPath:\n            path: /mnt/models\n"),
        },
      },
    ],
  },
  {
    id: "pod-unlimited",
    title: "A container of a model has no limit of memory",
    why: "One long request, or one bad model file, takes the memory of the node from all others on it.",
    fix: "Set resources.limits.memory.",
    base: [1, 1, 1, 1],
    controls: ["ADS-AGNT-08", "ADS-INFR-07"],
    hygiene: true,
    says: "has no limit of memory",
    cases: [
      {
        types: [
          "ray.io/v1/RayCluster",
          "ray.io/v1/RayService",
          "serving.kserve.io/v1beta1/InferenceService",
          "kubeflow.org/v1/Notebook",
          "kubeflow.org/v1beta1/Notebook",
          "kubeflow.org/v1/PyTorchJob",
        ],
        when: { setting: ["**.containers", "**.resources", "spec.predictor.model"], absent: false },
        fails: { setting: "**.limits.memory", absent: true },
      },
    ],
    bad: [
      {
        title: "a notebook",
        files: {
          "notebook.yaml":
            "apiVersion: kubeflow.org/v1\nkind: Notebook\nmetadata:\n  name: mine\nspec:\n  template:\n    spec:\n      containers:\n        - name: mine\n          image: kubeflownotebookswg/jupyter-scipy:v1.9.0\n",
        },
      },
    ],
    good: [
      {
        title: "limited",
        files: {
          "notebook.yaml":
            "apiVersion: kubeflow.org/v1\nkind: Notebook\nmetadata:\n  name: mine\nspec:\n  template:\n    spec:\n      containers:\n        - name: mine\n          image: kubeflownotebookswg/jupyter-scipy:v1.9.0\n          resources:\n            limits:\n              memory: 8Gi\n",
        },
      },
    ],
  },
];
