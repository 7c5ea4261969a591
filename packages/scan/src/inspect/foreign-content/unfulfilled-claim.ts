import { nameClaims } from "@castellan/formats";
import type { InspectionFinding } from "../interpreter.ts";

/** Readings that are no model, whatever the name says. */
const NO_MODEL = new Set(["json", "yaml", "xml", "text", "config", "python", "git-lfs", "brackets", "ollama-template"]);

/**
 * The finding for a file that is named like a model and that no reader of a model accepts; undefined where one does, or
 * where files with the name are raw numbers as well.
 */
export function unfulfilledClaim(name: string, formats: readonly string[]): InspectionFinding | undefined {
  const claims = nameClaims(name);
  if (claims.length === 0 || claims.includes("raw") || formats.some((format) => !NO_MODEL.has(format))) return undefined;
  return {
    rule: "name-content-mismatch",
    message: `${JSON.stringify(name.slice(-80))} is named like ${claims.join(" or ")}, and no reader of a model accepts it.`,
  };
}
