import type { Expression } from "@castellan/formats";
import { dottedName, type Scope } from "../../resolve/scope.ts";
import type { ConstantValue } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import { hubModel } from "../identity/index.ts";
import { ownerOfCredential } from "../secrets/credential-names.ts";
import { servedBy } from "./emit.ts";
import { hosted } from "./identify.ts";
import { findFile } from "./paths.ts";
import { occurrenceAt } from "./places.ts";
import { isHubId, providerOfModel, splitRouted } from "./providers.ts";
import type { CodeAssets } from "./registry.ts";

/** Keys under which configurations name a model. */
const MODEL_KEY = /(?:^|_|\b)(?:models?|llm|engine|deployment|embedding)(?:_?(?:names?|ids?|slug))?$|Model(?:Name|Id)?$/i;
/** Keys whose values are numbers, switches or providers, although a model's name may stand inside. */
const OTHER_KEY = /(?:tokens?|limit|provider|dir|path|type|class|config|kwargs|temperature|url|version)$/i;
/** Environment variables that hold the name of a model. */
const MODEL_VARIABLE = /(?:^|_)(?:MODEL|DEPLOYMENT|LLM)(?:_(?:NAME|ID))?$/;
const MAX_LENGTH = 100;
/** Lists that people may choose a model from: `chatModels = [{ id: "openai/gpt-5", label: … }]`. */
const MODEL_LIST = /(?:^|_)models?(?:_list|_options)?$|Models(?:List|Options)?$|Model(?:List|Options)$/i;
/** Classes of names: `ModelName`, `LLMModels`. */
const MODEL_CLASS = /(?:^|[a-z]|LLM|AI|GPT)Models?(?:Names?|Ids?|Types?|Enum|Options?)?$|^Models?(?:Names?|Ids?|Types?|Enum|Options?)?$/;
/** Services that answer for models of the hub by the hub's ids. */
const OPEN_HOSTS: ReadonlySet<string> = new Set([
  "together",
  "fireworks",
  "deepinfra",
  "huggingface",
  "siliconflow",
  "nvidia",
  "replicate",
  "baseten",
]);
const LIST_KEYS = ["modelId", "model", "id", "value", "slug", "key", "name"];

/**
 * Models that configuration in code names: { "research_model": "openai:gpt-5" }, a dataclass default, an
 * argument's default, the body of a request. Only texts that a provider's naming makes certain.
 */
export function discoverNamedModels(assets: CodeAssets): void {
  const { evaluator } = assets.context;
  const used = providersUsed(assets);
  for (const scope of evaluator.program.scopes()) {
    // Most of what a program names holds no text: that is asked before the key is looked at.
    const look = (key: string, value: Expression, host?: string): void => {
      if (TEXTS.has(value.kind) && MODEL_KEY.test(key) && !OTHER_KEY.test(key)) emit(assets, used, scope, value, host);
    };
    for (const item of enumerated(scope)) look(item.key, item.value);
    for (const [name, bindings] of scope.bindings) {
      for (const { source } of bindings) {
        if (source.kind !== "value") continue;
        if (source.value.kind === "list" && MODEL_LIST.test(name)) {
          const items = listed(source.value);
          const host = hostOf(used.providers, items);
          for (const item of items) look(item.key, item.value, host);
        }
        if (source.path.length > 0) continue;
        look(name, source.value);
        eachEntry(source.value, 0, look);
      }
    }
    for (const { call } of scope.calls) {
      for (const argument of call.arguments) {
        if (argument.name !== undefined) look(argument.name, argument.value);
        eachEntry(argument.value, 0, look);
      }
      for (const item of defaultOption(call)) look(item.key, item.value);
    }
    for (const parameter of scope.function?.parameters ?? []) if (parameter.default !== undefined) look(parameter.name, parameter.default);
    for (const result of scope.returns) eachEntry(result.value, 0, look);
  }
}

/** Expressions that may be the name of a model. */
const TEXTS: ReadonlySet<Expression["kind"]> = new Set<Expression["kind"]>(["string", "choice", "call", "list"]);

function listed(expression: Expression): { key: string; value: Expression }[] {
  if (expression.kind !== "list") return [];
  return expression.items.flatMap((item) => {
    if (item.kind === "string") return [{ key: "model", value: item }];
    if (item.kind !== "map") return [];
    const named = LIST_KEYS.map((key) => item.entries.find((entry) => entry.key?.kind === "string" && entry.key.value === key)).find(
      (entry) => entry !== undefined,
    );
    return named === undefined ? [] : [{ key: "model", value: named.value }];
  });
}

