import type { Expression } from "@castellan/formats";
import { dottedName } from "./scope.ts";
import type { Unit } from "./unit.ts";
import type { Value } from "./value.ts";

/** Annotations that put a property of the configuration into a field or a parameter: Spring, MicroProfile and Quarkus, Micronaut. */
const ANNOTATIONS: ReadonlySet<string> = new Set(["Value", "ConfigProperty", "Property"]);

/** The annotation that says where the value of a field or a parameter comes from. */
export function configuredBy(decorators: readonly Expression[] | undefined): (Expression & { kind: "call" }) | undefined {
  return decorators?.find(
    (decorator): decorator is Expression & { kind: "call" } =>
      decorator.kind === "call" &&
      ANNOTATIONS.has(dottedName(decorator.callee)?.split(".").at(-1) ?? "") &&
      propertyOf(decorator) !== undefined,
  );
}

/** `@Value("${search.index:docs}")`: the property, which settings files may set, with its default. */
export function configuredValue(annotation: Expression & { kind: "call" }, unit: Unit): readonly Value[] {
  const property = propertyOf(annotation);
  if (property === undefined) return [];
  const { name, fallback } = property;
  return [
    {
      kind: "environment",
      name,
      unit,
      span: annotation,
      fallback: fallback === undefined || fallback === "" ? [] : [{ kind: "constant", value: fallback, unit, span: annotation }],
    },
  ];
}

function propertyOf(annotation: Expression & { kind: "call" }): { readonly name: string; readonly fallback?: string } | undefined {
  const text = (key: string | undefined): string | undefined => {
    const found = annotation.arguments.find(({ name }) => name === key)?.value;
    return found?.kind === "string" ? found.value : undefined;
  };
  const placeholder = /^\$\{([\w.-]+)(?::([^{}]*))?\}$/.exec(text(undefined) ?? text("value") ?? "");
  if (placeholder?.[1] !== undefined)
    return { name: placeholder[1], ...(placeholder[2] === undefined ? {} : { fallback: placeholder[2] }) };
  const name = text("name");
  const fallback = text("defaultValue");
  return name === undefined ? undefined : { name, ...(fallback === undefined ? {} : { fallback }) };
}
