import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { tekton } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), tekton);

describe("tekton", () => {
  it("reads a pipeline with tasks of other files, in order", () => {
    const result = run({
      "pipeline.yaml":
        "apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: retrain }\nspec:\n  tasks:\n    - { name: fetch, taskRef: { name: git-clone } }\n    - { name: fit, runAfter: [fetch], taskRef: { name: fit } }\n    - { name: report, taskSpec: { steps: [{ image: alpine }] }, params: [{ name: x, value: $(tasks.fit.results.path) }] }\n",
      "tasks/fit.yaml":
        "apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: fit }\nspec:\n  steps:\n    - { image: 'acme/train:1', env: [{ name: WANDB, value: x }, { name: OPENAI_API_KEY, value: y }], script: 'python train.py' }\n",
    });
    expect(result.edges()).toEqual([
      "pipeline retrain -has_step-> pipeline-step fetch",
      "pipeline retrain -has_step-> pipeline-step fit",
      "pipeline retrain -has_step-> pipeline-step report",
      "pipeline-step fit -authenticated_by-> secret-ref OPENAI_API_KEY",
      "pipeline-step fit -calls-> ai-service openai",
      "pipeline-step fit -depends_on-> pipeline-step fetch",
      "pipeline-step fit -runs-> training-run fit",
      "pipeline-step fit -uses_image-> container-image acme/train:1",
      "pipeline-step report -depends_on-> pipeline-step fit",
      "pipeline-step report -uses_image-> container-image alpine",
    ]);
  });

  it("leaves pipelines that build software alone", () => {
    expect(
      run({
        "p.yaml":
          "apiVersion: tekton.dev/v1beta1\nkind: Pipeline\nmetadata: { name: build }\nspec: { tasks: [{ name: build, taskRef: { name: kaniko } }] }\n---\napiVersion: tekton.dev/v1\nkind: PipelineRun\nspec: 1\n",
      }).names(),
    ).toEqual([]);
  });
});
