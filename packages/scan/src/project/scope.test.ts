import { describe, expect, it } from "vitest";
import { scopeOf } from "./scope.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["src/app.py", "production"],
  ["tests/test_app.py", "test"],
  ["pkg/test_app.py", "test"],
  ["pkg/app_test.go", "test"],
  ["conftest.py", "test"],
  ["src/a.test.ts", "test"],
  ["src/a.spec.tsx", "test"],
  ["src/__tests__/a.js", "test"],
  ["src/test/java/org/acme/FooTest.java", "test"],
  ["src/main/java/com/example/demo/Foo.java", "production"],
  ["app/com/example/Foo.java", "production"],
  ["src/main/java/org/acme/test/Foo.java", "production"],
  ["Acme.Api.Tests/FooTests.cs", "test"],
  ["Acme.Api.UnitTests/Foo.cs", "test"],
  ["spec/models/user_spec.rb", "test"],
  ["spec/openapi.yaml", "production"],
  ["crates/a/tests/it.rs", "test"],
  ["crates/a/benches/b.rs", "test"],
  ["docs/guide.md", "docs"],
  ["docs/examples/a.py", "docs"],
  ["examples/rag/main.py", "example"],
  ["examples/rag/tests/test_a.py", "test"],
  ["samples/a.cs", "example"],
  ["data/test/part-1.csv", "production"],
  ["data/sample/a.csv", "production"],
  ["dataset/test.csv", "production"],
  ["test/data/a.csv", "test"],
  [".env.example", "example"],
  ["config.yaml.example", "example"],
  ["README.md", "production"],
  ["CHANGELOG.md", "docs"],
  ["index.rst", "docs"],
  [".cursor/rules/a.mdc", "production"],
  ["src/test.py", "production"],
  ["demo/app.ts", "example"],
  ["notebooks/eda.ipynb", "production"],
  ["data/fixtures/a.json", "test"],
];

describe("scopeOf", () => {
  it.each(CASES)("%s is %s", (path, scope) => expect(scopeOf(path)).toBe(scope));
});
