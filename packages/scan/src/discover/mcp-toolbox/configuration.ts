import { at, type ConfigNode, entries, items, text } from "@castellan/formats";

/** A tool that a configuration of MCP Toolbox for Databases declares. */
export interface DeclaredTool {
  readonly name: string;
  readonly line: number;
  /** "postgres-sql", "bigquery-execute-sql", "http". */
  readonly type: string;
  readonly description?: string;
  readonly statement?: string;
}

export interface ToolboxConfiguration {
  readonly tools: readonly DeclaredTool[];
  /** Name of a set → its tools. */
  readonly toolsets: ReadonlyMap<string, readonly string[]>;
}

/**
 * Configurations of MCP Toolbox for Databases (googleapis.github.io/genai-toolbox): maps of `sources`, `tools` and
 * `toolsets`, or one document of YAML for each with its `kind`, `name` and `type`.
 */
export function toolboxConfiguration(documents: readonly ConfigNode[]): ToolboxConfiguration | undefined {
  const tools: DeclaredTool[] = [];
  const toolsets = new Map<string, readonly string[]>();
  for (const document of documents) {
    const kind = text(at(document, "kind"));
    const name = text(at(document, "name"));
    if (kind !== undefined && name !== undefined) {
      if (/^tools?$/.test(kind)) tools.push(...declared(name, document.line, document, "type"));
      if (/^toolsets?$/.test(kind)) toolsets.set(name, names(at(document, "tools")));
      continue;
    }
    if (entries(at(document, "sources")).every(({ value }) => typeOf(value) === undefined)) continue;
    for (const { key, line, value } of entries(at(document, "tools"))) tools.push(...declared(key, line, value, "kind"));
    for (const { key, value } of entries(at(document, "toolsets"))) toolsets.set(key, names(value));
  }
  return tools.length === 0 ? undefined : { tools, toolsets };
}

function declared(name: string, line: number, node: ConfigNode, form: "kind" | "type"): readonly DeclaredTool[] {
  const type = form === "type" ? text(at(node, "type")) : typeOf(node);
  if (type === undefined || text(at(node, "source")) === undefined) return [];
  const description = text(at(node, "description"))?.trim();
  const statement = text(at(node, "statement"));
  return [{ name, line, type, ...(description === undefined ? {} : { description }), ...(statement === undefined ? {} : { statement }) }];
}

function typeOf(node: ConfigNode): string | undefined {
  return text(at(node, "kind")) ?? text(at(node, "type"));
}

function names(node: ConfigNode | undefined): readonly string[] {
  return items(node).flatMap((item) => text(item) ?? []);
}
