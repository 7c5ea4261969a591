import type { AssetDraft } from "@castellan/graph";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import { genericFrame } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import type { Emitted } from "./emit.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ALL"]);

/** How a web framework turns the place of a file into a route; `exported` gives the method of an exported function. */
interface Convention {
  readonly pattern: RegExp;
  /** Method of an exported name, undefined where that export is no handler. */
  readonly method: (exported: string, match: RegExpExecArray) => string | undefined;
}

const byName = (exported: string): string | undefined => (METHODS.has(exported) ? exported : undefined);
const byDefault = (exported: string): string | undefined => (exported === "default" ? "ANY" : undefined);

/*
 * The public documentation of each framework: Next.js route handlers and API routes, SvelteKit +server,
 * Nuxt/Nitro server routes, Astro endpoints, Remix and React Router resource routes.
 */
const CONVENTIONS: readonly Convention[] = [
  { pattern: /(?:^|\/)app\/(?<route>(?:.*\/)?)route\.[cm]?[jt]sx?$/, method: byName },
  { pattern: /(?:^|\/)pages\/(?<route>api\/.*)\.[jt]sx?$/, method: (exported) => byDefault(exported) ?? byName(exported) },
  { pattern: /(?:^|\/)src\/routes\/(?<route>(?:.*\/)?)\+server\.[jt]s$/, method: byName },
  {
    pattern: /(?:^|\/)server\/(?<route>(?:api|routes)\/.*?)(?:\.(?<verb>get|post|put|patch|delete))?\.[jt]s$/,
    method: (exported, match) => (exported === "default" ? (match.groups?.["verb"]?.toUpperCase() ?? "ANY") : undefined),
  },
  { pattern: /(?:^|\/)src\/pages\/(?<route>.*)\.[jt]s$/, method: byName },
  {
    pattern: /(?:^|\/)app\/routes\/(?<route>.*)\.[jt]sx?$/,
    method: (exported) => (exported === "action" ? "POST" : exported === "loader" ? "GET" : undefined),
  },
];

/** "POST /api/chat" of the handler that a file exports under this name, or undefined. */
export function routeOfExport(unit: Pick<Unit, "file">, exported: string): string | undefined {
  for (const { pattern, method } of CONVENTIONS) {
    const match = pattern.exec(unit.file.path);
    const verb = match === null ? undefined : method(exported, match);
    if (match === null || verb === undefined) continue;
    // Groups "(chat)" and slots "@modal" are no part of the address; "routes/" is Nitro's folder.
    const steps = (match.groups?.["route"] ?? "")
      .replace(/^routes\//, "")
      .split("/")
      .filter((step) => step !== "" && step !== "index" && !/^\(.*\)$/.test(step) && !step.startsWith("@"));
    return `${verb} /${steps.join("/")}`;
  }
  return undefined;
}

/** An endpoint that the place of a file makes, with the function behind it. */
export interface FileRoute {
  readonly endpoint: Emitted;
  readonly handler: Scope;
}

/** Endpoints that a framework makes of exported functions by the place of their file. */
export function discoverFileRoutes(assets: CodeAssets): readonly FileRoute[] {
  const { evaluator, project, sink } = assets.context;
  const routes: FileRoute[] = [];
  for (const unit of evaluator.program.units) {
    const { language } = unit.module;
    const target = project.targets[unit.file.target];
    if ((language !== "typescript" && language !== "javascript") || target === undefined) continue;
    const { module } = evaluator.program.tree(unit);
    for (const exported of exportsOf(unit, module)) {
      const route = routeOfExport(unit, exported);
      if (route === undefined) continue;
      for (const handler of handlersOf(evaluator, unit, exported)) {
        const span = handler.function ?? { line: 1, endLine: 1 };
        const draft: AssetDraft = {
          kind: "endpoint",
          name: route,
          identity: localSymbol(target, unit.file, route),
          scope: unit.file.scope,
          lifecycle: "declared",
          attributes: { method: route.split(" ")[0] ?? "" },
          occurrences: [occurrenceAt(handler.unit, span, exported)],
        };
        routes.push({ endpoint: { id: sink.asset(draft), kind: "endpoint", name: route, emission: { kind: "endpoint" } }, handler });
      }
    }
  }
  return routes;
}

function exportsOf(unit: Unit, module: Scope): readonly string[] {
  const own = [...module.bindings]
    .filter(([name, bindings]) => name === "default" || bindings.some((binding) => binding.exported === true))
    .map(([name]) => name);
  const passed = unit.module.imports.filter((item) => item.reexport === true && item.local !== undefined).map((item) => item.local ?? "");
  // `const handler = …; export { handler as GET, handler as POST }`
  return [...new Set([...own, ...passed, ...(own.length === 0 ? [...module.bindings.keys()].filter((name) => METHODS.has(name)) : [])])];
}

/** The functions behind an export, also where a wrapper takes them: `export default defineEventHandler(async () => …)`. */
export function handlersOf(evaluator: Evaluator, unit: Unit, exported: string): readonly Scope[] {
  const { module } = evaluator.program.tree(unit);
  const direct = evaluator.exported(unit, exported).flatMap((value) => (value.kind === "function" ? [value.scope] : []));
  if (direct.length > 0) return direct;
  return evaluator.exported(unit, exported).flatMap((value) => {
    if (value.kind !== "external") return [];
    return value.calls.flatMap((site) =>
      site.call.arguments.flatMap((argument) =>
        evaluator.evaluate(argument.value, genericFrame(module)).flatMap((inner) => (inner.kind === "function" ? [inner.scope] : [])),
      ),
    );
  });
}
