import type { Asset } from "@castellan/graph";
import type { Inventory } from "../rule.ts";

/** An agent, a model call with tools, or an own MCP server, with the tools that it can use. */
export interface ToolUser {
  readonly user: Asset;
  readonly tools: readonly Asset[];
}

/** Everything that decides by itself which tool to call. A model of an agent is no user of its own. */
export function toolUsers(inventory: Inventory): readonly ToolUser[] {
  const users = inventory.ofKind("agent", "endpoint").map((user): ToolUser => ({ user, tools: toolsOf(inventory, user.id) }));
  const taken = new Set(users.flatMap(({ tools }) => tools.map(({ id }) => id)));
  const models = inventory
    .ofKind("model")
    .map((user): ToolUser => ({ user, tools: toolsOf(inventory, user.id).filter(({ id }) => !taken.has(id)) }));
  const servers = inventory.ofKind("mcp-server").map(
    (user): ToolUser => ({
      user,
      tools: assetsOf(
        inventory,
        inventory.from(user.id, "exposes_tool").map(({ to }) => to),
      ),
    }),
  );
  return [...users, ...models, ...servers].filter(({ tools }) => tools.length > 0);
}

function toolsOf(inventory: Inventory, id: string): readonly Asset[] {
  const direct = inventory.from(id, "uses_tool").map(({ to }) => to);
  // An MCP server of this project brings its tools.
  const served = direct.flatMap((to) => inventory.from(to, "exposes_tool").map((relation) => relation.to));
  return assetsOf(inventory, [...direct, ...served]);
}

function assetsOf(inventory: Inventory, ids: readonly string[]): readonly Asset[] {
  return [...new Set(ids)]
    .map((id) => inventory.asset(id))
    .filter((asset) => asset !== undefined && asset.kind === "tool")
    .filter((asset) => asset !== undefined);
}

export function isGuarded(inventory: Inventory, id: string): boolean {
  return inventory.from(id, "protected_by").length > 0;
}
