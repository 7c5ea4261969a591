import { type ByteSource, textOf } from "../byte-source.ts";
import { headerAt, type MsgpackHeader } from "./header.ts";
import { windowed } from "./windowed.ts";

export interface MsgpackValue {
  readonly kind: "nil" | "boolean" | "number" | "text" | "bytes" | "list" | "map" | "extension";
  /** Keys and indexes from the root; reused: copy what you keep. */
  readonly path: readonly (string | number)[];
  /** Of texts (cut at 4 kB), numbers and truth values. */
  readonly value: string | number | boolean | null;
  /** Of an extension. */
  readonly type: number;
  /** First byte of the value, and the range of its content. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

export interface MsgpackProblem {
  readonly kind: "truncated" | "announced" | "depth" | "duplicate-key" | "key-odd" | "invalid";
  readonly message: string;
  readonly offset: number;
}

export interface MsgpackReading {
  readonly values: number;
  /** Where the value ends or reading stopped. */
  readonly end: number;
  readonly complete: boolean;
  readonly problems: readonly MsgpackProblem[];
}

const DEPTH = 200;
const TEXT_KEPT = 4096;
const PROBLEMS = 20;
const KEYS_KEPT = 1_000_000;

interface Open {
  left: number;
  readonly isMap: boolean;
  readonly keys: Set<string>;
  awaitsKey: boolean;
}

/**
 * Reads one MessagePack value from `start`, in one pass; contents of bytes and extensions are passed over. Never throws
 * on any bytes.
 *
 * @see https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export function readMsgpack(whole: ByteSource, visit: (value: MsgpackValue) => void, start = 0, end: number = whole.size): MsgpackReading {
  const source = windowed(whole);
  const problems: MsgpackProblem[] = [];
  const tell = (kind: MsgpackProblem["kind"], message: string, offset: number): void => {
    if (problems.length < PROBLEMS) problems.push({ kind, message, offset });
  };
  const open: Open[] = [];
  const path: (string | number)[] = [];
  let at = start;
  let values = 0;
  do {
    const inner = open.at(-1);
    const offset = at;
    const header = headerAt(source, at);
    const content = header === undefined ? 0 : contentBytes(header);
    if (header === undefined || at + header.bytes + content > end) {
      tell("truncated", "the value ends early", offset);
      return { values, end: at, complete: false, problems };
    }
    if (header.kind === "invalid") {
      tell("invalid", "a byte that no value begins with", offset);
      return { values, end: at, complete: false, problems };
    }
    const first = at + header.bytes;
    const isKey = inner?.isMap === true && inner.awaitsKey;
    const text =
      header.kind === "text" || (isKey && header.kind === "bytes") ? textOf(source.read(first, Math.min(content, TEXT_KEPT))) : undefined;
    if (isKey) {
      inner.awaitsKey = false;
      if (isContainer(header) || header.kind === "extension") {
        tell("key-odd", "a key that is no text or number", offset);
        return { values, end: at, complete: false, problems };
      }
      const key = text ?? String(header.value ?? "nil");
      if (inner.keys.has(key)) tell("duplicate-key", key.slice(0, 200), offset);
      if (inner.keys.size < KEYS_KEPT) inner.keys.add(key);
      path[open.length - 1] = key;
      at = first + content;
      continue;
    }
    if (inner !== undefined) {
      if (!inner.isMap) path[open.length - 1] = Number(path[open.length - 1] ?? -1) + 1;
      inner.left--;
      inner.awaitsKey = inner.isMap;
    }
    values++;
    visit({
      kind: header.kind,
      path,
      value: text ?? header.value ?? null,
      type: header.type ?? 0,
      offset,
      start: first,
      end: first + content,
    });
    at = first + content;
    if (isContainer(header)) {
      const isMap = header.kind === "map";
      // Each item takes a byte at least.
      if (header.length * (isMap ? 2 : 1) > end - at) {
        tell("announced", `${header.length} ${isMap ? "pairs" : "items"} are announced and ${end - at} bytes are left`, offset);
        return { values, end: at, complete: false, problems };
      }
      if (open.length >= DEPTH) {
        tell("depth", `nested deeper than ${DEPTH}`, offset);
        return { values, end: at, complete: false, problems };
      }
      open.push({ left: header.length, isMap, keys: new Set(), awaitsKey: isMap });
      path.push(isMap ? "" : -1);
    }
    while (open.length > 0 && open.at(-1)?.left === 0) {
      open.pop();
      path.length = open.length;
    }
  } while (open.length > 0);
  return { values, end: at, complete: true, problems };
}

function isContainer({ kind }: MsgpackHeader): boolean {
  return kind === "list" || kind === "map";
}

function contentBytes({ kind, length }: MsgpackHeader): number {
  return kind === "text" || kind === "bytes" || kind === "extension" ? length : 0;
}
