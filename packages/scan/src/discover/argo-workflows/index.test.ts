import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { argoWorkflows } from "./index.ts";

const run = (text: string) => discovered(projectOf({ "wf.yaml": text }), argoWorkflows);

const HEAD =
  "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { generateName: tune- }\nspec:\n  entrypoint: main\n  templates:\n";

describe("argoWorkflows", () => {
  it("reads a DAG: order, images, what is fine-tuned", () => {
    const result = run(`${HEAD}    - name: main
      dag:
        tasks:
          - { name: check, template: run, depends: "tune.Succeeded && get" }
          - { name: tune, template: tune, dependencies: [get] }
          - { name: get, template: get }
    - { name: get, container: { image: "py:1", command: [huggingface-cli, download, Qwen/Qwen3-8B] } }
    - { name: tune, container: { image: "tune:1", command: [python, train.py, --model_name_or_path, Qwen/Qwen3-8B] } }
    - { name: run, script: { image: "py:1", command: [python], source: "print(1)" } }
`);
    expect(result.edges()).toEqual([
      "pipeline tune -has_step-> pipeline-step check",
      "pipeline tune -has_step-> pipeline-step get",
      "pipeline tune -has_step-> pipeline-step tune",
      "pipeline-step check -depends_on-> pipeline-step get",
      "pipeline-step check -depends_on-> pipeline-step tune",
      "pipeline-step check -uses_image-> container-image py:1",
      "pipeline-step get -uses_image-> container-image py:1",
      "pipeline-step get -uses_model-> model Qwen/Qwen3-8B",
      "pipeline-step tune -depends_on-> pipeline-step get",
      "pipeline-step tune -runs-> training-run tune",
      "pipeline-step tune -uses_image-> container-image tune:1",
      "training-run tune -fine_tunes-> model Qwen/Qwen3-8B",
    ]);
  });

  it("reads steps in groups, nested templates and templates of other files", () => {
    const result = run(`${HEAD}    - name: main
      steps:
        - [{ name: a, template: nested }, { name: b, templateRef: { name: other, template: x } }]
        - [{ name: train-model, template: work }]
    - { name: nested, steps: [[{ name: inner, template: work }]] }
    - { name: work, container: { image: "w:1" } }
`);
    expect(result.edges().filter((edge) => edge.includes("depends_on"))).toEqual([
      "pipeline-step train-model -depends_on-> pipeline-step b",
      "pipeline-step train-model -depends_on-> pipeline-step inner",
    ]);
  });

  it("knows what Kubeflow Pipelines compiled by its annotations", () => {
    const result = run(
      `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n  generateName: iris-\n  annotations: { pipelines.kubeflow.org/pipeline_spec: '{"description": "d", "name": "Iris"}' }\nspec:\n  entrypoint: iris\n  templates:\n    - { name: iris, dag: { tasks: [{ name: load, template: load }] } }\n    - { name: load, container: { image: "py:1" } }\n`,
    );
    expect(result.assets.find(({ kind }) => kind === "pipeline")).toMatchObject({
      name: "Iris",
      attributes: { engine: "kubeflow", compiled: true },
    });
  });

  it("leaves other workflows, circles and broken ones alone", () => {
    expect(run(`${HEAD}    - { name: main, container: { image: "docker/whalesay", command: [cowsay] } }\n`).names()).toEqual([]);
    expect(run(`${HEAD}    - { name: main, steps: [[{ name: train, template: main }]] }\n`).names()).toEqual([]);
    expect(run("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: 3\n").names()).toEqual([]);
    expect(() =>
      run(`${HEAD}    - { name: main, dag: { tasks: [{ name: a, dependencies: [b] }, { name: b, dependencies: [a] }] } }\n`),
    ).not.toThrow();
  });
});
