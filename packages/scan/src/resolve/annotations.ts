import type { Expression } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { type Frame, genericFrame, type Value } from "./value.ts";

/** Rust: types that hand on what they hold, and extractors of axum and actix. */
const POINTERS: ReadonlySet<string> = new Set([
  "Arc",
  "Rc",
  "Box",
  "Option",
  "Mutex",
  "RwLock",
  "RefCell",
  "OnceCell",
  "State",
  "Data",
  "Extension",
]);

/** An instance of an annotated type; `Annotated[X, …]`, `Optional[X]`, `X | None` are X. */
export function valuesOfType(evaluator: Evaluator, type: Expression, frame: Frame): readonly Value[] {
  if (type.kind === "binary") return [...valuesOfType(evaluator, type.left, frame), ...valuesOfType(evaluator, type.right, frame)];
  if (type.kind === "index") {
    const head = type.object.kind === "name" ? type.object.name : type.object.kind === "member" ? type.object.name : "";
    const inner = type.index.kind === "list" ? type.index.items : [type.index];
    if (head === "Annotated")
      return [
        ...inner.slice(1).flatMap((item) => dependency(evaluator, item, frame)),
        ...(inner[0] === undefined ? [] : valuesOfType(evaluator, inner[0], frame)),
      ];
    if (head === "Optional" || head === "Union" || head === "ClassVar" || head === "Final")
      return inner.flatMap((item) => valuesOfType(evaluator, item, frame));
    // Arc<AppState>, web::Data<AppState>: what they hold answers for its own members.
    if (frame.scope.unit.module.language === "rust" && POINTERS.has(head))
      return inner.flatMap((item) => valuesOfType(evaluator, item, frame));
    return valuesOfType(evaluator, type.object, frame).map((value) =>
      value.kind === "external" ? { ...value, types: inner.map((expression) => ({ expression, frame })) } : value,
    );
  }
  // c: "OpenAI" is written as a text where the name is not there yet.
  if (type.kind === "string") return quotedType(type).flatMap((quoted) => valuesOfType(evaluator, quoted, frame));
  if (type.kind !== "name" && type.kind !== "member") return [];
  return evaluator.evaluate(type, frame).flatMap((value): Value[] => {
    // C# sees the namespaces of its web framework without naming them.
    if (value.kind === "external")
      return value.module === "" && !(value.language === "csharp" && evaluator.knowledge.holds("", value.path[0] ?? "", "csharp"))
        ? []
        : [{ ...value, path: [...value.path, "()"], annotated: true }];
    if (value.kind === "class") return [{ kind: "instance", scope: value.scope }];
    return value.kind === "instance" ? [value] : [];
  });
}

/** FastAPI: `Annotated[X, Depends(get_x)]` and `= Depends(get_x)` are what get_x gives. */
export function dependency(evaluator: Evaluator, item: Expression, frame: Frame): readonly Value[] {
  if (item.kind !== "call") return [];
  const callee = item.callee.kind === "name" ? item.callee.name : item.callee.kind === "member" ? item.callee.name : "";
  const [provider] = item.arguments;
  if (callee !== "Depends" || provider === undefined) return [];
  return evaluator
    .evaluate(provider.value, frame)
    .flatMap((value) => (value.kind === "function" ? evaluator.results(value.scope, genericFrame(value.scope)) : []));
}

/** "a.B", "B | None" and "Optional[B]" as the expressions that they quote; anything longer is left alone. */
function quotedType(type: Expression & { kind: "string" }): readonly Expression[] {
  const { line, endLine } = type;
  const names = type.value
    .replace(/^(?:typing\.)?Optional\[(.*)\]$/, "$1")
    .split("|")
    .map((part) => part.trim());
  if (!names.every((name) => /^[A-Za-z_]\w*(?:\.\w+)*$/.test(name))) return [];
  return names
    .map((name) =>
      name
        .split(".")
        .reduce<Expression | undefined>(
          (object, part) =>
            object === undefined ? { kind: "name", name: part, line, endLine } : { kind: "member", object, name: part, line, endLine },
          undefined,
        ),
    )
    .filter((quoted) => quoted !== undefined);
}
