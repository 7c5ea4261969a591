import type { PackageEntry } from "@castellan/graph";
import { folderOf } from "../../discover/file-place.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";

const ID = "ai-library-unpinned";
const LOCKS =
  /(?:^|\/)(?:uv\.lock|poetry\.lock|Pipfile\.lock|pdm\.lock|pixi\.lock|conda-lock\.yml|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|requirements[\w.-]*\.lock|requirements-lock\.txt|pylock[\w.-]*\.toml)$/;

interface Manifest {
  readonly target: number;
  readonly file: string;
  readonly loose: readonly PackageEntry[];
}

/** Manifests with AI libraries, those without a fixed version, and whether a lock file stands beside or above. */
function manifests(inventory: Inventory): readonly Manifest[] {
  const known = new Set(
    inventory.ofKind("library").flatMap(({ identity }) => (identity.purl === undefined ? [] : [identity.purl.replace(/@[^@/]*$/, "")])),
  );
  const groups = new Map<string, PackageEntry[]>();
  for (const entry of inventory.packages) {
    if (
      !/^pkg:(?:pypi|npm)\//.test(entry.purl) ||
      entry.scope === "transitive" ||
      entry.scope === "development" ||
      !known.has(entry.purl.replace(/@[^@/]*$/, "")) ||
      LOCKS.test(entry.file)
    )
      continue;
    if (!/(?:requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|Pipfile|environment\.ya?ml|package\.json|setup\.(?:py|cfg))$/.test(entry.file))
      continue;
    const key = `${entry.target ?? 0}:${entry.file}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((entries): readonly Manifest[] => {
    const [first] = entries;
    return first === undefined
      ? []
      : [{ target: first.target ?? 0, file: first.file, loose: entries.filter(({ version }) => version === undefined) }];
  });
}

function isLocked(inventory: Inventory, { target, file }: Manifest): boolean {
  const folder = folderOf(file);
  return inventory.project.files.some(
    (other) =>
      other.target === target &&
      LOCKS.test(other.path) &&
      (folderOf(other.path) === folder || folder === ""
        ? folderOf(other.path) === folder
        : folder.startsWith(`${folderOf(other.path)}/`) || folderOf(other.path) === ""),
  );
}

/** AI libraries without a fixed version and without a lock file. */
export const aiLibraryUnpinned: Rule = {
  card: {
    id: ID,
    title: "AI libraries are not pinned",
    appliesTo: ["library", "file"],
    why: "Two builds of one commit differ, and a malicious release enters with the next build.",
    fix: "Commit a lock file with digests (uv lock, pip-compile --generate-hashes, npm ci).",
    base: factors(2, 0, 3, 1),
    controls: ["ADS-SUPP-01"],
    bad: [{ title: "no versions", files: { "requirements.txt": "torch\ntransformers>=4\n" } }],
    good: [
      { title: "fixed", files: { "requirements.txt": "torch==2.7.0\ntransformers==4.46.3\n" } },
      {
        title: "a lock file",
        files: { "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["torch>=2"]\n', "uv.lock": "version = 1\n" },
      },
    ],
  },
  because: { exposure: "whoever can publish a release", data: "code execution" },
  hygiene: true,
  check: (inventory) =>
    judgeEach(manifests(inventory), (manifest) => {
      if (manifest.loose.length === 0 || isLocked(inventory, manifest)) return "passed";
      const names = [...new Set(manifest.loose.map(({ name }) => plain(name, 30)))];
      const line = manifest.loose[0]?.line;
      return fromFile(
        ID,
        { target: manifest.target, path: manifest.file, scope: scopeOf(manifest.file) },
        line === undefined ? {} : { line },
        {
          technique: "manifest",
          message: `${names.slice(0, 6).join(", ")}${names.length > 6 ? ` and ${names.length - 6} more` : ""} ${names.length === 1 ? "has" : "have"} no fixed version, and there is no lock file.`,
          headline: `A new release of ${names[0] ?? "a library"} enters with the next build`,
          excerpt: "manifest",
        },
      );
    }),
};
