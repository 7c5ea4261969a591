import { z } from "zod";
import { type Adapter, type Entry, type KindTable, placeOf, readingsOf } from "../report.ts";

const schema = z.object({
  detections: z.array(
    z.object({
      provider: z.string(),
      sdk_name: z.string(),
      file_path: z.string(),
      line_number: z.number().nullish(),
      model_name: z.string().nullish(),
    }),
  ),
  dependencies: z.array(z.object({ package: z.string(), provider: z.string(), source_file: z.string() })),
  mcp_servers: z.array(z.object({ name: z.string(), file: z.string(), line: z.number().nullish() })).default([]),
  tool_capabilities: z.array(z.object({ tool: z.string(), file: z.string(), line: z.number().nullish() })).default([]),
});

/** By the list of the report that an entry stands in. `secrets` names no secret, so nothing can be read from it. */
export const AIBOM_SCANNER_KINDS: KindTable = {
  detections: ["library", "ai-service"],
  models: ["model"],
  dependencies: ["library"],
  providers: ["ai-service"],
  mcp_servers: ["mcp-server", "mcp-client"],
  tool_capabilities: ["library", "tool"],
};

/** aibom-scanner: SDK calls by provider, with a model where the call names one, MCP servers and tool classes. */
export const adaptAibomScanner: Adapter = (json, root) => {
  const report = schema.parse(json);
  const provider = (id: string, name: string, places: Entry["places"]): Entry => ({
    id,
    readings: readingsOf(["ai-service"], name),
    places,
    spare: true,
  });
  const detections = report.detections.flatMap((each, index): Entry[] => {
    const places = placeOf(root, each.file_path, each.line_number);
    const model = readingsOf(["model"], each.model_name ?? undefined);
    return [
      { id: `d${index}`, readings: readingsOf(["library", "ai-service"], each.sdk_name, each.provider), places, spare: model.length > 0 },
      ...(model.length > 0 ? [{ id: `d${index}/model`, readings: model, places }] : []),
      provider(`d${index}/provider`, each.provider, places),
    ];
  });
  const dependencies = report.dependencies.flatMap((each, index): Entry[] => {
    const places = placeOf(root, each.source_file);
    return [
      { id: `p${index}`, readings: readingsOf(["library"], each.package), places },
      provider(`p${index}/provider`, each.provider, places),
    ];
  });
  const servers = report.mcp_servers.map(
    (each, index): Entry => ({
      id: `s${index}`,
      readings: readingsOf(["mcp-server", "mcp-client"], each.name),
      places: placeOf(root, each.file, each.line),
    }),
  );
  const tools = report.tool_capabilities.map(
    (each, index): Entry => ({
      id: `t${index}`,
      readings: readingsOf(["library", "tool"], each.tool.split(".")[0], each.tool),
      places: placeOf(root, each.file, each.line),
      spare: true,
    }),
  );
  return { entries: [...detections, ...dependencies, ...servers, ...tools], edges: [] };
};
