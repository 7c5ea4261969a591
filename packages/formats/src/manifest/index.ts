import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ManifestFacts } from "../facts.ts";
import { msbuild, nugetLock } from "./dotnet/msbuild.ts";
import { goMod, goSum } from "./go/go-files.ts";
import { gradle, versionCatalogue } from "./java/gradle.ts";
import { pom } from "./java/pom.ts";
import { denoJson, packageJson } from "./javascript/package-json.ts";
import { bunLock, packageLock } from "./javascript/package-lock.ts";
import { pnpmLock, yarnLock } from "./javascript/yarn-lock.ts";
import type { ManifestReader } from "./package.ts";
import { condaEnvironment } from "./python/conda.ts";
import { pythonLocks } from "./python/lock-files.ts";
import { pipfile, pyproject } from "./python/pyproject.ts";
import { requirementsTxt } from "./python/requirements-txt.ts";
import { setupCfg, setupPy } from "./python/setup-files.ts";
import { gemfile, gemfileLock, gemspec } from "./ruby/gems.ts";
import { cargoLock, cargoToml } from "./rust/cargo.ts";

export type { ManifestReader } from "./package.ts";
export { normalisePythonName, type PythonRequirement, parsePythonRequirement } from "./python/requirement.ts";

/** Every manifest and lock file that can be read; the first that matches a path reads it. */
export const MANIFEST_READERS: readonly ManifestReader[] = [
  pyproject,
  requirementsTxt,
  setupPy,
  setupCfg,
  pipfile,
  ...pythonLocks,
  condaEnvironment,
  packageJson,
  packageLock,
  yarnLock,
  pnpmLock,
  bunLock,
  denoJson,
  goMod,
  goSum,
  pom,
  gradle,
  versionCatalogue,
  msbuild,
  nugetLock,
  cargoToml,
  cargoLock,
  gemfile,
  gemfileLock,
  gemspec,
];

/** The manifest format of a path, or undefined. */
export function manifestFormatOf(path: string): string | undefined {
  return MANIFEST_READERS.find((reader) => reader.matches(path))?.format;
}

/**
 * Packages of a manifest or lock file, in the order written.
 * @param path decides the format by file name and folder.
 * @throws FormatError UNSUPPORTED for other files, BUDGET_BYTES, BUDGET_NODES, MALFORMED, NOT_THIS_FORMAT.
 */
export function readManifest(path: string, text: string, budget: Budget = DEFAULT_BUDGET): ManifestFacts {
  const reader = MANIFEST_READERS.find((candidate) => candidate.matches(path));
  if (reader === undefined) throw new FormatError("UNSUPPORTED", "This file name is not that of a known manifest.");
  if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This manifest is larger than ${budget.bytes} bytes.`);
  const facts = reader.read(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, path, budget);
  if (facts.packages.length > budget.nodes)
    throw new FormatError("BUDGET_NODES", `This manifest names more than ${budget.nodes} packages.`);
  return facts;
}
