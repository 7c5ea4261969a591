import type { SourceModule, Span } from "../ir.ts";

/** Every span of a module. Parts are found by shape, so that what is added to the neutral form is walked as well. */
export function spansOf(module: SourceModule): Span[] {
  const found: Span[] = [];
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) for (const item of part) walk(item);
    else if (typeof part === "object" && part !== null) {
      if (isSpan(part)) found.push(part);
      for (const inner of Object.values(part)) walk(inner);
    }
  };
  walk([module.imports, module.errors, module.body]);
  return found;
}

function isSpan(value: object): value is Span {
  return "line" in value && "endLine" in value;
}
