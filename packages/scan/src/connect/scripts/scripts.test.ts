import { describe, expect, it } from "vitest";
import { joined } from "../testing/joined.ts";
import { scripts } from "./index.ts";

const FILES = { "src/train.py": "", "src/pkg/evaluate.py": "", "dvc.yaml": "" };

describe("scripts", () => {
  it("lets a step run what happens in its script, and unites the run that only its command declares", () => {
    const seen = joined(
      FILES,
      [
        {
          kind: "pipeline-step",
          name: "train",
          file: "dvc.yaml",
          attributes: { command: "python src/train.py data model" },
          technique: "configuration",
        },
        {
          kind: "training-run",
          name: "stage",
          file: "dvc.yaml",
          attributes: { command: "python src/train.py data model" },
          technique: "configuration",
        },
        { kind: "training-run", name: "fit", file: "src/train.py" },
        { kind: "dataset", name: "data", file: "dvc.yaml" },
      ],
      [["training-run stage", "trains_on", "dataset data"]],
      scripts,
    );
    expect(seen).toContain("pipeline-step train -runs-> training-run fit");
    expect(seen).toContain("training-run fit -trains_on-> dataset data");
    expect(seen).not.toContain("training-run stage");
  });

  it("gives an evaluation the data of its step, where the script does not say", () => {
    const seen = joined(
      FILES,
      [
        {
          kind: "pipeline-step",
          name: "evaluate",
          file: "dvc.yaml",
          attributes: { command: "python -m pkg.evaluate" },
          technique: "configuration",
        },
        { kind: "evaluation-run", name: "evaluate", file: "src/pkg/evaluate.py" },
        { kind: "dataset", name: "held-out", file: "dvc.yaml" },
      ],
      [["pipeline-step evaluate", "reads", "dataset held-out"]],
      scripts,
    );
    expect(seen).toContain("pipeline-step evaluate -runs-> evaluation-run evaluate");
    expect(seen).toContain("evaluation-run evaluate -validates_on-> dataset held-out");
  });

  it("follows the entry point of a managed job", () => {
    const seen = joined(
      FILES,
      [
        { kind: "training-run", name: "estimator", file: "run.py", attributes: { script: "train.py", sourceFolder: "src" } },
        { kind: "training-run", name: "train", file: "src/train.py" },
      ],
      [],
      scripts,
    );
    expect(seen).toEqual(["training-run train"]);
  });
});
