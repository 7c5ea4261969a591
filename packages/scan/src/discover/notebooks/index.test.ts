import { describe, expect, it } from "vitest";
import { manifestLibraries } from "../manifest-libraries/index.ts";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { notebooks } from "./index.ts";

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
  cells: [
    { cell_type: "code", source: ["%pip install openai==1.0\n"], outputs: [], metadata: {}, execution_count: 1 },
    { cell_type: "markdown", source: "# x", metadata: {} },
  ],
});

describe("notebooks", () => {
  it("are assets, and what they install are packages", async () => {
    const found = discovered(await readProject({ "eda.ipynb": NOTEBOOK, "bad.ipynb": "{" }), notebooks, manifestLibraries);
    expect(found.names()).toEqual(["library openai", "notebook eda.ipynb"]);
    expect(found.assets.find(({ kind }) => kind === "notebook")?.attributes).toMatchObject({ cells: 2, codeCells: 1 });
    expect(found.packages.map(({ purl }) => purl)).toEqual(["pkg:pypi/openai@1.0"]);
  });
});
