import type { Expression, SourceModule, Statement } from "@castellan/formats";
import { dottedName } from "./scope.ts";

/** Rust keeps tests beside the code, in `#[cfg(test)] mod tests` and under `#[test]`: they are no part of the program. */
export function withoutInlineTests(module: SourceModule): SourceModule {
  if (module.language !== "rust" || !module.body.some(isTest)) return module;
  return { ...module, body: module.body.filter((statement) => !isTest(statement)) };
}

function isTest(statement: Statement): boolean {
  const decorators =
    statement.kind === "class" ? statement.class.decorators : statement.kind === "function" ? statement.function.decorators : [];
  return decorators.some(marksTest);
}

/** `#[test]`, `#[tokio::test]`, `#[cfg(test)]` */
function marksTest(decorator: Expression): boolean {
  const called = decorator.kind === "call" ? decorator.callee : decorator;
  const name = (dottedName(called) ?? "").split(/::|\./).at(-1);
  return (
    name === "test" ||
    (decorator.kind === "call" && name === "cfg" && decorator.arguments.some(({ value }) => dottedName(value) === "test"))
  );
}
