import type { Project, ProjectFile } from "../../project/facts.ts";
import { ancestors, folderOf, joinPath } from "../../resolve/modules/resolver.ts";
import type { Unit } from "../../resolve/unit.ts";

const folders = new WeakMap<Project, Map<number, ReadonlySet<string>>>();

/**
 * The file or folder of the project that a path in code means: from the working folder that is likeliest,
 * the file's own folder, then upwards to the target. Undefined where it is not part of the scan.
 */
export function findFile(project: Project, unit: Unit, text: string): string | undefined {
  const published = ownFile(project, unit.file.target, text);
  if (published !== undefined) return published;
  // A head that is only known at run time ({root}/data/x.csv) still leaves a tail.
  const plain = text
    .replace(/^file:\/\//, "")
    .replace(/^\{[^}]*\}\//, "")
    .replace(/^\.\//, "");
  if (plain === "" || plain.includes("{") || plain.length > 300 || /^[a-z][\w+.-]*:\/\//i.test(plain)) return undefined;
  const target = unit.file.target;
  const known = foldersOf(project, target);
  for (const base of ancestors(folderOf(unit.file.path))) {
    const candidate = joinPath(base, plain.replace(/^\/+/, ""));
    if (candidate === "" || (plain.startsWith("..") && base !== folderOf(unit.file.path))) continue;
    if (project.file(target, candidate) !== undefined) return candidate;
    if (candidate.includes("/") && known.has(candidate)) return candidate;
  }
  return plain.startsWith("/") ? mountedFile(project, target, plain) : undefined;
}

/** `https://raw.githubusercontent.com/OWNER/NAME/main/data/x.csv`: in that repository itself it is data/x.csv. */
const PUBLISHED =
  /^https?:\/\/(?:raw\.githubusercontent\.com\/([^/]+\/[^/]+)|(?:www\.)?github\.com\/([^/]+\/[^/]+)\/(?:raw|blob)|cdn\.jsdelivr\.net\/gh\/([^/]+\/[^/@]+))[/@](?:refs\/heads\/)?[^/]+\/([^?#]+)/;

function ownFile(project: Project, target: number, text: string): string | undefined {
  const found = PUBLISHED.exec(text);
  const file = found?.[4] ?? "";
  const [, name = ""] = (found?.[1] ?? found?.[2] ?? found?.[3] ?? "").toLowerCase().split("/");
  const key = (project.targets[target]?.key ?? "").toLowerCase().replace(/\.git$/, "");
  return name !== "" && key.endsWith(name) && project.file(target, file) !== undefined ? file : undefined;
}

/**
 * An absolute path is one inside of a container or on a server: /opt/app/data/x.csv is data/x.csv of the
 * repository, and /mnt/x.csv the only x.csv that there is.
 */
function mountedFile(project: Project, target: number, path: string): string | undefined {
  const steps = path.split("/").filter((step) => step !== "");
  for (let skip = 1; skip < steps.length - 1; skip++) {
    const candidate = steps.slice(skip).join("/");
    if (project.file(target, candidate) !== undefined) return candidate;
  }
  const name = steps.at(-1) ?? "";
  if (!/\.\w+$/.test(name)) return undefined;
  const same = project.files.filter((file) => file.target === target && (file.path === name || file.path.endsWith(`/${name}`)));
  return same.length === 1 ? same[0]?.path : undefined;
}

export function fileAt(project: Project, unit: Unit, text: string): ProjectFile | undefined {
  const path = findFile(project, unit, text);
  return path === undefined ? undefined : project.file(unit.file.target, path);
}

function foldersOf(project: Project, target: number): ReadonlySet<string> {
  let byTarget = folders.get(project);
  if (byTarget === undefined) {
    byTarget = new Map();
    folders.set(project, byTarget);
  }
  let known = byTarget.get(target);
  if (known === undefined) {
    known = new Set(project.files.filter((file) => file.target === target).flatMap((file) => ancestors(folderOf(file.path))));
    byTarget.set(target, known);
  }
  return known;
}
