import { describe, expect, it } from "vitest";
import { kubernetesDiscoverer } from "../kubernetes/index.ts";
import { discovered, projectOf } from "../testing/project-of.ts";

const BASE = {
  "base/kustomization.yaml": "resources: [deployment.yaml, role.yaml]\n",
  "base/deployment.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: vllm\nspec:\n  replicas: 1\n  template:\n    spec:\n      serviceAccountName: runner\n      containers:\n        - name: main\n          image: vllm/vllm-openai:v0.5\n          securityContext:\n            privileged: true\n        - name: side\n          image: nginx\n",
  "base/role.yaml":
    "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: bind\nsubjects:\n  - kind: ServiceAccount\n    name: runner\nroleRef:\n  kind: Role\n  name: r\n",
};

function resourcesOf(files: { readonly [path: string]: string }): ReturnType<typeof discovered>["resources"] {
  return discovered(projectOf(files), kubernetesDiscoverer).resources;
}

describe("kustomizations", () => {
  it("lay patches over the base: containers by name, null takes away, the base's line and the patch's", () => {
    const files = {
      ...BASE,
      "prod/kustomization.yaml": "resources: [../base]\npatches:\n  - path: safe.yaml\n",
      "prod/safe.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: vllm\nspec:\n  template:\n    spec:\n      containers:\n        - name: main\n          securityContext: null\n",
    };
    const resources = resourcesOf(files);
    const deployments = resources.filter(({ address }) => address === "Deployment/vllm");
    expect(deployments).toHaveLength(1);
    expect(deployments[0]).toMatchObject({
      file: "base/deployment.yaml",
      line: 1,
      root: "prod",
      caller: { file: "prod/safe.yaml", line: 1 },
    });
    const written = JSON.stringify(deployments[0]?.attributes);
    expect(written).not.toContain("privileged");
    expect(written).toContain("nginx");
  });

  it("set namespace, prefix, labels, images, replicas, and rename what is referred to", () => {
    const files = {
      ...BASE,
      "prod/kustomization.yaml":
        "namespace: ml\nnamePrefix: p-\ncommonLabels: {team: ai}\nimages:\n  - name: vllm/vllm-openai\n    newTag: v0.9\nreplicas:\n  - name: vllm\n    count: 3\nresources: [../base]\nconfigMapGenerator:\n  - name: settings\n    literals: [MODEL=org/model]\n",
    };
    const resources = resourcesOf(files);
    const [deployment] = resources.filter(({ address }) => address === "Deployment/vllm");
    expect(deployment?.attributes).toMatchObject({
      namespace: "ml",
      metadata: { name: "p-vllm", labels: { team: "ai" } },
      spec: {
        replicas: 3,
        template: { spec: { serviceAccountName: "p-runner", containers: [{ image: "vllm/vllm-openai:v0.9" }, { image: "nginx" }] } },
      },
    });
    const [binding] = resources.filter(({ address }) => address === "RoleBinding/bind");
    expect(binding?.attributes).toMatchObject({ subjects: [{ name: "p-runner", namespace: "ml" }], roleRef: { name: "r" } });
    expect(resources.find(({ address }) => address === "ConfigMap/settings")?.attributes).toMatchObject({ data: { MODEL: "org/model" } });
  });

  it("do JSON patches to what a target selects, components, and replacements", () => {
    const files = {
      ...BASE,
      "prod/kustomization.yaml":
        'resources: [../base]\ncomponents: [../part]\npatches:\n  - target: {kind: Deployment, name: "vl.*"}\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/image\n        value: vllm/vllm-openai@sha256:00\n      - op: remove\n        path: /spec/template/spec/containers/1\n      - op: add\n        path: /metadata/annotations\n        value: {a~b: "1"}\nreplacements:\n  - source: {kind: ServiceAccount, name: runner}\n    targets:\n      - select: {kind: Deployment}\n        fieldPaths: ["spec.template.spec.containers.[name=main].name"]\n',
      "part/kustomization.yaml":
        "kind: Component\npatches:\n  - patch: |-\n      kind: Deployment\n      metadata: {name: vllm}\n      spec: {replicas: 7}\n",
    };
    const [deployment] = resourcesOf(files).filter(({ address }) => address === "Deployment/vllm");
    expect(deployment?.attributes).toMatchObject({
      metadata: { annotations: { "a~b": "1" } },
      spec: { replicas: 7, template: { spec: { containers: [{ name: "runner", image: "vllm/vllm-openai@sha256:00" }] } } },
    });
  });

  it("tell overlays apart where they differ", () => {
    const overlay = (count: number): string => `resources: [../base]\nreplicas:\n  - name: vllm\n    count: ${count}\n`;
    const resources = resourcesOf({ ...BASE, "dev/kustomization.yaml": overlay(1), "prod/kustomization.yaml": overlay(5) });
    expect(resources.filter(({ address }) => address === "Deployment/vllm").map(({ root }) => root)).toEqual(["dev", "prod"]);
    expect(resources.filter(({ address }) => address === "ServiceAccount/runner")).toHaveLength(1);
  });

  it("stop at circles and tell what is not there; the rest is read", () => {
    const result = discovered(
      projectOf({
        "a/kustomization.yaml": "resources: [../b, own.yaml, gone.yaml, 'https://example.com/x.yaml']\n",
        "a/own.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: own}\n",
        "b/kustomization.yaml": "resources: [../a]\npatches:\n  - path: ../../../etc/passwd\n",
      }),
      kubernetesDiscoverer,
    );
    expect(result.resources.map(({ address }) => address)).toContain("Service/own");
    expect(result.unresolved.map(({ what }) => what).join("\n")).toMatch(/takes itself in[\s\S]*gone\.yaml is not in the project/);
  });
});
