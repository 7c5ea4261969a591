import { type Argument, at, type Expression, type Span, text } from "@castellan/formats";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { ancestors, folderOf, joinPath } from "../../resolve/modules/resolver.ts";
import { type CallExpression, dottedName, type Scope } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import { externalPath, genericFrame } from "../../resolve/value.ts";

/** A function of a cloud platform that answers to HTTP. */
export interface FunctionRoute {
  /** "POST"; several are joined by "|", any is "ANY". */
  readonly method: string;
  readonly path: string;
  readonly handler: Scope;
  readonly span: Span;
  readonly platform: "azure-functions" | "aws-lambda" | "cloudflare-workers";
}

/*
 * Azure Functions (learn.microsoft.com, "HTTP trigger"): the function is reached under the prefix of host.json, "api" where it
 * says none, and its route, its name where it has none.
 */
const NAMED: ReadonlySet<string> = new Set(["Function", "FunctionName", "FunctionAttribute", "FunctionNameAttribute"]);
const TRIGGER: ReadonlySet<string> = new Set(["HttpTrigger", "HttpTriggerAttribute"]);
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;
/** `app.post("name", …)` of the JavaScript model: a method of its own. */
const SHORT = /^(?:get|post|put|patch|deleteRequest)$/;

/** Functions whose trigger stands in code: attributes, decorators, `app.http(…)`. */
export function triggeredFunctions(evaluator: Evaluator): readonly FunctionRoute[] {
  const found: FunctionRoute[] = [];
  for (const scope of evaluator.program.scopes()) {
    const { language } = scope.unit.module;
    if (language === "csharp" || language === "java") found.push(...attributed(evaluator, scope));
    else if (language === "python") found.push(...decorated(evaluator, scope));
    else if (language === "typescript" || language === "javascript")
      for (const { call } of scope.calls) found.push(...registered(evaluator, call, scope));
  }
  return found;
}

/** `[Function("Chat")] Run([HttpTrigger(AuthorizationLevel.Function, "post", Route = "chat")] …)` and its Java form. */
function attributed(evaluator: Evaluator, scope: Scope): readonly FunctionRoute[] {
  const node = scope.function;
  if (node === undefined) return [];
  const name = scope.decorated.map(({ decorator }) => called(decorator, NAMED)).find((call) => call !== undefined);
  const trigger = node.parameters
    .flatMap((parameter) => parameter.decorators ?? [])
    .map((decorator) => called(decorator, TRIGGER))
    .find((call) => call !== undefined);
  if (name === undefined || trigger === undefined) return [];
  const methods = trigger.arguments.filter((argument) => argument.name === undefined || argument.name === "methods");
  const given = textOf(evaluator, argumentNamed(trigger, /^route$/i)?.value, scope);
  const own = textOf(evaluator, name.arguments[0]?.value, scope) ?? node.name;
  return [route(evaluator, scope, { line: Math.min(name.line, node.line), endLine: node.endLine }, methodsIn(methods), given ?? own)];
}

/** Python: `@app.route(route="chat", methods=["POST"])` of a `FunctionApp` or a `Blueprint`. */
function decorated(evaluator: Evaluator, scope: Scope): readonly FunctionRoute[] {
  const node = scope.function;
  if (node === undefined) return [];
  return scope.decorated.flatMap(({ decorator, scope: around }) => {
    if (decorator.kind !== "call" || decorator.callee.kind !== "member" || decorator.callee.name !== "route") return [];
    const app = evaluator.evaluate(decorator.callee.object, genericFrame(around));
    const azure = app.some(
      (value) => value.kind === "external" && /^azure\.functions\b.*\b(?:FunctionApp|Blueprint)\(\)$/.test(externalPath(value)),
    );
    if (!azure) return [];
    const methods = decorator.arguments.filter((argument) => argument.name === "methods");
    const given = textOf(evaluator, argumentNamed(decorator, /^route$/)?.value, around);
    return [route(evaluator, scope, { line: decorator.line, endLine: node.endLine }, methodsIn(methods), given ?? node.name)];
  });
}

