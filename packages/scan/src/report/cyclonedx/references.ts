import type { Asset } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { indexResult, type ResultIndex } from "../result-index.ts";
import { PLACES, type Place } from "./kinds.ts";
import type { SpecVersion } from "./types.ts";

export const SYSTEM_REF = "system";
export const TOOL_REF = "tool:castellan";

/** What every part of the writer needs. */
export interface Writing {
  readonly version: SpecVersion;
  readonly result: ScanResult;
  readonly index: ResultIndex;
  /** RFC 3339 time of the document. */
  readonly time: string;
  /** Where an asset stands: by kind, but a tool that an MCP server exposes is a service inside it. */
  placeOf(asset: Asset): Place;
  /** The MCP server that holds a tool, the first by id where several expose it. */
  hostOf(tool: Asset): Asset | undefined;
}

/** `kind:id`; ids are hashes, so it is unique and never changes with lines. */
export function referenceOf(asset: Asset): string {
  return `${asset.kind}:${asset.id}`;
}

export function startWriting(result: ScanResult, version: SpecVersion, time: string): Writing {
  const index = indexResult(result);
  const hostOf = (tool: Asset): Asset | undefined => {
    if (tool.kind !== "tool") return undefined;
    const hosts = index
      .to(tool.id)
      .filter((relation) => relation.kind === "exposes_tool")
      .map((relation) => index.asset(relation.from));
    return hosts
      .filter((host) => host !== undefined)
      .filter((host) => host.kind === "mcp-server")
      .sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  };
  return {
    version,
    result,
    index,
    time,
    hostOf,
    placeOf: (asset) => (hostOf(asset) === undefined ? PLACES[asset.kind] : { as: "service" }),
  };
}
