import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { cloudformationResources } from "../cloudformation/index.ts";
import { placeOf, valuesAt } from "../infrastructure/declared.ts";
import { isRecord } from "../terraform/value.ts";
import type { SeenVariable } from "./index.ts";

/** Where resources of CloudFormation and SAM hold what their code reads; lists of names and values are read wherever they stand. */
const MAPS = ["Environment.Variables", "EnvironmentVariables", "PrimaryContainer.Environment", "Environment"];

/** Environment of declared functions, tasks and builds, with the template's parameters put in. */
export function cloudformationVariables(project: Project, file: ProjectFile): readonly SeenVariable[] {
  return cloudformationResources(project, file).flatMap((resource): readonly SeenVariable[] => {
    const seen = (path: string, name: Json | undefined, value: Json | undefined): readonly SeenVariable[] =>
      typeof name === "string" && /^[A-Za-z_]\w*$/.test(name) && typeof value === "string" && !value.includes("${")
        ? [{ name, value, line: placeOf(resource, `${path}.${name}`).line, sample: false }]
        : [];
    return MAPS.flatMap((path) =>
      valuesAt(resource.attributes, path).flatMap((map) =>
        isRecord(map) ? Object.entries(map).flatMap(([name, value]) => seen(path, name, value)) : [],
      ),
    );
  });
}
