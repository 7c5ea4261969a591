import type { Expression } from "@castellan/formats";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { type CallExpression, dottedName, type Scope } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import type { Value } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";

/** A line of a route table: what answers at an address. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: Scope;
  /** Where the route is written. */
  readonly unit: Unit;
  readonly call: CallExpression;
}

/** How a Python framework is told which function or class answers at an address. */
interface Registration {
  readonly module: RegExp;
  readonly name: RegExp;
  /** Positions of the address and of the handler; `rest`: every further text is an address too. */
  readonly path: number;
  readonly handler: number;
  readonly handlerName?: string;
  readonly rest?: true;
  /** The function is found by knowledge already; only classes are meant here. */
  readonly classes?: true;
}

/*
 * The public documentation of each framework: Django URLconf and REST framework routers, Flask pluggable views,
 * Flask-RESTful, aiohttp, Falcon, Starlette, Sanic.
 */
const REGISTRATIONS: readonly Registration[] = [
  { module: /^django\b/, name: /^(?:path|re_path|url)$/, path: 0, handler: 1, handlerName: "view" },
  { module: /^rest_framework/, name: /^register$/, path: 0, handler: 1, handlerName: "viewset" },
  { module: /^(?:flask|quart)$/, name: /^add_url_rule$/, path: 0, handler: 2, handlerName: "view_func", classes: true },
  { module: /^flask_rest(?:ful|x|plus)/, name: /^add_resource$/, path: 1, handler: 0, rest: true },
  { module: /^aiohttp/, name: /^(?:add_)?view$/, path: 0, handler: 1 },
  { module: /^falcon/, name: /^add_route$/, path: 0, handler: 1 },
  { module: /^(?:starlette|fastapi)/, name: /^(?:Route|WebSocketRoute|add_route)$/, path: 0, handler: 1, handlerName: "endpoint" },
  { module: /^sanic/, name: /^add_route$/, path: 1, handler: 0 },
];
/** Methods of handler classes → HTTP methods; those of Django REST framework's view sets stand below. */
const HTTP_METHODS = /^(?:on_)?(get|post|put|patch|delete|websocket)$/;
const VIEW_SET_METHODS: ReadonlyMap<string, string> = new Map([
  ["list", "GET"],
  ["retrieve", "GET"],
  ["create", "POST"],
  ["update", "PUT"],
  ["partial_update", "PATCH"],
  ["destroy", "DELETE"],
]);
const METHOD_DECORATORS: ReadonlyMap<string, string> = new Map([
  ["require_POST", "POST"],
  ["require_GET", "GET"],
]);
const MAX_DEPTH = 6;

/** Routes that Python code writes into tables rather than beside their handlers. */
export function pythonRoutes(evaluator: Evaluator): readonly Route[] {
  const routes: Route[] = [];
  const prefixes = new Includes(evaluator);
  for (const scope of evaluator.program.scopes()) {
    if (scope.unit.module.language !== "python") continue;
    for (const { call } of scope.calls) {
      const name = lastName(call.callee) ?? "";
      const candidates = REGISTRATIONS.filter((registration) => registration.name.test(name));
      if (candidates.length > 0) {
        const modules = evaluator.evaluate(call.callee, genericFrame(scope)).flatMap((value) => (value.kind === "external" ? [value] : []));
        const registration = candidates.find(({ module }) => modules.some((value) => module.test(value.module)));
        if (registration !== undefined) {
          const router = modules.find((value) => value.calls.length > 0)?.calls[0]?.call;
          routes.push(...routesOf(evaluator, scope, call, registration, prefixes.of(scope.unit, router)));
        }
      }
      if (name === "Application") routes.push(...tornadoRoutes(evaluator, scope, call));
    }
  }
  return [...routes, ...classDecorated(evaluator)];
}

function routesOf(evaluator: Evaluator, scope: Scope, call: CallExpression, registration: Registration, prefix: string): Route[] {
  const plain = call.arguments.filter(({ name }) => name === undefined);
  const handler = call.arguments.find(({ name }) => name !== undefined && name === registration.handlerName) ?? plain[registration.handler];
  if (handler === undefined) return [];
  const paths = (
    registration.rest === true ? plain.slice(registration.path) : plain.slice(registration.path, registration.path + 1)
  ).flatMap(({ value }) => textOf(evaluator, value, scope));
  const listed = methodsGiven(call, evaluator, scope);
  return paths.flatMap((path) =>
    handlersOf(evaluator, handler.value, scope, registration.classes === true).map(
      ({ method, handler: found, suffix }): Route => ({
        method: method ?? listed ?? "ANY",
        path: addressOf(prefix, path, suffix),
        handler: found,
        unit: scope.unit,
        call,
      }),
    ),
  );
}

