import { localSymbol } from "../identity/index.ts";
import { cdkRoutes } from "./cdk-routes.ts";
import { declaredFunctions } from "./declared-functions.ts";
import { triggeredFunctions } from "./function-triggers.ts";
import type { Linker } from "./link.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { workerHandlers } from "./worker-handlers.ts";

/** Functions of cloud platforms that answer to HTTP: endpoints by their trigger, with what their handlers use. */
export function discoverFunctionRoutes(assets: CodeAssets, linker: Linker): void {
  const { evaluator, project, sink } = assets.context;
  for (const { method, path, handler, span, platform } of [
    ...triggeredFunctions(evaluator),
    ...declaredFunctions(evaluator),
    ...workerHandlers(evaluator),
    ...cdkRoutes(evaluator),
  ]) {
    const target = project.targets[handler.unit.file.target];
    if (target === undefined) continue;
    const name = `${method} ${path}`;
    const id = sink.asset({
      kind: "endpoint",
      name,
      identity: localSymbol(target, handler.unit.file, `${name}#${handler.qualifiedName}`),
      scope: handler.unit.file.scope,
      lifecycle: "declared",
      attributes: { method, platform },
      occurrences: [occurrenceAt(handler.unit, span, handler.qualifiedName)],
    });
    linker.holdBody({ id, kind: "endpoint", name, emission: { kind: "endpoint" } }, handler);
  }
}
