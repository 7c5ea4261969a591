import type { Attributes, Json } from "@castellan/graph";
import type { Usage } from "../../rules/rule.ts";
import { Tracer } from "../../resolve/trace.ts";
import { externalPath, type Closed, type Value } from "../../resolve/value.ts";
import type { CodeAssets } from "./registry.ts";
import { selectAll } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Acts whose result comes from outside of the project. */
const OUTSIDE: ReadonlyMap<string, string> = new Map([["download", "download"], ["hub-fetch", "download"], ["user-input", "user-input"], ["registry-load", "registry"], ["open-file", "file"]]);

/** Hands rules the calls that they judge, with what is known of their arguments. */
export function reportUsages(assets: CodeAssets): void {
  for (const sighting of assets.sightings.all) {
    if (sighting.entry.act !== undefined) assets.context.sink.usage(usageOf(assets, sighting, sighting.entry.act));
  }
}

function usageOf(assets: CodeAssets, sighting: Sighting, act: string): Usage {
  const { file } = sighting.unit;
  return {
    act, callee: externalPath(sighting.value), library: sighting.library.id, target: file.target, file: file.path, line: sighting.line, endLine: sighting.endLine,
    ...(sighting.cell === undefined ? {} : { cell: sighting.cell }), symbol: sighting.frame.scope.qualifiedName, scope: file.scope,
    arguments: argumentsOf(assets, sighting), origins: originsOf(assets, sighting), assets: assets.of(sighting).map((asset) => asset.id),
    holders: holdersOf(assets, sighting),
  };
}

/** Assets (tools, endpoints, steps) whose own code makes the call. */
function holdersOf(assets: CodeAssets, sighting: Sighting): readonly string[] {
  const ids: string[] = [];
  for (let scope: typeof sighting.frame.scope | undefined = sighting.frame.scope; scope !== undefined; scope = scope.parent) ids.push(...assets.ofScope(scope).map((asset) => asset.id));
  return ids;
}

function argumentsOf(assets: CodeAssets, sighting: Sighting): Attributes {
  const { evaluator } = assets.context;
  const result: { [key: string]: Json } = {};
  let position = 0;
  for (const argument of sighting.call?.arguments ?? []) {
    const key = argument.name ?? `#${position}`;
    if (argument.name === undefined) position += 1;
    if (argument.spread !== undefined) {
      result["**"] = true;
      continue;
    }
    const values = evaluator.evaluate(argument.value, sighting.frame);
    const [value] = values;
    if (value?.kind === "environment") result[key] = `$${value.name}`;
    else if (value?.kind === "constant") result[key] = typeof value.value === "string" && value.value.length > 200 ? `${value.value.slice(0, 197)}...` : value.value;
    else result[key] = { unresolved: value?.kind ?? "unknown" };
  }
  return result;
}

function originsOf(assets: CodeAssets, sighting: Sighting): Usage["origins"] {
  const found = new Map<string, Usage["origins"][number]>();
  for (const selector of sighting.entry.origins ?? []) {
    for (const closed of selectAll(assets.context.evaluator, sighting, [selector])) {
      const visit = (value: Value, at: Closed): boolean => {
        for (const origin of originOf(assets, value, at)) found.set(`${selector} ${origin.source} ${origin.asset ?? ""}`, { argument: selector, ...origin });
        return false;
      };
      new Tracer(assets.context.evaluator, visit).trace(closed.expression, closed.frame);
    }
  }
  return [...found.values()];
}

function originOf(assets: CodeAssets, value: Value, at: Closed): readonly Omit<Usage["origins"][number], "argument">[] {
  const { line } = at.expression;
  if (value.kind === "environment") return [{ source: "environment", line }];
  if (value.kind === "constant") return [{ source: "literal", line }];
  if (value.kind === "unknown") {
    const holders = assets.ofScope(at.frame.scope);
    return holders.map((holder) => ({ source: holder.kind === "endpoint" ? "request" : holder.kind === "tool" ? "model-output" : "parameter", asset: holder.id, line }));
  }
  if (value.kind !== "external") return [];
  const sightings = value.calls.flatMap((site) => assets.sightings.ofCall.get(site.call) ?? []);
  return sightings.flatMap((sighting) => {
    const outside = sighting.entry.act === undefined ? undefined : OUTSIDE.get(sighting.entry.act);
    const models = assets.of(sighting).filter((asset) => asset.kind === "model" || asset.kind === "agent");
    return [
      ...(outside === undefined ? [] : [{ source: outside, line: sighting.line }]),
      ...(outside === undefined ? models.map((model) => ({ source: "model-output", asset: model.id, line: sighting.line })) : []),
    ];
  });
}
