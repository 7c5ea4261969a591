import type { Expression, Language } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { implementationsOf } from "./implementations.ts";
import { type CallExpression, dottedName, type Scope } from "./scope.ts";
import type { CallSite, Closed, Frame, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/*
 * Objects that a container hands over by their type. Sources: the public documentation of Spring (@Bean), Jakarta CDI
 * (@Produces), Microsoft.Extensions.DependencyInjection (AddSingleton, AddScoped, AddTransient) and NestJS (providers).
 */

const LANGUAGES: ReadonlySet<Language> = new Set<Language>(["java", "csharp", "typescript"]);
const REGISTRATION = /^(?:Try)?Add(?:Keyed)?(?:Singleton|Scoped|Transient|HostedService|HttpClient)$/;
/** What libraries register under types of their own: the call itself is what is given out. */
const REGISTERED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Add(?:Keyed)?ChatClient$/, ["IChatClient"]],
  [/^Add(?:Keyed)?EmbeddingGenerator$/, ["IEmbeddingGenerator"]],
  [
    /^Add(?:AzureOpenAI|OpenAI|Ollama|GoogleAIGemini|VertexAIGemini|Mistral|AzureAIInference|HuggingFace)ChatCompletion$/,
    ["IChatCompletionService", "Kernel"],
  ],
  [/^AddBedrockChatCompletionService$/, ["IChatCompletionService", "Kernel"]],
];
const LOCATOR = /^Get(?:Required)?(?:Keyed)?Service$/;
const PRODUCERS: ReadonlySet<string> = new Set(["Bean", "Produces"]);
const MAX_PROVIDERS = 4;

/** A thing that a container gives out: what stands there, or what the function there gives. */
interface Provider {
  readonly at: Closed;
  readonly target: number;
  readonly test: boolean;
  readonly root: string;
  /** The expression is a class to be made, not a value. */
  readonly made?: boolean;
  /** Registered under a type that the library says, not the program. */
  readonly typed?: boolean;
}

const indexes = new WeakMap<Evaluator, ReadonlyMap<string, readonly Provider[]>>();

/** What a container gives where this type is asked for, in a constructor, a handler or a field. */
export function injected(evaluator: Evaluator, type: Expression, frame: { readonly scope: Scope }, token?: string): readonly Value[] {
  const { unit } = frame.scope;
  if (!LANGUAGES.has(unit.module.language)) return [];
  const name = token ?? typeName(type);
  if (name === undefined) return [];
  const all = (indexOf(evaluator).get(name) ?? []).filter(
    ({ target, test }) => target === unit.file.target && (!test || unit.file.scope === "test"),
  );
  // Each program of a repository has a container of its own; a library takes what the programs around it have.
  const root = evaluator.program.project.rootOf(unit.file);
  const own = all.filter((provider) => provider.root === root);
  const providers = own.length > 0 ? own : all;
  if (providers.length === 0 || providers.length > MAX_PROVIDERS) return [];
  return providers.flatMap((provider) => {
    const values = valuesOf(evaluator, provider);
    if (provider.typed !== true) return values;
    // What a library registers under a type of its own has the members of that type.
    const [typed] = evaluator.ofType(type, genericFrame(frame.scope));
    return values.map((value) => (typed?.kind === "external" && value.kind === "external" ? { ...typed, calls: value.calls } : value));
  });
}

