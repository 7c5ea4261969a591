import type { Project } from "../../project/facts.ts";
import { resolvePath } from "../file-place.ts";
import { jsonOf } from "../infrastructure/config-json.ts";
import type { ModuleInstance } from "./instance.ts";
import { isOpen, isRecord, textOf, type Value } from "./value.ts";

/** The JSON file at a path of the target, as text; undefined where there is none. */
export type ReadJson = (path: string) => string | undefined;

const NODES = 20_000;

/** Reads JSON files of a target; others are not kept as text. */
export function jsonReader(project: Project, target: number): ReadJson {
  return (path) => {
    const config = project.file(target, path)?.facts.config;
    const [node] = config?.documents ?? [];
    return config?.format === "json" && node !== undefined ? JSON.stringify(jsonOf(node, NODES)) : undefined;
  };
}

/**
 * What `file(path)` and `templatefile(path, variables)` give (developer.hashicorp.com/terraform/language/functions/templatefile).
 * `path.module` is the folder within the target; other paths start at the root module. Variables without a value stay as written.
 */
export function fileText(read: ReadJson, [path, variables]: readonly Value[], instance: ModuleInstance): string | undefined {
  if (typeof path?.json !== "string" || isOpen(path.json)) return undefined;
  const written = path.json;
  const found = [written, resolvePath(instance.root, written), resolvePath(instance.module.folder, written), resolvePath("", written)]
    .map((each) => (each === undefined ? undefined : read(each)))
    .find((text) => text !== undefined);
  const given = variables?.json;
  if (found === undefined || given === undefined) return found;
  if (!isRecord(given)) return undefined;
  return found.replace(/\$\{\s*(\w{1,200})\s*\}/g, (whole, name: string) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return value === undefined || value === null || typeof value === "object" ? whole : JSON.stringify(textOf(value)).slice(1, -1);
  });
}
