/*
 * Abstract values of the pickle machine. Data is kept as far as a limit, everything that the stream imports or calls
 * is kept as what it would be, never resolved.
 */

export type PickleValue =
  | { readonly kind: "none" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  /** `value` is cut at the limit of the machine; `length` is that of the whole in code units. */
  | { readonly kind: "text"; readonly value: string; readonly length: number; readonly offset: number }
  /** `value` is cut at the limit; `offset` and `length` (bytes) are those of the operand in the stream. */
  | {
      readonly kind: "bytes";
      readonly value: Uint8Array;
      readonly length: number;
      readonly offset: number;
      /** A bytearray (BYTEARRAY8). */
      readonly mutable?: boolean;
    }
  | PickleContainer
  | PickleGlobal
  | PickleObject
  | { readonly kind: "persistent"; readonly id: PickleValue }
  | { readonly kind: "extension"; readonly code: number }
  /** An out-of-band buffer (NEXT_BUFFER). */
  | { readonly kind: "buffer" }
  /** What an error left open (a missing memo entry, an empty stack), or data that was too much to keep. */
  | { readonly kind: "unknown" };

/** The most that a container holds, at any depth: plain data, results of calls, or things that can be called. */
export type PickleContent = "data" | "objects" | "globals";

export interface PickleContainer {
  readonly kind: "tuple" | "list" | "dict" | "set" | "frozenset";
  /** Items; keys and values by turns for a dict. Cut at the limit, `size` counts all of them. */
  readonly items: PickleValue[];
  size: number;
  /** Of all items, also those beyond the limit, as they were when they were put in. */
  holds?: PickleContent;
}

/** A name that the stream imports. */
export interface PickleGlobal {
  readonly kind: "global";
  /** As written: names of Python 2 are not mapped here. */
  readonly module: string;
  /** May hold dots, which CPython resolves segment by segment from protocol 4 on. */
  readonly name: string;
  readonly offset: number;
  /** Module or name is no constant of the stream (or the result of folding pure calls): the text is what is known. */
  readonly computed: "no" | "folded" | "unknown";
  /** The protocol in force: below 3, loaders map names of Python 2. */
  readonly protocol?: number;
}

/** The result of calling something. */
export interface PickleObject {
  readonly kind: "object";
  readonly via: CallKind;
  readonly callable: PickleValue;
  /** Positional arguments: a tuple, or whatever stands in its place. */
  readonly arguments: PickleValue;
  readonly keywords?: PickleValue;
  /** States that BUILD gave it, cut at the limit. */
  readonly states: PickleValue[];
  readonly offset: number;
  /** Its constant value, where the call is one of the pure functions that the machine folds. */
  readonly folded?: PickleValue;
}

export type CallKind = "reduce" | "newobj" | "newobj_ex" | "obj" | "inst";

/** What a stream does beyond making plain data. Reported when it happens, also where the result is popped later. */
export type PickleEffect =
  | { readonly kind: "import"; readonly global: PickleGlobal; readonly opcode: string; readonly offset: number }
  | { readonly kind: "call"; readonly object: PickleObject; readonly opcode: string; readonly offset: number }
  /** BUILD: `__setstate__`, or the keys of a dict put into `__dict__`, on something that is no plain data. */
  | { readonly kind: "build"; readonly target: PickleValue; readonly state: PickleValue; readonly opcode: string; readonly offset: number }
  /** APPEND(S), SETITEM(S), ADDITEMS on something other than the list, dict or set that belongs there: a method call. */
  | {
      readonly kind: "fill";
      readonly target: PickleValue;
      readonly items: readonly PickleValue[];
      /** All items, also those beyond the limit. */
      readonly size: number;
      readonly opcode: string;
      readonly offset: number;
    }
  | { readonly kind: "persistent"; readonly id: PickleValue; readonly opcode: string; readonly offset: number }
  | { readonly kind: "extension"; readonly code: number; readonly opcode: string; readonly offset: number }
  /** NEXT_BUFFER, READONLY_BUFFER. */
  | { readonly kind: "buffer"; readonly opcode: string; readonly offset: number };

/** What the two ways of reading a stream, or its own structure, disagree about. */
export interface PickleAnomaly {
  readonly kind: /** An operand or opcode crosses the end of a FRAME, or a frame lies about its length: readers differ. */
    | "frame"
    /** A memo key that was never set, or set twice by different means. */
    | "memo"
    /** An operation that needs more on the stack than there is, or a MARK that is missing. */
    | "stack"
    /** A byte that is no opcode. */
    | "opcode"
    /** An operand that cannot be read as its opcode says. */
    | "operand"
    /** The stream ends before STOP. */
    | "truncated"
    /** PROTO above 5, or not at the start. */
    | "protocol";
  readonly offset: number;
  readonly message: string;
  /** CPython's C unpickler raises an error here: what follows in the stream is not reached by it. */
  readonly fatal?: boolean;
}

export interface PickleStream {
  readonly start: number;
  /** After STOP, or where reading ended. */
  readonly end: number;
  readonly ended: "stop" | "error" | "truncated" | "budget";
  readonly protocol: number;
  readonly opcodes: number;
  /** What STOP would return. */
  readonly result: PickleValue;
  /** Values that STOP leaves behind under its result. */
  readonly left: number;
  /** "frames": a second reading of a stream whose frames make loaders see different bytes. */
  readonly reading: "flat" | "frames";
}

/** Takes effects as they happen; a stream may have millions, none is kept by the machine. */
export interface PickleListener {
  effect(effect: PickleEffect): void;
  anomaly(anomaly: PickleAnomaly): void;
  /**
   * Asked after each BUILD: bytes that the loader takes from the file itself, at `offset`, before the next opcode (the
   * arrays of joblib), 0 for none. "pickle": it loads a further stream that begins there.
   */
  bytesAfterBuild?(target: PickleValue, offset: number): number | "pickle";
  /** A stream was read to its end; those nested in it come before it. */
  stream?(stream: PickleStream): void;
  /** Each text and each bytes that the stream holds, as far as they are kept, where they stand. */
  data?(value: PickleValue): void;
  /** Each opcode, after it was done, with the number of values and marks on the stack. For tests and traces. */
  opcode?(code: number, offset: number, depth: number): void;
}

export interface PickleBudget {
  readonly opcodes: number;
  readonly memo: number;
  readonly stack: number;
  /** Values held at one time, items of containers included. */
  readonly values: number;
  /** Text and bytes kept of one operand, in code units or bytes. */
  readonly operand: number;
  /** Bytes that folded constants and nested payloads may take. */
  readonly folded: number;
}
