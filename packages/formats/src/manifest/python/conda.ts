import { at, entries, items, text as textOf } from "../../config/node.ts";
import type { ManifestFacts } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, packageOf } from "../package.ts";
import { yamlTree } from "../tree.ts";
import { parsePythonRequirement } from "./requirement.ts";

/** `channel::name=1.2=build`, `name>=1`, `name 1.2.*`. */
const SPEC = /^(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)\s*(.*)$/;

/**
 * Conda's environment.yml, with its pip section.
 * @see https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html
 */
export function readCondaEnvironment(source: string): ManifestFacts {
  const tree = yamlTree(source);
  const packages = items(at(tree, "dependencies")).flatMap((item) => {
    if (item.kind === "map") {
      return entries(item)
        .filter(({ key }) => key === "pip")
        .flatMap(({ value }) =>
          items(value).flatMap((line) => {
            const written = textOf(line) ?? "";
            const found = written.startsWith("-") ? undefined : parsePythonRequirement(written);
            return found === undefined ? [] : [packageOf("pypi", { ...found, line: line.line, scope: "runtime" })];
          }),
        );
    }
    const match = SPEC.exec(textOf(item) ?? "");
    const name = match?.[1];
    if (name === undefined || name === "python" || name === "pip") return [];
    const requirement = (match?.[2] ?? "").trim();
    const version = /^={1,2}\s*(\d[\w.]*)(?:=[\w.*]+)?$/.exec(requirement)?.[1];
    return [packageOf("conda", { name: name.toLowerCase(), line: item.line, scope: "runtime", version, requirement })];
  });
  return factsOf({ format: "conda-environment", lock: false, name: textOf(at(tree, "name")), packages });
}

export const condaEnvironment: ManifestReader = {
  format: "conda-environment",
  matches: (path) => /^(?:[\w-]+[-_.])?(?:environment|conda(?:[-_]env)?|env)(?:[-_.][\w-]+)?\.ya?ml$/.test(fileName(path)),
  read: (source) => readCondaEnvironment(source),
};
