import type { Span } from "@castellan/formats";
import type { RelationKind, Strength } from "@castellan/graph";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import { Tracer } from "../../resolve/trace.ts";
import type { Closed, Value } from "../../resolve/value.ts";
import { ownerOfCredential } from "../secrets/credential-names.ts";
import type { Bodies } from "./bodies.ts";
import { pipedPrompts } from "./chains.ts";
import type { Emitted } from "./emit.ts";
import { type GuardrailObject, guardrailObject } from "./guardrail-objects.ts";
import { namedTarget } from "./literal-targets.ts";
import { evidenceAt } from "./places.ts";
import { isPromptName } from "./prompts.ts";
import type { CodeAssets } from "./registry.ts";
import { fits, HANDED_ON, NEAR } from "./relation-ends.ts";
import { relationOfUse } from "./relations.ts";
import { calledName, select, selectAll } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";
import { storedVectors } from "./stored-vectors.ts";

const TAKES: ReadonlyMap<Emitted["kind"], ReadonlySet<RelationKind>> = new Map([
  ["agent", HANDED_ON],
  ["endpoint", HANDED_ON],
]);

/** Classes that answer: their methods and what they keep. */
const SERVES: ReadonlySet<Emitted["kind"]> = new Set<Emitted["kind"]>(["endpoint", "deployment"]);

/** What a notebook does also through the modules that it imports. */
const RUN_BY_NOTEBOOKS: ReadonlySet<Emitted["kind"]> = new Set<Emitted["kind"]>([
  "training-run",
  "evaluation-run",
  "pipeline",
  "agent",
  "experiment-tracker",
]);

/** Relations in which an object stands for what its methods read. */
const DATA_RELATIONS: ReadonlySet<RelationKind> = new Set<RelationKind>(["trains_on", "validates_on", "uses_dataset"]);

/** Relations that ask for the parts of an object which do not answer for it. */
const WHOLE: ReadonlySet<RelationKind> = new Set<RelationKind>(["embeds_with", "retrieves_from"]);

interface Target {
  readonly id: string;
  readonly strength: Strength;
}

/** Draws the relations that knowledge declares, and those that bodies show. */
export class Linker {
  readonly #assets: CodeAssets;
  readonly #bodies: Bodies;
  readonly #givenBy = new Map<CallExpression, { kind: RelationKind; to: string; line: number }[]>();
  /** Models that make the vectors of a store or a retriever, and stores that a retriever searches. */
  readonly #embedders = new Set<string>();
  readonly #searched = new Set<string>();
  /** Objects that are assets by what they hold; their bodies are looked at when all links are known. */
  readonly #objects = new Map<string, GuardrailObject>();
  #stored: ReadonlyMap<string, readonly Emitted[]> | undefined;
  readonly #givenIn = new Map<Scope, { kind: RelationKind; to: string; line: number }[]>();

  constructor(assets: CodeAssets, bodies: Bodies) {
    this.#assets = assets;
    this.#bodies = bodies;
  }

