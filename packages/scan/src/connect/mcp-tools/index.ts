import type { Asset, Evidence } from "@castellan/graph";
import type { Project } from "../../project/facts.ts";
import type { Connector } from "../connector.ts";

/** Libraries whose tools an MCP server exposes and nobody else can use. */
const MCP_LIBRARIES: ReadonlySet<string> = new Set([
  "mcp",
  "fastmcp",
  "mcp-go",
  "mcp-go-sdk",
  "mcp-golang",
  "mcp-handler",
  "mcp-use",
  "rmcp",
  "rust-mcp-sdk",
]);

function isMcp(asset: Asset): boolean {
  const { library } = asset.attributes;
  return (typeof library === "string" && MCP_LIBRARIES.has(library)) || asset.attributes["protocol"] === "mcp";
}

/** Manifest root of the first place, with its target. */
function rootOf(project: Project, asset: Asset): { readonly target: number; readonly root: string } | undefined {
  const [place] = asset.occurrences;
  const file = place?.file === undefined || place.target === undefined ? undefined : project.file(place.target, place.file);
  return file === undefined ? undefined : { target: file.target, root: project.rootOf(file) };
}

/**
 * Tools of an MCP library that no server claims: registration went through a macro, a scan of classes or a list that
 * is put together at run time. Where the project holds one server, it is that one's tool.
 */
export const mcpTools: Connector = {
  id: "mcp-tools",
  version: 1,
  connect(project, { assets, relations }, graph) {
    const claimed = new Set(relations.filter(({ kind }) => kind === "exposes_tool").map(({ to }) => to));
    const servers = assets.filter((asset) => asset.kind === "mcp-server" && asset.attributes["role"] === "own" && isMcp(asset));
    for (const tool of assets.filter((asset) => asset.kind === "tool" && isMcp(asset) && !claimed.has(asset.id))) {
      const place = rootOf(project, tool);
      if (place === undefined) continue;
      const near = servers
        .filter((server) => server.scope === tool.scope)
        .map((server) => ({ server, at: rootOf(project, server) }))
        .filter(({ at }) => at?.target === place.target);
      const own = near.filter(({ at }) => at?.root === place.root);
      const [only, ...others] = own.length > 0 ? own : near;
      if (only === undefined || others.length > 0) continue;
      graph.relate(only.server.id, "exposes_tool", tool.id, "inferred", evidenceOf(tool));
    }
  },
};

function evidenceOf(tool: Asset): readonly Evidence[] {
  return tool.occurrences.slice(0, 1).map(({ endLine: _, ...place }) => place);
}
