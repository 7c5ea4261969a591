import type { AssetDraft, Attributes, Json } from "@castellan/graph";
import type { Emission } from "../../knowledge/schema.ts";
import type { Project } from "../../project/facts.ts";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { Frame } from "../../resolve/value.ts";
import { variablesIn } from "../../resolve/variables-in.ts";
import type { DiscoverySink } from "../discoverer.ts";
import type { EnvironmentTable } from "../environment/index.ts";
import { aiService } from "../identity/index.ts";
import { serviceOfGrant } from "../infrastructure/policy-targets.ts";
import { answering, armProviders } from "./arm-providers.ts";
import { fallbackName, ownName, symbolOf } from "./fallback-names.ts";
import { identify, type Named } from "./identify.ts";
import { mountedAround, mountedPath } from "./mounts.ts";
import { GRANTED, nameable } from "./nameable.ts";
import { type NameCandidate, namesOf } from "./names.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import { relateGivenEnvironment } from "./process-environment.ts";
import { isProduct, productNames, productSymbol, withoutOwner } from "./products.ts";
import { templateText } from "./prompt-templates.ts";
import { modelOfUrl, providerOfClass, providerOfName, providerOfUrl, providerOfVariable } from "./providers.ts";
import { filteredName, ofArtefact, runSymbol, sharedTail, tablesOf, withoutQuery } from "./runs.ts";
import { calledName, select, selectAll } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** What emission needs of the scan. */
export interface EmissionContext {
  readonly project: Project;
  readonly evaluator: Evaluator;
  readonly environment: EnvironmentTable;
  readonly sink: DiscoverySink;
  /** Libraries whose stores have no name that is known: their first use names them by their technology. */
  readonly namelessStores: Set<string>;
  /** Folder that a script leaves its model in → file of the script → that model. */
  readonly products: Map<string, Map<string, Named>>;
}

/** An asset that a sighting stands for. */
export interface Emitted {
  readonly id: string;
  readonly kind: Emission["kind"];
  readonly name: string;
  readonly emission: Emission;
  readonly provider?: string;
  /** Parts of the name are known at run time only: a folder of a run, not something that is published. */
  readonly partial?: boolean;
  /** Other names that it may have. */
  readonly candidates?: readonly string[];
}

/** Puts the assets of one sighting into the graph. A frame with bound parameters narrows the names. */
export function emitSighting(context: EmissionContext, sighting: Sighting, frame: Frame = sighting.frame): readonly Emitted[] {
  const seen = frame === sighting.frame ? sighting : { ...sighting, frame };
  return seen.entry.emit.flatMap((emission) => (applies(context, seen, emission) ? emit(context, seen, emission) : []));
}

function applies(context: EmissionContext, sighting: Sighting, emission: Emission): boolean {
  // `@RequestMapping` on a controller is the head of its routes, not a route.
  if (emission.kind === "endpoint" && sighting.entry.on === "decorator" && sighting.subject?.class !== undefined) return false;
  if (emission.when !== undefined && !isGiven(context, sighting, emission.when)) return false;
  if (emission.knownHost !== undefined && emission.knownHost !== hasKnownHost(context, sighting, emission)) return false;
  return emission.unless === undefined || !isGiven(context, sighting, emission.unless);
}

/** Whether an argument is there and is not false or nothing. */
function isGiven(context: EmissionContext, sighting: Sighting, selectors: readonly string[]): boolean {
  return select(context.evaluator, sighting, selectors).some(({ expression, frame }) => {
    const values = context.evaluator.evaluate(expression, frame);
    return values.length === 0 || values.some((value) => value.kind !== "constant" || (value.value !== false && value.value !== null));
  });
}

function hasKnownHost(context: EmissionContext, sighting: Sighting, emission: Emission): boolean {
  return selectAll(context.evaluator, sighting, emission.baseUrl ?? [])
    .flatMap((closed) => namesOf(context.evaluator, context.environment, closed))
    .some(({ text, dynamic }) => dynamic !== true && ![undefined, "self-hosted"].includes(providerOfUrl(text)));
}

