import { type ManifestFacts, type ManifestPackage, parsePythonRequirement } from "@castellan/formats";
import { knownLibrary } from "../../knowledge/libraries/index.ts";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { known, placeIn } from "../file-place.ts";
import { library } from "../identity/index.ts";
import { libraryUrl, packageUrl } from "../identity/package-url.ts";

/** What the manifests of a target ask for themselves; what a lock file adds to it came along. */
class Asked {
  readonly #names = new Set<string>();
  readonly #ecosystems = new Set<string>();

  constructor(project: Project) {
    for (const { target, facts } of project.files) {
      if (facts.manifest === undefined || facts.manifest.lock) continue;
      for (const { ecosystem, name } of facts.manifest.packages) {
        this.#names.add(`${target}:${libraryUrl(ecosystem, name)}`);
        this.#ecosystems.add(`${target}:${ecosystem}`);
      }
    }
  }

  /** Whether the project chose it. Where there is no manifest, the lock file speaks for it. */
  includes(target: number, { ecosystem, name }: ManifestPackage): boolean {
    return !this.#ecosystems.has(`${target}:${ecosystem}`) || this.#names.has(`${target}:${libraryUrl(ecosystem, name)}`);
  }
}

function emit(file: ProjectFile, found: ManifestPackage, lock: boolean, asked: Asked, sink: DiscoverySink): void {
  const purl = packageUrl(found.ecosystem, found.name, found.version);
  sink.package({
    purl,
    name: found.name,
    scope: found.scope,
    target: file.target,
    file: file.path,
    ...known({
      version: found.version,
      line: found.line,
      digest: found.digest,
      licence: found.licence,
      requirement: found.version === undefined ? found.requirement : undefined,
    }),
  });
  const entry = knownLibrary(found.ecosystem, found.name);
  if (entry === undefined || (lock && !asked.includes(file.target, found))) return;
  sink.asset({
    kind: "library",
    name: found.name,
    identity: library(libraryUrl(found.ecosystem, found.name)),
    lifecycle: "declared",
    scope: file.scope,
    attributes: known({
      ecosystem: found.ecosystem,
      category: entry.category,
      version: found.version,
      dependency: found.scope,
      requirement: lock || found.version !== undefined ? undefined : found.requirement,
      licence: found.licence,
    }),
    digests: found.digest === undefined ? {} : { integrity: found.digest },
    occurrences: [placeIn(file, { line: found.line, technique: "manifest" })],
  });
}

/** The same package twice in one manifest is one entry; the first place and the stronger scope win. */
function distinct(packages: readonly ManifestPackage[]): readonly ManifestPackage[] {
  const order = ["runtime", "optional", "development", "transitive"] as const;
  const found = new Map<string, ManifestPackage>();
  for (const entry of packages) {
    const key = `${entry.ecosystem}:${entry.name}@${entry.version ?? ""}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, entry);
    else if (order.indexOf(entry.scope) < order.indexOf(before.scope)) found.set(key, { ...before, scope: entry.scope });
  }
  return [...found.values()];
}

/** A project may name itself to select its own extras. */
function ownName(manifest: ManifestFacts): string | undefined {
  return manifest.packages[0]?.ecosystem === "pypi" ? manifest.name?.toLowerCase().replace(/[-_.]+/g, "-") : manifest.name;
}

/** Packages of manifests, lock files and notebook installs; those known as AI or ML that the project asks for become library assets. */
export const manifestLibraries: Discoverer = {
  id: "manifest-libraries",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    const asked = new Asked(project);
    for (const file of project.files) {
      const { manifest, notebook } = file.facts;
      if (manifest !== undefined)
        for (const found of distinct(manifest.packages))
          if (found.name !== ownName(manifest)) emit(file, found, manifest.lock, asked, sink);
      for (const install of notebook?.installs ?? []) {
        const requirement = parsePythonRequirement(install.requirement);
        if (requirement === undefined) continue;
        emit(
          file,
          {
            ecosystem: "pypi",
            name: requirement.name,
            scope: "runtime",
            line: install.line,
            ...known({ version: requirement.version, requirement: requirement.requirement }),
          },
          false,
          asked,
          sink,
        );
      }
    }
  },
};