/** `class Model(str, Enum): o4_mini = "o4-mini"`: the models that a request may ask for. */
function enumerated(scope: Scope): { key: string; value: Expression }[] {
  const node = scope.class;
  if (node === undefined || !MODEL_CLASS.test(node.name)) return [];
  if (node.form !== "enum" && !node.bases.some((base) => /^(?:Str)?Enum$/.test(dottedName(base)?.split(".").at(-1) ?? ""))) return [];
  return [...scope.bindings.values()].flatMap((bindings) =>
    bindings.flatMap(({ source }) => (source.kind === "value" && source.path.length === 0 ? [{ key: "model", value: source.value }] : [])),
  );
}

/** The service through which the models of a list are used, as far as any of them is: it answers for the others as well. */
function hostOf(used: Providers, items: readonly { readonly value: Expression }[]): string | undefined {
  const hosts = new Set(items.flatMap(({ value }) => (value.kind === "string" ? [...(used.get(value.value.toLowerCase()) ?? [])] : [])));
  const [only] = hosts;
  return hosts.size === 1 && only !== undefined && OPEN_HOSTS.has(only) ? only : undefined;
}

function eachEntry(expression: Expression, depth: number, look: (key: string, value: Expression) => void): void {
  if (depth > 6) return;
  if (expression.kind === "map") {
    for (const entry of expression.entries) {
      const key = entry.key?.kind === "string" ? entry.key.value : entry.key?.kind === "name" ? entry.key.name : undefined;
      if (key !== undefined) look(key, entry.value);
      eachEntry(entry.value, depth + 1, look);
    }
  } else if (expression.kind === "list") for (const item of expression.items) eachEntry(item, depth + 1, look);
}

