import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { kubeflowPipelines } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), kubeflowPipelines);
const task = (name: string, more: object = {}) => ({ taskInfo: { name }, componentRef: { name: `comp-${name}` }, ...more });
const component = (name: string) => [`comp-${name}`, { executorLabel: `exec-${name}` }] as const;

const SPEC = {
  pipelineInfo: { name: "iris" },
  components: {
    ...Object.fromEntries(["load", "train", "inner", "last"].map(component)),
    "comp-group": { dag: { tasks: { inner: task("inner") } } },
  },
  deploymentSpec: { executors: { "exec-load": { container: { image: "py:1" } } } },
  root: {
    dag: {
      tasks: {
        group: { taskInfo: { name: "group" }, componentRef: { name: "comp-group" }, dependentTasks: ["train"] },
        last: task("last", { dependentTasks: ["group"] }),
        load: task("load"),
        train: task("train", { inputs: { artifacts: { data: { taskOutputArtifact: { producerTask: "load" } } } } }),
      },
    },
  },
};

describe("kubeflowPipelines", () => {
  it.each([
    ["pipeline.yaml", SPEC],
    ["job.json", { displayName: "x", pipelineSpec: SPEC }],
  ])("reads %s", (path, content) => {
    const result = run({ [path]: JSON.stringify(content) });
    expect(result.edges()).toEqual([
      "pipeline iris -has_step-> pipeline-step inner",
      "pipeline iris -has_step-> pipeline-step last",
      "pipeline iris -has_step-> pipeline-step load",
      "pipeline iris -has_step-> pipeline-step train",
      "pipeline-step inner -depends_on-> pipeline-step train",
      "pipeline-step last -depends_on-> pipeline-step inner",
      "pipeline-step load -uses_image-> container-image py:1",
      "pipeline-step train -depends_on-> pipeline-step load",
      "pipeline-step train -runs-> training-run train",
    ]);
  });

  it("leaves other documents alone", () => {
    expect(run({ "a.yaml": "pipelineInfo: { name: x }\nroot: { dag: { tasks: [] } }\n", "b.json": "[1]" }).names()).toEqual([]);
  });
});
