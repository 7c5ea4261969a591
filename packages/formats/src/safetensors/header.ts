import type { JsonScanner } from "../json-stream/index.ts";

/** Exact: what a number cannot hold is a bigint. */
export type Whole = number | bigint;

/** A tensor as the header states it; a field that is missing or of the wrong kind is undefined. */
export interface StatedTensor {
  readonly name: string;
  readonly offset: number;
  readonly dtype: string | undefined;
  readonly shape: readonly Whole[] | undefined;
  readonly begin: Whole | undefined;
  readonly end: Whole | undefined;
  /** Keys beside the three. */
  readonly others: readonly string[];
}

export interface HeaderVisitor {
  tensor(tensor: StatedTensor): void;
  metadata(key: string, value: string | undefined, cut: boolean, offset: number): void;
  /** An entry that is no tensor. */
  odd(name: string, offset: number): void;
  duplicate(key: string, offset: number): void;
}

const WHOLE = /^-?(?:0|[1-9]\d{0,39})$/;
const MOST_DIMENSIONS = 256;
const NONE: readonly string[] = [];

/**
 * Reads the JSON header entry by entry.
 *
 * @returns where the header's map ends, or why it is none
 */
export function readHeader(scanner: JsonScanner, visitor: HeaderVisitor): { readonly end: number; readonly problem?: string } {
  if (scanner.next() !== "map") return failed(scanner, "the header is no JSON object");
  for (;;) {
    const event = scanner.next();
    if (event === "close") return { end: scanner.position };
    if (event !== "key") return failed(scanner, "the header is cut");
    if (scanner.duplicate) visitor.duplicate(scanner.text, scanner.at);
    const name = scanner.text;
    const offset = scanner.at;
    const read = name === "__metadata__" ? readMetadata(scanner, visitor) : readTensor(scanner, visitor, name, offset);
    if (!read) return failed(scanner, "the header is cut");
  }
}

function failed(scanner: JsonScanner, otherwise: string): { readonly end: number; readonly problem: string } {
  return { end: scanner.at, problem: scanner.problem === "" ? otherwise : scanner.problem };
}

/** Passes over one value. */
function skip(scanner: JsonScanner, event = scanner.next()): boolean {
  if (event === "error" || event === "end") return false;
  if (event !== "map" && event !== "list") return true;
  for (const depth = scanner.depth; scanner.depth >= depth; ) {
    const inner = scanner.next();
    if (inner === "error" || inner === "end") return false;
  }
  return true;
}

function readMetadata(scanner: JsonScanner, visitor: HeaderVisitor): boolean {
  const event = scanner.next();
  if (event !== "map") {
    if (!(event === "word" && scanner.text === "null")) visitor.odd("__metadata__", scanner.at);
    return skip(scanner, event);
  }
  for (let key = scanner.next(); key !== "close"; key = scanner.next()) {
    if (key !== "key") return false;
    const name = scanner.text;
    const offset = scanner.at;
    if (scanner.duplicate) visitor.duplicate(`__metadata__.${name}`, offset);
    const value = scanner.next();
    visitor.metadata(name, value === "string" ? scanner.text : undefined, value === "string" && scanner.cut, offset);
    if (!skip(scanner, value)) return false;
  }
  return true;
}

function readTensor(scanner: JsonScanner, visitor: HeaderVisitor, name: string, offset: number): boolean {
  const event = scanner.next();
  if (event !== "map") {
    visitor.odd(name, offset);
    return skip(scanner, event);
  }
  let dtype: string | undefined;
  let shape: readonly Whole[] | undefined;
  let offsets: readonly Whole[] | undefined;
  let others: string[] | undefined;
  for (let key = scanner.next(); key !== "close"; key = scanner.next()) {
    if (key !== "key") return false;
    const field = scanner.text;
    if (scanner.duplicate) visitor.duplicate(`${name}.${field}`, scanner.at);
    const value = scanner.next();
    if (field === "dtype" && value === "string") dtype = scanner.text;
    else if ((field === "shape" || field === "data_offsets") && value === "list") {
      const list = readIntegers(scanner);
      if (list === "error") return false;
      if (field === "shape") shape = list;
      else offsets = list;
      continue;
    } else if ((others ??= []).length < 8) others.push(field);
    if (!skip(scanner, value)) return false;
  }
  const [begin, end] = offsets?.length === 2 ? offsets : [];
  visitor.tensor({ name, offset, dtype, shape, begin, end, others: others ?? NONE });
  return true;
}

/** Whole numbers to the closing bracket; undefined where something else is in between. */
function readIntegers(scanner: JsonScanner): readonly Whole[] | undefined | "error" {
  const list: Whole[] = [];
  let good = true;
  for (let event = scanner.next(); event !== "close"; event = scanner.next()) {
    if (event === "number" && WHOLE.test(scanner.text) && list.length < MOST_DIMENSIONS)
      list.push(scanner.text.length > 15 ? BigInt(scanner.text) : Number(scanner.text));
    else good = false;
    if (!skip(scanner, event)) return "error";
  }
  return good ? list : undefined;
}
