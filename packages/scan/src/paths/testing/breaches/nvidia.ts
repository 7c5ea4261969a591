import type { Twin } from "./twin.ts";

const POLICY = (version: string): string => `apiVersion: nvidia.com/v1
kind: ClusterPolicy
metadata:
  name: gpu
spec:
  toolkit:
    enabled: true
    repository: nvcr.io/nvidia/k8s
    image: container-toolkit
    version: ${version}
`;
const TENANT = (name: string, runtime = ""): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: trainer
  namespace: tenant-${name}
spec:
  template:
    metadata:
      labels: { app: trainer }
    spec:
${runtime}      containers:
        - name: trainer
          image: registry.example.com/${name}/trainer@sha256:${"b".repeat(64)}
          resources:
            limits:
              nvidia.com/gpu: 1
              memory: 16Gi
`;
const HOSTS = (version: string): string => `${JSON.stringify(
  { hosts: [{ name: "gpu-7", packages: [{ name: "nvidia-container-toolkit", version }], sharedTenants: true }] },
  null,
  1,
)}
`;

/** NVIDIA's container toolkit, 2024 and 2025 (CVE-2024-0132, CVE-2025-23359, CVE-2025-23266): a tenant's image takes the host. */
export const NVIDIA: readonly Twin[] = [
  {
    incident: "NVIDIA container toolkit",
    form: "Kubernetes",
    vulnerable: { "gpu/policy.yaml": POLICY("v1.16.1-ubuntu20.04"), "gpu/tenant-a.yaml": TENANT("a"), "gpu/tenant-b.yaml": TENANT("b") },
    mended: { "gpu/policy.yaml": POLICY("v1.17.8-ubuntu20.04") },
    attacker: "a tenant who runs containers here",
    loses: "trainer",
    places: ["gpu/tenant-a.yaml:1", "gpu/policy.yaml:10", "gpu/tenant-b.yaml:1"],
  },
  {
    incident: "NVIDIA container toolkit",
    form: "an inventory of hosts",
    vulnerable: {
      "hosts.json": HOSTS("1.17.7-1"),
      Dockerfile: `FROM busybox@sha256:${"c".repeat(64)}\nENV LD_PRELOAD=/proc/self/cwd/hook.so\nADD hook.so /\n`,
    },
    mended: { "hosts.json": HOSTS("1.17.8-1"), Dockerfile: `FROM busybox@sha256:${"c".repeat(64)}\nADD hook.so /\nUSER 1000\n` },
    attacker: "a tenant who runs containers here",
    loses: "gpu-7",
    places: ["Dockerfile:2", "hosts.json:8", "hosts.json:11"],
  },
];
