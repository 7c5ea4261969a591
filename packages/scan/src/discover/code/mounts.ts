import type { Expression } from "@castellan/formats";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { ExternalValue, Frame, Value } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import { calledName } from "./selectors.ts";

/** Methods that put a router under a path: Express, Koa, Hono, Fastify, FastAPI, Flask, axum, chi. */
const MOUNTS: ReadonlySet<string> = new Set([
  "use",
  "route",
  "Route",
  "mount",
  "Mount",
  "register",
  "include_router",
  "register_blueprint",
  "nest",
  "add_router",
]);
/** Methods that give a router below a path: gin, echo, fiber, ASP.NET, Elysia, Hono. */
const GROUPS: ReadonlySet<string> = new Set(["Group", "group", "MapGroup", "basePath", "Route"]);
/** Of these, those that hand a router to a function. */
const PLUGIN_MOUNTS: ReadonlySet<string> = new Set(["register", "Route", "group", "Group"]);
const PREFIX_KEYS = ["prefix", "url_prefix"];
const MAX_DEPTH = 4;

interface Mount {
  readonly path: string;
  readonly receiver: Expression | undefined;
  readonly frame: Frame;
}

interface Mounts {
  readonly routers: ReadonlyMap<CallExpression, Mount>;
  /** Functions that are handed a router: `app.register(routes, { prefix })`, `r.Route("/v1", func(r chi.Router) {…})`. */
  readonly plugins: ReadonlyMap<Scope, Mount>;
}

const indexes = new WeakMap<Evaluator, Mounts>();

/** The path under which a router stands: its groups, and where it was mounted. */
export function mountedPath(evaluator: Evaluator, router: Value, depth = 0): string {
  if (router.kind !== "external" || depth > MAX_DEPTH) return "";
  const own = router.calls.flatMap((site) =>
    GROUPS.has(calledName(site.call.callee) ?? "") ? [literal(evaluator, site.call.arguments[0]?.value, site.frame) ?? ""] : [],
  );
  const [made] = router.calls;
  const mount = made === undefined ? undefined : indexOf(evaluator).routers.get(made.call);
  const [outer] = mount?.receiver === undefined ? [] : evaluator.evaluate(mount.receiver, mount.frame);
  const around = outer === undefined ? "" : mountedPath(evaluator, outer, depth + 1);
  const steps = [around, mount?.path ?? "", ...own].flatMap((path) => path.split("/")).filter((step) => step !== "");
  return steps.length === 0 ? "" : `/${steps.join("/")}`;
}

/** The path under which the functions stand that a scope is in: plugins that are registered with a prefix. */
export function mountedAround(evaluator: Evaluator, inner: Scope, depth = 0): string {
  for (let scope: Scope | undefined = inner; scope !== undefined; scope = scope.parent) {
    const mount = indexOf(evaluator).plugins.get(scope);
    if (mount === undefined) continue;
    const around = depth > MAX_DEPTH || mount.frame.scope === scope ? "" : mountedAround(evaluator, mount.frame.scope, depth + 1);
    return `${around}${mount.path.replace(/\/$/, "")}`;
  }
  return "";
}

function indexOf(evaluator: Evaluator): Mounts {
  const known = indexes.get(evaluator);
  if (known !== undefined) return known;
  const index = new Map<CallExpression, Mount>();
  const plugins = new Map<Scope, Mount>();
  for (const scope of evaluator.program.scopes()) {
    const frame = genericFrame(scope);
    for (const { call } of scope.calls) {
      if (call.callee.kind !== "member" || !MOUNTS.has(call.callee.name)) continue;
      const path = pathOf(evaluator, call, frame);
      if (path === undefined || path === "/") continue;
      if (PLUGIN_MOUNTS.has(call.callee.name))
        for (const plugin of pluginsIn(evaluator, call, frame))
          if (!plugins.has(plugin)) plugins.set(plugin, { path, receiver: call.callee.object, frame });
      for (const router of routersIn(evaluator, call, frame)) {
        const [made] = router.calls;
        if (made !== undefined && !index.has(made.call)) index.set(made.call, { path, receiver: call.callee.object, frame });
      }
    }
  }
  const mounts: Mounts = { routers: index, plugins };
  indexes.set(evaluator, mounts);
  return mounts;
}

function pluginsIn(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Scope[] {
  return call.arguments.flatMap(({ value }) =>
    value.kind === "name" || value.kind === "member" || value.kind === "function"
      ? evaluator.evaluate(value, frame).flatMap((found) => (found.kind === "function" ? [found.scope] : []))
      : [],
  );
}

function pathOf(evaluator: Evaluator, call: CallExpression, frame: Frame): string | undefined {
  for (const argument of call.arguments) {
    if (argument.name !== undefined && PREFIX_KEYS.includes(argument.name)) return literal(evaluator, argument.value, frame);
    const text = argument.name === undefined ? literal(evaluator, argument.value, frame) : undefined;
    if (text?.startsWith("/") === true) return text;
    if (argument.value.kind !== "map") continue;
    const entry = argument.value.entries.find(({ key }) => key?.kind === "string" && PREFIX_KEYS.includes(key.value));
    if (entry !== undefined) return literal(evaluator, entry.value, frame);
  }
  return undefined;
}

function routersIn(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly ExternalValue[] {
  return call.arguments.flatMap((argument) =>
    argument.value.kind === "name" || argument.value.kind === "member" || argument.value.kind === "call"
      ? evaluator.evaluate(argument.value, frame).flatMap((value) => (value.kind === "external" && value.calls.length > 0 ? [value] : []))
      : [],
  );
}

function literal(evaluator: Evaluator, expression: Expression | undefined, frame: Frame): string | undefined {
  const [value] = expression === undefined ? [] : evaluator.evaluate(expression, frame);
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
}
