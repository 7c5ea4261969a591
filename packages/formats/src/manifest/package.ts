import type { Budget } from "../budget.ts";
import type { ManifestFacts, ManifestPackage } from "../facts.ts";

/** One format of manifest or lock file. */
export interface ManifestReader {
  readonly format: string;
  /** By file name and folder, lower or upper case as the ecosystem writes it. */
  matches(path: string): boolean;
  /** @throws FormatError where the text is not of this format. */
  read(text: string, path: string, budget: Budget): ManifestFacts;
}

export type PackageScope = ManifestPackage["scope"];

interface PackageDraft {
  readonly name: string;
  readonly scope: PackageScope;
  readonly version?: string | undefined;
  readonly requirement?: string | undefined;
  readonly line?: number | undefined;
  readonly digest?: string | undefined;
  readonly licence?: string | undefined;
}

/** Cuts user and password out of every url in a text. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z+.-]*:\/\/)[^/@\s'"]*@/gi, "$1");
}

/** A package without the fields that are not known. */
export function packageOf(ecosystem: ManifestPackage["ecosystem"], draft: PackageDraft): ManifestPackage {
  const { version, requirement, line, digest, licence } = draft;
  return {
    ecosystem,
    name: draft.name,
    scope: draft.scope,
    ...(version === undefined || version === "" ? {} : { version }),
    ...(requirement === undefined || requirement === "" ? {} : { requirement: withoutCredentials(requirement) }),
    ...(line === undefined ? {} : { line }),
    ...(digest === undefined || digest === "" ? {} : { digest }),
    ...(licence === undefined || licence === "" ? {} : { licence }),
  };
}

interface FactsDraft {
  readonly format: string;
  readonly lock: boolean;
  readonly packages: readonly ManifestPackage[];
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly licence?: string | undefined;
  readonly scripts?: ManifestFacts["scripts"] | undefined;
  readonly indexes?: ManifestFacts["indexes"] | undefined;
}

/** Facts without the fields that are not known. */
export function factsOf(draft: FactsDraft): ManifestFacts {
  const { name, version, licence, scripts, indexes } = draft;
  return {
    format: draft.format,
    lock: draft.lock,
    packages: draft.packages,
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(licence === undefined ? {} : { licence }),
    ...(scripts === undefined || scripts.length === 0 ? {} : { scripts }),
    ...(indexes === undefined || indexes.length === 0 ? {} : { indexes }),
  };
}

/** File name of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Names of groups and extras whose packages only developers install. */
export function isDevelopmentGroup(name: string): boolean {
  return /^(?:dev|develop|development|tests?|testing|docs?|documentation|lint|linting|linters|typing|types|typecheck|build|ci|qa|format|benchmarks?|coverage|release|pre-commit|style)(?:[-_].*)?$|[-_](?:dev|tests?|docs?|lint)$/i.test(
    name,
  );
}
