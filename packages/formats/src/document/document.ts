/*
 * JSON and its binary twins as plain values, for model files of any size: parts that the caller names are handed over
 * one by one and dropped, so that the memory held is that of the largest part.
 */

export type DocumentValue = string | number | bigint | boolean | null | DocumentList | DocumentObject;
export type DocumentList = readonly DocumentValue[];
/** A Map, so that a key such as `__proto__` is a key. */
export type DocumentObject = ReadonlyMap<string, DocumentValue>;

/** Keys and list positions from the root. */
export type DocumentPath = readonly (string | number)[];

export interface DocumentProblem {
  readonly kind:
    | "duplicate-key"
    /** NaN, Infinity: not in RFC 8259, written and read by several libraries. */
    | "extended-number"
    | "trailing-bytes"
    | "cut-text"
    | "invalid-text"
    /** A typed list whose elements take no bytes: any length costs nothing to write. */
    | "empty-elements";
  readonly offset: number;
  readonly message: string;
}

export interface DocumentBudget {
  readonly depth: number;
  /** Values held at once. */
  readonly held: number;
  /** Values in all. */
  readonly values: number;
  /** Bytes of one text that are kept; the rest is checked and dropped. */
  readonly text: number;
}

export const DOCUMENT_BUDGET: DocumentBudget = { depth: 200, held: 8_000_000, values: 400_000_000, text: 256 * 1024 };

export interface DocumentReading {
  readonly root: DocumentValue;
  /** Behind the last byte of the value, white space included. */
  readonly end: number;
  readonly problems: readonly DocumentProblem[];
  /** Values in all, those handed over included. */
  readonly values: number;
}

export interface DocumentParts {
  /** Whether the value at this path is handed over whole and then dropped (it is null in the root). */
  readonly wants: (path: DocumentPath) => boolean;
  readonly part: (path: DocumentPath, value: DocumentValue, offset: number) => void;
}

export function objectOf(value: DocumentValue | undefined): DocumentObject | undefined {
  return value instanceof Map ? value : undefined;
}

export function listOf(value: DocumentValue | undefined): DocumentList | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function textValue(value: DocumentValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A number, also where it is written as text, as XGBoost writes its parameters. */
export function numberValue(value: DocumentValue | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string" || !/^[-+]?\d{1,30}(?:\.\d{0,30})?(?:[eE][-+]?\d{1,5})?$/.test(value)) return undefined;
  return Number(value);
}

/** The value under a path, or undefined. */
export function valueAt(value: DocumentValue | undefined, ...path: DocumentPath): DocumentValue | undefined {
  let current = value;
  for (const step of path) current = typeof step === "string" ? objectOf(current)?.get(step) : listOf(current)?.[step];
  return current;
}
