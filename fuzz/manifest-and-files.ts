import {
  bytesSource,
  FormatError,
  readCard,
  readCodeOwners,
  readLicence,
  readManifest,
  readModelFile,
  readProse,
  readTable,
} from "@castellan/formats";

interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): void;
}

/** FormatError is an answer; anything else that is thrown is a finding. */
function tolerated(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
}

const DECODER = new TextDecoder();

/** One path for each manifest format. */
const MANIFEST_PATHS: readonly string[] = [
  "pyproject.toml",
  "requirements.txt",
  "setup.py",
  "setup.cfg",
  "Pipfile",
  "Pipfile.lock",
  "poetry.lock",
  "uv.lock",
  "pdm.lock",
  "pylock.toml",
  "environment.yml",
  "package.json",
  "package-lock.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "deno.json",
  "go.mod",
  "go.sum",
  "pom.xml",
  "build.gradle.kts",
  "gradle/libs.versions.toml",
  "App.csproj",
  "Directory.Packages.props",
  "packages.lock.json",
  "Cargo.toml",
  "Cargo.lock",
  "Gemfile",
  "Gemfile.lock",
  "a.gemspec",
];

const TABLE_PATHS = ["a.csv", "a.tsv", "a.jsonl", "a.json", "a.parquet", "a.arrow", "a.idx", "a.sqlite", "a.xlsx"];

const PROSE_PATHS = ["SKILL.md", "AGENTS.md", "prompts/a.yaml", "a.prompty", ".claude/agents/a.md"];

export const targets: readonly FuzzTarget[] = [
  ...MANIFEST_PATHS.map(
    (path): FuzzTarget => ({ name: `manifest ${path}`, run: (bytes) => tolerated(() => readManifest(path, DECODER.decode(bytes))) }),
  ),
  ...TABLE_PATHS.map(
    (path): FuzzTarget => ({ name: `table ${path}`, run: (bytes) => tolerated(() => readTable(path, bytesSource(bytes))) }),
  ),
  ...PROSE_PATHS.map(
    (path): FuzzTarget => ({ name: `prose ${path}`, run: (bytes) => tolerated(() => readProse(path, DECODER.decode(bytes))) }),
  ),
  { name: "model file", run: (bytes) => tolerated(() => readModelFile(bytesSource(bytes))) },
  { name: "card", run: (bytes) => tolerated(() => readCard("README.md", DECODER.decode(bytes))) },
  { name: "licence", run: (bytes) => tolerated(() => readLicence(DECODER.decode(bytes))) },
  { name: "code owners", run: (bytes) => tolerated(() => readCodeOwners(DECODER.decode(bytes))) },
];