function emit(context: EmissionContext, sighting: Sighting, written: Emission): readonly Emitted[] {
  const emission = written;
  const { sink } = context;
  const provider = providerOf(context, sighting, emission);
  const arms = emission.kind === "model" || emission.identity === "provider" ? armProviders(context, sighting, emission) : [];
  if (emission.kind === "ai-service" && arms.length > 1)
    return arms.map((service) => ({ ...serviceEmitted(context, sighting, service), emission }));
  const attributes = attributesOf(context, sighting, emission);
  const template = templateText(context, sighting, emission);
  if (template !== undefined) {
    const made = draft(sighting, emission, template.named, attributes);
    const id = sink.asset({ ...made, occurrences: [template.place, ...made.occurrences] });
    return [{ id, kind: emission.kind, name: template.named.name, emission }];
  }
  const revision = typeof attributes["revision"] === "string" ? attributes["revision"] : undefined;
  const prefixes = emission.kind === "endpoint" ? routePrefixes(context, sighting) : [""];
  const named = candidatesOf(context, sighting, emission).filter((candidate) => nameable(emission, candidate));
  // The model is not known by name, the service that answers is.
  if (
    emission.kind === "model" &&
    emission.identity !== "registry" &&
    emission.knownHost !== false &&
    named.length === 0 &&
    provider !== undefined &&
    !["infer", "receiver", "litellm"].includes(provider) &&
    emission.name !== undefined &&
    !isObject(context, sighting, emission.name)
  )
    return [serviceEmitted(context, sighting, provider)];
  const candidates = isProduct(emission)
    ? productNames(named)
    : emission.kind === "dataset" && emission.identity === "path"
      ? sharedTail(named)
      : emission.kind === "data-source"
        ? named.flatMap(withoutQuery)
        : emission.query === true
          ? named.flatMap(tablesOf)
          : emission.filter === true
            ? named.flatMap(filteredName)
            : named;
  return candidates
    .flatMap((candidate) =>
      prefixes.map((prefix) =>
        emission.kind === "endpoint" ? { ...candidate, text: routeName(emission, attributes, prefix, candidate.text) } : candidate,
      ),
    )
    .map((candidate) => {
      const emission = withoutOwner(ofArtefact(written, candidate.text), candidate);
      const [known, ...others] = answering(candidate.text, provider, arms);
      const own = identify(emission, candidate, {
        project: context.project,
        unit: sighting.unit,
        symbol: `${runSymbol(sighting, emission) ?? productSymbol(emission, candidate) ?? symbolOf(sighting, candidate.text)}${sighting.frame.instance === undefined ? "" : `@${sighting.frame.instance}`}`,
        technology: typeof emission.set?.["technology"] === "string" ? emission.set["technology"] : sighting.library.id,
        ...(known === undefined ? {} : { provider: known === GRANTED ? (serviceOfGrant(candidate.text) ?? known) : known }),
        ...(revision === undefined ? {} : { revision }),
      });
      const named = productOf(context, sighting, emission, candidate, own);
      const id = sink.asset(draft(sighting, emission, named, attributes));
      if (emission.environment !== undefined) relateGivenEnvironment(context, sighting, id, emission.environment);
      if (candidate.dynamic === true || (candidate.candidates?.length ?? 0) > 1) {
        sink.unresolved({
          what: `${emission.kind} ${candidate.text}`,
          target: sighting.unit.file.target,
          file: sighting.unit.file.path,
          line: sighting.line,
          ...(sighting.cell === undefined ? {} : { cell: sighting.cell }),
          candidates: candidate.candidates ?? [],
        });
      }
      // Where a name may be a folder as well, nobody is known to serve it.
      const local = emission.identity === "hub" && candidate.dynamic === true;
      if (emission.kind === "model" && named.provider !== undefined && !local)
        for (const service of [named.provider, ...others]) servedBy(context, sighting, id, service);
      return {
        id,
        kind: emission.kind,
        name: named.name,
        emission,
        ...(candidate.candidates === undefined ? {} : { candidates: candidate.candidates }),
        ...(candidate.partial === true ? { partial: true } : {}),
        ...(named.provider === undefined ? {} : { provider: named.provider }),
      };
    });
}

