import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { ExternalValue, Frame, Value } from "../../resolve/value.ts";
import type { Sightings } from "./collect.ts";
import { type EmissionContext, type Emitted, emitSighting } from "./emit.ts";
import { keyText, select, selectAll } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Which assets a call, a decorated function or a class stands for. */
export class CodeAssets {
  readonly sightings: Sightings;
  readonly context: EmissionContext;
  readonly #ofSighting = new Map<Sighting, readonly Emitted[]>();
  #workers: ReadonlyMap<Scope, readonly Emitted[]> | undefined;
  #registered: ReadonlyMap<string, ReadonlyMap<string, readonly Emitted[]>> | undefined;

  constructor(context: EmissionContext, sightings: Sightings) {
    this.context = context;
    this.sightings = sightings;
    for (const sighting of sightings.all) this.of(sighting);
  }

  of(sighting: Sighting): readonly Emitted[] {
    const known = this.#ofSighting.get(sighting);
    if (known !== undefined) return known;
    const emitted = emitSighting(this.context, sighting);
    this.#ofSighting.set(sighting, emitted);
    return emitted;
  }

  ofCall(call: CallExpression, frame?: Frame): readonly Emitted[] {
    const sightings = this.sightings.ofCall.get(call) ?? [];
    const registered = this.#lookUp(call);
    if (registered.length > 0) return registered;
    // In a call that binds parameters, only the names that these arguments give.
    if (frame?.bound !== undefined) return sightings.flatMap((sighting) => emitSighting(this.context, sighting, frame));
    return sightings.flatMap((sighting) => this.of(sighting));
  }

  ofScope(scope: Scope): readonly Emitted[] {
    return (this.sightings.ofScope.get(scope) ?? []).flatMap((sighting) => this.of(sighting));
  }

  /** The assets whose work this function does: a tool's `execute`, an endpoint's handler. */
  workOf(scope: Scope): readonly Emitted[] {
    this.#workers ??= this.#indexWorkers();
    return this.#workers.get(scope) ?? [];
  }

  #indexWorkers(): ReadonlyMap<Scope, readonly Emitted[]> {
    const workers = new Map<Scope, Emitted[]>();
    const { evaluator } = this.context;
    for (const sighting of this.sightings.all) {
      for (const asset of this.of(sighting)) {
        for (const closed of select(evaluator, sighting, asset.emission.body ?? [])) {
          for (const value of evaluator.evaluate(closed.expression, closed.frame)) if (value.kind === "function") workers.set(value.scope, [...(workers.get(value.scope) ?? []), asset]);
        }
      }
    }
    return workers;
  }

  /** `mastra.getAgent("writer")`: what was handed over under that name, where the method is known for it. */
  #lookUp(call: CallExpression): readonly Emitted[] {
    this.#registered ??= this.#indexRegistered();
    const [key] = call.arguments;
    const known = call.callee.kind === "member" ? this.#registered.get(call.callee.name) : undefined;
    return known === undefined || key?.value.kind !== "string" ? [] : (known.get(key.value.value) ?? []);
  }

  #indexRegistered(): ReadonlyMap<string, ReadonlyMap<string, readonly Emitted[]>> {
    const methods = new Map<string, Map<string, readonly Emitted[]>>();
    this.#registered = methods;
    const { evaluator } = this.context;
    for (const sighting of this.sightings.all) {
      const { registers } = sighting.entry;
      if (registers === undefined) continue;
      for (const value of selectAll(evaluator, sighting, registers.of).flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame))) {
        for (const entry of value.kind === "map" ? value.entries : []) {
          const key = entry.key === undefined ? undefined : keyText(evaluator, entry.key);
          const assets = evaluator.evaluate(entry.value.expression, entry.value.frame).flatMap((inner) => this.ofValue(inner));
          for (const method of registers.by) if (key !== undefined) methods.set(method, (methods.get(method) ?? new Map<string, readonly Emitted[]>()).set(key, assets));
        }
      }
    }
    return methods;
  }

  /** The assets that a resolved value is: of the last call in its path that stands for any. */
  ofValue(value: Value): readonly Emitted[] {
    if (value.kind === "external") return this.#ofPath(value);
    if (value.kind === "function") return this.ofScope(value.scope);
    if (value.kind === "class" || value.kind === "instance") return this.ofScope(value.scope);
    return [];
  }

  #ofPath(value: ExternalValue): readonly Emitted[] {
    for (const site of [...value.calls].reverse()) {
      const emitted = this.ofCall(site.call, site.frame);
      if (emitted.length > 0) return emitted;
    }
    return [];
  }
}
