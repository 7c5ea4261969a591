import type { Scope } from "@castellan/graph";

/*
 * Which part of a project a path belongs to, by the path conventions of Python, JavaScript, TypeScript,
 * Go, Java, C#, Rust and Ruby. Paths are relative to the target: a target that is itself an example
 * folder has production files.
 */

const TEST_FOLDERS = new Set([
  "test",
  "tests",
  "__tests__",
  "testing",
  "testdata",
  "test-data",
  "test_data",
  "fixtures",
  "__fixtures__",
  "fixture",
  "mocks",
  "mock",
  "__mocks__",
  "__snapshots__",
  "snapshots",
  "e2e",
  "e2e-tests",
  "cypress",
  "unittests",
  "unit_tests",
  "unit-tests",
  "unittest",
  "integration_tests",
  "integration-tests",
  "integrationtest",
  "functional_tests",
  "functional-tests",
  "androidtest",
  "benches",
  "benchmark",
  "benchmarks",
  "test-utils",
  "test_utils",
  "smoke_tests",
  "evals",
  "smoke-tests",
  "acceptance-tests",
  "acceptance_tests",
  "load-tests",
  "load_tests",
  "loadtests",
]);
const DOCS_FOLDERS = new Set([
  "docs",
  "doc",
  "documentation",
  "docs-site",
  "docs_src",
  "javadoc",
  "wiki",
  "adr",
  "adrs",
  "rfcs",
  "docusaurus",
  "mkdocs",
]);
const EXAMPLE_FOLDERS = new Set([
  "examples",
  "example",
  "samples",
  "sample",
  "demo",
  "demos",
  "tutorial",
  "tutorials",
  "cookbook",
  "cookbooks",
  "quickstart",
  "quickstarts",
  "playground",
  "getting-started",
  "getting_started",
  "showcase",
]);
/** Inside these, "test" is a split and "sample" an extract, not a kind of code. */
const DATA_FOLDERS = new Set(["data", "dataset", "datasets", "corpus", "corpora"]);
/** Code and its configuration, which are no splits or extracts wherever they lie. */
const CODE_FILE = /\.(?:py|ipynb|[cm]?[jt]sx?|go|java|kt|cs|rs|rb|ya?ml|toml|tf|sh)$|^(?:Dockerfile|Makefile)/i;
/** Reverse domain names: com/example/demo is a Java package, not an example. */
const DOMAIN_HEADS = new Set(["com", "org", "io", "net", "dev", "edu"]);

const TEST_FILE =
  /^(?:test_.+\.(?:py|rb|ipynb)|.+_test\.(?:py|go|rb|cc|cpp|dart|exs)|tests\.py|conftest\.py|.+\.(?:test|spec|e2e|cy|stories)\.[cm]?[jt]sx?|(?:[A-Z]\w*)?(?:Tests?|TestCase|IT)\.(?:java|kt|scala|groovy|cs|php|swift)|[A-Z]\w*Spec\.(?:scala|kt|groovy)|.+_spec\.rb|(?:spec|rails|test)_helper\.rb|.+\.snap)$/;
const TEST_PROJECT = /(?:^|[.\-_])(?:Unit|Integration|Functional|Acceptance|E2E)?Tests?$/;
const SPEC_CODE = /\.(?:rb|php|[cm]?[jt]sx?)$/;
const DOCS_FILE =
  /^(?:(?:CHANGELOG|CHANGES|HISTORY|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|GOVERNANCE|MAINTAINERS|AUTHORS|ROADMAP|UPGRADING|MIGRATION|RELEASING)(?:\.(?:md|rst|txt|adoc))?|.+\.(?:rst|adoc|mdx))$/i;
const EXAMPLE_FILE =
  /(?:\.(?:example|sample|tmpl|dist)$|[._-](?:example|sample)\.(?:env|ya?ml|json|toml|ini|txt|tfvars)$|^(?:example|sample)\.(?:env|tfvars)$)/i;

/** Segments of a path that say what it is for; language package paths below a source root do not. */
function tellingSegments(folders: readonly string[]): readonly string[] {
  const main = folders.findIndex((folder, index) => folder === "src" && folders[index + 1] === "main");
  const telling = main < 0 ? folders : folders.slice(0, main);
  const domain = telling.findIndex((folder, index) => DOMAIN_HEADS.has(folder) && telling[index + 1] === "example");
  return domain < 0 ? telling : telling.slice(0, domain);
}

/** The scope of a file, by its path relative to the target. The weakest claim wins: test, docs, example, production. */
export function scopeOf(path: string): Scope {
  const segments = path.split("/");
  const file = segments.at(-1) ?? "";
  const folders = tellingSegments(segments.slice(0, -1));
  let scope: Scope = "production";
  let inData = false;
  for (const folder of folders) {
    const name = folder.toLowerCase();
    if (DATA_FOLDERS.has(name)) inData = !CODE_FILE.test(file);
    const fixture = name === "fixtures" || name === "__fixtures__";
    if ((!inData || fixture) && (TEST_FOLDERS.has(name) || TEST_PROJECT.test(folder))) return "test";
    if ((name === "spec" || name === "specs") && (SPEC_CODE.test(file) || folders.includes("fixtures"))) return "test";
    if (DOCS_FOLDERS.has(name)) scope = "docs";
    else if (
      !inData &&
      scope === "production" &&
      (EXAMPLE_FOLDERS.has(name) || /^(?:examples?|samples?|demos?)[-_]|[-_](?:examples|samples|demos)$/.test(name))
    )
      scope = "example";
  }
  if (TEST_FILE.test(file)) return "test";
  if (scope === "production" && DOCS_FILE.test(file) && !folders.includes(".cursor")) return "docs";
  if (scope === "production" && EXAMPLE_FILE.test(file)) return "example";
  return scope;
}
