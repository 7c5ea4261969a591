import { localSymbol } from "../identity/index.ts";
import { maskArguments } from "../mask-arguments.ts";
import { isOwnPackage } from "../mcp-config/own-package.ts";
import { ranBy } from "../mcp-config/server.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { keyText, selectAll } from "./selectors.ts";

/** Calls that are handed servers by name: `MultiServerMCPClient({ "docs": { "url": … } })`. */
const CONNECTS = /^(?:MultiServerMCPClient|define_mcp_servers|MCPClient|MCPConfiguration)$/;
const MAPS = ["#0.mcpServers", "#0.servers", "#0", "connections", "mcp_servers", "servers"];

/** Calls that are told how to start one server: `StdioServerParameters(command="uvx", args=["mcp-server-fetch"])`. */
const STARTS = /^(?:StdioServerParameters|StdioServerParams|StdioClientTransport|StdioMCPTransport)$/;

/** MCP servers that code connects to: each by its key among several, or by the package that is started. */
export function discoverMcpConnections(assets: CodeAssets): void {
  discoverStarted(assets);
  discoverConnected(assets);
}

/** A server that a package runner starts is known by its package; one's own script is a server of the project. */
function discoverStarted(assets: CodeAssets): void {
  const { evaluator, sink, project } = assets.context;
  for (const sighting of assets.sightings.all) {
    const target = project.targets[sighting.unit.file.target];
    if (target === undefined || sighting.call === undefined || !sighting.value.path.some((step) => STARTS.test(step))) continue;
    const texts = (selectors: readonly string[]): readonly string[] =>
      selectAll(evaluator, sighting, selectors)
        .flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame))
        .flatMap((value) => (value.kind === "constant" && typeof value.value === "string" ? [value.value] : []));
    const words = texts(["args[]", "#0.args[]"]);
    for (const command of texts(["command", "#0.command"])) {
      const { package: started } = ranBy(command, words);
      if (started === undefined || isOwnPackage(project, sighting.unit.file, started.name)) continue;
      const id = sink.asset({
        kind: "mcp-server",
        name: started.name,
        identity: localSymbol(target, sighting.unit.file, `mcp:${started.name}`),
        scope: sighting.unit.file.scope,
        lifecycle: "declared",
        attributes: { transport: "stdio", command, args: [...maskArguments(words)], package: started.purl, pinned: started.pinned },
        occurrences: [occurrenceAt(sighting.unit, sighting, started.name)],
      });
      const clients = assets.sightings.all
        .filter(({ unit }) => unit === sighting.unit)
        .flatMap((other) => assets.of(other))
        .filter(({ kind }) => kind === "mcp-client");
      const [client, ...others] = [...new Map(clients.map((found) => [found.id, found])).values()];
      if (client !== undefined && others.length === 0)
        sink.relate(client.id, "calls", id, "inferred", [occurrenceAt(sighting.unit, sighting)]);
    }
  }
}

/** Servers of a client of several, each by its key. */
function discoverConnected(assets: CodeAssets): void {
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
