import { ascii, viewOf } from "../byte-source.ts";

/*
 * A walk over pickle opcodes for recognition only: lengths and names, no stack. The abstract machine that
 * judges a pickle is another reader.
 * Opcodes: CPython Lib/pickletools.py, protocols 0 to 5.
 */

/** What follows an opcode: a fixed number of bytes, a counted string (width of its length), or text lines. */
type Operand = number | "line" | "two-lines" | "u1" | "u4" | "u8" | "s4";

const OPERANDS: ReadonlyMap<number, Operand> = new Map<number, Operand>([
  ...[..."(.012dulestabo)]}NRQ\x81\x85\x86\x87\x88\x89\x8f\x90\x91\x92\x93\x94\x97\x98"].map((op) => [op.charCodeAt(0), 0] as const),
  [0x49, "line"],
  [0x4c, "line"],
  [0x46, "line"],
  [0x53, "line"],
  [0x56, "line"],
  [0x50, "line"],
  [0x67, "line"],
  [0x70, "line"],
  [0x63, "two-lines"],
  [0x69, "two-lines"],
  [0x4b, 1],
  [0x4d, 2],
  [0x4a, 4],
  [0x47, 8],
  [0x68, 1],
  [0x6a, 4],
  [0x71, 1],
  [0x72, 4],
  [0x80, 1],
  [0x82, 1],
  [0x83, 2],
  [0x84, 4],
  [0x95, 8],
  [0x8a, "u1"],
  [0x8b, "s4"],
  [0x54, "s4"],
  [0x55, "u1"],
  [0x42, "u4"],
  [0x43, "u1"],
  [0x58, "u4"],
  [0x8c, "u1"],
  [0x8d, "u8"],
  [0x8e, "u8"],
  [0x96, "u8"],
]);

export interface PickleWalk {
  /** Opcodes read before the end, an unknown byte or the limit. */
  readonly opcodes: number;
  /** Offset after STOP, where one was reached. */
  readonly end?: number;
  readonly protocol: number;
  /** Imports as "module name", first 200. */
  readonly globals: readonly string[];
  readonly stopped: "stop" | "unknown" | "window" | "limit";
}

function counted(view: DataView, at: number, width: "u1" | "u4" | "u8" | "s4"): number {
  if (width === "u1") return at < view.byteLength ? view.getUint8(at) : -1;
  if (width === "u8") return at + 8 <= view.byteLength ? Number(view.getBigUint64(at, true)) : -1;
  return at + 4 <= view.byteLength ? view.getUint32(at, true) : -1;
}

const WIDTH = { u1: 1, u4: 4, s4: 4, u8: 8 } as const;

/** Walks one pickle from `start` within `bytes`. */
export function walkPickle(bytes: Uint8Array, start = 0, limit = 200_000): PickleWalk {
  const view = viewOf(bytes);
  const globals: string[] = [];
  let recent: readonly [string, string] = ["", ""];
  // Names come from the memo where they were used before.
  const memo = new Map<number, string>();
  let memoized = 0;
  let protocol = 0;
  let at = start;
  const result = (opcodes: number, stopped: PickleWalk["stopped"]): PickleWalk => ({
    opcodes,
    protocol,
    globals,
    stopped,
    ...(stopped === "stop" ? { end: at } : {}),
  });
  for (let opcodes = 0; opcodes < limit; opcodes++) {
    const op = bytes[at];
    if (op === undefined) return result(opcodes, "window");
    const operand = OPERANDS.get(op);
    if (operand === undefined) return result(opcodes, "unknown");
    at++;
    if (op === 0x2e) return result(opcodes + 1, "stop");
    if (op === 0x80) protocol = bytes[at] ?? 0;
    if (op === 0x93 && globals.length < 200) globals.push(`${recent[0]} ${recent[1]}`);
    const index = op === 0x71 || op === 0x68 ? bytes[at] : op === 0x72 || op === 0x6a ? counted(view, at, "u4") : undefined;
    if (op === 0x94) memo.set(memoized++, recent[1]);
    else if (index !== undefined && (op === 0x71 || op === 0x72)) memo.set(index, recent[1]);
    else if (index !== undefined) recent = [recent[1], memo.get(index) ?? ""];
    if (typeof operand === "number") at += operand;
    else if (operand === "line" || operand === "two-lines") {
      const first = bytes.indexOf(10, at);
      const second = operand === "two-lines" && first >= 0 ? bytes.indexOf(10, first + 1) : first;
      if (second < 0) return result(opcodes, "window");
      if (second - at > 4096 && operand === "two-lines") return result(opcodes, "unknown");
      if (operand === "two-lines" && globals.length < 200) globals.push(ascii(bytes, at, second).replace("\n", " "));
      at = second + 1;
    } else {
      const length = counted(view, at, operand);
      if (length < 0) return result(opcodes, "window");
      at += WIDTH[operand];
      if (length <= 300 && (op === 0x8c || op === 0x58 || op === 0x55 || op === 0x54 || op === 0x8d))
        recent = [recent[1], ascii(bytes, at, at + length)];
      at += length;
    }
    if (at > bytes.length) return result(opcodes + 1, "window");
  }
  return result(limit, "limit");
}
