import { readdirSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { AllowListFile, CapabilityFile, LibraryCapabilityFile, type PickleKnowledge } from "./schema.ts";

const FOLDER = new URL("../../../../knowledge/pickle/", import.meta.url);
/** What the build makes of the folder: checked against its schema, beside the modules. */
const BUILT = new URL("./pickle-knowledge.json", import.meta.url);

let loaded: PickleKnowledge | undefined;

/** The shipped catalogue. Read when the first stream is judged. */
export function pickleKnowledge(): PickleKnowledge {
  loaded ??= import.meta.url.endsWith(".js") ? readBuilt() : readSources();
  return loaded;
}

function readBuilt(): PickleKnowledge {
  const knowledge: PickleKnowledge = JSON.parse(readFileSync(BUILT, "utf8"));
  return knowledge;
}

/** The catalogue as it stands in the sources. @throws Error that names the file and the first thing wrong. */
export function readSources(): PickleKnowledge {
  const names = (folder: string): readonly string[] =>
    readdirSync(new URL(folder, FOLDER))
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => `${folder}${name}`);
  return {
    allowed: [...names("reviewed/"), ...names("derived/")].map((name) => readFile(name, AllowListFile)),
    standardLibrary: readFile("capabilities/standard-library.json", CapabilityFile),
    libraries: names("capabilities/libraries/").map((name) => readFile(name, LibraryCapabilityFile)),
  };
}

function readFile<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a catalogue file"}`);
}
