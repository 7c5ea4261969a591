import type { Expression } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { dottedName, type Scope } from "./scope.ts";
import type { Closed, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/*
 * Objects that an application keeps for its handlers: `app.state.x` (Starlette), `app.config["X"]` and `current_app.x`
 * (Flask), `app["x"]` (aiohttp), `app.locals.x` (Express), `c.set("x", …)` (Hono), `decorate("x", …)` (Fastify); what a
 * page keeps for its next run: `st.session_state.x` (Streamlit), `cl.user_session.set("x", …)` (Chainlit); fields that a file
 * gives to a variable of its own (`bp.client = …` on a blueprint).
 */

/** What stands before the name → how the place is called. */
const HOLDERS: ReadonlyMap<string, string> = new Map([
  ["state", "state"],
  ["locals", "locals"],
  ["config", "config"],
  ["extensions", "extensions"],
  ["app", "app"],
  ["application", "app"],
  ["current_app", "app"],
  ["fastify", "app"],
  ["server", "app"],
  ["instance", "app"],
  ["var", "var"],
  ["g", "g"],
  ["session_state", "session"],
  ["user_session", "session"],
]);
/** Methods that put a thing under a name, by what they are called on. */
const SETTERS: ReadonlyMap<string, RegExp> = new Map([
  ["set", /^(?:c|ctx|context|app|user_session)$/],
  ["setdefault", /^session_state$/],
  ["decorate", /^(?:app|fastify|server|instance)$/],
]);
const GETTER_OBJECT = /^(?:c|ctx|context|app|user_session|session_state)$/;
/** Sessions belong to one page: what its own file keeps there is meant before that of another page. */
const SESSION = "session.";

type Index = ReadonlyMap<string, readonly { readonly at: Closed; readonly target: number }[]>;
const indexes = new WeakMap<Evaluator, Index>();

/** What was put under the name that this expression reads, or undefined where it reads no such place. */
export function sharedState(evaluator: Evaluator, expression: Expression, scope: Scope): readonly Value[] | undefined {
  const place = placeOf(expression, scope);
  if (place === undefined) return undefined;
  const { target } = scope.unit.file;
  const all = (indexOf(evaluator).get(place) ?? []).filter((item) => item.target === target && item.at.expression !== expression);
  const own = place.startsWith(SESSION) ? all.filter(({ at }) => at.frame.scope.unit === scope.unit) : all;
  const found = own.length > 0 ? own : all;
  const values = found.flatMap(({ at }) => evaluator.evaluate(at.expression, at.frame)).filter((value) => value.kind !== "unknown");
  return values.length === 0 || values.every((value) => value.kind === "constant" && value.value === null) ? undefined : values;
}

/** "state.llm" of `request.app.state.llm`, "config.LLM" of `current_app.config["LLM"]`, "var.llm" of `c.get("llm")`. */
function placeOf(expression: Expression, scope: Scope): string | undefined {
  if (expression.kind === "member") return held(expression.object, expression.name, scope);
  if (expression.kind === "index")
    return expression.index.kind === "string" ? held(expression.object, expression.index.value, scope) : undefined;
  if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.callee.name !== "get") return undefined;
  const [key, more] = expression.arguments;
  const object = lastName(expression.callee.object);
  if (key?.value.kind !== "string" || object === undefined || !GETTER_OBJECT.test(object)) return undefined;
  const session = isSession(object);
  return more === undefined || session ? `${session ? SESSION : "var."}${key.value.value}` : undefined;
}

function isSession(object: string): boolean {
  return object === "user_session" || object === "session_state";
}

function held(object: Expression, name: string, scope: Scope): string | undefined {
  const last = lastName(object);
  const holder = last === undefined ? undefined : (HOLDERS.get(last) ?? (object.kind === "name" ? ownVariable(last, scope) : undefined));
  return holder === undefined ? undefined : `${holder}.${name}`;
}

/** Where the name is a variable of the module, that variable. */
function ownVariable(name: string, scope: Scope): string | undefined {
  let at: Scope | undefined = scope;
  while (at !== undefined && !at.bindings.has(name)) at = at.parent;
  return at?.kind === "module" && at.bindings.get(name)?.every(({ source }) => source.kind === "value") === true
    ? `${at.unit.file.path}#${name}`
    : undefined;
}

function lastName(expression: Expression): string | undefined {
  return expression.kind === "name" || expression.kind === "member" ? expression.name : undefined;
}

function indexOf(evaluator: Evaluator): Index {
  const known = indexes.get(evaluator);
  if (known !== undefined) return known;
  const index = new Map<string, { readonly at: Closed; readonly target: number }[]>();
  const add = (place: string | undefined, expression: Expression, scope: Scope): void => {
    if (place === undefined) return;
    const item = { at: { expression, frame: genericFrame(scope) }, target: scope.unit.file.target };
    index.set(place, [...(index.get(place) ?? []), item]);
  };
  for (const scope of evaluator.program.scopes()) {
    if (scope.unit.file.scope === "test") continue;
    for (const { object, name, value } of [...scope.given, ...scope.put.map(({ key, ...rest }) => ({ ...rest, name: key }))]) {
      const holder = HOLDERS.get(object.split(".").at(-1) ?? "") ?? (scope.kind === "module" ? undefined : ownVariable(object, scope));
      if (holder !== undefined) add(`${holder}.${name}`, value, scope);
    }
    for (const { call } of scope.calls) {
      const [key, value] = call.arguments;
      if (call.callee.kind !== "member" || key?.value.kind !== "string" || value === undefined) continue;
      const object = lastName(call.callee.object);
      if (object !== undefined && SETTERS.get(call.callee.name)?.test(object) === true)
        add(`${isSession(object) ? "session" : call.callee.name === "set" ? "var" : "app"}.${key.value.value}`, value.value, scope);
    }
    // Starlette: what a lifespan yields is the state of every request.
    if (isLifespan(scope))
      for (const result of scope.returns)
        if (result.yield && result.value.kind === "map")
          for (const { key, value } of result.value.entries) if (key?.kind === "string") add(`state.${key.value}`, value, scope);
  }
  indexes.set(evaluator, index);
  return index;
}

function isLifespan(scope: Scope): boolean {
  return scope.decorated.some(({ decorator }) => (dottedName(decorator) ?? "").endsWith("asynccontextmanager"));
}
