import { readFileSync } from "node:fs";
import type { Library } from "./schema.ts";

/** What the build makes of the shipped knowledge: checked against its schema, as JSON, beside the modules. */
const BUILT = new URL("./knowledge.json", import.meta.url);

/** The shipped knowledge of a build; undefined where sources run, which read it from its YAML files. */
export function builtKnowledge(): readonly Library[] | undefined {
  if (!import.meta.url.endsWith(".js")) return undefined;
  const libraries: readonly Library[] = JSON.parse(readFileSync(BUILT, "utf8"));
  return libraries;
}
