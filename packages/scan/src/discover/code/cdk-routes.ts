import type { Expression } from "@castellan/formats";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import { type ExternalValue, type Frame, genericFrame } from "../../resolve/value.ts";
import { folderOf, resolvePath } from "../file-place.ts";
import { handlersOf } from "./file-routes.ts";
import type { FunctionRoute } from "./function-triggers.ts";

/*
 * Routes that stacks of the AWS Cloud Development Kit give to functions (docs.aws.amazon.com/cdk/api/v2, aws-apigateway and
 * aws-apigatewayv2): `api.root.addResource("ask").addMethod("POST", new LambdaIntegration(fn))`, `httpApi.addRoutes({ … })`.
 */

const ADDS: ReadonlySet<string> = new Set(["addMethod", "add_method", "addRoutes", "add_routes"]);
const MODULE = /^(?:aws-cdk-lib|aws_cdk|@aws-cdk)(?:[/.]|$)/;
const RESOURCES: ReadonlySet<string> = new Set(["addResource", "add_resource", "resourceForPath", "resource_for_path"]);
const INTEGRATION = /^(?:Http)?LambdaIntegration$/;
const FUNCTION = /^(?:|Nodejs|Python|DockerImage)Function$/;
const ENDINGS = ["py", "ts", "js", "mjs", "cjs"] as const;

export function cdkRoutes(evaluator: Evaluator): readonly FunctionRoute[] {
  const found: FunctionRoute[] = [];
  for (const scope of evaluator.program.scopes()) {
    if (!scope.unit.module.imports.some(({ module }) => MODULE.test(module))) continue;
    for (const { call } of scope.calls) {
      if (call.callee.kind !== "member" || !ADDS.has(call.callee.name)) continue;
      found.push(...routesOf(evaluator, call, call.callee.object, scope));
    }
  }
  return found;
}

function routesOf(evaluator: Evaluator, call: CallExpression, receiver: Expression, scope: Scope): readonly FunctionRoute[] {
  const frame = genericFrame(scope);
  const [api] = external(evaluator, receiver, frame);
  if (api === undefined) return [];
  const rest = call.callee.kind === "member" && /method$/i.test(call.callee.name);
  const steps = api.calls.flatMap((site) =>
    RESOURCES.has(nameOf(site.call.callee)) ? textsIn(evaluator, site.call.arguments[0]?.value, site.frame).slice(0, 1) : [],
  );
  const paths = rest ? [steps.join("/")] : textsIn(evaluator, given(evaluator, call, "path", frame), frame);
  const methods = rest
    ? textsIn(evaluator, call.arguments[0]?.value, frame)
    : memberNames(given(evaluator, call, "methods", frame)).filter((name) => name !== "OPTIONS");
  const integration = rest
    ? (call.arguments[1]?.value ?? given(evaluator, call, "integration", frame))
    : given(evaluator, call, "integration", frame);
  const verb = methods.length === 0 ? "ANY" : methods.join("|").toUpperCase();
  if (verb === "OPTIONS" || integration === undefined) return [];
  return handlers(evaluator, integration, frame).flatMap((handler) =>
    paths.map((path) => ({
      method: verb,
      path: `/${path.replace(/^\/+/, "")}`,
      handler,
      span: handler.function ?? { line: 1, endLine: 1 },
      platform: "aws-lambda" as const,
    })),
  );
}

/** The functions of the project that an integration calls. */
function handlers(evaluator: Evaluator, integration: Expression, frame: Frame): readonly Scope[] {
  return external(evaluator, integration, frame).flatMap((value) => {
    const site = value.calls.at(-1);
    if (site === undefined || !INTEGRATION.test(nameOf(site.call.callee))) return [];
    const own = given(evaluator, site.call, "handler", site.frame);
    const candidates = own === undefined ? site.call.arguments.slice(0, 2).map((argument) => argument.value) : [own];
    return candidates
      .flatMap((expression) => external(evaluator, expression, site.frame))
      .flatMap((declared) => {
        const made = declared.calls.at(-1);
        return made === undefined || !FUNCTION.test(nameOf(made.call.callee)) ? [] : codeOf(evaluator, made.call, made.frame);
      });
  });
}

