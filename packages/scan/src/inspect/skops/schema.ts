import { type ByteSource, type JsonProblem, type JsonVisit, walkJson } from "@castellan/formats";

/** A node of a schema; a key given twice has several values, of which a loader takes one. */
export interface SkopsNode {
  readonly path: string;
  readonly offset: number;
  readonly loaders: string[];
  readonly modules: string[];
  readonly classes: string[];
  /** Functions of a FunctionNode, whatever its class says. */
  readonly functions: string[];
  /** Names of methods. */
  readonly methods: string[];
  readonly files: string[];
  /** Texts directly below, as arguments of an operator. */
  readonly texts: string[];
}

export interface SkopsSchema {
  readonly nodes: readonly SkopsNode[];
  readonly problems: readonly JsonProblem[];
  readonly complete: boolean;
  readonly version: string | undefined;
}

const NODES = 500_000;
const DEPTH = 400;

/** Reads the tree of a schema into a list of its nodes. Never throws on any bytes. */
export function readSkopsSchema(source: ByteSource): SkopsSchema {
  const nodes = new Map<string, SkopsNode>();
  let complete = true;
  let version: string | undefined;
  const node = (path: JsonVisit["path"], offset: number): SkopsNode | undefined => {
    const key = path.join("\0");
    let found = nodes.get(key);
    if (found === undefined) {
      if (nodes.size >= NODES) {
        complete = false;
        return undefined;
      }
      found = { path: path.join("."), offset, loaders: [], modules: [], classes: [], functions: [], methods: [], files: [], texts: [] };
      nodes.set(key, found);
    }
    return found;
  };
  const { problems } = walkJson(
    source,
    ({ event, path, text, offset }) => {
      const key = path.at(-1);
      if (event !== "string" || typeof key !== "string") return;
      const parent = path.slice(0, -1);
      if (key === "_skops_version" && parent.length === 0) version = text;
      else if (key === "__loader__") node(parent, offset)?.loaders.push(text);
      else if (key === "__module__") node(parent, offset)?.modules.push(text);
      else if (key === "__class__") node(parent, offset)?.classes.push(text);
      else if (key === "file") node(parent, offset)?.files.push(text);
      else if (key === "content") node(parent, offset)?.texts.push(text);
      // {"content": {"module_path": …, "function": …}} and {"content": {"func": …, "obj": …}} belong to the node above.
      else if (parent.at(-1) === "content") {
        const above = node(parent.slice(0, -1), offset);
        if (key === "module_path" || key === "function") above?.functions.push(text);
        else if (key === "func") above?.methods.push(text);
      }
    },
    { depth: DEPTH },
  );
  return { nodes: [...nodes.values()], problems, complete, version };
}
