import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { Knowledge, type Library } from "./schema.ts";

/** The knowledge files that Castellan ships: one YAML file for each group of libraries. */
const FOLDER = new URL("../../knowledge/code/", import.meta.url);
/** What the build makes of them: checked, as JSON, beside the modules. */
const BUILT = new URL("./knowledge.json", import.meta.url);

let loaded: readonly Library[] | undefined;

/** Shipped knowledge, checked against its schema. */
export function loadKnowledge(): readonly Library[] {
  loaded ??= import.meta.url.endsWith(".js") ? builtKnowledge() : readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")).sort().flatMap((name) => parseKnowledge(readFileSync(new URL(name, FOLDER), "utf8"), name));
  return loaded;
}

/** The build has checked it against the schema. */
function builtKnowledge(): readonly Library[] {
  const libraries: readonly Library[] = JSON.parse(readFileSync(BUILT, "utf8"));
  return libraries;
}

/** One knowledge file. @throws Error that names the file and the first thing wrong. */
export function parseKnowledge(text: string, name: string): readonly Library[] {
  const result = Knowledge.safeParse(parse(text));
  if (result.success) return result.data.libraries;
  const [issue] = result.error.issues;
  throw new Error(`${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a knowledge file"}`);
}
