import type { ByteSource } from "../byte-source.ts";
import { type JsonEvent, type JsonLimits, JsonScanner } from "./scanner.ts";

/** Keys and indexes from the root. The array is reused: copy what you keep. */
export type JsonPath = readonly (string | number)[];

export interface JsonVisit {
  readonly event: "map" | "list" | "string" | "number" | "word";
  readonly path: JsonPath;
  /** Text of a string, number or word; "" for containers. Cut where it is longer than the limit. */
  readonly text: string;
  readonly cut: boolean;
  /** First byte of the value. */
  readonly offset: number;
}

export interface JsonProblem {
  readonly kind: "syntax" | "duplicate-key" | "too-many-values";
  readonly message: string;
  readonly offset: number;
}

export interface JsonWalk {
  readonly values: number;
  /** Kind of the whole value; undefined where there is none. */
  readonly root: JsonEvent | undefined;
  /** Where the text ends or reading stopped. */
  readonly end: number;
  /** At most 20 duplicate keys, and the error that ended the reading. */
  readonly problems: readonly JsonProblem[];
}

const DUPLICATES_KEPT = 20;

export interface JsonWalkLimits extends JsonLimits {
  /** Values read, all levels together. */
  readonly values?: number;
}

/** Reads JSON once from front to back and shows every value with its path. Never throws on any bytes. */
export function walkJson(source: ByteSource, visit: (value: JsonVisit) => void, limits: JsonWalkLimits = {}): JsonWalk {
  const scanner = new JsonScanner(source, limits);
  const most = limits.values ?? 20_000_000;
  const path: (string | number)[] = [];
  /** Next index of the open lists; -1 for maps. */
  const indexes: number[] = [];
  const problems: JsonProblem[] = [];
  let values = 0;
  let root: JsonEvent | undefined;
  for (;;) {
    const event = scanner.next();
    if (event === "end") break;
    if (event === "error") {
      problems.push({ kind: "syntax", message: scanner.problem, offset: scanner.at });
      break;
    }
    if (event === "key") {
      path[indexes.length - 1] = scanner.text;
      if (scanner.duplicate && problems.length < DUPLICATES_KEPT)
        problems.push({ kind: "duplicate-key", message: scanner.text.slice(0, 200), offset: scanner.at });
      continue;
    }
    if (event === "close") {
      indexes.pop();
      path.length = indexes.length;
      continue;
    }
    if (++values > most) {
      problems.push({ kind: "too-many-values", message: `more than ${most} values`, offset: scanner.at });
      break;
    }
    root ??= event;
    const last = indexes.length - 1;
    const index = indexes[last] ?? -1;
    if (index >= 0) {
      path[last] = index;
      indexes[last] = index + 1;
    }
    const scalar = event !== "map" && event !== "list";
    visit({ event, path, text: scalar ? scanner.text : "", cut: event === "string" && scanner.cut, offset: scanner.at });
    if (!scalar) {
      indexes.push(event === "list" ? 0 : -1);
      path.push(event === "list" ? 0 : "");
    }
  }
  return { values, root, end: scanner.position, problems };
}
