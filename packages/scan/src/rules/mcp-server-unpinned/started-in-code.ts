import type { ConfigNode } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { readServer } from "../../discover/mcp-config/server.ts";
import { members } from "../draft.ts";
import type { Inventory, Usage } from "../rule.ts";

/** An MCP server that code starts, and what it starts. */
export interface StartedInCode {
  readonly usage: Usage;
  readonly name: string;
  readonly pinned: boolean;
}

/** Arguments as the tree that configuration files have, so that both are read by the same code. */
function toNode(value: Json, line: number): ConfigNode {
  const place = { line, endLine: line };
  if (typeof value !== "object" || value === null) return { kind: "scalar", value, ...place };
  const map = members(value);
  if (map !== undefined)
    return { kind: "map", entries: Object.entries(map).map(([key, item]) => ({ key, line, value: toNode(item, line) })), ...place };
  return { kind: "list", items: Object.values(value).map((item) => toNode(item, line)), ...place };
}

/** Every place in the arguments of a call that reads like a server: `command` with `args`, or a whole command line. */
function serversIn(value: Json, line: number): readonly ConfigNode[] {
  const map = members(value);
  if (map === undefined) return [];
  const whole = map["fullCommand"];
  // A template keeps its fixed head: what is started stands there.
  const text = typeof whole === "string" ? whole : members(whole)?.["text"];
  if (typeof text === "string" && whole !== undefined) return [toNode({ command: text }, line)];
  if (typeof map["command"] === "string") return [toNode(map, line)];
  return Object.values(map).flatMap((item) => serversIn(item, line));
}

/** MCP servers that code starts from a package. */
export function startedInCode(inventory: Inventory): readonly StartedInCode[] {
  return inventory.usages
    .filter(({ act }) => act === "mcp-start")
    .flatMap((usage) =>
      serversIn({ ...usage.arguments }, usage.line).flatMap((node): readonly StartedInCode[] => {
        const { package: started } = readServer(node);
        return started === undefined ? [] : [{ usage, name: started.name, pinned: started.pinned }];
      }),
    );
}
