import { localSymbol } from "../identity/index.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { keyText, selectAll } from "./selectors.ts";

/** Calls that are handed servers by name: `MultiServerMCPClient({ "docs": { "url": … } })`. */
const CONNECTS = /^(?:MultiServerMCPClient|define_mcp_servers)$/;
const MAPS = ["#0.mcpServers", "#0", "connections", "mcp_servers", "servers"];

/** MCP servers that a client of several is declared with, each by its key. */
export function discoverMcpConnections(assets: CodeAssets): void {
  const { evaluator, sink, project } = assets.context;
  for (const sighting of assets.sightings.all) {
    if (!sighting.value.path.some((step) => CONNECTS.test(step)) || sighting.call === undefined) continue;
    const target = project.targets[sighting.unit.file.target];
    if (target === undefined) continue;
    for (const closed of selectAll(evaluator, sighting, MAPS)) {
      for (const map of evaluator.evaluate(closed.expression, closed.frame)) {
        if (map.kind !== "map") continue;
        for (const { key, value } of map.entries) {
          const name = key === undefined ? undefined : keyText(evaluator, key);
          const [made] = evaluator.evaluate(value.expression, value.frame);
          if (key === undefined || name === undefined || made?.kind !== "map") continue;
          const text = (field: string): string | undefined => {
            const [found] = evaluator.step(made, field);
            return found?.kind === "constant" && typeof found.value === "string" ? found.value : undefined;
          };
          const [url, command, transport] = [text("url"), text("command"), text("transport")];
          if (url === undefined && command === undefined && transport === undefined) continue;
          sink.asset({
            kind: "mcp-server",
            name,
            identity: localSymbol(target, value.frame.scope.unit.file, `mcp:${name}`),
            scope: value.frame.scope.unit.file.scope,
            lifecycle: "declared",
            attributes: {
              ...(url === undefined ? {} : { url }),
              ...(command === undefined ? {} : { command }),
              ...(transport === undefined ? {} : { transport }),
            },
            occurrences: [occurrenceAt(value.frame.scope.unit, key.expression, name)],
          });
        }
      }
    }
  }
}