/** .NET: `provider.GetRequiredService<T>()` is what is registered for T, or some T. */
export function located(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Value[] {
  const { callee, types } = call;
  const [type] = types ?? [];
  if (type === undefined || callee.kind !== "member" || !LOCATOR.test(callee.name) || frame.scope.unit.module.language !== "csharp")
    return [];
  const given = injected(evaluator, type, frame);
  if (given.length > 0) return given;
  // A kernel has services of its own.
  const asked = evaluator.evaluate(callee.object, frame);
  return asked.some(
    (value) =>
      value.kind === "external" && evaluator.knowledge.knows?.(value.module, [...value.path, callee.name, "()"], value.language) === true,
  )
    ? []
    : evaluator.ofType(type, frame);
}

/** `@Inject("LLM")` and `@Inject(LLM)` of a parameter. */
export function injectionToken(decorators: readonly Expression[] | undefined): string | undefined {
  for (const decorator of decorators ?? []) {
    if (decorator.kind !== "call" || dottedName(decorator.callee) !== "Inject") continue;
    const [argument] = decorator.arguments;
    return argument === undefined ? undefined : tokenOf(argument.value);
  }
  return undefined;
}

function valuesOf(evaluator: Evaluator, { at, made }: Provider): readonly Value[] {
  return evaluator.evaluate(at.expression, at.frame).flatMap((value): readonly Value[] => {
    if (value.kind === "function") return evaluator.results(value.scope, genericFrame(value.scope));
    if (value.kind === "class") {
      const [only] = value.scope.class?.form === "interface" ? implementationsOf(evaluator, value.scope) : [value.scope];
      return only === undefined ? [] : [{ kind: "instance", scope: only }];
    }
    if (made === true && value.kind === "external") {
      const site: CallSite | undefined = at.expression.kind === "call" ? { call: at.expression, frame: at.frame } : undefined;
      return [{ ...value, path: [...value.path, "()"], calls: site === undefined ? value.calls : [...value.calls, site], annotated: true }];
    }
    return [value];
  });
}

/** Generic types of which a program has one. */
const KEPT_GENERIC = /^IEmbeddingGenerator$|EmbeddingStore$|^I?VectorStore(?:Record)?Collection$/;

/** `ChatModel`, `Task<ChatModel>` is not one, `IFoo<T>` has no name of its own. */
function typeName(type: Expression): string | undefined {
  if (type.kind === "index") return KEPT_GENERIC.test(typeName(type.object) ?? "") ? typeName(type.object) : undefined;
  return type.kind === "name" || type.kind === "member" ? type.name : undefined;
}

function tokenOf(expression: Expression): string | undefined {
  return expression.kind === "string" ? expression.value : typeName(expression);
}

function indexOf(evaluator: Evaluator): ReadonlyMap<string, readonly Provider[]> {
  const known = indexes.get(evaluator);
  if (known !== undefined) return known;
  const index = new Map<string, Provider[]>();
  const add = (name: string | undefined, at: Closed, made?: boolean, typed?: boolean): void => {
    if (name === undefined) return;
    const { file } = at.frame.scope.unit;
    const provider: Provider = {
      at,
      target: file.target,
      test: file.scope === "test",
      root: evaluator.program.project.rootOf(file),
      ...(made === true ? { made } : {}),
      ...(typed === true ? { typed } : {}),
    };
    index.set(name, [...(index.get(name) ?? []), provider]);
  };
  for (const scope of evaluator.program.scopes()) {
    const { language } = scope.unit.module;
    if (!LANGUAGES.has(language)) continue;
    if (language === "java") addProducer(scope, add);
    for (const { call } of scope.calls) {
      if (language === "csharp") addRegistration(evaluator, scope, call, add);
      else if (language === "typescript") for (const argument of call.arguments) addNest(scope, argument.value, add, 0);
    }
  }
  indexes.set(evaluator, index);
  return index;
}

type Add = (name: string | undefined, at: Closed, made?: boolean, typed?: boolean) => void;

function addProducer(scope: Scope, add: Add): void {
  const node = scope.function;
  if (node?.returnType === undefined || scope.parent === undefined) return;
  const produces = scope.decorated.some(({ decorator }) =>
    PRODUCERS.has((dottedName(decorator.kind === "call" ? decorator.callee : decorator) ?? "").split(".").at(-1) ?? ""),
  );
  if (!produces) return;
  add(typeName(node.returnType), {
    expression: { kind: "function", function: node, line: node.line, endLine: node.endLine },
    frame: genericFrame(scope.parent),
  });
}

/** `services.AddScoped<IChat, Chat>()`, `AddSingleton(new Client("m"))`, `AddSingleton<IChat>(sp => …)`. */
function addRegistration(evaluator: Evaluator, scope: Scope, call: CallExpression, add: Add): void {
  if (call.callee.kind !== "member") return;
  const { name: method } = call.callee;
  const frame = genericFrame(scope);
  for (const type of REGISTERED.find(([pattern]) => pattern.test(method))?.[1] ?? []) {
    // AddChatClient(new Client("m")) and AddChatClient(sp => …) hand over what is given out.
    const object = type.startsWith("I")
      ? call.arguments.find(({ value }) => value.kind !== "string" && value.kind !== "null")?.value
      : undefined;
    const expression = object !== undefined && /^Add(?:Keyed)?(?:ChatClient|EmbeddingGenerator)$/.test(method) ? object : call;
    add(type, { expression, frame }, undefined, true);
  }
  if (!REGISTRATION.test(method)) return;
  const [service, implementation] = call.types ?? [];
  const given = call.arguments.find(({ value }) => value.kind !== "string" && value.kind !== "null")?.value;
  const name = service === undefined ? undefined : typeName(service);
  if (implementation !== undefined) return add(name, { expression: implementation, frame }, true);
  if (given !== undefined) return add(name ?? madeType(evaluator, given, scope), { expression: given, frame });
  // AddSingleton<Chat>(): the class itself.
  if (service !== undefined) add(name, { expression: service, frame }, true);
}

/** The type of what is registered without saying so: `new Client(…)`, `sp => new Client(…)`. */
function madeType(evaluator: Evaluator, expression: Expression, scope: Scope): string | undefined {
  if (expression.kind === "call") return expression.form === "new" ? typeName(expression.callee) : undefined;
  if (expression.kind === "name") {
    const source = scope.bindings.get(expression.name)?.[0]?.source;
    return source?.kind === "value" ? madeType(evaluator, source.value, scope) : undefined;
  }
  if (expression.kind !== "function") return undefined;
  const [result] = evaluator.program.scopeOfFunction(scope.unit, expression.function)?.returns ?? [];
  return result === undefined ? undefined : madeType(evaluator, result.value, scope);
}

/** `providers: [{ provide: LLM, useFactory: () => new OpenAI() }]` */
function addNest(scope: Scope, expression: Expression, add: Add, depth: number): void {
  if (depth > 3) return;
  if (expression.kind === "list") for (const item of expression.items) addNest(scope, item, add, depth + 1);
  if (expression.kind !== "map") return;
  const entry = (key: string): Expression | undefined =>
    expression.entries.find(
      (item) => (item.key?.kind === "string" ? item.key.value : item.key?.kind === "name" ? item.key.name : "") === key,
    )?.value;
  const provide = entry("provide");
  const use = entry("useFactory") ?? entry("useValue") ?? entry("useClass");
  if (provide !== undefined && use !== undefined) add(tokenOf(provide), { expression: use, frame: genericFrame(scope) });
  else for (const { value } of expression.entries) addNest(scope, value, add, depth + 1);
}
