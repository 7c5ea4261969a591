import type { Attributes, Json } from "@castellan/graph";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import { Tracer } from "../../resolve/trace.ts";
import { type Closed, externalPath, type Value } from "../../resolve/value.ts";
import type { Usage } from "../../rules/rule.ts";
import { Bodies } from "./bodies.ts";
import type { CodeAssets } from "./registry.ts";
import { keyText, select, selectAll } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Acts whose result comes from outside of the project. */
const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ["download", "download"],
  ["hub-fetch", "hub"],
  ["user-input", "user-input"],
  ["registry-load", "registry"],
  ["open-file", "file"],
  ["read-table", "file"],
  ["request", "request"],
  ["retrieve", "retrieved"],
]);
const MAX_LIST = 20;
const MAX_DEPTH = 4;

/** Hands rules the calls that they judge, with what is known of their arguments. */
export function reportUsages(assets: CodeAssets, bodies: Bodies = new Bodies(assets)): void {
  const workers = indexWorkers(assets, bodies);
  for (const sighting of assets.sightings.all) {
    if (sighting.entry.act !== undefined) assets.context.sink.usage(usageOf(assets, sighting, sighting.entry.act, workers));
  }
}

type Workers = ReadonlyMap<Scope, readonly string[]>;

/** Function scope → the assets that run it, through the functions that they call. */
function indexWorkers(assets: CodeAssets, bodies: Bodies): Workers {
  const workers = new Map<Scope, string[]>();
  const { evaluator } = assets.context;
  for (const sighting of assets.sightings.all) {
    for (const asset of assets.of(sighting)) {
      for (const closed of select(evaluator, sighting, asset.emission.body ?? [])) {
        for (const value of evaluator.evaluate(closed.expression, closed.frame)) {
          if (value.kind !== "function") continue;
          for (const scope of bodies.scopesOf(value.scope)) workers.set(scope, [...(workers.get(scope) ?? []), asset.id]);
        }
      }
    }
  }
  return workers;
}

function usageOf(assets: CodeAssets, sighting: Sighting, act: string, workers: Workers): Usage {
  const { file } = sighting.unit;
  return {
    act,
    callee: externalPath(sighting.value),
    library: sighting.library.id,
    target: file.target,
    file: file.path,
    line: sighting.line,
    endLine: sighting.endLine,
    ...(sighting.cell === undefined ? {} : { cell: sighting.cell }),
    symbol: sighting.frame.scope.qualifiedName,
    scope: file.scope,
    arguments: argumentsOf(assets, sighting),
    origins: originsOf(assets, sighting),
    assets: assets.of(sighting).map((asset) => asset.id),
    holders: holdersOf(assets, sighting, workers),
  };
}

/** Assets (tools, endpoints, steps) whose code makes the call, itself or through the functions that it calls. */
function holdersOf(assets: CodeAssets, sighting: Sighting, workers: Workers): readonly string[] {
  const ids: string[] = [];
  const from = sighting.entry.on === "decorator" ? (sighting.subject ?? sighting.frame.scope) : sighting.frame.scope;
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent)
    ids.push(...assets.ofScope(scope).map((asset) => asset.id), ...(workers.get(scope) ?? []));
  return [...new Set(ids)].sort();
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
    result[key] = valueOf(evaluator, value);
    if (value?.kind === "environment" && value.fallback[0] !== undefined) result[`${key}:default`] = valueOf(evaluator, value.fallback[0]);
  }
  // What a method of text stands on (`Path("x").open()`): the path, or its default where the environment names it.
  const receivers = sighting.entry.origins?.includes("receiver") === true ? selectAll(evaluator, sighting, ["receiver"]) : [];
  const [on] = receivers.flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame));
  if (on !== undefined) result["receiver"] = valueOf(evaluator, on.kind === "environment" ? (on.fallback[0] ?? on) : on);
  return result;
}