/** What is loaded from the folder that a script left its model in is that model. */
function productOf(context: EmissionContext, { unit }: Sighting, emission: Emission, candidate: NameCandidate, own: Named): Named {
  if (emission.kind !== "model" || candidate.dynamic === true || candidate.partial === true) return own;
  const file = `${unit.file.target}:${unit.file.path}`;
  const [folder = candidate] = productNames([candidate]);
  const made = context.products.get(folder.text) ?? new Map<string, Named>();
  if (isProduct(emission)) context.products.set(folder.text, made.set(file, own));
  if (emission.identity !== "hub" || isProduct(emission)) return own;
  const [only] = made.values();
  return made.get(file) ?? (made.size === 1 && only !== undefined && folder.text.includes("/") ? only : own);
}

/** "POST /score" */
function routeName(emission: Emission, attributes: Attributes, prefix: string, path: string): string {
  const method =
    typeof attributes["methods"] === "string"
      ? attributes["methods"]
      : typeof emission.set?.["method"] === "string"
        ? emission.set["method"]
        : "";
  const full = `${prefix.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
  const route = path === "" && prefix !== "" ? prefix : full;
  return `${method} ${path.startsWith("/") || prefix !== "" || path === "" ? route : path}`.trim();
}

/** Prefix of the router that a route stands on. */
function routePrefixes(context: EmissionContext, sighting: Sighting): readonly string[] {
  const found = select(context.evaluator, sighting, ["receiver.prefix", "receiver.url_prefix", "receiver.#0.prefix"]).flatMap((closed) =>
    namesOf(context.evaluator, context.environment, closed),
  );
  const known = found.filter((name) => name.dynamic !== true).map((name) => name.text);
  const [router] = select(context.evaluator, sighting, ["receiver"]).flatMap(({ expression, frame }) =>
    context.evaluator.evaluate(expression, frame),
  );
  const mounted = `${mountedAround(context.evaluator, sighting.frame.scope)}${router === undefined ? "" : mountedPath(context.evaluator, router)}`;
  return known.length === 0
    ? [mounted === "" ? declaredPrefix(context, sighting) : mounted]
    : known.slice(0, 1).map((own) => `${mounted}${own}`);
}

const ROUTE_DECORATORS: ReadonlySet<string> = new Set(["RequestMapping", "Controller", "Path", "Route", "JsonController"]);

/** `@RequestMapping("/api")` on the class, `@Path("/x")` beside `@GET`. */
function declaredPrefix(context: EmissionContext, sighting: Sighting): string {
  const { subject } = sighting;
  const around = subject?.parent?.kind === "class" ? [...subject.parent.decorated, ...subject.decorated] : [];
  const steps = around.flatMap(({ decorator, scope }): string[] => {
    if (decorator.kind !== "call" || decorator === sighting.call || !ROUTE_DECORATORS.has(calledName(decorator.callee) ?? "")) return [];
    const argument = decorator.arguments.find(({ name }) => name === undefined || name === "value" || name === "path");
    const [value] = argument === undefined ? [] : context.evaluator.evaluate(argument.value, { scope, depth: 0 });
    const text = value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
    return text === undefined
      ? []
      : [
          text
            .replace("[controller]", (subject?.parent?.class?.name ?? "").replace(/Controller$/, "").toLowerCase())
            .replace(/^\/|\/$/g, ""),
        ];
  });
  const shared =
    subject?.parent?.kind === "class" && subject.unit.module.language === "python" ? controllerPath(context, subject.parent) : [];
  const all = [...shared, ...steps].filter((step) => step !== "");
  return all.length === 0 ? "" : `/${all.join("/")}`;
}

/** Litestar: `path = "/chat"` in the body of a controller. */
function controllerPath(context: EmissionContext, owner: Scope): readonly string[] {
  const [binding] = owner.bindings.get("path") ?? [];
  const [value] = binding === undefined ? [] : context.evaluator.fromBindings([binding], { scope: owner, depth: 0 }, undefined);
  return value?.kind === "constant" && typeof value.value === "string" ? [value.value.replace(/^\/|\/$/g, "")] : [];
}

function draft(sighting: Sighting, emission: Emission, named: Named, attributes: Attributes): AssetDraft {
  const symbol = sighting.subject?.qualifiedName ?? sighting.assignedTo;
  return {
    kind: emission.kind,
    name: named.name,
    identity: named.identity,
    scope: sighting.unit.file.scope,
    lifecycle: "declared",
    attributes: { ...emission.set, ...named.attributes, ...attributes, library: sighting.library.id },
    occurrences: [occurrenceAt(sighting.unit, sighting, symbol)],
  };
}

/** The service that answers for a hosted model. */
export function servedBy(
  context: EmissionContext,
  sighting: Pick<Sighting, "unit" | "line" | "endLine" | "cell">,
  model: string,
  provider: string,
): void {
  context.sink.relate(model, "served_by", serviceOf(context, sighting, provider), "resolved", [evidenceAt(sighting.unit, sighting)]);
}

/** Whether an object is handed over where a name may stand: a model that somebody else has made. */
function isObject(context: EmissionContext, sighting: Sighting, selectors: readonly string[]): boolean {
  return select(
    context.evaluator,
    sighting,
    selectors.filter((selector) => !["assigned", "function"].includes(selector)),
  ).some(({ expression, frame }) =>
    context.evaluator.evaluate(expression, frame).some(({ kind }) => kind === "external" || kind === "instance" || kind === "function"),
  );
}

/** The model is not known by name: the call stands for the service. */
function serviceEmitted(context: EmissionContext, sighting: Sighting, provider: string): Emitted {
  return { id: serviceOf(context, sighting, provider), kind: "ai-service", name: provider, emission: { kind: "ai-service" }, provider };
}

function serviceOf(context: EmissionContext, sighting: Pick<Sighting, "unit" | "line" | "endLine" | "cell">, provider: string): string {
  return context.sink.asset({
    kind: "ai-service",
    name: provider,
    identity: aiService(provider),
    scope: sighting.unit.file.scope,
    lifecycle: "declared",
    occurrences: [occurrenceAt(sighting.unit, sighting)],
  });
}

function candidatesOf(context: EmissionContext, sighting: Sighting, emission: Emission): readonly NameCandidate[] {
  for (const selector of emission.name ?? []) {
    if (selector === "assigned") {
      if (sighting.assignedTo !== undefined) return [{ text: ownName(sighting, emission, sighting.assignedTo) }];
      continue;
    }
    if (selector === "function") {
      const name = sighting.subject?.function?.name ?? sighting.subject?.class?.name ?? sighting.value.made?.function?.name;
      if (name !== undefined) return [{ text: name }];
      continue;
    }
    const chosen = select(context.evaluator, sighting, [selector]);
    if (emission.kind === "tool") {
      // `AIFunctionFactory.Create(tools.Search)`: the tool is called what its function is.
      const functions = chosen.flatMap(({ expression, frame }) => context.evaluator.evaluate(expression, frame));
      const named = functions.flatMap((value) => (value.kind === "function" && value.node.name !== "" ? [{ text: value.node.name }] : []));
      if (named.length > 0) return named;
    }
    // Of `.serverInfo("name", "1.0")` in a chain the first argument is the name.
    const names = (/^[\^:]\w+$/.test(selector) ? chosen.slice(0, 1) : chosen)
      .flatMap((closed) => namesOf(context.evaluator, context.environment, closed))
      .filter((name) => emission.kind !== "vector-store" || name.dynamic !== true || name.variable !== undefined)
      .filter((name) => emission.known !== true || name.dynamic !== true || name.variable !== undefined);
    if (names.length > 0) return names;
  }
  const inUrl = selectAll(context.evaluator, sighting, emission.inUrl ?? [])
    .flatMap((closed) => namesOf(context.evaluator, context.environment, closed))
    .flatMap(({ text }) => modelOfUrl(text) ?? []);
  if (inUrl.length > 0) return inUrl.map((text) => ({ text }));
  if (emission.default !== undefined) return [{ text: emission.default }];
  if (emission.kind === "vector-store" && context.namelessStores.has(sighting.library.id)) return [{ text: sighting.library.id }];
  const name = fallbackName(sighting, emission, context.project.targets[sighting.unit.file.target]?.name);
  return name === undefined ? [] : [{ text: name }];
}

function providerOf(context: EmissionContext, sighting: Sighting, emission: Emission): string | undefined {
  const urls = [...(emission.baseUrl ?? []), ...(sighting.type?.baseUrl ?? []).map((selector) => `receiver.${selector}`)];
  for (const selector of urls) {
    const addresses = select(context.evaluator, sighting, [selector]);
    const provider =
      addresses
        .flatMap((closed) => namesOf(context.evaluator, context.environment, closed))
        .map((name) => (name.dynamic === true ? undefined : providerOfUrl(name.text)) ?? providerOfVariable(name.variable ?? name.text))
        .find((found) => found !== undefined) ??
      addresses
        .flatMap((closed) => variablesIn(context.evaluator, closed))
        .map((variable) => providerOfVariable(variable))
        .find((found) => found !== undefined);
    if (provider !== undefined) return provider;
  }
  for (const closed of select(context.evaluator, sighting, emission.providerName ?? [])) {
    const name = namesOf(context.evaluator, context.environment, closed).find((candidate) => candidate.dynamic !== true);
    const provider = name === undefined ? undefined : providerOfName(name.text);
    if (provider !== undefined) return provider;
  }
  for (const [argument, provider] of Object.entries(sighting.type?.providerIf ?? {})) {
    if (isGiven(context, sighting, [`receiver.${argument}`])) return provider;
  }
  if (emission.provider === "receiver") return sighting.type?.provider ?? sighting.library.provider;
  if (emission.provider === "callee")
    return (
      sighting.value.path.map((step) => (/^[A-Z]/.test(step) ? providerOfClass(step) : undefined)).find((found) => found !== undefined) ??
      "infer"
    );
  if (emission.provider !== undefined) return emission.provider;
  return sighting.type?.provider ?? sighting.library.provider;
}

function attributesOf(context: EmissionContext, sighting: Sighting, emission: Emission): Attributes {
  const attributes: { [key: string]: Json } = {};
  for (const [key, selectors] of Object.entries(emission.attributes ?? {})) {
    if (key === "*") {
      for (const argument of sighting.call?.arguments ?? []) {
        const value = argument.name === undefined ? undefined : literal(context, argument.value, sighting.frame);
        if (argument.name !== undefined && value !== undefined) attributes[argument.name] = value;
      }
      continue;
    }
    const [closed] = select(context.evaluator, sighting, selectors);
    const value = closed === undefined ? undefined : literal(context, closed.expression, closed.frame);
    if (value !== undefined) attributes[key] = value;
  }
  return attributes;
}

/** A literal value short enough for an attribute; long text and anything computed is left out. */
function literal(context: EmissionContext, expression: Parameters<Evaluator["evaluate"]>[0], frame: Frame): Json | undefined {
  if (expression.kind === "list") {
    const [first] = expression.items;
    return first === undefined ? undefined : literal(context, first, frame);
  }
  const [value] = context.evaluator.evaluate(expression, frame);
  if (value?.kind === "environment") return `$${value.name}`;
  if (value?.kind !== "constant" || value.value === null) return undefined;
  return typeof value.value === "string" && value.value.length > 200 ? `${value.value.slice(0, 197)}...` : value.value;
}
