import type { Expression } from "@castellan/formats";
import type { Scope } from "../../resolve/scope.ts";
import type { EnvironmentValue, Value } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import { isCredentialName, secretRef } from "../secrets/credential-names.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Credentials that code reads from its environment. */
export function discoverSecretReads(assets: CodeAssets): void {
  const { evaluator, project, sink } = assets.context;
  for (const scope of evaluator.program.scopes()) {
    for (const expression of readsOf(scope)) {
      for (const value of flatten(evaluator.evaluate(expression, genericFrame(scope)))) {
        if (!isCredentialName(value.name)) continue;
        const target = project.targets[scope.unit.file.target];
        if (target === undefined) continue;
        const id = sink.asset(secretRef(target, value.name, scope.unit.file.scope, occurrenceAt(scope.unit, expression, value.name)));
        // A tool shows it to whoever it calls.
        if (scope.kind === "function")
          assets.keepUse(scope, { id, kind: "secret-ref", name: value.name, emission: { kind: "secret-ref" } });
      }
    }
  }
}

function readsOf(scope: Scope): readonly Expression[] {
  return [
    ...scope.environmentReads,
    ...scope.calls
      .filter(({ call }) =>
        /^(?:getenv|get|setdefault|Getenv|LookupEnv|GetEnvironmentVariable|getProperty|var|fetch|config|str|from_env|get_secret)$/.test(
          name(call.callee),
        ),
      )
      .map(({ call }) => call),
  ];
}

function name(callee: Expression): string {
  return callee.kind === "member" || callee.kind === "name" ? callee.name : "";
}

function flatten(values: readonly Value[]): readonly EnvironmentValue[] {
  return values.flatMap((value) => (value.kind === "environment" ? [value, ...flatten(value.fallback)] : []));
}
