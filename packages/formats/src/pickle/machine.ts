import { NESTED_STREAMS, STREAM_ERRORS, STREAM_NOTES } from "./budget.ts";
import { UNKNOWN } from "./constants.ts";
import { Cursor } from "./cursor.ts";
import { EXECUTE, unknownOpcode } from "./execute/index.ts";
import { Folder } from "./fold/index.ts";
import { FrameWatch } from "./frame-watch.ts";
import { Housekeeping } from "./housekeeping.ts";
import { Memo } from "./memo.ts";
import { opcodeName } from "./opcodes.ts";
import { isPlausibleImport } from "./plausible-import.ts";
import { Stack } from "./stack.ts";
import type { PickleAnomaly, PickleBudget, PickleEffect, PickleListener, PickleStream, PickleValue } from "./value.ts";

const SILENT: PickleListener = { effect: () => {}, anomaly: () => {} };
/** What is read again is remembered for a while. */
const MOST_REREAD = 2048;

/**
 * Runs one stream. It does what CPython's C unpickler (Modules/_pickle.c) would do with the stack and the memo, imports
 * and calls nothing, and tells the listener what the loader would have done. Where the unpickler raises an error it
 * says so and goes on, with unknown values, as far as the bytes can still be read.
 */
export class PickleMachine {
  readonly cursor: Cursor;
  readonly listener: PickleListener;
  readonly budget: PickleBudget;
  readonly stack = new Stack((message) => this.error("stack", `${opcodeName(this.code)}: ${message}`));
  readonly memo: Memo;
  readonly frames: FrameWatch;
  readonly folder: Folder;
  readonly start: number;
  /** Place and code of the opcode being executed. */
  offset: number;
  code = 0;
  opcodes = 0;
  protocol = 0;
  /** There was an import that could be one, before any error. */
  proven = false;
  /** Opcodes run, and what the operands cost that were looked at, in opcodes. */
  work = 0;
  ended: PickleStream["ended"] | undefined;
  result: PickleValue = UNKNOWN;
  /** Values were cut to save memory. */
  shortened = false;
  readonly #housekeeping: Housekeeping;
  readonly #nesting: number;
  #errors = 0;
  #notes = 0;
  readonly #reread = new Map<number, PickleValue>();

  constructor(cursor: Cursor, listener: PickleListener, budget: PickleBudget, nesting = 0) {
    this.cursor = cursor;
    this.listener = listener;
    this.budget = budget;
    this.memo = new Memo(budget.memo, budget.lasting, (offset) => this.#valueAt(offset));
    this.frames = new FrameWatch(this);
    this.#housekeeping = new Housekeeping(budget);
    this.folder = new Folder(budget.folded);
    this.start = cursor.position;
    this.offset = this.start;
    this.#nesting = nesting;
  }

  run(): PickleStream {
    while (this.ended === undefined) this.step();
    this.work += this.opcodes;
    const { ended, cursor, start, protocol, opcodes, result } = this;
    if (ended === "stop") this.frames.stop();
    const end = ended === "stop" ? cursor.position : this.offset;
    const left = ended === "stop" ? this.stack.depth : 0;
    const reading = cursor.enforceFrames ? "frames" : "flat";
    const shortened = this.shortened || this.memo.overflowed;
    const stream: PickleStream = { start, end, ended, protocol, opcodes, result, left, shortened, reading };
    this.listener.stream?.(stream);
    return stream;
  }

  /** One opcode. */
  step(): void {
    const { cursor } = this;
    if (cursor.at >= cursor.limit && !cursor.reserve(1)) {
      this.offset = cursor.position;
      this.truncated();
      return;
    }
    this.offset = cursor.base + cursor.at;
    const code = cursor.bytes[cursor.at++] ?? 0;
    this.code = code;
    (EXECUTE[code] ?? unknownOpcode)(this);
    if (cursor.base + cursor.at >= this.frames.end) this.frames.leave();
    if (++this.opcodes >= this.#housekeeping.due || this.stack.depth > this.#housekeeping.depth) this.#housekeeping.keep(this);
    if (this.listener.opcode !== undefined) this.listener.opcode(code, this.offset, this.stack.depth);
  }

  /** The bytes end within an opcode or before STOP. */
  truncated(): void {
    this.error("truncated", `the bytes end at ${this.cursor.size}`);
    this.ended = "truncated";
  }

  /** The C unpickler raises an error here. A loader does not get farther; of what would follow, some is looked at. */
  error(kind: PickleAnomaly["kind"], message: string): void {
    this.listener.anomaly({ kind, offset: this.offset, message, fatal: true });
    if (++this.#errors >= STREAM_ERRORS) this.ended ??= "error";
  }

  /** What is odd, but no error of every loader: the stream goes on however often it is told. */
  note(kind: PickleAnomaly["kind"], message: () => string): void {
    if (++this.#notes <= STREAM_NOTES) this.listener.anomaly({ kind, offset: this.offset, message: message(), fatal: false });
  }

  effect(effect: PickleEffect): void {
    if (this.#errors === 0 && effect.kind === "import" && isPlausibleImport(effect.global)) this.proven = true;
    this.listener.effect(effect);
  }

  /** An operand of that many bytes was kept. */
  kept(bytes: number): void {
    this.work += bytes >> 6;
    this.#housekeeping.kept(bytes);
  }

  /** The text or bytes of one opcode once more. */
  #valueAt(offset: number): PickleValue {
    const known = this.#reread.get(offset);
    if (known !== undefined) return known;
    const machine = new PickleMachine(new Cursor(this.cursor.source, offset), SILENT, this.budget);
    machine.step();
    const value = machine.stack.top();
    if (this.#reread.size >= MOST_REREAD) this.#reread.clear();
    this.#reread.set(offset, value);
    return value;
  }

  /** What the loader takes from the file itself after a BUILD, behind the frame that it holds; it replaces the target. */
  afterBuild(target: PickleValue): void {
    const place = this.cursor.filePosition;
    const taken = this.listener.bytesAfterBuild?.(target, place) ?? 0;
    if (taken === 0) return;
    this.frames.detour();
    this.stack.pop();
    if (taken !== "pickle") {
      this.cursor.takeFromFile(taken);
      this.stack.push({ kind: "buffer", offset: place, length: taken });
    } else if (this.#nesting >= NESTED_STREAMS) this.ended = "budget";
    else {
      const cursor = new Cursor(this.cursor.source, place, { enforceFrames: this.cursor.enforceFrames });
      const nested = new PickleMachine(cursor, this.listener, this.budget, this.#nesting + 1).run();
      this.cursor.takeFromFile(nested.end - place);
      this.shortened ||= nested.shortened;
      this.stack.push(nested.result);
      if (nested.ended !== "stop") this.ended = nested.ended;
    }
  }
}
