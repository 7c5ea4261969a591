import type { Asset, Attributes, Json } from "@castellan/graph";

/*
 * Attributes are open: discoverers, cards and people state them. These readers take the first key that
 * holds what is asked for, and never fail on another type.
 */

const LONGEST = 1000;

function clean(text: string): string {
  const formed = text.toWellFormed().trim();
  return formed.length <= LONGEST
    ? formed
    : `${Array.from(formed)
        .slice(0, LONGEST - 1)
        .join("")}…`;
}

/** A scalar as text. */
export function scalarText(value: Json | undefined): string | undefined {
  if (typeof value === "string") return clean(value) === "" ? undefined : clean(value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

export function factText(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes[key];
    const text = scalarText(value);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** An item of a list: a scalar, or the name of an object (columns are listed with name and type). */
function itemText(item: Json): string | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return scalarText(item);
  return scalarText(new Map<string, Json>(Object.entries(item)).get("name"));
}

/** A list of texts; a single text is a list of one. */
export function factList(attributes: Attributes, ...keys: readonly string[]): string[] {
  for (const key of keys) {
    const value = attributes[key];
    const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
    const texts = items.map((item: Json) => itemText(item)).filter((item) => item !== undefined);
    if (texts.length > 0) return texts;
  }
  return [];
}

/** A whole number that is not negative, also when it was stated as text. */
export function factCount(attributes: Attributes, ...keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = attributes[key];
    const count = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
  }
  return undefined;
}

export function factFlag(attributes: Attributes, ...keys: readonly string[]): boolean | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "boolean") return value;
  }
  return undefined;
}

export interface Metric {
  readonly type: string;
  readonly value: string;
}

function metricsIn(value: Json | undefined, prefix = ""): Metric[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Json): Metric[] => {
      if (typeof item === "string") return [];
      if (typeof item !== "object" || item === null || Array.isArray(item)) return [];
      const record: Attributes = Object.fromEntries(Object.entries(item));
      const [type, amount] = [factText(record, "type", "name", "metric"), factText(record, "value")];
      return type === undefined || amount === undefined ? [] : [{ type, value: amount }];
    });
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]): Metric[] => {
    if (typeof item === "number") return [{ type: clean(`${prefix}${name}`), value: String(item) }];
    return typeof item === "object" && prefix.length < 40 ? metricsIn(item, `${prefix}${name}.`) : [];
  });
}

/** Measured values: `metrics` of the asset, and every number of a metrics file. */
export function metricsOf(asset: Asset): Metric[] {
  const stated = metricsIn(asset.attributes["metrics"]);
  if (asset.kind !== "metrics") return stated;
  const { rows: _rows, bytes: _bytes, ...numbers } = asset.attributes;
  return [...stated, ...metricsIn(Object.fromEntries(Object.entries(numbers).filter(([key]) => key !== "metrics")))];
}
