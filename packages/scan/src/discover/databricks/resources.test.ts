import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { databricks } from "./index.ts";

const resources = (files: { readonly [path: string]: string }) =>
  discovered(projectOf(files), databricks).resources.map(({ type, address, file, line, attributes, lines }) => ({
    type,
    address,
    file,
    line,
    attributes,
    lines,
  }));

describe("resources of Databricks", () => {
  it("are the declarations of a bundle, with its variables put in and secrets taken out", () => {
    expect(
      resources({
        "databricks.yml":
          "bundle: { name: churn }\nvariables: { mode: { default: NONE } }\nresources:\n  jobs:\n    train:\n      tasks:\n        - task_key: fit\n          new_cluster:\n            data_security_mode: ${var.mode}\n            spark_env_vars: { api_token: abc, other: '{{secrets/ml/key}}' }\n",
      }),
    ).toEqual([
      {
        type: "databricks.jobs",
        address: "resources.jobs.train",
        file: "databricks.yml",
        line: 5,
        attributes: {
          tasks: [
            {
              task_key: "fit",
              new_cluster: { data_security_mode: "NONE", spark_env_vars: { api_token: "********", other: "{{secrets/ml/key}}" } },
            },
          ],
        },
        lines: expect.objectContaining({ tasks: 6, "tasks.new_cluster.data_security_mode": 9 }),
      },
    ]);
  });

  it("are clusters and jobs in the JSON that the API takes", () => {
    expect(
      resources({
        "cluster.json": '{ "cluster_name": "gpu", "spark_version": "15.4.x-gpu-ml", "node_type_id": "g4dn", "data_security_mode": "NONE" }',
        "job.json": '{ "name": "train", "new_cluster": { "spark_version": "15.4.x", "num_workers": 2 } }',
      }).map(({ type, address }) => `${type} ${address}`),
    ).toEqual(["databricks.clusters clusters.gpu", "databricks.jobs jobs.train"]);
  });

  it("are not other files, nor declarations that are broken", () => {
    expect(
      resources({
        "a.json": '{ "spark_version": "3.5" }',
        "b.json": '{ "new_cluster": 3 }',
        "c.json": "[]",
        "databricks.yml": "bundle: { name: x }\nresources: { jobs: [1], clusters: { a: 3 } }\n",
      }),
    ).toEqual([]);
  });
});
