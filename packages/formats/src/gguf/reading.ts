/** What is wrong with a GGUF file. No judgement: what a kind means is said elsewhere. */
export type GgufProblemKind =
  | "version"
  /** A count or length that no honest writer produces and the file cannot hold: forged, not cut. */
  | "forged-count"
  | "forged-length"
  | "forged-type"
  | "forged-dimensions"
  | "forged-offset"
  | "forged-depth"
  | "forged-name"
  /** Lists about the vocabulary that are shorter than it is: readers index them by token. */
  | "forged-vocabulary"
  /** The magic in small letters, or a header in another byte order than its version. */
  | "magic"
  | "alignment-zero"
  /** The file ends inside of what it announces. */
  | "header-truncated"
  | "data-truncated"
  | "key-duplicate"
  | "key-odd"
  | "value-type"
  | "array-nested"
  | "alignment-odd"
  | "name-duplicate"
  | "name-long"
  | "size-zero"
  | "vocabulary-odd"
  | "truth-odd"
  | "type-unknown"
  | "row-size"
  | "offset-misaligned"
  | "overlap"
  | "hole"
  | "trailing";

export interface GgufProblem {
  readonly kind: GgufProblemKind;
  readonly message: string;
  readonly offset: number;
}

/** A string of the metadata, with its key. */
export interface GgufText {
  readonly key: string;
  readonly value: string;
  /** First byte of the string. */
  readonly offset: number;
  /** Longer than what is kept. */
  readonly cut: boolean;
}

export interface GgufReading {
  readonly version: number;
  readonly littleEndian: boolean;
  /** As stated. */
  readonly tensors: number;
  readonly keys: number;
  /** Numbers and truth values by key; the first one where a key is given twice. */
  readonly numbers: ReadonlyMap<string, number | boolean>;
  /** Strings, also those in short lists, in the order of the file; a key given twice is there twice. */
  readonly texts: readonly GgufText[];
  /** Strings that are not kept. */
  readonly textsLeftOut: number;
  /** The metadata was read to its end. */
  readonly metadataComplete: boolean;
  readonly parameters: number;
  /** Tensors by ggml type. */
  readonly types: ReadonlyMap<string, number>;
  /** Where the header ends, and where the tensors begin. */
  readonly headerEnd: number;
  readonly dataStart: number;
  /** Where the last tensor ends with its padding, at most the end of the file. */
  readonly dataEnd: number;
  /** The first 50. */
  readonly problems: readonly GgufProblem[];
}

const PROBLEMS_KEPT = 50;

/** Collects problems; what is forged or cut is never left out. */
export class GgufProblems {
  readonly list: GgufProblem[] = [];

  add(kind: GgufProblemKind, message: string, offset: number): void {
    if (this.list.length < PROBLEMS_KEPT || ((kind.startsWith("forged") || kind.endsWith("truncated")) && !this.has(kind)))
      this.list.push({ kind, message, offset });
  }

  has(kind: GgufProblemKind): boolean {
    return this.list.some((problem) => problem.kind === kind);
  }
}

/** Reading cannot go on: the problem is noted. */
export class Unreadable extends Error {}

/** A name as it may stand in a message. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
}
