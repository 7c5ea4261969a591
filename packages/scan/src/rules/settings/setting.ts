import type { Json } from "@castellan/graph";
import type { SettingPaths } from "../../../knowledge/posture/schema.ts";

/** Values gone through for one path: a hostile file may nest lists. */
const VALUES = 10_000;
const DEPTH = 40;

/** Attribute with the names of those that a collector could not read; `*` for all. */
export const UNREAD = "$unread";
/** Stands for a value that a collector could not read: open, like one that only a deployment knows. */
const NOT_READ = "${…}";

/** What stands under a path of attributes; of several paths the first that holds anything. Nothing and null are absent. */
export function settingAt(json: Json, paths: SettingPaths): readonly Json[] {
  for (const path of typeof paths === "string" ? [paths] : paths) {
    const found = path.startsWith("**.") ? deep(json, path.slice(3).split(".")) : along([json], path.split("."));
    if (found.length > 0) return found;
  }
  return unreadAt(json, paths) ? [NOT_READ] : [];
}

/** Nothing stands there because the call that tells of it failed: it is unknown, not absent. */
function unreadAt(json: Json, paths: SettingPaths): boolean {
  const unread = mapOf(json)?.[UNREAD];
  if (unread === undefined || !isList(unread)) return false;
  return (typeof paths === "string" ? [paths] : paths).some(
    (path) => unread.includes("*") || path.startsWith("**.") || unread.includes(path.split(".")[0] ?? path),
  );
}

function along(start: readonly Json[], steps: readonly string[]): readonly Json[] {
  let current = start.flatMap((value) => members(value));
  for (const step of steps) current = current.flatMap((value) => child(value, step)).slice(0, VALUES);
  return current;
}

function child(value: Json, name: string): readonly Json[] {
  const map = mapOf(value);
  const found = map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
  return found === undefined || found === null ? [] : members(found);
}

/** A list by its members; an empty one is nothing. */
function members(value: Json, depth = 0): readonly Json[] {
  if (!isList(value)) return [value];
  return depth > DEPTH ? [] : value.slice(0, VALUES).flatMap((item) => members(item, depth + 1));
}

function deep(json: Json, steps: readonly string[], depth = 0): readonly Json[] {
  if (depth > DEPTH) return [];
  const inside = isList(json) ? json : Object.values(mapOf(json) ?? {});
  return [...(isList(json) ? [] : along([json], steps)), ...inside.flatMap((value) => deep(value, steps, depth + 1))].slice(0, VALUES);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function mapOf(value: Json | undefined): { readonly [key: string]: Json } | undefined {
  return typeof value === "object" && value !== null && !isList(value) ? value : undefined;
}

/**
 * Whether only a deployment knows the value: a variable without a default, a parameter, a template. A reference to
 * another resource is a value.
 */
export function isOpen(value: Json): boolean {
  if (typeof value !== "string") return false;
  if (/\{\{|\$\{…|^\$\((?![\w.-]*\.)/.test(value)) return true;
  const inner = /^\$\{(.*)\}$/s.exec(value)?.[1];
  if (inner === undefined || /^(?:true|false)$/i.test(inner)) return false;
  return /^(?:var|local|each|count|param)\b|^[A-Z]\w*$|[?(]|parameters\(/.test(inner);
}
