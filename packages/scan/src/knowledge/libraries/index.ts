import type { ManifestPackage } from "@castellan/formats";
import { NPM_LIBRARIES } from "./npm.ts";
import { CARGO_LIBRARIES, GEM_LIBRARIES, GO_LIBRARIES, MAVEN_LIBRARIES, NUGET_LIBRARIES } from "./other.ts";
import { PYPI_IMPORTS, PYPI_LIBRARIES } from "./pypi.ts";

export type Ecosystem = ManifestPackage["ecosystem"];

/** A package, or a family of packages, known to be AI or ML. */
export interface KnownLibrary {
  readonly ecosystem: Ecosystem;
  /** As its registry writes it; a trailing * stands for any rest. */
  readonly name: string;
  readonly category: string;
  readonly imports: readonly string[];
}

/** Conda names of packages that PyPI names otherwise. */
const CONDA_NAMES: ReadonlyMap<string, string> = new Map([
  ["pytorch", "torch"],
  ["pytorch-cpu", "torch"],
  ["pytorch-gpu", "torch"],
  ["py-xgboost", "xgboost"],
  ["py-xgboost-gpu", "xgboost"],
  ["faiss", "faiss-cpu"],
  ["opencv", "opencv-python"],
  ["py-opencv", "opencv-python"],
  ["tensorflow-gpu", "tensorflow"],
  ["keras-gpu", "keras"],
  ["huggingface_hub", "huggingface-hub"],
  ["tensorflow-base", "tensorflow"],
]);

/** Names as they are compared: PEP 503 for Python, lower case where the registry does not tell case apart. */
function canonicalName(ecosystem: Ecosystem, name: string): string {
  if (ecosystem === "pypi" || ecosystem === "conda") return name.toLowerCase().replace(/[-_.]+/g, "-");
  return ecosystem === "nuget" ? name.toLowerCase() : name;
}

/** The import that a package name gives by its ecosystem's custom. */
function customaryImport(ecosystem: Ecosystem, name: string): string {
  if (ecosystem === "pypi" || ecosystem === "cargo") return name.replace(/-/g, "_");
  return ecosystem === "gem" ? name.replace(/-/g, "/") : name;
}

function parseTable(ecosystem: Ecosystem, table: { readonly [category: string]: string }): readonly KnownLibrary[] {
  return Object.entries(table).flatMap(([category, names]) =>
    names
      .split(/\s+/)
      .filter((token) => token !== "")
      .map((token): KnownLibrary => {
        const [name = "", imports] = token.split("=");
        return { ecosystem, name, category, imports: imports === undefined ? [customaryImport(ecosystem, name)] : imports.split(",") };
      }),
  );
}

export const KNOWN_LIBRARIES: readonly KnownLibrary[] = [
  ...parseTable("pypi", PYPI_LIBRARIES),
  ...parseTable("npm", NPM_LIBRARIES),
  ...parseTable("golang", GO_LIBRARIES),
  ...parseTable("maven", MAVEN_LIBRARIES),
  ...parseTable("nuget", NUGET_LIBRARIES),
  ...parseTable("cargo", CARGO_LIBRARIES),
  ...parseTable("gem", GEM_LIBRARIES),
];

const exact = new Map<string, KnownLibrary>();
const families = new Map<Ecosystem, { readonly prefix: string; readonly library: KnownLibrary }[]>();
for (const known of KNOWN_LIBRARIES) {
  const name = canonicalName(known.ecosystem, known.name.replace(/\*$/, ""));
  if (!known.name.endsWith("*")) exact.set(`${known.ecosystem}:${name}`, exact.get(`${known.ecosystem}:${name}`) ?? known);
  else families.set(known.ecosystem, [...(families.get(known.ecosystem) ?? []), { prefix: name, library: known }]);
}

/** PyPI's name for a conda package. */
export function condaToPypi(name: string): string {
  return CONDA_NAMES.get(name) ?? canonicalName("pypi", name);
}

/** Go modules carry their major version in the path: /v2 is the same library. */
function withoutMajor(name: string): string {
  return name.replace(/\/v\d+$/, "");
}

/** What the knowledge base says of a package; undefined where it is not known as AI or ML. */
export function knownLibrary(ecosystem: Ecosystem, name: string): KnownLibrary | undefined {
  if (ecosystem === "conda") return knownLibrary("pypi", condaToPypi(name));
  const canonical = canonicalName(ecosystem, name);
  const found =
    exact.get(`${ecosystem}:${canonical}`) ?? (ecosystem === "golang" ? exact.get(`golang:${withoutMajor(canonical)}`) : undefined);
  if (found !== undefined) return found;
  return families.get(ecosystem)?.find(({ prefix }) => canonical.startsWith(prefix) && canonical.length > prefix.length)?.library;
}

const imports = new Map<string, KnownLibrary>();
for (const [ecosystem, list] of [
  ["pypi", parseTable("pypi", { other: PYPI_IMPORTS })],
  ...(["pypi", "maven", "nuget", "cargo", "gem"] as const).map(
    (id) => [id, KNOWN_LIBRARIES.filter((known) => known.ecosystem === id)] as const,
  ),
] as const) {
  for (const known of list) {
    for (const name of known.imports) if (!imports.has(`${ecosystem}:${name}`)) imports.set(`${ecosystem}:${name}`, known);
  }
}

const SEPARATORS: ReadonlyMap<Ecosystem, string> = new Map<Ecosystem, string>([
  ["pypi", "."],
  ["maven", "."],
  ["nuget", "."],
  ["cargo", "::"],
  ["gem", "/"],
  ["golang", "/"],
]);

/** npm's package of an import specifier; undefined for relative, aliased and built-in ones. */
function npmPackageOf(specifier: string): string | undefined {
  if (/^(?:[./#~]|node:|https?:|@\/|virtual:)/.test(specifier)) return undefined;
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}

/** From the longest prefix of an import to the shortest. */
function prefixes(ecosystem: Ecosystem, specifier: string): readonly string[] {
  const separator = SEPARATORS.get(ecosystem);
  if (separator === undefined) return [];
  const parts = specifier.split(separator).slice(0, 12);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join(separator));
}

/**
 * The package that an import belongs to: "sklearn.ensemble" → scikit-learn, "google.genai.types" → google-genai,
 * "@ai-sdk/openai/internal" → @ai-sdk/openai, "dev.langchain4j.model" → dev.langchain4j:langchain4j. The longest
 * known prefix wins; undefined where no single package is known (npm answers by form alone).
 */
export function packageOfImport(ecosystem: Ecosystem, specifier: string): string | undefined {
  if (ecosystem === "npm") return npmPackageOf(specifier);
  for (const prefix of prefixes(ecosystem, specifier)) {
    if (ecosystem === "golang" && knownLibrary("golang", prefix) !== undefined) return prefix;
    const name = imports.get(`${ecosystem}:${prefix}`)?.name;
    if (name !== undefined && !name.endsWith("*")) return name;
    if (ecosystem === "pypi" && !prefix.includes(".") && knownLibrary("pypi", prefix) !== undefined) return canonicalName("pypi", prefix);
  }
  return undefined;
}

/** The AI or ML library, or family of libraries, that an import belongs to. */
export function libraryOfImport(ecosystem: Ecosystem, specifier: string): KnownLibrary | undefined {
  const name = packageOfImport(ecosystem, specifier);
  if (name !== undefined) return knownLibrary(ecosystem, name);
  return prefixes(ecosystem, specifier)
    .map((prefix) => imports.get(`${ecosystem}:${prefix}`))
    .find((known) => known !== undefined && known.category !== "other");
}
