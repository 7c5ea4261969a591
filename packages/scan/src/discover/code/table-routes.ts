import { localSymbol } from "../identity/index.ts";
import type { Linker } from "./link.ts";
import { occurrenceAt } from "./places.ts";
import { railsRoutes } from "./rails-routes.ts";
import type { CodeAssets } from "./registry.ts";
import { pythonRoutes } from "./route-tables.ts";

/** Endpoints whose address stands in a table of routes, apart from the code that answers. */
export function discoverTableRoutes(assets: CodeAssets, linker: Linker): void {
  const { evaluator, project, sink } = assets.context;
  for (const { method, path, handler, unit, call } of [...pythonRoutes(evaluator), ...railsRoutes(evaluator)]) {
    const target = project.targets[handler.unit.file.target];
    if (target === undefined) continue;
    const name = `${method} ${path}`;
    const id = sink.asset({
      kind: "endpoint",
      name,
      identity: localSymbol(target, unit.file, `${name}#${handler.qualifiedName}`),
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: { method },
      occurrences: [occurrenceAt(unit, call), occurrenceAt(handler.unit, handler.function ?? call, handler.qualifiedName)],
    });
    linker.holdBody({ id, kind: "endpoint", name, emission: { kind: "endpoint" } }, handler);
  }
}
