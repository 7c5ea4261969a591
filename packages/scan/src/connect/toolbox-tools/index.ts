import type { Asset } from "@castellan/graph";
import { toolboxConfiguration } from "../../discover/mcp-toolbox/configuration.ts";
import type { Project } from "../../project/facts.ts";
import type { Connector } from "../connector.ts";

/** What code loads from MCP Toolbox for Databases by the name of a tool or of a set is what its configuration declares. */
export const toolboxTools: Connector = {
  id: "toolbox-tools",
  version: 1,
  connect(project, { assets, relations }, graph) {
    const loaded = assets.filter(({ kind, attributes }) => kind === "tool" && typeof attributes["loaded"] === "string");
    const declared = assets.filter(({ kind, attributes }) => kind === "tool" && attributes["source"] === "mcp-toolbox");
    if (loaded.length === 0 || declared.length === 0) return;
    const sets = setsOf(project);
    for (const tool of loaded) {
      // A set that no configuration names is the default one: every tool.
      const names = tool.attributes["loaded"] === "toolset" ? sets.get(tool.name) : [tool.name];
      const meant = declared.filter(
        (candidate) => targetOf(candidate) === targetOf(tool) && (names === undefined || names.includes(candidate.name)),
      );
      for (const relation of relations)
        if (relation.to === tool.id && relation.kind === "uses_tool")
          for (const { id } of meant) graph.relate(relation.from, "uses_tool", id, "resolved", relation.evidence);
    }
  },
};

function targetOf({ occurrences }: Asset): number | undefined {
  return occurrences[0]?.target;
}

function setsOf(project: Project): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, readonly string[]>();
  for (const file of project.files)
    for (const [name, tools] of toolboxConfiguration(file.facts.config?.documents ?? [])?.toolsets ?? [])
      sets.set(name, [...(sets.get(name) ?? []), ...tools]);
  return sets;
}
