import { expect, it } from "vitest";
import { neighboursOfRelevant, type SourceNode } from "./closure.ts";

function nodes(
  files: Readonly<Record<string, { syntax?: SourceNode["syntax"]; imports?: readonly string[]; relevant?: boolean; generated?: boolean }>>,
): readonly SourceNode[] {
  return Object.entries(files).map(([path, { syntax = "python", imports = [], relevant = false, generated = false }]) => ({
    target: 0,
    path,
    syntax,
    specifiers: imports,
    relevant,
    generated,
  }));
}

function reached(list: readonly SourceNode[]): readonly string[] {
  return neighboursOfRelevant(list).map((index) => list[index]?.path ?? "");
}

it("takes what relevant files import, and what that imports", () => {
  expect(
    reached(
      nodes({
        "app/client.py": { imports: [".config", "app.keys"], relevant: true },
        "app/config.py": { imports: ["app.base.settings"] },
        "app/base/settings.py": {},
        "app/keys/__init__.py": {},
        "app/other.py": {},
      }),
    ),
  ).toEqual(["app/config.py", "app/base/settings.py", "app/keys/__init__.py"]);
});

it("takes who imports relevant files, two steps up", () => {
  expect(
    reached(
      nodes({
        "src/llm.ts": { syntax: "typescript", relevant: true },
        "src/service.ts": { syntax: "typescript", imports: ["./llm"] },
        "src/handler.ts": { syntax: "typescript", imports: ["@/service"] },
        "src/far.ts": { syntax: "typescript", imports: ["./handler.js"] },
        "src/further.ts": { syntax: "typescript", imports: ["./far"] },
      }),
    ),
  ).toEqual(["src/service.ts", "src/handler.ts"]);
});

it("takes the folder where no import is needed", () => {
  expect(
    reached(nodes({ "pkg/a.go": { syntax: "go", relevant: true }, "pkg/b.go": { syntax: "go" }, "other/c.go": { syntax: "go" } })),
  ).toEqual(["pkg/b.go"]);
});

it("finds Go packages, Java classes and index files by their names", () => {
  expect(
    reached(
      nodes({
        "cmd/main.go": { syntax: "go", imports: ["example.com/acme/internal/store"], relevant: true },
        "internal/store/db.go": { syntax: "go" },
        "src/main/java/com/acme/App.java": { syntax: "java", imports: ["com.acme.core.Prompt"], relevant: true },
        "src/main/java/com/acme/core/Prompt.java": { syntax: "java" },
        "web/a.ts": { syntax: "typescript", imports: ["./lib"], relevant: true },
        "web/lib/index.ts": { syntax: "typescript" },
      }),
    ),
  ).toEqual(["internal/store/db.go", "src/main/java/com/acme/core/Prompt.java", "web/lib/index.ts"]);
});

it("never takes generated code, nor a name that fits everything", () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}/utils.py`, {}]));

  expect(reached(nodes({ "a.py": { imports: ["utils", "bundle"], relevant: true }, "bundle.py": { generated: true }, ...many }))).toEqual(
    [],
  );
});
