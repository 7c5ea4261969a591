import { describe, expect, test } from "vitest";
import { layoutsOf } from "./layouts.ts";

describe("what the names of members say", () => {
  test.each([
    ["a wheel", ["pkg/__init__.py", "pkg-1.0.dist-info/METADATA"], ["python-package"]],
    ["a source distribution", ["pkg-1.0/PKG-INFO", "pkg-1.0/setup.py"], ["python-package"]],
    ["a repository", ["repo-main/pyproject.toml"], ["python-package"]],
    ["a package for Node", ["package/package.json"], ["npm-package"]],
    ["NeMo", ["./model_config.yaml", "./model_weights.ckpt"], ["nemo"]],
    ["MLflow", ["model/MLmodel"], ["mlflow"]],
    ["a workflow", ["WAR-INF/MANIFEST.json"], ["torchserve-workflow"]],
    ["transformers", ["m/config.json", "m/modeling_x.py"], ["transformers"]],
    ["code and a configuration elsewhere", ["m/config.json", "n/modeling_x.py"], []],
    ["nothing", [], []],
    ["names that only resemble", ["a/b/setup.py", "METADATA", "myMLmodel", "not_package.json"], []],
  ])("%s", (_, names, layouts) => {
    expect(layoutsOf(names)).toEqual(layouts);
  });

  test("many names cost little", () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `${"a/".repeat(50)}modeling_${index}.py`);
    const start = performance.now();
    expect(layoutsOf(names)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
