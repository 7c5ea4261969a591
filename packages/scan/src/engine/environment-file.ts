import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type EnvironmentEntry, readEnvironment } from "@castellan/formats";
import type { ProjectFile } from "../project/facts.ts";
import { ScanError } from "./errors.ts";

function stated(path: string, environment: readonly EnvironmentEntry[]): ProjectFile {
  // Only what is stated about variables: the file itself is no part of the project and is not searched.
  return {
    target: 0,
    path,
    bytes: 0,
    scope: "production",
    lifecycle: "local",
    facts: { sha256: "", bytes: 0, environment, sensitive: [], ignores: [], problems: [] },
  };
}

/**
 * Values of variables from --env-file and from the settings, as files that state them.
 * @throws ScanError BAD_CONFIGURATION
 */
export function environmentFacts(file: string | undefined, values: { readonly [name: string]: string }): readonly ProjectFile[] {
  const files: ProjectFile[] = [];
  const entries = Object.entries(values).map(([name, value]): EnvironmentEntry => ({ name, value, line: 1, sample: false }));
  if (entries.length > 0) files.push(stated("castellan.yaml (stated by you)", entries));
  if (file !== undefined) {
    try {
      files.push(stated(`${basename(file)} (--env-file)`, readEnvironment(readFileSync(file, "utf8"), false)));
    } catch (cause) {
      throw new ScanError("BAD_CONFIGURATION", `The environment file ${file} cannot be read; give one with lines NAME=value.`, { cause });
    }
  }
  return files;
}
