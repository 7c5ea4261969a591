import { readdirSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { AllowListFile, CapabilityFile, LibraryCapabilityFile, type PickleKnowledge, PublishedPackages } from "./schema.ts";

const FOLDER = new URL("../../../../knowledge/pickle/", import.meta.url);
/** What the build makes of the folder: checked against its schema, beside the modules. */
const BUILT = new URL("./pickle-knowledge.json", import.meta.url);

let loaded: PickleKnowledge | undefined;

/** The shipped catalogue. Read when the first stream is judged. */
export function pickleKnowledge(): PickleKnowledge {
  loaded ??= import.meta.url.endsWith(".js") ? readBuilt() : readFolder();
  return loaded;
}

function readBuilt(): PickleKnowledge {
  const knowledge: PickleKnowledge = JSON.parse(readFileSync(BUILT, "utf8"));
  return knowledge;
}

/** As it stands in the sources; a test and the build check it against its schema. */
function readFolder(): PickleKnowledge {
  const knowledge: PickleKnowledge = {
    published: readJson("published-packages.json"),
    allowed: [...namesIn("reviewed/"), ...namesIn("derived/")].map(readJson),
    standardLibrary: readJson("capabilities/standard-library.json"),
    libraries: namesIn("capabilities/libraries/").map(readJson),
  };
  return knowledge;
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
export function checkedKnowledge(): PickleKnowledge {
  return {
    published: check("published-packages.json", PublishedPackages),
    allowed: [...namesIn("reviewed/"), ...namesIn("derived/")].map((name) => check(name, AllowListFile)),
    standardLibrary: check("capabilities/standard-library.json", CapabilityFile),
    libraries: namesIn("capabilities/libraries/").map((name) => check(name, LibraryCapabilityFile)),
  };
}

function check<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(readJson(name));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a catalogue file"}`);
}
