import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { Asset } from "@castellan/graph";
import { localSymbol } from "../../discover/identity/index.ts";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Connector } from "../connector.ts";

const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "patch", "head", "options"]);
const MAX_TOOLS = 500;

interface Operation {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
}

/** Operations of an OpenAPI 3 or Swagger 2 document (spec.openapis.org), by `operationId` or method and path. */
function operationsOf(root: ConfigNode | undefined): readonly Operation[] {
  const version = text(at(root, "openapi")) ?? text(at(root, "swagger"));
  if (version === undefined || !/^[23]\./.test(version)) return [];
  return entries(at(root, "paths")).flatMap(({ key: path, value: item }) =>
    entries(item)
      .filter(({ key }) => METHODS.has(key))
      .map(({ key: method, line, value }) => ({
        name: text(at(value, "operationId")) ?? `${method.toUpperCase()} ${path}`,
        line,
        endLine: line,
      })),
  );
}

function readsOpenApi(files: readonly ProjectFile[]): boolean {
  return files.some(({ facts }) => facts.source?.imports.some(({ module, name }) => /openapi/i.test(`${module} ${name}`)) === true);
}

/**
 * An own MCP server that declares no tool and whose code reads OpenAPI offers the operations of the one document beside
 * it as its tools (`FastMCP.from_openapi`, converters of one's own).
 */
export const openApiTools: Connector = {
  id: "openapi-tools",
  version: 1,
  connect(project, { assets, relations }, graph) {
    // A tool whose name is put together at run time stands for those that are looked for here.
    const named = new Set(assets.filter(({ kind, name }) => kind === "tool" && !name.includes("{")).map(({ id }) => id));
    const busy = new Set(relations.filter(({ kind, to }) => kind === "exposes_tool" && named.has(to)).map(({ from }) => from));
    for (const server of assets) {
      if (server.kind !== "mcp-server" || server.attributes["role"] !== "own" || server.scope !== "production" || busy.has(server.id))
        continue;
      const files = filesBeside(project, server);
      if (server.attributes["tools"] !== "openapi" && !readsOpenApi(files)) continue;
      const documents = files
        .map((file) => ({ file, operations: operationsOf(file.facts.config?.documents[0]) }))
        .filter(({ operations }) => operations.length > 0);
      const [document, ...others] = documents;
      if (document === undefined || others.length > 0) continue;
      const { file } = document;
      const target = project.targets[file.target] ?? { index: 0, name: "", key: "" };
      for (const { name, line, endLine } of document.operations.slice(0, MAX_TOOLS)) {
        const place = { target: file.target, file: file.path, line, technique: "configuration", confidence: "likely" } as const;
        const tool = graph.add({
          kind: "tool",
          name,
          identity: localSymbol(target, file, `tool:${name}`),
          scope: file.scope,
          lifecycle: "declared",
          attributes: { protocol: "mcp", source: "openapi" },
          occurrences: [{ ...place, endLine }],
        });
        graph.relate(server.id, "exposes_tool", tool, "inferred", [place]);
      }
    }
  },
};

/** Files of production under the server's manifest. */
function filesBeside(project: Project, server: Asset): readonly ProjectFile[] {
  const [place] = server.occurrences;
  const own = place?.file === undefined || place.target === undefined ? undefined : project.file(place.target, place.file);
  if (own === undefined) return [];
  const root = project.rootOf(own);
  return project.files.filter((file) => file.target === own.target && file.scope === "production" && project.rootOf(file) === root);
}
