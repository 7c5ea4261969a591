import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { kubernetesDiscoverer } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), kubernetesDiscoverer);

describe("kubernetesDiscoverer", () => {
  it("reads workloads: model server, image, account, environment", () => {
    const result = run({
      "d.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: llm\n  namespace: ml\nspec:\n  template:\n    spec:\n      serviceAccountName: runner\n      containers:\n        - name: c\n          image: vllm/vllm-openai:latest\n          command: [vllm, serve]\n          args:\n            - google/gemma-3-4b-it\n            - --host=0.0.0.0\n          env:\n            - name: HF_TOKEN\n              valueFrom: {secretKeyRef: {name: hf}}\n",
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "endpoint llm -serves-> model google/gemma-3-4b-it",
        "endpoint llm -runs_as-> identity runner",
        "endpoint llm -authenticated_by-> secret-ref HF_TOKEN",
        "endpoint llm -uses_image-> container-image vllm/vllm-openai:latest",
      ]),
    );
    expect(result.resources[0]).toMatchObject({ address: "Deployment/llm", type: "apps/v1/Deployment", attributes: { namespace: "ml" } });
  });

  it("reads custom resources of AI operators", () => {
    const result = run({
      "k.yaml":
        "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: iris}\nspec:\n  predictor:\n    model:\n      modelFormat: {name: sklearn}\n      storageUri: gs://models/sklearn/iris\n---\napiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: chat}\nspec:\n  predictor:\n    model:\n      args: [--model_id=meta-llama/Llama-3.1-8B]\n---\napiVersion: kaito.sh/v1alpha1\nkind: Workspace\nmetadata: {name: ws}\ninference:\n  preset: {name: phi-4}\n---\napiVersion: ray.io/v1\nkind: RayService\nmetadata: {name: rs}\nspec:\n  serveConfigV2: |\n    model_source: Qwen/Qwen2.5-7B\n---\napiVersion: kubeflow.org/v1\nkind: PyTorchJob\nmetadata: {name: job}\nspec: {t: {template: {spec: {containers: [{image: train:1, env: [{name: OPENAI_API_KEY}]}]}}}}\n",
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "endpoint iris -serves-> model iris",
        "endpoint chat -serves-> model meta-llama/Llama-3.1-8B",
        "endpoint ws -serves-> model phi-4",
        "endpoint rs -serves-> model Qwen/Qwen2.5-7B",
        "training-run job -uses_image-> container-image train:1",
        "training-run job -calls-> ai-service openai",
      ]),
    );
    expect(result.assets.find(({ name, kind }) => name === "iris" && kind === "model")?.identity.uri).toBe("gs://models/sklearn/iris");
  });

  it("puts chart values into templates", () => {
    const result = run({
      "c/Chart.yaml": "name: c\nappVersion: '2.1'\n",
      "c/values.yaml": "image: {repository: ollama/ollama}\nname: ai\n",
      "c/templates/d.yaml":
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\nspec:\n  containers:\n    {{- if .Values.x }}\n    - image: "{{ .Values.image.repository }}:{{ .Values.tag | default .Chart.AppVersion }}"\n    {{- end }}\n',
    });
    expect(result.edges()).toEqual(expect.arrayContaining(["endpoint ai -uses_image-> container-image ollama/ollama:2.1"]));
  });

  it("joins workloads by service names in URLs", () => {
    const pod = (name: string, image: string, env = "") =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: c, image: ${image}${env}}]}\n`;
    expect(
      run({
        "all.yaml":
          pod("ollama", "ollama/ollama") + pod("web", "web:1", ", env: [{name: U, value: 'http://ollama.ai.svc.cluster.local:11434'}]"),
      }).edges(),
    ).toContain("compute web -calls-> endpoint ollama");
  });

  it("is not taken in by other YAML and odd forms", () => {
    expect(
      run({
        "a.yaml": "kind: x\napiVersion: 3\n",
        "b.json":
          '{"kind":"List","apiVersion":"v1","items":[{"kind":"Pod","apiVersion":"v1","spec":{"containers":[5,null,{"image":{"a":1}}]}}]}',
      }).resources.map(({ address }) => address),
    ).toEqual(["Pod/"]);
  });
});
