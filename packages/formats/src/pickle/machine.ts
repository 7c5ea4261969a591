import { STREAM_ANOMALIES } from "./budget.ts";
import { UNKNOWN } from "./constants.ts";
import type { Cursor } from "./cursor.ts";
import { EXECUTE } from "./execute/index.ts";
import { Memo } from "./memo.ts";
import { opcodeName } from "./opcodes.ts";
import { Stack } from "./stack.ts";
import type { PickleAnomaly, PickleBudget, PickleEffect, PickleListener, PickleStream, PickleValue } from "./value.ts";

const NO_FRAME = Number.POSITIVE_INFINITY;

/**
 * Runs one stream. It does what CPython's C unpickler (Modules/_pickle.c) would do with the stack and the memo, imports
 * and calls nothing, and tells the listener what the loader would have done. Where the unpickler raises an error it
 * says so and goes on, with unknown values, as far as the bytes can still be read.
 */
export class PickleMachine {
  readonly cursor: Cursor;
  readonly listener: PickleListener;
  readonly budget: PickleBudget;
  readonly stack = new Stack((message) => this.anomaly("stack", `${opcodeName(this.code)}: ${message}`));
  readonly memo: Memo;
  readonly start: number;
  /** Place and code of the opcode being executed. */
  offset: number;
  code = 0;
  opcodes = 0;
  protocol = 0;
  /** End of the frame that the stream is in. */
  frameEnd = NO_FRAME;
  /** The two ways of reading frames see different bytes from here on. */
  framesDiffer = false;
  anomalies = 0;
  ended: PickleStream["ended"] | undefined;
  result: PickleValue = UNKNOWN;

  constructor(cursor: Cursor, listener: PickleListener, budget: PickleBudget) {
    this.cursor = cursor;
    this.listener = listener;
    this.budget = budget;
    this.memo = new Memo(budget.memo);
    this.start = cursor.position;
    this.offset = this.start;
  }

  run(): PickleStream {
    const { cursor } = this;
    while (this.ended === undefined) this.#step(cursor);
    return {
      start: this.start,
      end: this.ended === "stop" ? cursor.position : this.offset,
      ended: this.ended,
      protocol: this.protocol,
      opcodes: this.opcodes,
      result: this.result,
      left: this.ended === "stop" ? this.stack.depth : 0,
    };
  }

  #step(cursor: Cursor): void {
    this.offset = cursor.base + cursor.at;
    if (cursor.at >= cursor.limit && !cursor.reserve(1)) {
      this.truncated();
      return;
    }
    this.offset = cursor.base + cursor.at;
    const code = cursor.bytes[cursor.at++] ?? 0;
    this.code = code;
    (EXECUTE[code] ?? unknownOpcode)(this);
    if (cursor.base + cursor.at >= this.frameEnd) this.#leaveFrame();
    if (++this.opcodes >= this.budget.opcodes || this.stack.depth > this.budget.stack) this.ended ??= "budget";
    if (this.listener.opcode !== undefined) this.listener.opcode(code, this.offset, this.stack.depth);
  }

  /** The bytes end within an opcode or before STOP. */
  truncated(): void {
    this.anomaly("truncated", `the bytes end at ${this.cursor.size}`);
    this.ended = "truncated";
  }

  anomaly(kind: PickleAnomaly["kind"], message: string): void {
    this.listener.anomaly({ kind, offset: this.offset, message });
    if (++this.anomalies >= STREAM_ANOMALIES) this.ended ??= "error";
  }

  effect(effect: PickleEffect): void {
    this.listener.effect(effect);
  }

  /** FRAME: a hint for some loaders, a limit for others. Where they would differ it is told. */
  enterFrame(length: number): void {
    const { cursor } = this;
    const begin = cursor.position;
    const end = begin + length;
    const within = this.frameEnd !== NO_FRAME;
    if (end > cursor.size) this.frameAnomaly(`a frame of ${length} bytes, of which ${cursor.size - begin} are there`);
    if (within) {
      this.frameAnomaly(`a frame begins ${this.frameEnd - begin} bytes before the end of the last one`);
      if (end <= this.frameEnd) return;
      this.framesDiffer = true;
    }
    this.frameEnd = end;
    cursor.enterFrame(length);
  }

  #leaveFrame(): void {
    const beyond = this.cursor.position - this.frameEnd;
    this.frameEnd = NO_FRAME;
    if (beyond <= 0) return;
    this.framesDiffer = true;
    this.frameAnomaly(`${opcodeName(this.code)} goes ${beyond} bytes beyond the end of its frame`);
  }

  /** Told by the reading that takes no notice of frames. */
  frameAnomaly(message: string): void {
    if (!this.cursor.enforceFrames) this.anomaly("frame", message);
  }

  /** Steps over what the loader takes from the file itself. */
  afterBuild(target: PickleValue): void {
    const taken = this.listener.bytesAfterBuild?.(target, this.cursor.position);
    if (taken === undefined || taken === 0) return;
    if (taken === "pickle") return;
    this.cursor.skip(taken);
  }
}

function unknownOpcode(machine: PickleMachine): void {
  machine.anomaly("opcode", `${opcodeName(machine.code)} is no opcode`);
  machine.ended = "error";
}
