import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { folderOf, nameOf } from "../file-place.ts";

const RESOURCE_KEYS =
  /^(?:jobs|pipelines|model_serving_endpoints|registered_models|experiments|models|apps|clusters|quality_monitors|schemas|volumes)$/;

/** One file of an asset bundle with the variables of the bundle. */
export interface BundlePart {
  readonly file: ProjectFile;
  /** `resources` at the top, and those that targets add. */
  readonly resources: readonly ConfigNode[];
  readonly bundle: ProjectFile;
  /** A text with `${var.x}` and `${bundle.name}` put in; what a deployment decides stays. */
  resolved(text: string): string;
}

function isBundle(file: ProjectFile): boolean {
  return /^(?:databricks|bundle)\.ya?ml$/.test(nameOf(file.path)) && at(file.facts.config?.documents[0], "bundle", "name") !== undefined;
}

/** Databricks asset bundles: `databricks.yml` and the YAML files below it that declare resources (docs.databricks.com/dev-tools/bundles). */
export function bundleParts(project: Project): readonly BundlePart[] {
  return project.files.filter(isBundle).flatMap((bundle) => {
    const folder = folderOf(bundle.path);
    const inside = project.files.filter(
      (file) => file.target === bundle.target && /\.ya?ml$/.test(file.path) && (folder === "" || file.path.startsWith(`${folder}/`)),
    );
    const variables = new Map<string, string>(
      inside
        .flatMap((file) => entries(at(file.facts.config?.documents[0], "variables")))
        .flatMap(({ key, value }) => {
          const standard = text(at(value, "default")) ?? text(value);
          return standard === undefined ? [] : [[`var.${key}`, standard] as const];
        }),
    );
    const name = text(at(bundle.facts.config?.documents[0], "bundle", "name"));
    if (name !== undefined) variables.set("bundle.name", name);
    const resolved = (written: string): string => {
      let value = written;
      for (let round = 0; round < 5 && value.includes("${"); round += 1)
        value = value.replace(/\$\{([\w.]+)\}/g, (whole, key: string) => variables.get(key) ?? whole).slice(0, 2000);
      return value;
    };
    return inside.flatMap((file): readonly BundlePart[] => {
      const document = file.facts.config?.documents[0];
      const resources = [at(document, "resources"), ...entries(at(document, "targets")).map(({ value }) => at(value, "resources"))].flatMap(
        (node) => (node !== undefined && entries(node).some(({ key }) => RESOURCE_KEYS.test(key)) ? [node] : []),
      );
      return resources.length === 0 ? [] : [{ file, resources, bundle, resolved }];
    });
  });
}