  /** Declared relations first: bodies hand on what the models inside of them were given. */
  linkAll(): void {
    for (const sighting of this.#assets.sightings.all) this.#link(sighting);
    for (const { scope, line, prompt, model } of pipedPrompts(this.#assets)) {
      this.#assets.context.sink.relate(model, "has_prompt", prompt, "resolved", [evidenceAt(scope.unit, { line, endLine: line })]);
      this.#givenIn.set(scope, [...(this.#givenIn.get(scope) ?? []), { kind: "has_prompt", to: prompt, line }]);
    }
    for (const sighting of this.#assets.sightings.all) this.#hold(sighting);
    for (const { holder, bodies } of this.#objects.values()) for (const body of bodies) this.holdBody(holder, body);
  }

  #hold(sighting: Sighting): void {
    const { evaluator } = this.#assets.context;
    const own = this.#assets.of(sighting);
    for (const [index, asset] of own.entries()) {
      for (const closed of select(evaluator, sighting, asset.emission.body ?? [])) {
        // A loop over (name, function) pairs makes one asset of each.
        const functions =
          own.length > 1 ? evaluator.evaluate(closed.expression, closed.frame).filter((value) => value.kind === "function") : [];
        const paired = functions.length === own.length ? functions[index] : undefined;
        if (paired === undefined) this.#body(asset, closed);
        else this.holdBody(asset, paired.scope);
      }
      // A class that serves: what its methods do is what it does.
      const served = SERVES.has(asset.kind) && asset.emission.body?.includes("function") === true ? sighting.subject : undefined;
      for (const part of served?.class === undefined ? [] : [served, ...served.children])
        if (part === served || part.kind === "function") this.holdBody(asset, part);
    }
    for (const { holder, body } of sighting.entry.holds) {
      const holders = selectAll(evaluator, sighting, holder)
        .flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame))
        .flatMap((value) => this.#assets.ofValue(value));
      for (const asset of holders) for (const closed of select(evaluator, sighting, body)) this.#body(asset, closed);
    }
  }

  #link(sighting: Sighting): void {
    this.link(sighting, this.#assets.of(sighting));
  }

  /** What knowledge relates to the assets that a call stands for. */
  link(sighting: Sighting, emitted: readonly Emitted[]): void {
    const { sink } = this.#assets.context;
    const evidence = [evidenceAt(sighting.unit, sighting)];
    for (const asset of emitted) {
      for (const [kind, selectors] of Object.entries(asset.emission.link ?? {}) as [RelationKind, readonly string[]][]) {
        for (const target of this.#ends(sighting, emitted, selectors, kind, "to")) {
          sink.relate(asset.id, kind, target.id, target.strength, evidence);
          if (kind === "embeds_with") this.#embedders.add(target.id);
          if (kind === "retrieves_from") this.#searched.add(target.id);
          if (kind === "retrieves_from") for (const handle of this.#handlesOf(sighting)) this.#searched.add(handle);
          if (kind === "validates_on") this.#assets.validated.add(asset.id);
          if (asset.kind !== "agent") this.#given(sighting, kind, target.id);
        }
      }
      for (const [kind, selectors] of Object.entries(asset.emission.linkedFrom ?? {}) as [RelationKind, readonly string[]][]) {
        for (const target of this.#ends(sighting, emitted, selectors, kind, "from")) {
          sink.relate(target.id, kind, asset.id, target.strength, evidence);
          if (kind === "retrieves_from") this.#searched.add(asset.id);
        }
      }
    }
    // What one call makes and uses together: a run with its model, a tool call with its service.
    for (const relate of sighting.entry.relate) {
      // What a test compiles a graph with says nothing of the graph.
      if (relate.kind === "remembers_in" && sighting.unit.file.scope === "test") continue;
      const froms = this.#starts(sighting, emitted, relate.from, relate.kind);
      for (const to of this.#ends(sighting, emitted, relate.to, relate.kind, "to")) {
        this.#given(sighting, relate.kind, to.id);
        for (const from of froms) sink.relate(from.id, relate.kind, to.id, to.strength, evidence);
      }
    }
  }

  /** Vector stores that were written to the files that these assets are. */
  #storedIn(parts: readonly Emitted[]): readonly Emitted[] {
    if (!parts.some(({ kind }) => kind === "model-file")) return [];
    this.#stored ??= storedVectors(this.#assets);
    const stored = this.#stored;
    return parts.flatMap(({ id }) => stored.get(id) ?? []);
  }

  /** Stores behind the store that a retriever searches: the index that `new PineconeStore(embeddings, { pineconeIndex })` wraps. */
  #handlesOf(sighting: Sighting): readonly string[] {
    const { evaluator } = this.#assets.context;
    const stores = selectAll(evaluator, sighting, ["receiver"]).flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame));
    const found: string[] = [];
    const visit = (value: Value): boolean => {
      const own = this.#assets.ofValue(value).filter(({ kind }) => kind === "vector-store");
      found.push(...own.map(({ id }) => id));
      return own.length > 0;
    };
    for (const { call, frame } of stores.flatMap((value) => (value.kind === "external" ? value.calls : [])))
      for (const argument of call.arguments) new Tracer(evaluator, visit).trace(argument.value, frame);
    return found;
  }

  /** Tools and prompts that a call hands to a model; the agent around it has them too. */
  #given(sighting: Sighting, kind: RelationKind, to: string): void {
    if (sighting.call === undefined || !HANDED_ON.has(kind)) return;
    // A call that may be any of twenty models hands its prompt over once.
    const byCall = this.#givenBy.get(sighting.call) ?? [];
    if (byCall.some((given) => given.kind === kind && given.to === to)) return;
    const given = { kind, to, line: sighting.line };
    this.#givenBy.set(sighting.call, [...byCall, given]);
    this.#givenIn.set(sighting.frame.scope, [...(this.#givenIn.get(sighting.frame.scope) ?? []), given]);
  }

  /** `model.bind_tools(…).with_config({ model })`: where the receiver is nothing yet, what the chain becomes. */
  #starts(sighting: Sighting, emitted: readonly Emitted[], selectors: readonly string[], kind: RelationKind): readonly Target[] {
    const direct = this.#ends(sighting, emitted, selectors, kind, "from");
    if (direct.length > 0 || sighting.call === undefined || !selectors.includes("receiver")) return direct;
    for (
      let outer = this.#assets.sightings.outer.get(sighting.call);
      outer !== undefined;
      outer = this.#assets.sightings.outer.get(outer)
    ) {
      const found = this.#assets.ofCall(outer).filter((asset) => fits(kind, "from", asset));
      if (found.length > 0) return found.map((asset) => ({ id: asset.id, strength: "resolved" }));
    }
    return [];
  }

  /** `emit:KIND` selects an asset of the same entry. */
  #ends(
    sighting: Sighting,
    emitted: readonly Emitted[],
    selectors: readonly string[],
    kind: RelationKind,
    side: "from" | "to",
  ): readonly Target[] {
    const own = selectors.filter((selector) => selector.startsWith("emit-"));
    const others = selectors.filter((selector) => !selector.startsWith("emit-") && selector !== "made" && selector !== "around");
    const { scope } = sighting.frame;
    // The function, and the class that it is a method of.
    const around = scope.parent?.kind === "class" ? [scope, scope.parent] : [scope];
    const standing = selectors.includes("around")
      ? around.flatMap((scope) => this.#assets.ofScope(scope)).filter((asset) => fits(kind, side, asset))
      : [];
    const made =
      selectors.includes("made") && sighting.value.made !== undefined
        ? this.#assets.ofScope(sighting.value.made).filter((asset) => fits(kind, side, asset))
        : [];
    const assets = [...standing, ...made, ...own.flatMap((selector) => emitted.filter((asset) => asset.kind === selector.slice(5)))];
    return [...assets.map((asset): Target => ({ id: asset.id, strength: "resolved" })), ...this.#targets(sighting, others, kind, side)];
  }

  #body(holder: Emitted, closed: Closed): void {
    for (const value of this.#assets.context.evaluator.evaluate(closed.expression, closed.frame)) {
      if (value.kind === "function") this.holdBody(holder, value.scope);
    }
  }

  /** What is used inside of the function, or of these lines of it, belongs to the holder. */
  holdBody(holder: Emitted, body: Scope, within?: Span): void {
    if (within === undefined) this.handOn(holder, this.#bodies.scopesOf(body));
    const uses = this.#bodies.usesOf(body, within);
    const services = new Set(uses.flatMap(({ asset }) => (asset.kind === "ai-service" && !SEARCHES.has(asset.name) ? [asset.id] : [])));
    // Several: what is reached is a choice between vendors that is made elsewhere.
    const told = uses.some(({ asset }) => asset.kind === "model" || asset.kind === "agent") || services.size > 1;
    // A network of one's own is served, not the one from a hub that it is built on.
    const own =
      holder.kind === "endpoint" && uses.some(({ asset }) => asset.kind === "model" && asset.emission.set?.["family"] === "neural");
    // Where the retriever is known, its store and the model of its vectors are the retriever's.
    const searched = holder.kind === "endpoint" && uses.some(({ asset }) => asset.kind === "retriever");
    const opened = new Set(uses.flatMap(({ asset }) => openedBy(asset)));
    const piped = new Set(uses.flatMap(({ asset, scope }) => (asset.kind === "pipeline" ? [scope.unit] : [])));
    const trains = holder.kind === "pipeline-step" && uses.some(({ asset }) => asset.kind === "training-run");
    for (const use of uses) {
      // What a function of another file works with is that file's: the notebook says what its own cells do.
      if (holder.kind === "notebook" && use.scope.unit !== body.unit && !RUN_BY_NOTEBOOKS.has(use.asset.kind)) continue;
      // A pipeline that is started runs what it is made of.
      if (holder.kind === "notebook" && use.scope.unit !== body.unit && use.asset.kind.endsWith("-run") && piped.has(use.scope.unit))
        continue;
      if (searched && (this.#embedders.has(use.asset.id) || this.#searched.has(use.asset.id)) && use.asset.emission.use === undefined)
        continue;
      // The step's run produces it.
      if (trains && use.asset.kind === "model" && use.asset.emission.identity === "local") continue;
      if (own && use.asset.kind === "model" && use.asset.emission.identity === "hub") continue;
      // A model that was bound to tools elsewhere brings them along.
      for (const given of (use.through ?? []).flatMap((site) => this.#givenBy.get(site.call) ?? [])) {
        if (TAKES.get(holder.kind)?.has(given.kind) === true)
          this.#assets.context.sink.relate(holder.id, given.kind, given.to, "inferred", [
            evidenceAt(use.scope.unit, { line: use.line, endLine: use.line }),
          ]);
      }
      const kind =
        use.asset.emission.use !== undefined
          ? bodyRelation(holder, use.asset)
          : relationOfUse(holder.kind, use.asset.kind, use.asset.provider !== undefined);
      if (kind === undefined || use.asset.id === holder.id) continue;
      // The service behind a model that is known says nothing more.
      if (kind === "calls" && use.asset.kind === "ai-service" && told && !SEARCHES.has(use.asset.name)) continue;
      // The key of a service that the body asks is that service's.
      if (use.asset.kind === "secret-ref" && opened.has(ownerOfCredential(use.asset.name) ?? "")) continue;
      // A tool that is made here for an agent or a model is not called here.
      if (kind === "calls" && use.asset.kind === "tool" && use.made === true) continue;
      this.#assets.context.sink.relate(holder.id, kind, use.asset.id, "inferred", [
        evidenceAt(use.scope.unit, { line: use.line, endLine: use.line, ...(use.cell === undefined ? {} : { cell: use.cell }) }),
      ]);
    }
  }

  /** Prompts and tools that calls in these functions are given belong to the holder. */
  handOn(holder: Emitted, scopes: Iterable<Scope>): void {
    const kinds = TAKES.get(holder.kind);
    if (kinds === undefined) return;
    for (const scope of scopes) {
      for (const given of this.#givenIn.get(scope) ?? [])
        if (kinds.has(given.kind))
          this.#assets.context.sink.relate(holder.id, given.kind, given.to, "inferred", [
            evidenceAt(scope.unit, { line: given.line, endLine: given.line }),
          ]);
    }
  }

  /** Whether the project gives this environment variable a value. */
  #known(variable: string, at: Closed): boolean {
    const { file } = at.frame.scope.unit;
    return this.#assets.context.environment.lookup(variable, file.target, file.path).some((candidate) => candidate.scope !== "test");
  }

  /** What the same library marks anywhere in the project: servers that scan their assembly for tools. */
  #inProject(sighting: Sighting): readonly Emitted[] {
    const { project } = this.#assets.context;
    const root = project.rootOf(sighting.unit.file);
    return this.#assets.sightings.all
      .filter(
        (other) =>
          other.library === sighting.library &&
          other.unit.file.scope === sighting.unit.file.scope &&
          other.unit.file.target === sighting.unit.file.target &&
          project.rootOf(other.unit.file) === root,
      )
      .flatMap((other) => this.#assets.of(other));
  }

  /** Data sets of catalogues that a path names: `data/guitarset/*.tfrecord` was made of guitarset. */
  #origins(asset: Emitted): readonly string[] {
    if (asset.kind !== "dataset" || asset.emission.identity !== "path") return [];
    const words = new Set([asset.name, ...(asset.candidates ?? [])].flatMap((path) => path.toLowerCase().split("/")));
    const { catalogue } = this.#assets;
    return [...words]
      .flatMap((word) => catalogue.get(word) ?? catalogue.get(word.replace(/-/g, "_")) ?? [])
      .filter((id) => id !== asset.id);
  }

  /** Data sets that the methods of a class read: a data module, a data set of one's own. */
  #readBy(owner: Scope): readonly string[] {
    return owner.children
      .filter(({ kind }) => kind === "function")
      .flatMap((method) => this.#bodies.usesOf(method))
      .filter(({ asset }) => asset.kind === "dataset" && asset.emission.use === "reads")
      .map(({ asset }) => asset.id);
  }

  /** Assets that flow into what the selectors choose. */
  #targets(sighting: Sighting, selectors: readonly string[], kind: RelationKind, side: "from" | "to"): readonly Target[] {
    const { evaluator } = this.#assets.context;
    const targets = new Map<string, Target>();
    const add = (id: string, strength: Strength): void => {
      if (!targets.has(id)) targets.set(id, { id, strength });
    };
    if (selectors.includes("function"))
      for (const asset of sighting.subject === undefined ? [] : this.#assets.ofScope(sighting.subject)) add(asset.id, "resolved");
    const near = selectors.includes("project")
      ? this.#inProject(sighting)
      : selectors.includes("members")
        ? (sighting.subject?.children ?? []).flatMap((child) => this.#assets.ofScope(child))
        : [];
    for (const asset of near) if (fits(kind, side, asset) && NEAR[kind]?.includes(asset.kind) !== false) add(asset.id, "resolved");
    const places = selectors
      .filter((selector) => !["function", "project", "members"].includes(selector))
      .flatMap((selector) => {
        const onlyNamed = selector.startsWith("~");
        return selectAll(evaluator, sighting, [onlyNamed ? selector.slice(1) : selector]).map((closed) => ({
          closed,
          onlyNamed,
          // Middleware of one's own has models of its own; that of the library hands its models to the agent.
          middleware: kind === "uses_model" && selector === "middleware",
        }));
      });
    const steps: Emitted[] = [];
    for (const { closed, onlyNamed, middleware } of places) {
      const written = evaluator
        .evaluate(closed.expression, closed.frame)
        .flatMap((value) =>
          value.kind === "list" ? value.items.flatMap((item) => evaluator.evaluate(item.expression, item.frame)) : [value],
        );
      const visit = (value: Value, at: Closed): boolean => {
        if (middleware && (value.kind === "instance" || this.#assets.ofValue(value).some((asset) => asset.kind === "guardrail")))
          return true;
        const parts = WHOLE.has(kind) ? this.#assets.partsOf(value) : this.#assets.ofValue(value);
        const own = [...parts, ...this.#storedIn(parts)].filter((asset) => fits(kind, side, asset));
        // A store that is written to a file is no model, nor is the one that makes its vectors.
        if (kind === "materialised_as" && parts.some((asset) => asset.kind === "vector-store")) return true;
        // The run of a step brings forth what the step does.
        if (kind === "produces" && side === "from" && own.length > 0 && own.every((asset) => asset.kind === "pipeline-step")) {
          steps.push(...own);
          return false;
        }
        // What an earlier step was given, and what it runs, is that step's matter.
        if ((kind === "reads" || kind === "runs") && side === "to" && parts.some((asset) => asset.kind === "pipeline-step")) return true;
        for (const asset of own) add(asset.id, "resolved");
        if (DATA_RELATIONS.has(kind)) for (const asset of own) for (const id of this.#origins(asset)) add(id, "inferred");
        // A builder without an embedding model has none; its other parts are not looked through for one.
        // What a policy allows is what it names, not what the thing that it names was made of.
        if (kind === "can_access" && value.kind === "external" && value.path.at(-1) === "()" && !isPolicy(value.path)) return true;
        if (own.length > 0 || (WHOLE.has(kind) && parts.length > 1)) return true;
        if ((value.kind === "instance" || value.kind === "class") && DATA_RELATIONS.has(kind)) {
          const read = this.#readBy(value.scope);
          for (const id of read) add(id, "resolved");
          if (read.length > 0) return true;
        }
        if (onlyNamed && value.kind === "constant" && !isPromptName(value.symbol) && !isWrittenHere(value, sighting)) return false;
        // A text that flows in from afar may be anything; one that the argument is, is what the argument means.
        const direct =
          (value.kind === "function" && written.some((other) => other.kind === "function" && other.scope === value.scope)) ||
          (value.kind !== "constant" && value.kind !== "environment" && value.kind !== "function") ||
          (value.kind === "environment" && written.some((other) => other.kind === "environment" && other.name === value.name)) ||
          (value.kind === "constant" && written.some((other) => other.kind === "constant" && other.value === value.value));
        // `process.env.MODEL || "gpt-4o"`: the name of the variable says nothing more.
        if (
          value.kind === "environment" &&
          written.some((other) => other.kind === "constant" && typeof other.value === "string" && other.value !== "") &&
          value.fallback.length === 0 &&
          !this.#known(value.name, at)
        )
          return false;
        // What an agent or a tool that flows by is made of is theirs.
        if (kind === "protected_by" && side === "to" && this.#assets.ofValue(value).length > 0) return true;
        const guardrail = kind === "protected_by" && side === "to" ? guardrailObject(this.#assets, value, at) : undefined;
        if (guardrail !== undefined) {
          this.#objects.set(guardrail.holder.id, guardrail);
          add(guardrail.holder.id, "resolved");
          return true;
        }
        const literal = namedTarget(this.#assets, sighting, kind, side, value, at, direct, onlyNamed ? "user" : "system");
        for (const id of literal) add(id, at.expression === closed.expression ? "stated" : "resolved");
        return literal.length > 0;
      };
      new Tracer(evaluator, visit).trace(closed.expression, closed.frame);
      // `model.with_fallbacks([other])`: whoever uses the one uses the others.
      for (const site of kind === "uses_model" ? written.flatMap((value) => (value.kind === "external" ? value.calls : [])) : [])
        if (FALLBACKS.has(calledName(site.call.callee) ?? ""))
          for (const argument of site.call.arguments) new Tracer(evaluator, visit).trace(argument.value, site.frame);
    }
    if (targets.size === 0) for (const step of steps) add(step.id, "resolved");
    return [...targets.values()];
  }
}

/** Whose credential opens an asset: the provider of a model, the technology of a store. */
function openedBy(asset: Emitted): readonly string[] {
  const technology = asset.emission.set?.["technology"];
  if (asset.kind === "model" || asset.kind === "ai-service") return [asset.provider ?? asset.name];
  return asset.kind === "vector-store" ? [asset.name.toLowerCase(), ...(typeof technology === "string" ? [technology] : [])] : [];
}

/** Services that answer with what they found, whatever model is asked beside them. */
const SEARCHES: ReadonlySet<string> = new Set(["tavily", "exa", "linkup", "firecrawl", "serper", "serpapi", "brave", "perplexity-search"]);

/** `new PolicyStatement(…)`, `new PolicyDocument(…)` */
function isPolicy(path: readonly string[]): boolean {
  return path.findLast((step) => step !== "()")?.startsWith("Policy") === true;
}

const FALLBACKS: ReadonlySet<string> = new Set(["with_fallbacks", "withFallbacks"]);

/** Below this a message is what somebody says, not what the program tells the model to do. */
const MIN_MESSAGE = 40;

/** A text of some length that stands in the call itself: what the program says to the model, whoever it says to be. */
function isWrittenHere(value: Value & { kind: "constant" }, sighting: Sighting): boolean {
  return (
    value.symbol === undefined &&
    typeof value.value === "string" &&
    value.value.length >= MIN_MESSAGE &&
    value.unit === sighting.unit &&
    value.span.line >= sighting.line &&
    value.span.endLine <= sighting.endLine
  );
}

function bodyRelation(holder: Emitted, used: Emitted): RelationKind | undefined {
  return relationOfUse(holder.kind, used.kind) === undefined ? undefined : used.emission.use;
}
