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
import { isMount } from "./data-paths.ts";
import { routeOfExport } from "./file-routes.ts";
import { identify, type Named } from "./identify.ts";
import { mountedAround, mountedPath } from "./mounts.ts";
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
  return emission.unless === undefined || !isGiven(context, sighting, [emission.unless]);
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
      const named = identify(emission, candidate, {
        project: context.project,
        unit: sighting.unit,
        symbol: `${runSymbol(sighting, emission) ?? productSymbol(emission, candidate) ?? symbolOf(sighting, candidate.text)}${sighting.frame.instance === undefined ? "" : `@${sighting.frame.instance}`}`,
        technology: typeof emission.set?.["technology"] === "string" ? emission.set["technology"] : sighting.library.id,
        ...(provider === undefined ? {} : { provider: provider === GRANTED ? (serviceOfGrant(candidate.text) ?? provider) : provider }),
        ...(revision === undefined ? {} : { revision }),
      });
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
      if (emission.kind === "model" && named.provider !== undefined && !local) servedBy(context, sighting, id, named.provider);
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

/** A model that only a local variable names is no inventory entry: what it may be is named where it is set. */
/** Words of a setting that says where weights come from, beside the names of models: `init_from = "scratch"`. */
const MODE = /^(?:scratch|from_scratch|resume|random|none|new|auto|default|pretrained|checkpoint|latest|last|best|local)$/i;

/** The service is the one whose use an action or a policy of IAM grants. */
const GRANTED = "iam-action";
const PART_OPTION = /^(?:tokenizer|config|feature_extractor|(?:image_)?processor|vae|scheduler)_name/;
/** `load_dataset("csv", data_files=…)`: a reader, no data set. */
const DATA_FORMAT = /^(?:csv|json|text|parquet|arrow|pandas|sql|xml|(?:image|audio|video|pdf)folder|webdataset|generator)$/;
/** `report_to="none"`: what names no tracker. */
const NO_TRACKER = /^(?:none|all|no)$|[{/]/i;

function nameable(emission: Emission, candidate: NameCandidate): boolean {
  if (emission.provider === GRANTED) return serviceOfGrant(candidate.text) !== undefined;
  if (emission.kind === "model" && emission.identity === "hub" && MODE.test(candidate.text)) return false;
  // A tokenizer or a configuration that is given by itself is part of the model beside it.
  if (emission.identity === "hub" && candidate.dynamic === true && PART_OPTION.test(candidate.text)) return false;
  if (emission.kind === "experiment-tracker" && emission.known === true && (candidate.dynamic === true || NO_TRACKER.test(candidate.text)))
    return false;
  if (emission.extensions !== undefined && !emission.extensions.some((extension) => candidate.text.toLowerCase().endsWith(`.${extension}`)))
    return false;
  if (emission.identity === "hub-dataset" && DATA_FORMAT.test(candidate.text)) return false;
  // A mount of a job, and all files of a folder that is not known.
  if (emission.kind === "dataset" && (isMount(candidate.text) || (candidate.partial === true && /^[*/.]+$/.test(candidate.text))))
    return false;
  if (emission.identity === "registry" && (/^runs:|^\.|^\//.test(candidate.text) || candidate.text.includes("{"))) return false;
  // A file whose own name is made at run time, or one that is written somewhere unknown, names nothing.
  if (
    (emission.kind === "dataset" || emission.kind === "model-file") &&
    emission.identity === "path" &&
    candidate.partial === true &&
    unnamedFile(emission, candidate.text)
  )
    return false;
  return (
    candidate.dynamic !== true ||
    candidate.variable !== undefined ||
    !["model", "ai-service", "dataset", "model-file", "storage"].includes(emission.kind)
  );
}

function unnamedFile(emission: Emission, text: string): boolean {
  if (/[{%]/.test(text.slice(text.lastIndexOf("/") + 1))) return true;
  if (emission.kind === "model-file" && !text.replace(/^\{[^}]*\}\//, "").includes("/")) return true;
  return text.startsWith("{") && (emission.use === "writes_to" || emission.use === "produces");
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
      if (sighting.assignedTo !== undefined) return [{ text: sighting.assignedTo }];
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

function fallbackName(sighting: Sighting, emission: Emission, target: string | undefined): string | undefined {
  const assigned = sighting.assignedTo;
  const called = sighting.subject?.function?.name ?? sighting.subject?.class?.name ?? sighting.value.made?.function?.name;
  const callee =
    sighting.value.path.findLast((step) => /^[A-Z]/.test(step)) ??
    (sighting.call === undefined ? undefined : calledName(sighting.call.callee));
  switch (emission.fallback) {
    case "assigned":
      return assigned ?? called ?? enclosing(sighting) ?? callee;
    case "function":
      return called ?? enclosing(sighting) ?? assigned;
    case "callee":
      return emission.kind === "dataset" ? catalogueName(sighting) : callee;
    case "file":
      return fileName(sighting.unit.file.path, target);
    default:
      return undefined;
  }
}

/** `load_iris()` is iris, `datasets.mnist.load_data()` is mnist. */
function catalogueName(sighting: Sighting): string | undefined {
  const steps = sighting.value.path.filter((step) => step !== "()" && step !== "[]");
  const name = steps.at(-1) === "load_data" ? steps.at(-2) : steps.at(-1);
  return name?.replace(/^(?:load|fetch)_/, "");
}

/** Keys and parameters under which frameworks take functions; they name nothing. */
const CALLBACK_NAMES: ReadonlySet<string> = new Set([
  "execute",
  "handler",
  "run",
  "invoke",
  "call",
  "callback",
  "fn",
  "then",
  "onFinish",
  "onRequest",
  "constructor",
]);

function enclosing(sighting: Sighting): string | undefined {
  for (let scope: Scope | undefined = sighting.frame.scope; scope !== undefined; scope = scope.parent) {
    const name = scope.kind === "module" ? "" : (scope.qualifiedName.split(".").at(-1) ?? "");
    if (name !== "" && !name.startsWith("<") && !CALLBACK_NAMES.has(name))
      return scope.parent?.kind === "module" ? (routeOfExport(sighting.unit, name) ?? name) : name;
  }
  return stem(sighting.unit.file.path);
}

/** A file that every project has says less than its folder. */
function fileName(path: string, target: string | undefined): string {
  const own = stem(path);
  const folder = path.split("/").at(-2) ?? target?.split(/[\\/]/).at(-1);
  return /^(?:Program|index|mod|lib|Startup)$/.test(own) && folder !== undefined && folder !== "src" ? folder : own;
}

export function stem(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

/** Qualified symbol: what the result is bound to, within the function around it. */
export function symbolOf(sighting: Sighting, name = ""): string {
  if (sighting.subject !== undefined) return sighting.subject.qualifiedName;
  const around = sighting.frame.scope.qualifiedName;
  // Not bound to anything: twenty calls of server.tool("…") are twenty tools.
  const called = calledName(sighting.call?.callee ?? { kind: "null", line: 0, endLine: 0 }) ?? "";
  // Steps are told apart by their names: both arms of a condition may bind one variable.
  const own =
    (sighting.entry.emit.some(({ kind }) => kind === "pipeline-step") && name !== "" ? name : sighting.assignedTo) ??
    (name === "" ? called : `${called}:${name}`);
  return around === "" ? own : `${around}.${own}`;
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
