import { describe, expect, it } from "vitest";
import { collectEnvironment } from "../environment/index.ts";
import { discovered, projectOf } from "../testing/project-of.ts";
import { kubernetesDiscoverer } from "./index.ts";

const DEPLOYMENT = (container: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: llm }\nspec: { template: { spec: { containers: [${container}] } } }\n`;
/** What the workload itself is called is not what is asked here. */
const run = (files: { readonly [path: string]: string }) =>
  discovered(projectOf(files), kubernetesDiscoverer)
    .edges()
    .map((edge) => edge.replace(/^[\w-]+ llm /, "llm "));

describe("ClusterSettings", () => {
  it("puts what Kustomize generates into the environment, and the overlay's image over the manifest's", () => {
    const files = {
      "base/llm.yaml": DEPLOYMENT(
        '{ name: c, image: llm, args: ["--model", "$(MODEL)"], env: [{ name: MODEL, valueFrom: { configMapKeyRef: { name: settings, key: LLM } } }], envFrom: [{ configMapRef: { name: settings } }, { secretRef: { name: keys } }] }',
      ),
      "base/kustomization.yaml":
        "resources: [llm.yaml]\nconfigMapGenerator:\n  - { name: settings, literals: [LLM=Qwen/Qwen3-8B, OPENAI_MODEL=gpt-4o], envs: [more.env] }\nsecretGenerator:\n  - { name: keys, literals: [ANTHROPIC_API_KEY=x] }\n",
      "base/more.env": "OLLAMA_HOST=http://o:11434",
      "overlays/prod/kustomization.yaml": "resources: [../../base]\nimages: [{ name: llm, newName: vllm/vllm-openai, newTag: v1 }]\n",
      "other/kustomization.yaml": "images: [{ name: llm, newTag: never }]\n",
    };
    expect(run(files)).toEqual(
      expect.arrayContaining([
        "llm -uses_image-> container-image vllm/vllm-openai:v1",
        "llm -serves-> model Qwen/Qwen3-8B",
        "llm -uses_model-> model gpt-4o",
        "llm -calls-> ai-service ollama",
        "llm -authenticated_by-> secret-ref ANTHROPIC_API_KEY",
      ]),
    );
    expect(
      collectEnvironment(projectOf(files))
        .lookup("OPENAI_MODEL")
        .map(({ value }) => value),
    ).toEqual(["gpt-4o"]);
  });

  it("reads ConfigMaps and Secrets of manifests, values of Secrets never", () => {
    const found = discovered(
      projectOf({
        "k/app.yaml": `${DEPLOYMENT("{ image: app, envFrom: [{ configMapRef: { name: c } }, { secretRef: { name: s } }] }")}---\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: c }\ndata: { OPENAI_MODEL: gpt-4.1 }\n---\nkind: Secret\napiVersion: v1\nmetadata: { name: s }\nstringData: { OPENAI_API_KEY: sk-very-secret }\n`,
      }),
      kubernetesDiscoverer,
    );
    expect(found.edges().map((edge) => edge.replace(/^[\w-]+ llm /, "llm "))).toEqual(
      expect.arrayContaining(["llm -uses_model-> model gpt-4.1", "llm -authenticated_by-> secret-ref OPENAI_API_KEY"]),
    );
    expect(JSON.stringify(found.relations)).not.toContain("sk-very-secret");
  });

  it("takes broken kustomizations for nothing", () => {
    expect(
      run({
        "kustomization.yaml":
          "resources: [., ../.., 3]\nimages: [{ newTag: x }, 1]\nconfigMapGenerator: { name: x }\nsecretGenerator: [{ name: s, literals: [bad] }]\n",
        "d.yaml": DEPLOYMENT("{ image: app, envFrom: [{ secretRef: { name: s } }, 3] }"),
      }),
    ).toEqual(["llm -uses_image-> container-image app"]);
  });
});