/** `--model`, `-m, --model <name>`, `--embedding-model=NAME`. */
const MODEL_FLAG = /(?:^|[\s,])--[\w-]*model[\w-]*(?:$|[\s=[<])/;

function optionOf(expression: Expression): boolean {
  if (expression.kind !== "call") return false;
  if (expression.arguments.some(({ value }) => value.kind === "string" && MODEL_FLAG.test(value.value))) return true;
  return expression.callee.kind === "member" && optionOf(expression.callee.object);
}

/** `add_argument("--model", default="gpt-4o")`, `typer.Option("gpt-4o", "--model")`. */
function defaultOption(call: Scope["calls"][number]["call"]): { key: string; value: Expression }[] {
  const flag = call.arguments.find((argument) => argument.value.kind === "string" && MODEL_FLAG.test(argument.value.value));
  // commander: new Option("--model <name>").default("gpt-4o")
  if (flag === undefined)
    return call.callee.kind === "member" && call.callee.name === "default" && optionOf(call.callee.object)
      ? call.arguments.map((argument) => ({ key: "model", value: argument.value }))
      : [];
  return call.arguments
    .filter((argument) => /^(?:default|choices)$/.test(argument.name ?? "") || (argument.name === undefined && argument !== flag))
    .flatMap(({ value }) => (value.kind === "list" ? value.items : [value]).map((item) => ({ key: "model", value: item })));
}

function emit(assets: CodeAssets, used: Used, scope: Scope, expression: Expression, host?: string): void {
  const { evaluator, project, sink, environment } = assets.context;
  const values =
    expression.kind === "list"
      ? expression.items.flatMap((item) => evaluator.evaluate(item, genericFrame(scope)))
      : evaluator.evaluate(expression, genericFrame(scope));
  // `getenv("OLLAMA_CHAT_MODEL") or "phi3:3.8b"`: the variable's own name says that it holds a model, and whose.
  const variable = values.find((value) => value.kind === "environment" && MODEL_VARIABLE.test(value.name));
  const owner = variable?.kind === "environment" ? ownerOfCredential(variable.name) : undefined;
  for (const value of values) {
    const given =
      value.kind === "environment" && value === variable
        ? environment.lookup(value.name, scope.unit.file.target, scope.unit.file.path).filter((seen) => seen.scope !== "test")
        : [];
    const candidates =
      value.kind === "environment"
        ? [
            ...value.fallback,
            ...given.map((seen): ConstantValue => ({ kind: "constant", value: seen.value, unit: scope.unit, span: expression })),
          ]
        : [value];
    for (const candidate of candidates) {
      if (candidate.kind !== "constant" || typeof candidate.value !== "string" || candidate.partial === true) continue;
      const text = candidate.value;
      if (text.length > MAX_LENGTH || text === "" || /\s/.test(text)) continue;
      const provider = splitRouted(text)?.provider ?? owner ?? providerOfModel(text);
      // "google/flan-t5-base" of the hub, where nothing asks the vendor of that name.
      const loaded = isHubId(text) ? used.hub.get(text.toLowerCase()) : undefined;
      if (loaded !== undefined) {
        if (loaded === "model") hubModelAt(assets, scope, expression, text);
        continue;
      }
      if (provider === undefined || (owner === undefined && isHubId(text) && usesHub(assets) && !used.services.has(provider))) {
        if (isHubId(text) && host !== undefined) hostedAt(assets, scope, expression, text, host);
        else if (isHubId(text) && usesHub(assets)) hubModelAt(assets, scope, expression, text);
        continue;
      }
      const router = usedThrough(used.providers, text) ?? (text.includes("/") ? routerOf(used.providers) : undefined);
      if (router === "several") continue;
      const named = hosted(
        text,
        {},
        {
          project,
          unit: candidate.unit,
          symbol: text,
          ...(router === undefined ? {} : { provider: router }),
          ...(router === undefined && owner !== undefined ? { provider: owner } : {}),
        },
      );
      const id = sink.asset({
        kind: "model",
        name: named.name,
        identity: named.identity,
        scope: scope.unit.file.scope,
        lifecycle: "declared",
        attributes: { ...named.attributes, ...(value.kind === "environment" ? { variable: value.name } : {}) },
        occurrences: [occurrenceAt(scope.unit, expression)],
      });
      servedBy(
        assets.context,
        {
          unit: scope.unit,
          line: expression.line,
          endLine: expression.endLine,
          ...(expression.cell === undefined ? {} : { cell: expression.cell }),
        },
        id,
        router ?? provider,
      );
    }
  }
}

/** A model of the hub that a service answers for. */
function hostedAt(assets: CodeAssets, scope: Scope, expression: Expression, text: string, host: string): void {
  const { project, sink } = assets.context;
  const named = hosted(text, {}, { project, unit: scope.unit, symbol: text, provider: host });
  const id = sink.asset({
    kind: "model",
    name: named.name,
    identity: named.identity,
    scope: scope.unit.file.scope,
    lifecycle: "declared",
    attributes: named.attributes,
    occurrences: [occurrenceAt(scope.unit, expression)],
  });
  servedBy(assets.context, { unit: scope.unit, line: expression.line, endLine: expression.endLine }, id, host);
}

/** Libraries that load models of the hub by their id. */
const HUB_LIBRARIES: ReadonlySet<string> = new Set(["transformers", "trl", "peft", "huggingface-hub", "vllm", "diffusers", "unsloth"]);

function usesHub(assets: CodeAssets): boolean {
  return assets.sightings.all.some((sighting) => HUB_LIBRARIES.has(sighting.library.id));
}

/** `DEFAULT_MODEL = "EleutherAI/pythia-6.9b"` in a project that loads models of the hub. */
function hubModelAt(assets: CodeAssets, scope: Scope, expression: Expression, id: string): void {
  const { project, sink } = assets.context;
  if (findFile(project, scope.unit, id) !== undefined) return;
  sink.asset({
    kind: "model",
    name: id,
    identity: hubModel(id),
    scope: scope.unit.file.scope,
    lifecycle: "declared",
    attributes: {},
    occurrences: [occurrenceAt(scope.unit, expression)],
  });
}

/** Services that pass on to the vendor in front of the slash: "anthropic/claude-…" is theirs where a project uses one of them alone. */
const ROUTERS: ReadonlySet<string> = new Set(["vercel-ai-gateway", "openrouter", "portkey"]);

/** Name of a model in lower case → the providers through which code uses it: gpt-4o of Azure is not gpt-4o of OpenAI. */
type Providers = ReadonlyMap<string, ReadonlySet<string>>;

interface Used {
  readonly providers: Providers;
  /** Services that code asks. */
  readonly services: ReadonlySet<string>;
  /** Models and data sets of the hub that code loads, in lower case. */
  readonly hub: ReadonlyMap<string, "model" | "dataset">;
}

function providersUsed(assets: CodeAssets): Used {
  const result = new Map<string, Set<string>>();
  const services = new Set<string>();
  const hub = new Map<string, "model" | "dataset">();
  for (const { name, provider } of assets.namedModels) result.set(name, (result.get(name) ?? new Set()).add(provider));
  for (const asset of assets.sightings.all.flatMap((sighting) => assets.of(sighting))) {
    if (asset.provider !== undefined) services.add(asset.provider);
    if (asset.kind === "model" && asset.emission.identity === "hub") hub.set(asset.name.toLowerCase(), "model");
    if (asset.kind === "dataset" && asset.emission.identity === "hub-dataset") hub.set(asset.name.toLowerCase(), "dataset");
    if (asset.kind !== "model" || asset.provider === undefined) continue;
    const name = asset.name.toLowerCase();
    result.set(name, (result.get(name) ?? new Set()).add(asset.provider));
  }
  return { providers: result, services, hub };
}

function usedThrough(used: Providers, text: string): string | undefined {
  const providers = used.get(text.toLowerCase()) ?? new Set();
  const [only] = providers;
  return providers.size > 1 ? "several" : only;
}

function routerOf(used: Providers): string | undefined {
  const providers = new Set([...used.values()].flatMap((names) => [...names]));
  const [only] = providers;
  return providers.size === 1 && only !== undefined && ROUTERS.has(only) ? only : undefined;
}
