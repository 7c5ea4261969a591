import { at, type ConfigNode, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { folderOf, targetOf } from "../file-place.ts";
import { PipelineWriter } from "../pipelines/pipeline-writer.ts";

/** A value with the file that gives it. */
export interface Setting {
  readonly node: ConfigNode;
  readonly file: ProjectFile;
}

/** `{{NAME}}` or `{{NAME|default("x")}}`: a value that each profile sets. */
const VARIABLE = /^\{\{\s*(\w+)\s*(?:\|\s*default\((.*)\)\s*)?\}\}$/s;
const MAX_DEPTH = 4;

/** `profiles/*.yaml` beside a recipe. */
export class Profiles {
  readonly #files: readonly Setting[];
  readonly #recipe: ProjectFile;
  readonly #project: Project;
  readonly #sink: DiscoverySink;

  constructor(project: Project, recipe: ProjectFile, sink: DiscoverySink) {
    this.#project = project;
    this.#recipe = recipe;
    this.#sink = sink;
    const folder = folderOf(recipe.path);
    const place = folder === "" ? "profiles" : `${folder}/profiles`;
    this.#files = project.files.flatMap((file) => {
      const [node] = file.target === recipe.target && folderOf(file.path) === place ? (file.facts.config?.documents ?? []) : [];
      return node?.kind === "map" ? [{ node, file }] : [];
    });
  }

  /** Writes what a profile declares at its place in the profile. */
  writerOf(file: ProjectFile): PipelineWriter {
    return new PipelineWriter(targetOf(this.#project, file), file, this.#sink, "mlflow-recipes", `mlflow-recipe:${this.#recipe.path}`);
  }

  /** What profiles set at a path of keys. */
  everywhere(...keys: readonly string[]): readonly Setting[] {
    return this.#files.flatMap(({ node, file }) => {
      const found = at(node, ...keys);
      return found === undefined ? [] : [{ node: found, file }];
    });
  }

  /** A value as it is written, or as the profiles set the variable that it is. */
  settings(node: ConfigNode | undefined, file: ProjectFile = this.#recipe, depth = 0): readonly Setting[] {
    if (node === undefined || depth > MAX_DEPTH) return [];
    const variable = VARIABLE.exec(text(node) ?? "");
    if (variable === null) return [{ node, file }];
    const given = this.everywhere(variable[1] ?? "").flatMap((setting) => this.settings(setting.node, setting.file, depth + 1));
    const standard = /^\s*["']([^"']*)["']\s*$/.exec(variable[2] ?? "")?.[1];
    return given.length > 0 || standard === undefined
      ? given
      : [{ node: { kind: "scalar", value: standard, line: node.line, endLine: node.line }, file }];
  }
}
