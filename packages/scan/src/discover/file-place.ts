import type { Confidence, Evidence, Occurrence, Technique } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../project/facts.ts";

export interface PlaceDetail {
  readonly line?: number | undefined;
  readonly technique: Technique;
  readonly confidence?: Confidence;
  readonly symbol?: string | undefined;
  /** Address of a configuration object, in the notation of the contract. */
  readonly resource?: string | undefined;
}

/** A place in a file, as an occurrence and as evidence. */
export function placeIn(file: Pick<ProjectFile, "target" | "path">, detail: PlaceDetail): Occurrence & Evidence {
  return {
    target: file.target,
    file: file.path,
    ...(detail.line === undefined ? {} : { line: detail.line }),
    ...(detail.resource === undefined ? {} : { resource: detail.resource }),
    ...(detail.symbol === undefined ? {} : { symbol: detail.symbol }),
    technique: detail.technique,
    confidence: detail.confidence ?? "certain",
  };
}

/** The target of a file; the scan's targets always hold it. */
export function targetOf(project: Project, file: Pick<ProjectFile, "target">): Target {
  return project.targets[file.target] ?? { index: file.target, name: "", key: "" };
}

export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : path.slice(0, end);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A path relative to a folder, "." and ".." resolved; undefined where it leaves the target. */
export function resolvePath(folder: string, path: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.replace(/\\/g, "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** Attributes without those that are not known. */
export function known<T>(attributes: { readonly [key: string]: T | undefined }): { readonly [key: string]: T } {
  const out: { [key: string]: T } = {};
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) out[key] = value;
  return out;
}
