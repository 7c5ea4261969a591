import { type Adapter, baseName, type Edge, type Entry, type KindTable, placeOf, readingsOf } from "../report.ts";
import { agentBomSchema, type Inventory } from "./agent-bom-schema.ts";

/** By component type, by list of the report, and by the pseudo servers that stand for Terraform and notebooks. */
export const AGENT_BOM_KINDS: KindTable = {
  model_reference: ["model"],
  deprecated_model: ["model"],
  llm_provider: ["library", "ai-service"],
  agent_framework: ["library"],
  ml_framework: ["library"],
  mlops: ["library", "experiment-tracker"],
  observability: ["library", "experiment-tracker"],
  vector_store: ["library", "vector-store"],
  framework_agents: ["agent", "pipeline-step", "pipeline"],
  prompts: ["prompt"],
  guardrails: ["guardrail"],
  tools: ["tool"],
  application_entrypoints: ["endpoint"],
  mcp_servers: ["mcp-server", "mcp-client"],
  notebooks: ["notebook"],
  terraform: ["agent", "model", "deployed-model", "guardrail", "knowledge-base", "endpoint", "vector-store", "prompt"],
  dataset_cards: ["dataset"],
  providers: ["ai-service"],
};
const kindsOf = (kind: string): (typeof AGENT_BOM_KINDS)[string] => AGENT_BOM_KINDS[kind] ?? ["library"];
const KNOWN_COMPONENTS = [
  "model_reference",
  "deprecated_model",
  "llm_provider",
  "agent_framework",
  "ml_framework",
  "mlops",
  "observability",
  "vector_store",
];

function fromComponents(root: string, { components }: Inventory): Entry[] {
  return components
    .filter(({ type }) => KNOWN_COMPONENTS.includes(type))
    .flatMap((each, index): Entry[] => {
      const places = placeOf(root, each.file, each.line);
      const main: Entry = { id: `c${index}`, readings: readingsOf(kindsOf(each.type), each.package ?? undefined, each.name), places };
      if (kindsOf(each.type)[0] === "model") return [main];
      const more = readingsOf(["ai-service", "vector-store", "experiment-tracker"], each.name);
      return [main, ...more.map((reading, also): Entry => ({ id: `c${index}/${also}`, readings: [reading], places, spare: true }))];
    });
}

function fromCode(root: string, { framework_agents: agents, ast_analysis: ast }: Inventory): Entry[] {
  const list = (kind: string, found: readonly { file: string; line?: number | null | undefined; name: string }[]): Entry[] =>
    found.map(
      ({ file, line, name }): Entry => ({
        id: `${kind} ${name}`,
        readings: readingsOf(kindsOf(kind), name),
        places: placeOf(root, file, line),
      }),
    );
  return [
    ...agents.map(
      (each): Entry => ({
        id: each.stable_id,
        readings: readingsOf(kindsOf("framework_agents"), each.name),
        places: placeOf(root, each.file_path, each.line_number),
      }),
    ),
    ...list(
      "prompts",
      (ast?.prompts ?? []).map((each) => ({ ...each, name: each.variable ?? "prompt" })),
    ),
    ...list("guardrails", ast?.guardrails ?? []),
    ...list("tools", ast?.tools ?? []),
    // Every HTTP route is listed, whether it reaches a model or not.
    ...list(
      "application_entrypoints",
      (ast?.application_entrypoints ?? []).filter(({ kind }) => kind === "http_route"),
    ).map((each) => ({ ...each, spare: true })),
  ];
}

function edgesOf({ framework_agents: agents, components }: Inventory): Edge[] {
  return agents.flatMap((agent): Edge[] => [
    ...agent.capabilities.map(({ name }): Edge => ({ from: agent.stable_id, to: `tools ${name}`, readings: [{ kind: "uses_tool" }] })),
    ...agent.model_refs.flatMap((model) =>
      components.flatMap(({ name }, index): Edge[] =>
        name === model ? [{ from: agent.stable_id, to: `c${index}`, readings: [{ kind: "uses_model" }] }] : [],
      ),
    ),
    ...agent.topology_edges.map(
      ({ source_id: from, target_id: to }): Edge => ({
        from,
        to,
        readings: [
          { kind: "hands_off_to" },
          { kind: "depends_on" },
          { kind: "depends_on", reversed: true },
          { kind: "has_step" },
          { kind: "invokes_agent" },
        ],
      }),
    ),
  ]);
}

/** agent-bom: regular expressions for SDKs and models, Python syntax trees for agents and tools, MCP configuration. */
export const adaptAgentBom: Adapter = (json, root) => {
  const report = agentBomSchema.parse(json);
  const inventory = report.ai_inventory ?? { components: [], framework_agents: [] };
  const servers = report.agents.flatMap(({ mcp_servers: all }) => all.filter(({ surface }) => surface === "mcp-server"));
  const fromServers = servers.flatMap((each, index): Entry[] => {
    const [what, name] = each.name.split(":");
    if (what === "terraform")
      return each.tools.map(
        (tool, at): Entry => ({ id: `r${index}/${at}`, readings: readingsOf(kindsOf("terraform"), tool.name), places: [] }),
      );
    if (what === "notebook") return [{ id: `n${index}`, readings: readingsOf(["notebook"], `${name}.ipynb`, name), places: [] }];
    return each.name === "skill-packages" ? [] : [{ id: `m${index}`, readings: readingsOf(kindsOf("mcp_servers"), each.name), places: [] }];
  });
  const cards = (report.dataset_cards?.datasets ?? []).map(
    ({ name }, index): Entry => ({ id: `d${index}`, readings: readingsOf(["dataset"], name), places: [] }),
  );
  const files = (report.prompt_scan?.prompt_files ?? []).map(
    (path, index): Entry => ({
      id: `f${index}`,
      readings: readingsOf(["prompt"], baseName(path.replace(/^<path:|>$/gu, ""))),
      places: [],
    }),
  );
  return {
    entries: [...fromComponents(root, inventory), ...fromCode(root, inventory), ...fromServers, ...cards, ...files],
    edges: edgesOf(inventory),
  };
};
