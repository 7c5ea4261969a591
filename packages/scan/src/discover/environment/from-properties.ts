import type { ProjectFile } from "../../project/facts.ts";
import { settingsOf, variableIn } from "../application-settings/settings.ts";
import type { SeenVariable } from "./index.ts";

const SETTINGS = /(?:^|\/)(?:application|bootstrap|microprofile-config)(?:-[\w.-]+)?\.(?:properties|ya?ml)$/;

/** Properties of Spring, Quarkus and Micronaut by their dotted names, which `@Value("${search.index}")` asks for. */
export function properties(file: ProjectFile): readonly SeenVariable[] {
  if (file.facts.config === undefined || !SETTINGS.test(file.path)) return [];
  return settingsOf(file.facts.config.documents).flatMap(({ key, value, line }): SeenVariable[] => {
    // `${SEARCH_INDEX:docs}`: another variable may say otherwise.
    const variable = variableIn(value);
    if (variable === undefined) return value.includes("${") ? [] : [{ name: key, value, line, sample: false }];
    return variable.fallback === undefined ? [] : [{ name: key, value: variable.fallback, line, sample: true }];
  });
}