/** What the function that a construct declares is in the code of the project. */
function codeOf(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Scope[] {
  const text = (name: string): string | undefined => textsIn(evaluator, given(evaluator, call, name, frame), frame)[0];
  const code = given(evaluator, call, "code", frame);
  const folder = code === undefined ? undefined : assetFolder(evaluator, code, frame);
  const entry = text("entry");
  const handler = text("handler");
  const dot = handler?.lastIndexOf(".") ?? -1;
  const { unit } = frame.scope;
  if (folder !== undefined && handler !== undefined && dot > 0) {
    const stem = handler.slice(0, dot);
    return [stem, stem.replaceAll(".", "/")]
      .flatMap((path) => ENDINGS.flatMap((ending) => unitAt(evaluator, unit, `${folder}/${path}.${ending}`) ?? []))
      .slice(0, 1)
      .flatMap((found) => handlersOf(evaluator, found, handler.slice(dot + 1)));
  }
  const file = entry === undefined ? undefined : /\.\w+$/.test(entry) ? entry : `${entry}/${text("index") ?? "index.py"}`;
  const found = file === undefined ? undefined : unitAt(evaluator, unit, file);
  return found === undefined ? [] : handlersOf(evaluator, found, handler?.slice(dot + 1) ?? "handler");
}

/** `Code.fromAsset("lambda")` */
function assetFolder(evaluator: Evaluator, code: Expression, frame: Frame): string | undefined {
  const [value] = external(evaluator, code, frame);
  const site = value?.calls.at(-1);
  return site === undefined || !/^from_?asset$/i.test(nameOf(site.call.callee))
    ? undefined
    : textsIn(evaluator, site.call.arguments[0]?.value, site.frame)[0];
}

/** A file that a stack names: from the root, from the folder of the program, or from its own. */
function unitAt(evaluator: Evaluator, { file }: Unit, path: string): Unit | undefined {
  const { project, units } = evaluator.program;
  const places = ["", project.rootOf(file), folderOf(file.path)].map((start) => resolvePath(start, path));
  for (const place of places) {
    const found = units.find((unit) => unit.file.target === file.target && unit.file.path === place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function external(evaluator: Evaluator, expression: Expression, frame: Frame): readonly ExternalValue[] {
  return evaluator.evaluate(expression, frame).flatMap((value) => (value.kind === "external" && MODULE.test(value.module) ? [value] : []));
}

/** A property of the last argument, or a keyword argument. */
function given(evaluator: Evaluator, call: CallExpression, name: string, frame: Frame): Expression | undefined {
  const keyword = call.arguments.find((argument) => argument.name === name)?.value;
  if (keyword !== undefined) return keyword;
  const last = call.arguments.at(-1)?.value;
  const [value] = last === undefined ? [] : evaluator.evaluate(last, frame);
  return value?.kind === "map" ? value.entries.find(({ key }) => keyText(key?.expression) === name)?.value.expression : undefined;
}

function keyText(expression: Expression | undefined): string | undefined {
  return expression?.kind === "string" ? expression.value : expression?.kind === "name" ? expression.name : undefined;
}

/** `[HttpMethod.POST]` and `"POST"`. */
function memberNames(expression: Expression | undefined): readonly string[] {
  if (expression === undefined) return [];
  if (expression.kind === "list") return expression.items.flatMap(memberNames);
  return expression.kind === "member" ? [expression.name] : expression.kind === "string" ? [expression.value] : [];
}

function textsIn(evaluator: Evaluator, expression: Expression | undefined, frame: Frame): readonly string[] {
  if (expression === undefined) return [];
  return evaluator
    .evaluate(expression, frame)
    .flatMap((value) => (value.kind === "constant" && typeof value.value === "string" ? [value.value] : []));
}

function nameOf(callee: Expression): string {
  return callee.kind === "member" || callee.kind === "name" ? callee.name : "";
}
