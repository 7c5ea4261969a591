import { plainDigits } from "../decode-number.ts";
import { latin1 } from "../decode-text.ts";
import type { PickleMachine } from "../machine.ts";

/** From here on the bytes of an operand count as memory and work, not only its opcode. */
export const LARGE = 64;

/** Little-endian, unsigned, of 1, 2 or 4 bytes; undefined (and the stream ended) where the source has less. */
export function readUnsigned(machine: PickleMachine, width: 1 | 2 | 4): number | undefined {
  const { cursor } = machine;
  if (!cursor.reserve(width)) {
    machine.truncated();
    return undefined;
  }
  const { bytes, at } = cursor;
  cursor.at = at + width;
  const low = bytes[at] ?? 0;
  if (width === 1) return low;
  if (width === 2) return low | ((bytes[at + 1] ?? 0) << 8);
  return (low | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

/** A length of 8 bytes. What a double cannot hold is longer than any source. */
export function readLength8(machine: PickleMachine): number | undefined {
  const low = machine.cursor.reserve(8) ? readUnsigned(machine, 4) : undefined;
  if (low === undefined) {
    if (machine.ended === undefined) machine.truncated();
    return undefined;
  }
  return low + (readUnsigned(machine, 4) ?? 0) * 2 ** 32;
}

export function readLength(machine: PickleMachine, width: 1 | 4 | 8): number | undefined {
  return width === 8 ? readLength8(machine) : readUnsigned(machine, width);
}

/** The number in a line where it is written in plain digits, else the line; undefined as for `readLine`. */
export function readNumberLine(machine: PickleMachine): number | string | undefined {
  const { cursor } = machine;
  const length = cursor.line(machine.budget.operand);
  const value = length < 0 ? -1 : plainDigits(cursor.bytes, cursor.at, length);
  if (value < 0) return readLine(machine);
  cursor.skip(length + 1);
  return value;
}

/** A line of the stream, without its newline. */
export interface Line {
  /** As latin-1, cut at the limit. */
  readonly text: string;
  /** Bytes of the whole. */
  readonly length: number;
}

/** A line, which may be a text of any length; undefined (and the stream ended) where no newline follows. */
export function readWholeLine(machine: PickleMachine): Line | undefined {
  const { cursor } = machine;
  const kept = machine.budget.operand;
  const length = cursor.line(kept);
  if (length < 0) {
    machine.truncated();
    return undefined;
  }
  const text = latin1(cursor.bytes, cursor.at, cursor.at + Math.min(length, kept));
  cursor.skip(length + 1);
  if (length > LARGE) machine.kept(Math.min(length, kept));
  return { text, length };
}

/** The text of a line that holds a name or a number; a longer one is told, and cut. */
export function readLine(machine: PickleMachine): string | undefined {
  const line = readWholeLine(machine);
  if (line !== undefined && line.length > line.text.length)
    machine.note("operand", () => `a line of ${line.length} bytes is longer than what is kept`);
  return line?.text;
}
