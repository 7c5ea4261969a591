import type { Asset, Evidence } from "@castellan/graph";
import { evidenceOf } from "../draft.ts";
import type { Inventory, Usage } from "../rule.ts";

/** What a tool can do with what a model tells it. */
export type Power = "execute" | "write" | "delete" | "sql" | "send" | "fetch-any";

export interface ToolPower {
  readonly power: Power;
  readonly tool: Asset;
  readonly usage?: Usage;
  readonly evidence: readonly Evidence[];
}

/** Tools that come with the power to run commands; those that run at the provider's are none. */
const EXECUTING =
  /^(?:LocalShellTool|ShellTool|PythonREPLTool|PythonREPL|PythonAstREPLTool|BashTool|TerminalTool|CodeInterpreterToolSpec|ComputerTool|ApplyPatchTool)$/;
/** Calls whose text a shell reads. */
const SHELLS = /(?:^|[.:/])(?:system|popen|getoutput|getstatusoutput|create_subprocess_shell|exec|execSync|execaCommand|\$)\(\)$/;

function fromModel(usage: Usage, tool: string, ...names: readonly string[]): boolean {
  return usage.origins.some(
    ({ argument, source, asset }) => source === "model-output" && asset === tool && (names.length === 0 || names.includes(argument)),
  );
}

/** Whether the model chooses the command itself, not only an argument of a fixed one. */
export function choosesCommand(usage: Usage): boolean {
  if (usage.act === "evaluate") return true;
  const [command] = [usage.arguments["#0"], usage.arguments["args"], usage.arguments["cmd"]].filter((value) => value !== undefined);
  const shell = usage.arguments["shell"] === true || SHELLS.test(usage.callee);
  if (Array.isArray(command)) {
    const [program, ...rest] = command;
    // `sh -c TEXT` is a shell, whatever is in the list.
    if (
      typeof program === "string" &&
      /(?:^|\/)(?:ba|z|da)?sh$|^cmd(?:\.exe)?$|^powershell/.test(program) &&
      rest.some((word) => typeof word !== "string")
    )
      return true;
    return typeof program !== "string";
  }
  if (typeof command === "string") return false;
  // `exec(`git log ${x}`)`: the shell reads what the model wrote.
  return shell || !/(?:execFile|spawn|execa)(?:Sync)?\(\)$/.test(usage.callee) || typeof usage.arguments["#0"] !== "string";
}

function powerOf(usage: Usage, tool: string): Power | undefined {
  switch (usage.act) {
    case "execute":
      return fromModel(usage, tool) && choosesCommand(usage) ? "execute" : undefined;
    case "evaluate":
      return fromModel(usage, tool) ? "execute" : undefined;
    case "write-file":
      return fromModel(usage, tool) ? "write" : undefined;
    case "open-file":
      return fromModel(usage, tool) && /^["']?[wax]/.test(String(usage.arguments["#1"] ?? usage.arguments["mode"] ?? ""))
        ? "write"
        : undefined;
    case "delete-file":
      return fromModel(usage, tool) ? "delete" : undefined;
    case "sql":
      return fromModel(usage, tool) ? "sql" : undefined;
    case "send":
    case "message":
      return "send";
    case "download":
      return fromModel(usage, tool, "#0", "url", "#0.url") ? "fetch-any" : undefined;
    default:
      return undefined;
  }
}

/** Powers of every tool, by the tool's id. */
export function powersOf(inventory: Inventory): ReadonlyMap<string, readonly ToolPower[]> {
  const powers = new Map<string, ToolPower[]>();
  const tools = new Map(inventory.ofKind("tool").map((tool) => [tool.id, tool]));
  const add = (tool: Asset, power: ToolPower): void => {
    const list = powers.get(tool.id);
    if (list === undefined) powers.set(tool.id, [power]);
    else if (
      !list.some(
        (known) => known.power === power.power && known.usage?.line === power.usage?.line && known.usage?.file === power.usage?.file,
      )
    )
      list.push(power);
  };
  for (const usage of inventory.usages) {
    for (const id of usage.holders) {
      const tool = tools.get(id);
      const power = tool === undefined ? undefined : powerOf(usage, id);
      if (tool !== undefined && power !== undefined) add(tool, { power, tool, usage, evidence: [evidenceOf(usage)] });
    }
  }
  for (const tool of tools.values()) {
    if (EXECUTING.test(tool.name) || tool.attributes["sideEffect"] === "execute")
      add(tool, { power: "execute", tool, evidence: tool.occurrences.slice(0, 3) });
  }
  return powers;
}

/** An approval by a person before the tool acts: stated on the tool, or asked in its body. */
export function hasApproval(inventory: Inventory, tool: Asset): boolean {
  const { attributes } = tool;
  if (attributes["needsApproval"] !== undefined && attributes["needsApproval"] !== false) return true;
  if (attributes["askHuman"] === true) return true;
  return inventory.usages.some(({ act, holders }) => (act === "approval" || act === "operator-input") && holders.includes(tool.id));
}
