const MAX_VALUE = 200;

/** Values as they are sampled: bounded, one line. */
export function sampleValue(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.slice(0, MAX_VALUE);
}

/** The narrowest type that all non-empty values have. */
export function columnType(values: readonly string[]): string | undefined {
  const present = values.filter((value) => value !== "" && value !== "null");
  if (present.length === 0) return undefined;
  const all = (pattern: RegExp): boolean => present.every((value) => pattern.test(value));
  if (all(/^(?:true|false)$/i)) return "boolean";
  if (all(/^[+-]?\d+$/)) return "integer";
  if (all(/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^nan$/i)) return "number";
  if (all(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/)) return "timestamp";
  return "text";
}
