import { ascii, type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { type PythonLiteral, readPythonLiteral } from "../python-literal/index.ts";
import { numpyType, shapeOf } from "./data-type.ts";

export type NumpyProblemKind =
  | "version"
  /** Nested so deeply that Python's parser leaves its stack. */
  | "header-crash"
  | "header-truncated"
  /** Longer than numpy reads without being asked to. */
  | "header-long"
  | "header-syntax"
  /** Something is called in what must be a literal. */
  | "header-call"
  | "header-keys"
  | "type-unknown"
  | "shape-odd"
  /** More bytes than any file has. */
  | "shape-forged"
  | "data-truncated";

export interface NumpyProblem {
  readonly kind: NumpyProblemKind;
  readonly message: string;
  readonly offset: number;
}

export interface NumpyReading {
  readonly version: number;
  /** Where the data begin. */
  readonly dataStart: number;
  /** Where the array ends, at most the end of the source; undefined for objects and where the size is not known. */
  readonly dataEnd: number | undefined;
  /** As written, shortened. */
  readonly descr: string;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  /** The data are a pickle; undefined where the type is not understood. */
  readonly object: boolean | undefined;
  readonly problems: readonly NumpyProblem[];
}

/** numpy.lib.format's `_MAX_HEADER_SIZE` */
const HEADER_LIMIT = 10_000;
/** What is read of a header at all. */
const HEADER_READ = 1_000_000;
const KEYS = ["descr", "fortran_order", "shape"];
/** Signs and opening brackets behind one another. */
const NESTED = 5000;
const DIMENSIONS = 64;
const FORGED_BYTES = 2 ** 42;

export function looksLikeNumpy(head: Uint8Array): boolean {
  return head.length >= 8 && ascii(head, 0, 6) === "\x93NUMPY";
}

/**
 * Reads the header of one array from `start` on; the data are not read. Never throws on any bytes.
 *
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNumpy(source: ByteSource, start = 0): NumpyReading {
  const problems: NumpyProblem[] = [];
  const tell = (kind: NumpyProblemKind, message: string, offset = start): void => {
    problems.push({ kind, message, offset });
  };
  const head = source.read(start, 12);
  const version = head[6] ?? 0;
  if (version < 1 || version > 3 || head[7] !== 0) tell("version", `version ${version}.${head[7] ?? 0} is unknown`, start + 6);
  const textStart = start + (version === 1 ? 10 : 12);
  const length = head.length < 12 ? 0 : version === 1 ? viewOf(head).getUint16(8, true) : viewOf(head).getUint32(8, true);
  const dataStart = textStart + length;
  if (dataStart > source.size || head.length < 12) {
    const left = Math.max(0, source.size - textStart);
    tell("header-truncated", `a header of ${length} bytes and ${left} are there`, start + 8);
  } else if (length > HEADER_LIMIT) tell("header-long", `a header of ${length} bytes; numpy reads ${HEADER_LIMIT}`, start + 8);
  const bytes = source.read(textStart, Math.min(length, HEADER_READ));
  const text = version === 3 ? textOf(bytes) : ascii(bytes);
  // Up to the limit numpy's own check comes first.
  if (text.length > HEADER_LIMIT && isNested(text)) tell("header-crash", "the header nests or negates without end", textStart);
  const header = readHeader(text, textStart, tell);
  const object = header.type === undefined ? undefined : header.type.object ? true : header.type.bytes === undefined ? undefined : false;
  const common = { version, dataStart: Math.min(dataStart, source.size), ...header.stated, object };
  const bytesOfType = header.type?.bytes;
  if (object !== false || bytesOfType === undefined) return { ...common, dataEnd: undefined, problems };
  const needed = header.stated.shape.reduce((product, size) => product * size, bytesOfType);
  const present = source.size - common.dataStart;
  const shape = header.stated.shape.slice(0, 8).join(" x ");
  if (needed > FORGED_BYTES && needed > 1000 * present)
    tell("shape-forged", `an array of ${shape} takes ${needed} bytes and ${present} are there`);
  else if (needed > present) tell("data-truncated", `an array of ${shape} takes ${needed} bytes and ${present} are there`, source.size);
  return { ...common, dataEnd: Math.min(common.dataStart + needed, source.size), problems };
}

function isNested(text: string): boolean {
  let run = 0;
  for (const char of text) {
    if ("-+~([{".includes(char)) run++;
    else if (char !== " ") run = 0;
    if (run > NESTED) return true;
  }
  return false;
}

interface Header {
  readonly stated: { readonly descr: string; readonly shape: readonly number[]; readonly fortranOrder: boolean };
  readonly type: ReturnType<typeof numpyType> | undefined;
}

function readHeader(text: string, offset: number, tell: (kind: NumpyProblemKind, message: string, offset?: number) => void): Header {
  const none: Header = { stated: { descr: "", shape: [], fortranOrder: false }, type: undefined };
  const reading = readPythonLiteral(text);
  if ("problem" in reading) {
    tell(reading.call ? "header-call" : "header-syntax", `the header is no literal: ${reading.problem}`, offset + reading.at);
    return none;
  }
  const { value } = reading;
  if (typeof value !== "object" || value === null || value.kind !== "dict") {
    tell("header-syntax", "the header is no dict", offset);
    return none;
  }
  const keys = value.entries.map(([key]) => (typeof key === "string" ? key : "?"));
  if ([...keys].sort().join() !== KEYS.join())
    tell("header-keys", `the header has the keys ${keys.slice(0, 10).join(", ").slice(0, 200)}`, offset);
  // A key given twice: the last one counts, as in Python.
  const entries = new Map<PythonLiteral, PythonLiteral>(value.entries);
  const descr = entries.get("descr");
  if (descr === undefined) return none;
  const type = numpyType(descr);
  if (type.bytes === undefined) tell("type-unknown", `the type ${written(descr)} is not known`, offset);
  const order = entries.get("fortran_order");
  if (order !== undefined && typeof order !== "boolean") tell("header-keys", `fortran_order is ${written(order)}`, offset);
  const stated = entries.get("shape");
  const shape = shapeOf(stated);
  if (shape === undefined || shape.length > DIMENSIONS) tell("shape-odd", `${written(stated ?? null)} is no shape`, offset);
  return {
    stated: { descr: written(descr), shape: shape ?? [], fortranOrder: entries.get("fortran_order") === true },
    type: shape === undefined && !type.object ? { ...type, bytes: undefined } : type,
  };
}

/** A literal as text, shortened. */
function written(value: PythonLiteral): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 100);
}
