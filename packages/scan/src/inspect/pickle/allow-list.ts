import { pickleKnowledge } from "./catalogue/load.ts";
import type { Profile, RawEntry, Shape } from "./catalogue/schema.ts";
import { topLevel, words } from "./catalogue/words.ts";

/** What the catalogue says of one name. */
export interface AllowedName {
  readonly module: string;
  readonly name: string;
  readonly entry: AllowedEntry;
  readonly profile: Profile;
  /** Shapes that the entry names by `@`. */
  readonly shapes: { readonly [name: string]: Shape };
}

/** An entry with its words taken apart. */
export interface AllowedEntry extends Omit<RawEntry, "modules" | "names" | "fill" | "is"> {
  readonly fill: readonly string[];
  readonly is: readonly string[];
}

/** Top-level package → its names: expanded when the first stream imports from it. */
const expanded = new Map<string, Map<string, AllowedName>>();
/** Classes of a package by their name alone. */
const classes = new Map<string, ReadonlyMap<string, readonly AllowedName[]>>();

function expand(top: string): Map<string, AllowedName> {
  const names = new Map<string, AllowedName>();
  for (const { entries, profile, shapes } of pickleKnowledge().allowed(top))
    for (const entry of entries) {
      const { modules: _modules, names: _names, ...rest } = entry;
      const taken = { ...rest, fill: words(entry.fill), is: words(entry.is) };
      for (const module of words(entry.modules)) {
        if (topLevel(module) !== top) continue;
        for (const name of words(entry.names)) {
          const key = `${module}\0${name}`;
          // What is written by hand comes before what is derived: the first entry counts.
          if (!names.has(key)) names.set(key, { module, name, entry: taken, profile, shapes: shapes ?? {} });
        }
      }
    }
  return names;
}

/** The entry of a name as CPython 3 would import it; undefined where the list has none. */
export function allowedName(module: string, name: string): AllowedName | undefined {
  return namesOf(topLevel(module)).get(`${module}\0${name}`);
}

const NO_NAMES: ReadonlyMap<string, AllowedName> = new Map();

function namesOf(top: string): ReadonlyMap<string, AllowedName> {
  const known = expanded.get(top);
  if (known !== undefined) return known;
  if (!pickleKnowledge().packages().has(top)) return NO_NAMES;
  const names = expand(top);
  expanded.set(top, names);
  return names;
}

/**
 * A class that a package hands on from a module below it: releases move definitions into packages of the same name
 * (`ultralytics.nn.modules` Conv is `ultralytics.nn.modules.conv` Conv today).
 */
export function reExportedClass(module: string, name: string): AllowedName | undefined {
  if (!/^_*\p{Lu}/u.test(name)) return undefined;
  const found = classesByName(topLevel(module))
    .get(name)
    ?.find((allowed) => allowed.module.startsWith(`${module}.`));
  return found?.profile === "standard-library-data" ? undefined : found;
}

function classesByName(top: string): ReadonlyMap<string, readonly AllowedName[]> {
  const known = classes.get(top);
  if (known !== undefined) return known;
  const gathered = new Map<string, AllowedName[]>();
  for (const allowed of namesOf(top).values()) {
    if (allowed.entry.role !== "class") continue;
    const others = gathered.get(allowed.name);
    if (others === undefined) gathered.set(allowed.name, [allowed]);
    else others.push(allowed);
  }
  classes.set(top, gathered);
  return gathered;
}

/** Whether the list has anything of this package. */
export function knowsPackage(top: string): boolean {
  return pickleKnowledge().packages().has(top);
}
