import { describe, expect, it } from "vitest";
import { isRootMarker, rootFinder } from "./roots.ts";

describe("rootFinder", () => {
  const rootOf = rootFinder([
    "package.json",
    "services/api/pyproject.toml",
    "services/api/src/app.py",
    "web/src/index.ts",
    "cs/App.csproj",
    "requirements/base.txt",
    "infra/modules/a/main.tf",
  ]);
  it.each([
    ["services/api/src/app.py", "services/api"],
    ["services/worker.py", ""],
    ["web/src/index.ts", ""],
    ["cs/Deep/Down/A.cs", "cs"],
    ["requirements/base.txt", ""],
    ["infra/modules/a/main.tf", "infra/modules/a"],
    ["app.py", ""],
  ])("%s belongs to %j", (path, root) => expect(rootOf(path)).toBe(root));

  it("knows the manifests of each ecosystem", () => {
    for (const name of ["go.mod", "x/Cargo.toml", "Gemfile", "a.gemspec", "requirements-dev.txt", "build.gradle.kts", "MLproject"]) {
      expect(isRootMarker(name), name).toBe(true);
    }
    for (const name of ["package-lock.json", "requirements.md", "data.csv"]) expect(isRootMarker(name), name).toBe(false);
  });
});