/** JavaScript: `app.http("chat", { methods: ["POST"], route, handler })`. */
function registered(evaluator: Evaluator, call: CallExpression, scope: Scope): readonly FunctionRoute[] {
  const { callee } = call;
  if (callee.kind !== "member" || (callee.name !== "http" && !SHORT.test(callee.name))) return [];
  const frame = genericFrame(scope);
  const azure = evaluator
    .evaluate(callee.object, frame)
    .some((value) => value.kind === "external" && value.module === "@azure/functions" && value.path[0] === "app");
  const [name, options] = call.arguments;
  if (!azure || name === undefined || options === undefined) return [];
  const entry = (key: string): Expression | undefined =>
    options.value.kind === "map"
      ? options.value.entries.find(({ key: own }) => (own?.kind === "string" ? own.value : own?.kind === "name" ? own.name : "") === key)
          ?.value
      : undefined;
  const handler = entry("handler") ?? (options.value.kind === "map" ? undefined : options.value);
  const methods = entry("methods");
  const own = SHORT.test(callee.name)
    ? [callee.name.replace("Request", "").toUpperCase()]
    : methodsIn(methods === undefined ? [] : [{ value: methods }]);
  const path = textOf(evaluator, entry("route"), scope) ?? textOf(evaluator, name.value, scope);
  return (handler === undefined || path === undefined ? [] : evaluator.evaluate(handler, frame)).flatMap((value) =>
    value.kind === "function" ? [route(evaluator, value.scope, call, own, path ?? "")] : [],
  );
}

function route(evaluator: Evaluator, handler: Scope, span: Span, methods: readonly string[], path: string): FunctionRoute {
  return { ...azureAddress(evaluator, handler.unit, methods, path), handler, span, platform: "azure-functions" };
}

/** "POST" and "/api/chat" */
export function azureAddress(
  evaluator: Evaluator,
  unit: Unit,
  methods: readonly string[],
  path: string,
): { readonly method: string; readonly path: string } {
  const steps = [prefixOf(evaluator, unit), path].flatMap((part) => part.split("/")).filter((step) => step !== "");
  return { method: methods.length === 0 ? "ANY" : methods.join("|"), path: `/${steps.join("/")}` };
}

/** `extensions.http.routePrefix` of the nearest host.json. */
function prefixOf(evaluator: Evaluator, unit: Unit): string {
  for (const folder of ancestors(folderOf(unit.file.path))) {
    const [host] = evaluator.program.project.file(unit.file.target, joinPath(folder, "host.json"))?.facts.config?.documents ?? [];
    if (host !== undefined) return text(at(host, "extensions", "http", "routePrefix")) ?? text(at(host, "http", "routePrefix")) ?? "api";
  }
  return "api";
}

function called(decorator: Expression, names: ReadonlySet<string>): CallExpression | undefined {
  if (decorator.kind !== "call") return undefined;
  return names.has((dottedName(decorator.callee) ?? "").split(".").at(-1) ?? "") ? decorator : undefined;
}

function argumentNamed(call: CallExpression, name: RegExp): Argument | undefined {
  return call.arguments.find((argument) => argument.name !== undefined && name.test(argument.name));
}

/** "post", `HttpMethod.POST`, and lists of them. */
function methodsIn(given: readonly Pick<Argument, "value">[]): readonly string[] {
  const words = (expression: Expression): readonly string[] =>
    expression.kind === "list"
      ? expression.items.flatMap(words)
      : [(expression.kind === "string" ? expression.value : (dottedName(expression) ?? "")).split(".").at(-1)?.toUpperCase() ?? ""];
  return [...new Set(given.flatMap(({ value }) => words(value)).filter((word) => METHOD.test(word)))];
}

function textOf(evaluator: Evaluator, expression: Expression | undefined, scope: Scope): string | undefined {
  if (expression === undefined) return undefined;
  const [value] = evaluator.evaluate(expression, genericFrame(scope)).filter(({ kind }) => kind === "constant");
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
}
