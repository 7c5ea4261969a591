import type { Expression, Statement } from "@castellan/formats";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { Route } from "./route-tables.ts";

/* config/routes.rb of Rails. Source: the Rails routing guide. */

const VERBS: ReadonlySet<string> = new Set(["get", "post", "put", "patch", "delete"]);
const RESOURCES: readonly (readonly [action: string, method: string, path: string])[] = [
  ["index", "GET", ""],
  ["create", "POST", ""],
  ["show", "GET", "/:id"],
  ["update", "PATCH", "/:id"],
  ["destroy", "DELETE", "/:id"],
];

interface Around {
  readonly path: string;
  readonly module: readonly string[];
  readonly controller?: string;
}

/** What the routes of a Rails application lead to: methods of its controllers. */
export function railsRoutes(evaluator: Evaluator): readonly Route[] {
  const actions = controllerActions(evaluator);
  return evaluator.program.units
    .filter(({ file }) => /(?:^|\/)config\/routes(?:\/[^/]+)?\.rb$/.test(file.path))
    .flatMap((unit) => {
      const routes: Route[] = [];
      const add = (method: string, path: string, module: readonly string[], target: string, call: CallExpression): void => {
        const [controller = "", action = ""] = target.split("#");
        const handler = actions.get(
          `${unit.file.target}:${[...module, ...controller.split("/")].map(camelized).join("::")}Controller#${action}`,
        );
        if (handler !== undefined) routes.push({ method, path: `/${path.split("/").filter(Boolean).join("/")}`, handler, unit, call });
      };
      const visit = (statements: readonly Statement[], around: Around): void => {
        for (const statement of statements) {
          const call = statement.kind === "expression" || statement.kind === "return" ? statement.value : undefined;
          if (call?.kind === "call") route(call, around, visit, add);
        }
      };
      visit(unit.module.body, { path: "", module: [] });
      return routes;
    });
}

type Visit = (statements: readonly Statement[], around: Around) => void;
type Add = (method: string, path: string, module: readonly string[], target: string, call: CallExpression) => void;

function route(call: CallExpression, around: Around, visit: Visit, add: Add): void {
  const name = call.callee.kind === "name" ? call.callee.name : call.callee.kind === "member" ? call.callee.name : "";
  const [head] = call.arguments.filter((argument) => argument.name === undefined);
  const text = textOf(head?.value);
  const block = call.arguments.map(({ value }) => value).find((value) => value.kind === "function");
  const inside = (next: Around): void => {
    if (block?.kind === "function") visit(block.function.body, next);
  };
  if (VERBS.has(name) || name === "match" || name === "root") {
    const pair = pairOf(call);
    const path = name === "root" ? "" : (pair?.path ?? text ?? "");
    const to = pair?.to ?? textOf(option(call, "to"));
    const action = textOf(option(call, "action")) ?? path.split("/").at(-1) ?? "";
    const target =
      to ?? (around.controller === undefined ? path.replace(/^\//, "").replace(/\/(?=[^/]*$)/, "#") : `${around.controller}#${action}`);
    add(VERBS.has(name) ? name.toUpperCase() : name === "root" ? "GET" : "ANY", `${around.path}/${path}`, around.module, target, call);
  } else if (name === "resources" || name === "resource") {
    const controller = textOf(option(call, "controller")) ?? (name === "resource" ? `${text ?? ""}s` : (text ?? ""));
    const [only, except] = [listOf(option(call, "only")), listOf(option(call, "except"))];
    for (const [action, method, path] of RESOURCES)
      if ((only === undefined || only.includes(action)) && except?.includes(action) !== true)
        add(method, `${around.path}/${text ?? ""}${name === "resource" ? "" : path}`, around.module, `${controller}#${action}`, call);
    inside({ path: `${around.path}/${text ?? ""}`, module: around.module, controller });
  } else if (name === "namespace" && text !== undefined) {
    inside({ path: `${around.path}/${text}`, module: [...around.module, text] });
  } else if (name === "scope") {
    const module = textOf(option(call, "module"));
    inside({
      ...around,
      path: `${around.path}/${text ?? textOf(option(call, "path")) ?? ""}`,
      module: module === undefined ? around.module : [...around.module, module],
    });
  } else if (name === "member") inside({ ...around, path: `${around.path}/:id` });
  else inside(around);
}

/** `post "/chat" => "chats#create"` */
function pairOf(call: CallExpression): { readonly path: string; readonly to: string } | undefined {
  for (const { name, value } of call.arguments) {
    if (name?.includes("/") === true && value.kind === "string") return { path: name, to: value.value };
    if (value.kind !== "map") continue;
    const [entry] = value.entries;
    if (entry?.key?.kind === "string" && entry.value.kind === "string" && entry.value.value.includes("#"))
      return { path: entry.key.value, to: entry.value.value };
  }
  return undefined;
}

function option(call: CallExpression, key: string): Expression | undefined {
  return call.arguments.find(({ name }) => name === key)?.value;
}

function textOf(expression: Expression | undefined): string | undefined {
  return expression?.kind === "string" ? expression.value : undefined;
}

function listOf(expression: Expression | undefined): readonly string[] | undefined {
  if (expression?.kind === "string") return [expression.value];
  return expression?.kind === "list" ? expression.items.flatMap((item) => textOf(item) ?? []) : undefined;
}

/** "chat_messages" → "ChatMessages" */
function camelized(text: string): string {
  return text.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** "target:Api::AnswersController#ask" → the method. */
function controllerActions(evaluator: Evaluator): ReadonlyMap<string, Scope> {
  const actions = new Map<string, Scope>();
  for (const scope of evaluator.program.scopes()) {
    if (scope.unit.module.language !== "ruby" || scope.class === undefined || !scope.class.name.endsWith("Controller")) continue;
    const name = scope.qualifiedName.replaceAll(".", "::");
    for (const child of scope.children)
      if (child.function !== undefined) actions.set(`${scope.unit.file.target}:${name}#${child.function.name}`, child);
  }
  return actions;
}
