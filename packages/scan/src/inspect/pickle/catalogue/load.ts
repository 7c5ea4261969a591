import { readdirSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { readParts } from "./parts.ts";
import {
  AllowListFile,
  CapabilityFile,
  LibraryCapabilityFile,
  type PickleCatalogue,
  type PickleKnowledge,
  PublishedPackages,
} from "./schema.ts";
import { topLevel, words } from "./words.ts";

const FOLDER = new URL("../../../../knowledge/pickle/", import.meta.url);
/** What the build makes of the folder: checked against its schema, beside the modules. */
const BUILT = new URL("./pickle-knowledge.json", import.meta.url);
const ALLOWED = "allowed:";

let loaded: PickleKnowledge | undefined;

/** The shipped catalogue, part by part as it is asked for. */
export function pickleKnowledge(): PickleKnowledge {
  loaded ??= import.meta.url.endsWith(".js") ? builtKnowledge() : folderKnowledge();
  return loaded;
}

function builtKnowledge(): PickleKnowledge {
  const parts = readParts(BUILT);
  // The build checked what it wrote.
  const part = <Value>(name: string): (() => Value) => once(() => parts.read(name) as Value);
  return {
    published: part("published"),
    standardLibrary: part("standardLibrary"),
    libraries: part("libraries"),
    packages: once(() => new Set(parts.names.filter((name) => name.startsWith(ALLOWED)).map((name) => name.slice(ALLOWED.length)))),
    allowed: (top) => (parts.read(`${ALLOWED}${top}`) as readonly AllowListFile[] | undefined) ?? [],
  };
}

/** As it stands in the sources; a test and the build check it against its schema. */
function folderKnowledge(): PickleKnowledge {
  const allowed = once(() => byPackage([...namesIn("reviewed/"), ...namesIn("derived/")].map(readJson)));
  return {
    published: once(() => readJson("published-packages.json")),
    standardLibrary: once(() => readJson("capabilities/standard-library.json")),
    libraries: once(() => namesIn("capabilities/libraries/").map(readJson)),
    packages: once(() => new Set(allowed().keys())),
    allowed: (top) => allowed().get(top) ?? [],
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The files with the entries of each top-level package alone, in the same order. */
function byPackage(files: readonly AllowListFile[]): ReadonlyMap<string, readonly AllowListFile[]> {
  const packages = new Map<string, AllowListFile[]>();
  for (const file of files) {
    const entries = new Map<string, AllowListFile["entries"]>();
    for (const entry of file.entries)
      for (const top of new Set(words(entry.modules).map(topLevel))) {
        const known = entries.get(top);
        if (known === undefined) entries.set(top, [entry]);
        else known.push(entry);
      }
    for (const [top, own] of entries) {
      const known = packages.get(top);
      const part = { ...file, entries: own };
      if (known === undefined) packages.set(top, [part]);
      else known.push(part);
    }
  }
  return packages;
}

/** What is written by hand comes before what is derived. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, FOLDER))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => `${folder}${name}`);
}

function readJson(name: string) {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
}

/** The catalogue of the sources, checked. @throws Error that names the file and the first thing wrong. */
export function checkedCatalogue(): PickleCatalogue {
  return {
    published: check("published-packages.json", PublishedPackages),
    allowed: [...namesIn("reviewed/"), ...namesIn("derived/")].map((name) => check(name, AllowListFile)),
    standardLibrary: check("capabilities/standard-library.json", CapabilityFile),
    libraries: namesIn("capabilities/libraries/").map((name) => check(name, LibraryCapabilityFile)),
  };
}

/** The parts that the built command reads. */
export function partsOf({ published, standardLibrary, libraries, allowed }: PickleCatalogue): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ["published", published],
    ["standardLibrary", standardLibrary],
    ["libraries", libraries],
    ...[...byPackage(allowed)].map(([top, files]) => [`${ALLOWED}${top}`, files] as const),
  ]);
}

function check<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(readJson(name));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a catalogue file"}`);
}
