import { describe, expect, it, test } from "vitest";
import { projectOf } from "../discover/testing/project-of.ts";
import { scriptFile, scriptsOf, splitCommands } from "./script-command.ts";

const PROJECT = projectOf({
  "src/train.py": "",
  "src/pkg/__main__.py": "",
  "jobs/a/run.py": "",
  "jobs/b/run.py": "",
  "jobs/a/stage.yaml": "",
  "assets/deep/fit.py": "",
  "go.sh": "",
});

describe("scriptsOf", () => {
  test.each([
    ["python src/train.py --epochs 3", "", [["src/train.py", "--epochs", "3"]]],
    ["cd x && PYTHONPATH=src python3 -u -m pkg data", "", [["src/pkg/__main__.py", "data"]]],
    ["torchrun --nproc_per_node=8 train.py", "src", [["src/train.py"]]],
    ["python run.py", "jobs/a", [["jobs/a/run.py"]]],
    ["python run.py", "", []],
    ["./go.sh; echo train.py", "", [["go.sh"]]],
    ["python -c 'print(1)'", "", []],
    ["python elsewhere.py", "", []],
  ] as const)("%s in %s", (line, folder, expected) => {
    expect(scriptsOf(PROJECT, 0, folder, line).map((run) => [run.path, ...run.arguments])).toEqual(expected);
  });
});

it("finds a script by the end of a path whose head is only known at run time", () => {
  expect(scriptFile(PROJECT, 0, "src", "/gcs/{bucket}/deep/fit.py")).toBe("assets/deep/fit.py");
  expect(scriptFile(PROJECT, 0, "src", "gs://bucket/other/deep/fit.py")).toBe("assets/deep/fit.py");
});

it("splits simple commands, quotes taken off", () => {
  expect(splitCommands("a 'b c' && d|e")).toEqual([["a", "b c"], ["d"], ["e"]]);
});