interface Handler {
  readonly method?: string;
  readonly handler: Scope;
  readonly suffix?: string;
}

/** A function, or the methods of a class that answer to a method of HTTP. */
function handlersOf(evaluator: Evaluator, expression: Expression, scope: Scope, onlyClasses: boolean): readonly Handler[] {
  // View.as_view(…): the class is what matters. View.as_view({"get": "list"}) says which methods.
  const made =
    expression.kind === "call" && expression.callee.kind === "member" && expression.callee.name === "as_view"
      ? expression.callee.object
      : expression;
  return evaluator.evaluate(made, genericFrame(scope)).flatMap((value): readonly Handler[] => {
    if (value.kind === "class" || value.kind === "instance") return methodsOf(evaluator, value.scope, 0);
    return value.kind === "function" && !onlyClasses ? [functionHandler(value)] : [];
  });
}

function functionHandler(value: Value & { kind: "function" }): Handler {
  for (const { decorator } of value.scope.decorated) {
    const name = lastName(decorator.kind === "call" ? decorator.callee : decorator) ?? "";
    const fixed = METHOD_DECORATORS.get(name);
    if (fixed !== undefined) return { method: fixed, handler: value.scope };
    if (decorator.kind !== "call" || (name !== "api_view" && name !== "require_http_methods")) continue;
    const [list] = decorator.arguments;
    const [first] = list?.value.kind === "list" ? list.value.items : [];
    if (first?.kind === "string") return { method: first.value.toUpperCase(), handler: value.scope };
  }
  return { handler: value.scope };
}

function methodsOf(evaluator: Evaluator, scope: Scope, depth: number): readonly Handler[] {
  const own = scope.children.flatMap((child): readonly Handler[] => {
    const name = child.function?.name ?? "";
    const method = HTTP_METHODS.exec(name)?.[1]?.toUpperCase() ?? VIEW_SET_METHODS.get(name);
    if (method !== undefined) return [{ method, handler: child }];
    // @action(detail=False, methods=["post"]) of a view set.
    const action = child.decorated.find(({ decorator }) => decorator.kind === "call" && lastName(decorator.callee) === "action")?.decorator;
    if (action?.kind !== "call") return [];
    const given = action.arguments.find((argument) => argument.name === "methods")?.value;
    const [first] = given?.kind === "list" ? given.items : [];
    return [{ method: first?.kind === "string" ? first.value.toUpperCase() : "GET", handler: child, suffix: name }];
  });
  if (own.length > 0 || depth > MAX_DEPTH || scope.parent === undefined) return own;
  const frame = genericFrame(scope.parent);
  return (scope.class?.bases ?? [])
    .flatMap((base) => evaluator.evaluate(base, frame))
    .flatMap((base) => (base.kind === "class" && base.scope !== scope ? methodsOf(evaluator, base.scope, depth + 1) : []));
}

/** `Application([(r"/chat", ChatHandler, {…})])` of Tornado. */
function tornadoRoutes(evaluator: Evaluator, scope: Scope, call: CallExpression): readonly Route[] {
  const frame = genericFrame(scope);
  const isTornado = evaluator.evaluate(call.callee, frame).some((value) => value.kind === "external" && value.module.startsWith("tornado"));
  const [table] = isTornado ? call.arguments : [];
  return (table === undefined ? [] : evaluator.evaluate(table.value, frame)).flatMap((value) =>
    value.kind !== "list"
      ? []
      : value.items.flatMap(({ expression, frame: around }) => {
          const [path, handler] =
            expression.kind === "list" ? expression.items : expression.kind === "call" ? expression.arguments.map((a) => a.value) : [];
          if (path === undefined || handler === undefined) return [];
          return textOf(evaluator, path, around.scope).flatMap((text) =>
            handlersOf(evaluator, handler, around.scope, true).map(
              ({ method, handler: found }): Route => ({
                method: method ?? "ANY",
                path: addressOf("", text),
                handler: found,
                unit: scope.unit,
                call,
              }),
            ),
          );
        }),
  );
}

