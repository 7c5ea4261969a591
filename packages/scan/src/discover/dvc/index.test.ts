import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { dvc } from "./index.ts";

const PIPELINE = `vars:
  - lists: {kinds: [a, b]}
stages:
  prepare:
    cmd: python prepare.py \${split}
    deps: [prepare.py, data/raw.csv]
    outs: [data/prepared]
  train:
    foreach: \${lists.kinds}
    do:
      cmd: python train.py --kind \${item}
      deps: [train.py, data/prepared]
      params: [train.seed]
      outs:
        - models/\${item}.pkl
      metrics:
        - metrics/\${item}.json:
            cache: false
  grid:
    matrix:
      n: [1, 2]
    cmd: python report.py \${item.n}
    deps: [models/a.pkl]
    outs:
      - report-\${item.n}.html
`;

describe("dvc", () => {
  it("draws stages, artefacts, digests and stores", async () => {
    const found = discovered(
      await readProject({
        "dvc.yaml": PIPELINE,
        "params.yaml": "split: 0.2\ntrain: {seed: 7}\n",
        "dvc.lock": "schema: '2.0'\nstages:\n  train@a:\n    cmd: x\n    outs:\n    - path: models/a.pkl\n      md5: abc\n      size: 12\n",
        ".dvc/config": "[core]\n    remote = s\n['remote \"s\"']\n    url = s3://bucket/dvc\n",
        "data/raw.csv.dvc":
          "deps:\n- path: data.csv\n  repo:\n    url: https://github.com/o/r\n    rev_lock: 1a\nouts:\n- md5: fff\n  size: 5\n  path: raw.csv\n",
      }),
      dvc,
    );
    expect(found.names()).toEqual([
      "data-source https://github.com/o/r",
      "dataset data/prepared",
      "dataset data/raw.csv",
      "hyperparameters params.yaml",
      "metrics metrics/a.json",
      "metrics metrics/b.json",
      "metrics report-1.html",
      "metrics report-2.html",
      "model models/a.pkl",
      "model models/b.pkl",
      "model-file models/a.pkl",
      "model-file models/b.pkl",
      "pipeline test",
      "pipeline-step grid@1",
      "pipeline-step grid@2",
      "pipeline-step prepare",
      "pipeline-step train@a",
      "pipeline-step train@b",
      "storage s3://bucket/dvc",
      "training-run train@a",
      "training-run train@b",
    ]);
    const edges = found.edges();
    for (const edge of [
      "pipeline test -has_step-> pipeline-step train@a",
      "pipeline-step train@a -depends_on-> pipeline-step prepare",
      "pipeline-step prepare -reads-> dataset data/raw.csv",
      "pipeline-step prepare -writes_to-> dataset data/prepared",
      "pipeline-step train@b -runs-> training-run train@b",
      "training-run train@a -trains_on-> dataset data/prepared",
      "training-run train@a -produces-> model models/a.pkl",
      "training-run train@a -produces-> metrics metrics/a.json",
      "training-run train@a -uses_config-> hyperparameters params.yaml",
      "model models/a.pkl -materialised_as-> model-file models/a.pkl",
      "model models/a.pkl -stored_in-> storage s3://bucket/dvc",
      "dataset data/raw.csv -derived_from-> data-source https://github.com/o/r",
      "pipeline-step grid@1 -depends_on-> pipeline-step train@a",
      "pipeline-step grid@1 -loads-> model models/a.pkl",
    ])
      expect(edges).toContain(edge);
    expect(edges.filter((edge) => edge.startsWith("metrics metrics/"))).toEqual([]);
    expect(found.assets.find(({ kind, name }) => kind === "model" && name === "models/a.pkl")?.digests).toEqual({ md5: "abc" });
    expect(found.assets.find(({ name }) => name === "train@a")?.attributes?.["command"]).toBe("python train.py --kind a");
    expect(found.assets.find(({ name }) => name === "prepare")?.attributes?.["command"]).toBe("python prepare.py 0.2");
    expect(found.assets.find(({ kind }) => kind === "storage")?.occurrences[0]).toMatchObject({
      file: ".dvc/config",
      resource: "remote s",
    });
  });
  it("says nothing of other YAML and survives bad ones", async () => {
    expect(
      discovered(
        await readProject({ "dvc.yaml": "stages: [1, 2]\n", "b/dvc.yaml": "stages:\n  a: 1\n", "a.dvc": "outs: x\n", "c.dvc": "- 1\n" }),
        dvc,
      ).assets.map(({ kind }) => kind),
    ).toEqual(["pipeline", "pipeline-step"]);
  });
});
