import type { Expression, Span } from "@castellan/formats";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import type { CallSite, ExternalValue, Frame, InstanceValue, Value } from "../../resolve/value.ts";
import type { Sightings } from "./collect.ts";
import { type EmissionContext, type Emitted, emitSighting } from "./emit.ts";
import { outputsOf } from "./instances.ts";
import { partClasses } from "./parts.ts";
import { asProduct, isPartOfModel } from "./products.ts";
import { instantiated, isScript } from "./runs.ts";
import { select } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** A tool without a call that makes it, and the functions that are known to do its work. */
export interface DescribedTool {
  readonly tool: Emitted;
  readonly unit: Unit;
  readonly bodies: ReadonlySet<Scope>;
}

/** Which assets a call, a decorated function or a class stands for. */
export class CodeAssets {
  readonly sightings: Sightings;
  readonly context: EmissionContext;
  /** Models that a call names by a text alone: name in small letters and who answers for it. */
  readonly namedModels: { readonly name: string; readonly provider: string }[] = [];
  /** Texts that some call is told: prompts already. */
  readonly told = new Set<Span>();
  /** Vector tables that code declares: name to asset id. */
  readonly tables = new Map<string, string>();
  /** Evaluations whose data their own call names. */
  readonly validated = new Set<string>();
  /** Tools that are known by a description or by the function that was handed over. */
  readonly described = new Map<string, DescribedTool>();
  readonly #used = new Map<Scope, readonly Emitted[]>();
  readonly #requested = new Map<CallExpression, readonly Emitted[]>();
  #catalogue: ReadonlyMap<string, string> | undefined;
  readonly #parts: ReadonlySet<Scope>;
  readonly #components: ReadonlySet<Scope>;
  readonly #runs: ReadonlySet<string>;
  readonly #standing = new Set<CallExpression>();
  readonly #assigned = new Map<Scope, Emitted>();
  readonly #ofSighting = new Map<Sighting, readonly Emitted[]>();
  #workers: ReadonlyMap<Scope, readonly Emitted[]> | undefined;