/** `@blueprint.route("/chat") class Chat(MethodView)` of flask-smorest, `@ns.route("/x") class X(Resource)` of Flask-RESTX. */
function classDecorated(evaluator: Evaluator): readonly Route[] {
  return [...evaluator.program.scopes()].flatMap((scope) => {
    if (scope.class === undefined || scope.unit.module.language !== "python") return [];
    return scope.decorated.flatMap(({ decorator, scope: around }) => {
      if (decorator.kind !== "call" || lastName(decorator.callee) !== "route" || decorator.callee.kind !== "member") return [];
      const [path] = decorator.arguments;
      if (path === undefined) return [];
      return textOf(evaluator, path.value, around).flatMap((text) =>
        methodsOf(evaluator, scope, 0).map(
          ({ method, handler }): Route => ({
            method: method ?? "ANY",
            path: addressOf("", text),
            handler,
            unit: scope.unit,
            call: decorator,
          }),
        ),
      );
    });
  });
}

/** Where Django's URLconfs and routers are included. */
class Includes {
  readonly #evaluator: Evaluator;
  readonly #units = new Map<Unit, { readonly path: string; readonly from: Unit }>();
  readonly #routers = new Map<CallExpression, { readonly path: string; readonly from: Unit }>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    for (const scope of evaluator.program.scopes()) {
      if (scope.unit.module.language !== "python") continue;
      for (const { call } of scope.calls) {
        const included = call.arguments.find(({ value }) => value.kind === "call" && lastName(value.callee) === "include")?.value;
        const [path] = call.arguments;
        if (included?.kind !== "call" || path === undefined || !/^(?:path|re_path|url)$/.test(lastName(call.callee) ?? "")) continue;
        const [text] = textOf(evaluator, path.value, scope);
        const [what] = included.arguments;
        if (text === undefined || what === undefined) continue;
        this.#add(scope, what.value, { path: text, from: scope.unit });
      }
    }
  }

  #add(scope: Scope, what: Expression, at: { readonly path: string; readonly from: Unit }): void {
    const head = what.kind === "list" ? what.items[0] : what;
    if (head === undefined) return;
    for (const value of this.#evaluator.evaluate(head, genericFrame(scope))) {
      if (value.kind === "constant" && typeof value.value === "string")
        for (const unit of this.#evaluator.program.resolveModule(scope.unit, value.value) ?? []) this.#units.set(unit, at);
      else if (value.kind === "module") this.#units.set(value.unit, at);
      else if (value.kind === "external" && value.calls[0] !== undefined) this.#routers.set(value.calls[0].call, at);
    }
  }

  of(unit: Unit, router?: CallExpression, depth = 0): string {
    const at = (router === undefined ? undefined : this.#routers.get(router)) ?? (router === undefined ? this.#units.get(unit) : undefined);
    if (at === undefined) return router === undefined || depth > MAX_DEPTH ? "" : this.of(unit, undefined, depth + 1);
    if (depth > MAX_DEPTH || (at.from === unit && router === undefined)) return at.path;
    return addressOf(this.of(at.from, undefined, depth + 1), at.path);
  }
}

function methodsGiven(call: CallExpression, evaluator: Evaluator, scope: Scope): string | undefined {
  const given = call.arguments.find(({ name }) => name === "methods")?.value;
  const [first] = given?.kind === "list" ? given.items : [];
  return first === undefined ? undefined : textOf(evaluator, first, scope)[0]?.toUpperCase();
}

function textOf(evaluator: Evaluator, expression: Expression, scope: Scope): readonly string[] {
  return evaluator
    .evaluate(expression, genericFrame(scope))
    .flatMap((value) => (value.kind === "constant" && typeof value.value === "string" ? [value.value] : []))
    .slice(0, 1);
}

/** "/api/ask/": anchors of regular expressions are no part of the address. */
function addressOf(...parts: readonly (string | undefined)[]): string {
  const steps = parts.flatMap((part) => (part ?? "").replace(/^\^|\$$/g, "").split("/")).filter((step) => step !== "");
  const last = parts.at(-1) ?? parts.at(-2) ?? "";
  return `/${steps.join("/")}${steps.length > 0 && last.replace(/\$$/, "").endsWith("/") ? "/" : ""}`;
}

function lastName(expression: Expression): string | undefined {
  return (dottedName(expression) ?? (expression.kind === "member" ? expression.name : undefined))?.split(".").at(-1);
}
