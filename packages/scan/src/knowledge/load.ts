import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { ScanError } from "../engine/errors.ts";
import { builtKnowledge } from "./built.ts";
import { Knowledge, type Library } from "./schema.ts";

/** The knowledge files that Castellan ships: one YAML file for each group of libraries. */
const FOLDER = new URL("../../knowledge/code/", import.meta.url);

let loaded: readonly Library[] | undefined;

/** Shipped knowledge, checked against its schema. */
export function loadKnowledge(): readonly Library[] {
  loaded ??=
    builtKnowledge() ??
    readdirSync(FOLDER)
      .filter((name) => name.endsWith(".yaml"))
      .sort()
      .flatMap((name) => parseKnowledge(readFileSync(new URL(name, FOLDER), "utf8"), name));
  return loaded;
}

/** One knowledge file. @throws ScanError BAD_CONFIGURATION that names the file and the first thing wrong. */
export function parseKnowledge(text: string, name: string): readonly Library[] {
  let value: unknown;
  try {
    // Knowledge may be data of strangers: no custom tags, few aliases.
    value = parse(text, { maxAliasCount: 20, customTags: [], merge: false, logLevel: "error" });
  } catch (cause) {
    throw new ScanError(
      "BAD_CONFIGURATION",
      `${name} is no YAML: ${cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause)}`,
      { cause },
    );
  }
  const result = Knowledge.safeParse(value);
  if (result.success) return result.data.libraries;
  const [issue] = result.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "the file" : issue.path.join(".");
  throw new ScanError(
    "BAD_CONFIGURATION",
    `${name}: ${place}: ${issue?.message ?? "not a knowledge file"}; docs/knowledge.md tells what may stand there.`,
  );
}

/**
 * Shipped libraries and a user's own. An own file adds; it does not take the place of what is shipped.
 * @throws ScanError BAD_CONFIGURATION
 */
export function allKnowledge(
  own: readonly { readonly name: string; readonly text: string }[],
  shipped: readonly Library[] = loadKnowledge(),
): readonly Library[] {
  const known: Library[] = [...shipped];
  for (const { name, text } of own) {
    for (const library of parseKnowledge(text, name)) {
      const taken = known.some(
        ({ id, languages }) => id === library.id && languages.some((language) => library.languages.includes(language)),
      );
      if (taken)
        throw new ScanError(
          "BAD_CONFIGURATION",
          `${name}: the library id ${library.id} is taken; give yours another one, such as my-${library.id}.`,
        );
      known.push(library);
    }
  }
  return known;
}