  constructor(context: EmissionContext, sightings: Sightings) {
    this.context = context;
    this.sightings = sightings;
    this.#parts = partClasses(context.evaluator, sightings.all);
    this.#components = instantiated(sightings.all);
    this.#runs = new Set(
      sightings.all.flatMap((sighting) =>
        sighting.entry.emit.map(({ kind }) => `${kind} ${sighting.unit.file.target}:${sighting.unit.file.path}`),
      ),
    );
    // What scripts leave behind is known before it is loaded again.
    for (const sighting of sightings.all) if (sighting.entry.emit.some(({ product }) => product === true)) this.of(sighting);
    for (const sighting of sightings.all) this.of(sighting);
    this.#nameStores();
  }

  /** Stores of which no use has a name: `client.get_collection(name)` with a name from outside. */
  #nameStores(): void {
    const stores = this.sightings.all.filter((sighting) => sighting.entry.emit.some((emission) => emission.kind === "vector-store"));
    const named = new Set(
      stores.filter((sighting) => this.of(sighting).some((asset) => asset.kind === "vector-store")).map((sighting) => sighting.library.id),
    );
    for (const sighting of stores) {
      if (named.has(sighting.library.id)) continue;
      this.context.namelessStores.add(sighting.library.id);
      this.#ofSighting.delete(sighting);
      this.of(sighting);
    }
  }

  /** Data sets of catalogues (mirdata, tfds, …) that the code names, by name in small letters. */
  get catalogue(): ReadonlyMap<string, string> {
    this.#catalogue ??= new Map(
      this.sightings.all
        .flatMap((sighting) => this.of(sighting))
        .filter(({ kind, emission }) => kind === "dataset" && emission.identity === "store")
        .map(({ id, name }) => [name.toLowerCase(), id]),
    );
    return this.#catalogue;
  }

  /** Decorated functions whose calls are instances of them. */
  get components(): ReadonlySet<Scope> {
    return this.#components;
  }

  of(sighting: Sighting): readonly Emitted[] {
    const known = this.#ofSighting.get(sighting);
    if (known !== undefined) return known;
    const emitted = this.#stands(sighting)
      ? [...emitSighting(this.context, { ...sighting, entry: this.#applicable(sighting) }), ...outputsOf(this, sighting)]
      : [];
    this.#ofSighting.set(sighting, emitted);
    return emitted;
  }

  /** The body of a component is looked at for each of its instances. */
  #stands(sighting: Sighting): boolean {
    for (let scope: Scope | undefined = sighting.frame.scope; scope !== undefined; scope = scope.parent)
      if (this.#components.has(scope)) return false;
    return true;
  }

  #applicable(sighting: Sighting): Sighting["entry"] {
    const { entry, unit, subject } = sighting;
    const left = entry.emit.filter((emission) => {
      if (emission.inStep === true) return false;
      if (emission.outside !== undefined && this.#runs.has(`${emission.outside} ${unit.file.target}:${unit.file.path}`)) return false;
      if (emission.outermost === true && subject !== undefined && this.#parts.has(subject)) return false;
      if (emission.replaced === true && subject !== undefined && this.#components.has(subject)) return false;
      return (
        emission.without === undefined ||
        (isScript(sighting) && !this.#runs.has(`${emission.without} ${unit.file.target}:${unit.file.path}`))
      );
    });
    const trains = this.#runs.has(`training-run ${unit.file.target}:${unit.file.path}`) && !isPartOfModel(sighting.value);
    const meant = trains && left.some(({ product }) => product === true) ? left.map(asProduct) : left;
    return meant === left && left.length === entry.emit.length ? entry : { ...entry, emit: meant };
  }

  ofCall(call: CallExpression, frame?: Frame): readonly Emitted[] {
    const sightings = this.sightings.ofCall.get(call) ?? [];
    const standing = sightings.flatMap((sighting) => this.#standsFor(sighting, frame));
    if (standing.length > 0) return standing;
    // In a call that binds parameters, only the names that these arguments give.
    if (frame?.bound !== undefined)
      return sightings.flatMap((sighting) => emitSighting(this.context, { ...sighting, entry: this.#applicable(sighting) }, frame));
    return sightings.flatMap((sighting) => this.of(sighting));
  }

  /** An own endpoint that a call asks over the network. */
  keepRequest(call: CallExpression, endpoint: Emitted): void {
    this.#requested.set(call, [...(this.#requested.get(call) ?? []), endpoint]);
  }

  requestedBy(call: CallExpression): readonly Emitted[] {
    return this.#requested.get(call) ?? [];
  }

  /** A class that was found out to be an asset. */
  assign(scope: Scope, asset: Emitted): void {
    this.#assigned.set(scope, asset);
  }

  /** What a function uses without a call that knowledge speaks of: its own prompt, a table in its SQL. */
  keepUse(scope: Scope, asset: Emitted): void {
    this.#used.set(scope, [...(this.#used.get(scope) ?? []), asset]);
  }

  /** A tool that is described at this place; what does its work may be found elsewhere. */
  keepTool(id: string, name: string, unit: Unit, bodies: readonly Scope[] = []): void {
    const known = this.described.get(id);
    const tool = known?.tool ?? { id, kind: "tool", name, emission: { kind: "tool" } };
    this.described.set(id, { tool, unit: known?.unit ?? unit, bodies: new Set([...(known?.bodies ?? []), ...bodies]) });
  }

  usedIn(scope: Scope): readonly Emitted[] {
    return this.#used.get(scope) ?? [];
  }

  ofScope(scope: Scope): readonly Emitted[] {
    const assigned = this.#assigned.get(scope);
    if (assigned !== undefined) return [assigned];
    return (this.sightings.ofScope.get(scope) ?? []).flatMap((sighting) => this.of(sighting));
  }

  #standsFor(sighting: Sighting, frame: Frame | undefined): readonly Emitted[] {
    const { stands, use } = sighting.entry;
    const { call } = sighting;
    // What is told by itself is nothing.
    if (stands === undefined || call === undefined || this.#standing.has(call)) return [];
    const { evaluator } = this.context;
    this.#standing.add(call);
    try {
      return select(evaluator, frame === undefined ? sighting : { ...sighting, frame }, stands)
        .flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame))
        .flatMap((value) => this.ofValue(value))
        .map((asset) => (use === undefined ? asset : { ...asset, emission: { ...asset.emission, use } }));
    } finally {
      this.#standing.delete(call);
    }
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
          for (const value of evaluator.evaluate(closed.expression, closed.frame))
            if (value.kind === "function") workers.set(value.scope, [...(workers.get(value.scope) ?? []), asset]);
        }
      }
    }
    return workers;
  }

  /** The assets that a resolved value is: of the last call in its path that stands for any. */
  ofValue(value: Value): readonly Emitted[] {
    if (value.kind === "external") return asked(this.#ofPath(value));
    if (value.kind === "function") return this.ofScope(value.scope);
    if (value.kind === "class" || value.kind === "instance") {
      const own = [...this.ofScope(value.scope), ...(value.kind === "instance" ? this.#ofInstance(value) : [])];
      // An object whose methods are tools stands for them.
      return own.length > 0
        ? own
        : value.scope.children
            .flatMap((method) => this.ofScope(method))
            .filter((asset) => asset.kind === "tool" || asset.kind === "prompt");
    }
    return [];
  }

  /** An object of a class of one's own that is an asset by its base: of the call that made it, or of all that make one. */
  #ofInstance(value: InstanceValue): readonly Emitted[] {
    const calls = this.sightings.ofClass.get(value.scope) ?? [];
    const { site } = value;
    return [...new Set((site === undefined ? calls : calls.filter((call) => call === site.call)).flatMap((call) => this.ofCall(call)))];
  }

  /** All that a builder was given, also the stores and embedding models that only serve its memory. */
  partsOf(value: Value): readonly Emitted[] {
    return value.kind === "external" ? this.#ofPath(value) : this.ofValue(value);
  }

  #ofPath(value: ExternalValue): readonly Emitted[] {
    const sites = [...value.calls].reverse();
    for (const [index, site] of sites.entries()) {
      const emitted = this.ofCall(site.call, site.frame);
      if (emitted.length === 0) continue;
      // A builder is all that its chain gave it.
      const before = this.#isBuilder(site) ? sites.slice(index + 1).filter((other) => this.#isBuilder(other)) : [];
      return [...new Set([...emitted, ...before.flatMap((other) => this.ofCall(other.call, other.frame))])];
    }
    if (value.made !== undefined) return this.ofScope(value.made);
    return value.calls.flatMap((site) => this.#byStatements(site));
  }

  /** A call of a builder's own method. */
  #isBuilder({ call }: CallSite): boolean {
    return (this.sightings.ofCall.get(call) ?? []).some(({ type, entry }) => type?.fluent === true && entry.fluent === true);
  }

  /** What statements put into an object: `builder.AddModel("m")` before `builder.Build()`, `booster.load_model(path)`. */
  #byStatements({ call, frame }: CallSite): readonly Emitted[] {
    const { calls } = frame.scope;
    const name = calls.find((record) => record.call === call)?.assignedTo;
    if (name === undefined) return [];
    return calls.flatMap(({ call: other }) => {
      if (other === call || nameAtStart(other) !== name) return [];
      const sightings = (this.sightings.ofCall.get(other) ?? []).filter(
        ({ type, entry }) => type?.fluent === true || entry.emit.some(({ use }) => use === "loads"),
      );
      return sightings.flatMap((sighting) => [...this.of(sighting), ...this.#standsFor(sighting, undefined)]);
    });
  }
}

/** What answers where an object of several parts is asked: its chat model, not the one that makes its vectors, nor its store. */
function asked(parts: readonly Emitted[]): readonly Emitted[] {
  if (parts.length < 2) return parts;
  const speaks = parts.some(({ kind, emission }) => kind === "model" && emission.set?.["task"] === "chat");
  return speaks ? parts.filter(({ kind, emission }) => kind !== "vector-store" && emission.set?.["task"] !== "embedding") : parts;
}

/** The name that a chain of members and calls starts at. */
function nameAtStart(expression: Expression): string | undefined {
  let current = expression;
  while (current.kind === "member" || current.kind === "call") current = current.kind === "member" ? current.object : current.callee;
  return current.kind === "name" ? current.name : undefined;
}
