import { at, type ConfigNode, entries, items, text as textOf } from "@castellan/formats";
import { resolvePath } from "../file-place.ts";
import { maskCommand } from "../mask-arguments.ts";
import { foreachExpansions, interpolate, matrixExpansions, type Variables, variablesOf } from "./template.ts";

export interface StagePath {
  /** Relative to the target; a url as written. */
  readonly path: string;
  readonly line: number;
  /** cache: false or a remote of its own. */
  readonly cached: boolean;
  readonly remote?: string;
}

export interface Stage {
  readonly name: string;
  readonly line: number;
  readonly command: string;
  readonly deps: readonly StagePath[];
  readonly outs: readonly StagePath[];
  readonly metrics: readonly StagePath[];
  readonly plots: readonly StagePath[];
  /** Parameter file → dotted names; an empty list is the whole file. */
  readonly params: ReadonlyMap<string, readonly string[]>;
  readonly frozen: boolean;
  readonly description?: string;
}

/** A path list: strings, or one-key maps from path to options. */
function paths(node: ConfigNode | undefined, folder: string, variables: Variables): readonly StagePath[] {
  interface Listed {
    readonly written: string;
    readonly line: number;
    readonly options?: ConfigNode;
  }
  const listed: readonly Listed[] =
    node?.kind === "map"
      ? entries(node).map(({ key, line, value }) => ({ written: key, line, options: value }))
      : items(node).flatMap((item): readonly Listed[] => {
          if (item.kind === "scalar") return [{ written: textOf(item) ?? "", line: item.line }];
          return entries(item).map(({ key, line, value }) => ({ written: key, line, options: value }));
        });
  return listed.flatMap(({ written, line, options }) => {
    const text = interpolate(written, variables);
    const path = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : resolvePath(folder, text);
    if (path === undefined || path === "") return [];
    const remote = textOf(at(options, "remote"));
    return [{ path, line, cached: textOf(at(options, "cache")) !== "false", ...(remote === undefined ? {} : { remote }) }];
  });
}

function paramsOf(node: ConfigNode | undefined, folder: string, variables: Variables): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (file: string, name: string | undefined): void => {
    const path = resolvePath(folder, file);
    if (path === undefined) return;
    const names = found.get(path) ?? [];
    if (name !== undefined) names.push(name);
    found.set(path, names);
  };
  for (const item of items(node)) {
    if (item.kind === "scalar") add("params.yaml", interpolate(textOf(item) ?? "", variables));
    for (const { key, value } of entries(item)) {
      const names = items(value);
      if (names.length === 0) add(interpolate(key, variables), undefined);
      for (const name of names) add(interpolate(key, variables), interpolate(textOf(name) ?? "", variables));
    }
  }
  return found;
}

function stageOf(name: string, line: number, node: ConfigNode, base: string, variables: Variables): Stage {
  const folder = resolvePath(base, interpolate(textOf(at(node, "wdir")) ?? ".", variables)) ?? base;
  const commandNode = at(node, "cmd");
  const command = (commandNode?.kind === "list" ? items(commandNode).map((item) => textOf(item) ?? "") : [textOf(commandNode) ?? ""]).join(
    " && ",
  );
  const description = textOf(at(node, "desc"));
  return {
    name,
    line,
    command: maskCommand(interpolate(command, variables).replace(/\s+/g, " ").trim()).slice(0, 1000),
    deps: paths(at(node, "deps"), folder, variables),
    outs: paths(at(node, "outs"), folder, variables),
    metrics: paths(at(node, "metrics"), folder, variables),
    plots: paths(at(node, "plots"), folder, variables),
    params: paramsOf(at(node, "params"), folder, variables),
    frozen: textOf(at(node, "frozen")) === "true",
    ...(description === undefined ? {} : { description: description.slice(0, 300) }),
  };
}

/**
 * Stages of a dvc.yaml with foreach and matrix expanded.
 * @param folder where the dvc.yaml stands
 * @param trees variables: `vars` of the file, then its parameter files
 * @see https://dvc.org/doc/user-guide/project-structure/dvcyaml-files
 */
export function stagesOf(tree: ConfigNode, folder: string, trees: readonly ConfigNode[]): readonly Stage[] {
  const global = variablesOf(trees);
  return entries(at(tree, "stages")).flatMap(({ key, line, value }): readonly Stage[] => {
    const foreach = at(value, "foreach");
    const matrix = at(value, "matrix");
    const local = items(at(value, "vars")).filter((item) => item.kind === "map");
    const body = at(value, "do") ?? value;
    if (foreach === undefined && matrix === undefined) return [stageOf(key, line, body, folder, variablesOf([...local, ...trees]))];
    const expansions = foreach === undefined ? matrixExpansions(matrix ?? value, global) : foreachExpansions(foreach, global);
    return expansions.map(({ suffix, values }) =>
      stageOf(`${key}@${suffix}`, line, body, folder, variablesOf([...local, ...trees], values)),
    );
  });
}
