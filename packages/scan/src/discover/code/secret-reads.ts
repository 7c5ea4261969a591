import type { Expression } from "@castellan/formats";
import { settingsField } from "../../resolve/members.ts";
import type { CallRecord, Scope } from "../../resolve/scope.ts";
import { type EnvironmentValue, externalPath, genericFrame, type Value } from "../../resolve/value.ts";
import { isCredentialName, secretRef } from "../secrets/credential-names.ts";
import { mentionedIn } from "./bodies.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Credentials that code reads from its environment, puts into it, declares as settings, or asks people for. */
export function discoverSecretReads(assets: CodeAssets): void {
  const { evaluator, project, sink } = assets.context;
  const settings = new Map<string, string>();
  const emit = (scope: Scope, name: string, at: Expression, used = true): string | undefined => {
    const target = project.targets[scope.unit.file.target];
    if (target === undefined || !isCredentialName(name)) return undefined;
    const id = sink.asset(secretRef(target, name, scope.unit.file.scope, occurrenceAt(scope.unit, at, name)));
    // A tool shows it to whoever it calls.
    if (used && scope.kind === "function") assets.keepUse(scope, { id, kind: "secret-ref", name, emission: { kind: "secret-ref" } });
    return id;
  };
  for (const scope of evaluator.program.scopes()) {
    for (const expression of readsOf(scope))
      for (const value of flatten(evaluator.evaluate(expression, genericFrame(scope)))) emit(scope, value.name, expression);
    for (const { object, key, value } of scope.put) if (object === "os.environ" && value.kind !== "null") emit(scope, key, value, false);
    for (const { object, name: key, value } of scope.given) if (object === "process.env") emit(scope, key, value, false);
    for (const record of scope.calls) {
      const asked = askedFor(assets, record);
      if (asked !== undefined) emit(scope, asked, record.call);
    }
    if (scope.kind === "class")
      for (const field of scope.bindings.keys())
        for (const value of flatten(isCredentialName(field) ? settingsField(evaluator, scope, field) : [])) {
          const id = emit(scope, value.name, { kind: "null", ...value.span });
          if (id !== undefined) settings.set(field, id);
        }
  }
  if (settings.size === 0) return;
  for (const scope of evaluator.program.scopes())
    for (const name of scope.kind === "function" ? mentionedIn(scope) : []) {
      const id = settings.get(name);
      if (id !== undefined) assets.keepUse(scope, { id, kind: "secret-ref", name, emission: { kind: "secret-ref" } });
    }
}

/** Fields of a page whose text is hidden, by the argument that hides it; questions that are. The libraries' documentation. */
const HIDDEN_FIELDS = /^(?:streamlit\.(?:sidebar\.)?text_input|gradio\.(?:components\.)?Textbox)\(\)$/;
const HIDDEN = /^(?:getpass\.getpass|ipywidgets\.Password|panel\.widgets\.PasswordInput)\(\)$/;
const FIELD_CALL = /^(?:text_input|Textbox|getpass|Password|PasswordInput)$/;
/** What says of a variable that it is a field. */
const FIELD_ENDING = /_(?:text_?box|text|input|field|box|widget|value)$/i;

/** The credential that a hidden field asks for, named as a variable of the environment would be. */
function askedFor(assets: CodeAssets, { call, scope, assignedTo }: CallRecord): string | undefined {
  if (!FIELD_CALL.test(name(call.callee))) return undefined;
  const { evaluator } = assets.context;
  const frame = genericFrame(scope);
  const paths = evaluator.evaluate(call.callee, frame).flatMap((value) => (value.kind === "external" ? [`${externalPath(value)}()`] : []));
  const hides = call.arguments.some(
    (argument) => argument.name === "type" && argument.value.kind === "string" && argument.value.value === "password",
  );
  if (!paths.some((path) => HIDDEN.test(path) || (hides && HIDDEN_FIELDS.test(path)))) return undefined;
  const texts = call.arguments.flatMap(({ name: key, value }) =>
    (key === undefined || key === "label" || key === "key" || key === "prompt") && value.kind === "string" ? [value.value] : [],
  );
  return [assignedTo?.split(".").at(-1) ?? "", ...texts]
    .map((text) =>
      text
        .trim()
        .replace(FIELD_ENDING, "")
        .replace(/\W+/g, "_")
        .replace(/^_+|_+$/g, "")
        .toUpperCase(),
    )
    .find((text) => isCredentialName(text) && text !== "PASSWORD");
}

function readsOf(scope: Scope): readonly Expression[] {
  return [
    ...scope.environmentReads,
    ...scope.calls
      .filter(({ call }) =>
        /^(?:getenv|get|setdefault|Getenv|LookupEnv|GetEnvironmentVariable|getProperty|var|fetch|config|str|from_env|get_secret)$/.test(
          name(call.callee),
        ),
      )
      .map(({ call }) => call),
  ];
}

function name(callee: Expression): string {
  return callee.kind === "member" || callee.kind === "name" ? callee.name : "";
}

function flatten(values: readonly Value[]): readonly EnvironmentValue[] {
  return values.flatMap((value) => (value.kind === "environment" ? [value, ...flatten(value.fallback)] : []));
}
