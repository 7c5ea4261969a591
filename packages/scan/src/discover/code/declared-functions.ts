import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { folderOf, joinPath } from "../../resolve/modules/resolver.ts";
import type { Unit } from "../../resolve/unit.ts";
import { handlersOf } from "./file-routes.ts";
import { azureAddress, type FunctionRoute } from "./function-triggers.ts";

/*
 * Functions whose address stands in configuration beside the code: function.json of Azure Functions, `events` of
 * serverless.yml (serverless.com) and of SAM templates (docs.aws.amazon.com, AWS::Serverless::Function).
 */

const ENDINGS = ["py", "ts", "js", "mjs", "cjs"] as const;

export function declaredFunctions(evaluator: Evaluator): readonly FunctionRoute[] {
  return evaluator.program.project.files.flatMap((file) => {
    const root = file.facts.config?.documents[0];
    if (root === undefined) return [];
    if (/(?:^|\/)function\.json$/.test(file.path)) return azureFunction(evaluator, file, root);
    if (/(?:^|\/)serverless\.ya?ml$/.test(file.path)) return serverless(evaluator, file, root);
    return at(root, "Resources") === undefined ? [] : samFunctions(evaluator, file, root);
  });
}

/** The folder of function.json is the function's name. */
function azureFunction(evaluator: Evaluator, file: ProjectFile, root: ConfigNode): readonly FunctionRoute[] {
  const trigger = items(at(root, "bindings")).find((binding) => text(at(binding, "type"))?.toLowerCase() === "httptrigger");
  if (trigger === undefined) return [];
  const folder = folderOf(file.path);
  const script = text(at(root, "scriptFile"));
  const paths =
    script === undefined
      ? ["__init__.py", "index.js", "index.ts"]
      : [script, script.replace(/^(?:\.\.\/)*dist\//, "../").replace(/\.js$/, ".ts")];
  const unit = paths.map((path) => unitAt(evaluator, file, joinPath(folder, path))).find((found) => found !== undefined);
  if (unit === undefined) return [];
  const names = [text(at(root, "entryPoint")), unit.module.language === "python" ? "main" : "default", "run"];
  const methods = items(at(trigger, "methods")).flatMap((method) => text(method)?.toUpperCase() ?? []);
  const address = azureAddress(evaluator, unit, methods, text(at(trigger, "route")) ?? folder.split("/").at(-1) ?? "");
  const named = names.flatMap((name) => (name === undefined ? [] : [name])).map((name) => handlersOf(evaluator, unit, name));
  return (named.find((handlers) => handlers.length > 0) ?? []).map((handler) => ({
    ...address,
    handler,
    span: handler.function ?? { line: 1, endLine: 1 },
    platform: "azure-functions",
  }));
}

function serverless(evaluator: Evaluator, file: ProjectFile, root: ConfigNode): readonly FunctionRoute[] {
  return entries(at(root, "functions")).flatMap(({ value }) =>
    items(at(value, "events")).flatMap((event) => {
      const given = at(event, "httpApi") ?? at(event, "http");
      const [method, path] = /^(\S+)\s+(\S+)$/.exec(text(given) ?? "")?.slice(1) ?? [text(at(given, "method")), text(at(given, "path"))];
      return lambdas(evaluator, file, text(at(value, "handler")), "", method, path);
    }),
  );
}

function samFunctions(evaluator: Evaluator, file: ProjectFile, root: ConfigNode): readonly FunctionRoute[] {
  const shared = at(root, "Globals", "Function");
  return entries(at(root, "Resources")).flatMap(({ value }) => {
    if (text(at(value, "Type")) !== "AWS::Serverless::Function") return [];
    const own = at(value, "Properties");
    const handler = text(at(own, "Handler")) ?? text(at(shared, "Handler"));
    const code = text(at(own, "CodeUri")) ?? text(at(shared, "CodeUri")) ?? "";
    return entries(at(own, "Events")).flatMap(({ value: event }) =>
      /^(?:Http)?Api$/.test(text(at(event, "Type")) ?? "")
        ? lambdas(evaluator, file, handler, code, text(at(event, "Properties", "Method")), text(at(event, "Properties", "Path")))
        : [],
    );
  });
}

/** "src/chat.handler" is what src/chat.py, .js or .ts exports as handler. */
function lambdas(
  evaluator: Evaluator,
  file: ProjectFile,
  handler: string | undefined,
  code: string,
  method: string | undefined,
  path: string | undefined,
): readonly FunctionRoute[] {
  const dot = handler?.lastIndexOf(".") ?? -1;
  if (handler === undefined || dot < 1 || method === undefined || path === undefined) return [];
  // A Python handler may be written as a module: "app.chat.handler".
  const stems = [handler.slice(0, dot), handler.slice(0, dot).replaceAll(".", "/")];
  const unit = stems
    .flatMap((stem) => ENDINGS.map((ending) => unitAt(evaluator, file, joinPath(folderOf(file.path), code, `${stem}.${ending}`))))
    .find((found) => found !== undefined);
  const verb = method.toUpperCase();
  return (unit === undefined ? [] : handlersOf(evaluator, unit, handler.slice(dot + 1))).map((scope) => ({
    method: verb === "*" || verb === "ANY" ? "ANY" : verb,
    path: path.startsWith("/") ? path : `/${path}`,
    handler: scope,
    span: scope.function ?? { line: 1, endLine: 1 },
    platform: "aws-lambda",
  }));
}

function unitAt(evaluator: Evaluator, { target }: ProjectFile, path: string): Unit | undefined {
  return evaluator.program.units.find((unit) => unit.file.target === target && unit.file.path === path);
}