function valueOf(evaluator: CodeAssets["context"]["evaluator"], value: Value | undefined, depth = 0): Json {
  // A list that leads back to itself.
  if (depth > MAX_DEPTH) return { unresolved: "list" };
  if (value?.kind === "environment") return `$${value.name}`;
  if (value?.kind === "constant") {
    if (value.partial === true) return { unresolved: "partial", text: bounded(String(value.value)) };
    return typeof value.value === "string" ? bounded(value.value) : value.value;
  }
  if (value?.kind === "list")
    return value.items.slice(0, MAX_LIST).map((item) => valueOf(evaluator, evaluator.evaluate(item.expression, item.frame)[0], depth + 1));
  if (value?.kind === "map") {
    const entries = value.entries.slice(0, MAX_LIST).flatMap(({ key, value: item }): readonly (readonly [string, Json])[] => {
      const name = key === undefined ? undefined : keyText(evaluator, key);
      const [inner] = evaluator.evaluate(item.expression, item.frame);
      return name === undefined || depth >= MAX_DEPTH ? [] : [[name, valueOf(evaluator, inner, depth + 1)]];
    });
    return { ...Object.fromEntries(entries), unresolved: "map" };
  }
  return value?.kind === "external"
    ? { unresolved: "external", path: bounded(externalPath(value)) }
    : { unresolved: value?.kind ?? "unknown" };
}

function bounded(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}

function originsOf(assets: CodeAssets, sighting: Sighting): Usage["origins"] {
  const found = new Map<string, Usage["origins"][number]>();
  for (const selector of sighting.entry.origins ?? []) {
    for (const closed of selectAll(assets.context.evaluator, sighting, [selector])) {
      const visit = (value: Value, at: Closed): boolean => {
        for (const origin of originOf(assets, value, at))
          found.set(`${selector} ${origin.source} ${origin.asset ?? ""}`, { argument: selector, ...origin });
        return false;
      };
      const atCall = (call: CallExpression): boolean => {
        const outside = outsideOf(assets, call);
        for (const origin of outside)
          found.set(`${selector} ${origin.source} ${origin.asset ?? ""} ${origin.line ?? 0}`, { argument: selector, ...origin });
        // Where an opened file comes from is asked further.
        return outside.some(({ source }) => source !== "file");
      };
      new Tracer(assets.context.evaluator, visit, atCall).trace(closed.expression, closed.frame);
    }
  }
  return [...found.values()];
}

function originOf(assets: CodeAssets, value: Value, at: Closed): readonly Omit<Usage["origins"][number], "argument">[] {
  const { line } = at.expression;
  const file = at.frame.scope.unit.file.path;
  if (value.kind === "environment") return [{ source: "environment", file, line }];
  if (value.kind === "constant") return [{ source: "literal", file, line }];
  if (value.kind === "unknown") {
    const holders = [...assets.ofScope(at.frame.scope), ...assets.workOf(at.frame.scope)];
    return holders.map((holder) => ({
      source: holder.kind === "endpoint" ? "request" : holder.kind === "tool" ? "model-output" : "parameter",
      asset: holder.id,
      file,
      line,
    }));
  }
  if (value.kind !== "external") return [];
  const calls = value.calls.flatMap((site) => assets.sightings.ofCall.get(site.call) ?? []);
  return calls.flatMap((sighting) => {
    if (sighting.entry.act !== undefined && OUTSIDE.has(sighting.entry.act)) return [];
    const models = assets.of(sighting).filter((asset) => asset.kind === "model" || asset.kind === "agent");
    return models.map((model) => ({ source: "model-output", asset: model.id, file: sighting.unit.file.path, line: sighting.line }));
  });
}

/** What a call brings in from outside of the program. */
function outsideOf(assets: CodeAssets, call: CallExpression): readonly Omit<Usage["origins"][number], "argument">[] {
  return (assets.sightings.ofCall.get(call) ?? []).flatMap((sighting) => {
    const source = sighting.entry.act === undefined ? undefined : OUTSIDE.get(sighting.entry.act);
    if (source === undefined) return [];
    const data = assets.of(sighting).filter((asset) => asset.kind !== "model" && asset.kind !== "agent");
    const place = { file: sighting.unit.file.path, line: sighting.line };
    return data.length === 0 ? [{ source, ...place }] : data.map((asset) => ({ source, asset: asset.id, ...place }));
  });
}
