import type { SourceSyntax } from "@castellan/formats";

/** A source file as the closure sees it. */
export interface SourceNode {
  readonly target: number;
  readonly path: string;
  readonly syntax: SourceSyntax;
  readonly specifiers: readonly string[];
  readonly relevant: boolean;
  readonly generated: boolean;
}

/** Imports are followed this far from a relevant file … */
const DOWN = 3;
/** … and importers this far: a handler calls a service that calls a model. */
const UP = 2;
/** Languages in which files of one folder see each other without imports. */
const FOLDER_SCOPED: ReadonlySet<SourceSyntax> = new Set<SourceSyntax>(["go", "java", "csharp"]);
/** A name that fits more files than this says nothing. */
const AMBIGUOUS = 12;

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** The name by which a file is imported: its stem, or its folder's for index files; Go packages are folders. */
function segmentsOf(node: SourceNode): readonly string[] {
  const segments = node.path.replace(/\.[^./]+$/, "").split("/");
  const last = segments.at(-1) ?? "";
  return node.syntax === "go" || /^(?:index|__init__|mod|main|lib)$/.test(last) ? segments.slice(0, -1) : segments;
}

function joined(folder: string, specifier: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

class ImportGraph {
  readonly #nodes: readonly SourceNode[];
  readonly #byPath = new Map<string, number[]>();
  readonly #byName = new Map<string, number[]>();
  readonly #byFolder = new Map<string, number[]>();

  constructor(nodes: readonly SourceNode[]) {
    this.#nodes = nodes;
    for (const [index, node] of nodes.entries()) {
      const segments = segmentsOf(node);
      append(this.#byPath, `${node.target}:${segments.join("/")}`, index);
      append(this.#byName, segments.at(-1) ?? "", index);
      if (FOLDER_SCOPED.has(node.syntax)) append(this.#byFolder, `${node.target}:${folderOf(node.path)}`, index);
    }
  }

  imports(index: number): readonly number[] {
    const node = this.#nodes[index];
    if (node === undefined) return [];
    return [...new Set(node.specifiers.flatMap((specifier) => this.#resolve(node, specifier)))].filter((other) => other !== index);
  }

  siblings(index: number): readonly number[] {
    const node = this.#nodes[index];
    return node === undefined ? [] : (this.#byFolder.get(`${node.target}:${folderOf(node.path)}`) ?? []).filter((other) => other !== index);
  }

  #resolve(node: SourceNode, specifier: string): readonly number[] {
    const at = (path: string): readonly number[] => this.#byPath.get(`${node.target}:${path}`) ?? [];
    const folder = folderOf(node.path);
    if (node.syntax === "python") {
      const dots = /^\.+/.exec(specifier)?.[0].length ?? 0;
      if (dots > 0) return at(joined(folder, `${"../".repeat(dots - 1)}${specifier.slice(dots).replaceAll(".", "/")}`));
    } else if (specifier.startsWith(".")) return at(joined(folder, specifier.replace(/\.[cm]?[jt]sx?$/, "")));
    const segments = specifier.split(/::|[./]/).filter((part) => !/^(?:|crate|self|super|@|~|src)$/.test(part));
    for (const length of [segments.length, segments.length - 1]) {
      const found = this.#suffix(segments.slice(0, Math.max(length, 0)));
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Files whose path ends with the last two segments; with one segment only, those of that name. */
  #suffix(segments: readonly string[]): readonly number[] {
    const last = segments.at(-1);
    if (last === undefined) return [];
    const before = segments.at(-2);
    const named = this.#byName.get(last) ?? [];
    const found =
      before === undefined
        ? named
        : named.filter((index) => {
            const node = this.#nodes[index];
            const own = node === undefined ? [] : segmentsOf(node);
            return own.length < 2 || own.at(-2) === before;
          });
    return found.length > AMBIGUOUS ? [] : found;
  }
}

function append<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function spread(start: Iterable<number>, steps: number, next: (index: number) => Iterable<number>, reached: Set<number>): void {
  let border = [...start];
  for (let step = 0; step < steps && border.length > 0; step++) {
    const following: number[] = [];
    for (const index of border) {
      for (const other of next(index)) {
        if (reached.has(other)) continue;
        reached.add(other);
        following.push(other);
      }
    }
    border = following;
  }
}

/** Indexes of the files that are parsed because of their neighbours: not relevant by themselves, not generated. */
export function neighboursOfRelevant(nodes: readonly SourceNode[]): readonly number[] {
  const graph = new ImportGraph(nodes);
  const importers = new Map<number, number[]>();
  for (const index of nodes.keys()) for (const imported of graph.imports(index)) append(importers, imported, index);
  const seeds = [...nodes.keys()].filter((index) => nodes[index]?.relevant === true);
  const reached = new Set(seeds);
  spread(seeds, UP, (index) => importers.get(index) ?? [], reached);
  spread([...reached], DOWN, (index) => [...graph.imports(index), ...graph.siblings(index)], reached);
  return [...reached].filter((index) => nodes[index]?.relevant === false && nodes[index].generated === false).sort((a, b) => a - b);
}
