import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { manifestLibraries } from "./index.ts";

describe("manifest-libraries", () => {
  it("lists every package and makes assets of the known ones", async () => {
    const found = discovered(
      await readProject({
        "requirements.txt": "openai==1.2.3\nrequests>=2\nscikit_learn\nopenai==1.2.3\n",
        "environment.yml": "dependencies:\n  - pytorch=2.1\n",
        "web/package.json": '{"dependencies": {"@ai-sdk/openai": "^1", "react": "18.0.0"}}',
        "pom.xml":
          "<project><dependencies><dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j-open-ai</artifactId><version>1.0.0</version></dependency></dependencies></project>",
      }),
      manifestLibraries,
    );
    expect(found.packages.map(({ purl, requirement }) => `${purl} ${requirement ?? ""}`.trim()).sort()).toEqual([
      "pkg:conda/pytorch@2.1",
      "pkg:maven/dev.langchain4j/langchain4j-open-ai@1.0.0",
      "pkg:npm/%40ai-sdk/openai ^1",
      "pkg:npm/react@18.0.0",
      "pkg:pypi/openai@1.2.3",
      "pkg:pypi/requests >=2",
      "pkg:pypi/scikit-learn",
    ]);
    expect(
      found.assets
        .map(({ kind, identity, attributes }) =>
          `${kind} ${identity.purl ?? ""} ${String(attributes?.["category"])} ${String(attributes?.["version"] ?? attributes?.["requirement"] ?? "")}`.trim(),
        )
        .sort(),
    ).toEqual([
      "library pkg:maven/dev.langchain4j/langchain4j-open-ai agent-framework 1.0.0",
      "library pkg:npm/%40ai-sdk/openai agent-framework ^1",
      "library pkg:pypi/openai llm-sdk 1.2.3",
      "library pkg:pypi/scikit-learn ml-framework",
      "library pkg:pypi/torch ml-framework 2.1",
    ]);
    expect(found.assets[0]?.occurrences[0]).toMatchObject({ technique: "manifest" });
  });
  it("takes from a lock file what the project asks for; what came along is a package only", async () => {
    const lock = '[[package]]\nname = "openai"\nversion = "1.2.3"\n\n[[package]]\nname = "tiktoken"\nversion = "0.9.0"\n';
    const asked = discovered(
      await readProject({ "pyproject.toml": '[project]\nname = "x"\ndependencies = ["openai"]\n', "poetry.lock": lock }),
      manifestLibraries,
    );
    const alone = discovered(await readProject({ "poetry.lock": lock }), manifestLibraries);

    expect([...new Set(asked.assets.map(({ name }) => name))]).toEqual(["openai"]);
    expect(asked.packages.map(({ name }) => name)).toContain("tiktoken");
    expect(alone.assets.map(({ name }) => name).sort()).toEqual(["openai", "tiktoken"]);
  });
  it("leaves out the project's own name", async () => {
    const found = discovered(
      await readProject({
        "pyproject.toml": '[project]\nname = "openai"\n[project.optional-dependencies]\nall = ["openai[x]", "torch"]\n',
      }),
      manifestLibraries,
    );
    expect(found.packages.map(({ name }) => name)).toEqual(["torch"]);
  });
});
