import type { PickleMachine } from "./machine.ts";
import { opcodeName } from "./opcodes.ts";

const NO_FRAME = Number.POSITIVE_INFINITY;

/**
 * FRAME is a hint for some loaders and a limit for others: `pickle.loads` and a file that can be peeked into take no
 * notice of it, the C unpickler reading a plain file loses what is left of a frame when a read goes beyond it, and
 * Python's own `_Unframer` raises an error. Where they would differ it is told, and another reading is due.
 */
export class FrameWatch {
  /** End of the frame that the stream is in. */
  end = NO_FRAME;
  /** Loaders see different bytes. */
  differ = false;
  readonly #machine: PickleMachine;

  constructor(machine: PickleMachine) {
    this.#machine = machine;
  }

  enter(length: number): void {
    const { cursor } = this.#machine;
    const begin = cursor.position;
    const end = begin + length;
    if (end > cursor.size) this.#tell(`a frame of ${length} bytes, of which ${cursor.size - begin} are there`);
    if (this.end !== NO_FRAME) {
      this.#tell(`a frame begins ${this.end - begin} bytes before the end of the last one`);
      if (end <= this.end) return;
      this.differ = true;
    }
    // A frame that covers all that is left ends nowhere.
    this.end = end > cursor.size ? NO_FRAME : end;
    cursor.enterFrame(length);
  }

  /** The stream has come to the end of the frame, or beyond. */
  leave(): void {
    const beyond = this.#machine.cursor.position - this.end;
    this.end = NO_FRAME;
    if (beyond <= 0) return;
    this.differ = true;
    this.#tell(`${opcodeName(this.#machine.code)} goes ${beyond} bytes beyond the end of its frame`);
  }

  /** The loader reads from its file, which for some stands behind the frame. */
  detour(): void {
    const rest = this.end - this.#machine.cursor.position;
    this.end = NO_FRAME;
    if (!Number.isFinite(rest) || rest <= 0) return;
    this.differ = true;
    this.#tell(`the loader reads on behind the frame, ${rest} bytes before its end`);
  }

  stop(): void {
    const rest = this.end - this.#machine.cursor.position;
    if (this.end !== NO_FRAME && rest > 0) this.#tell(`STOP stands ${rest} bytes before the end of its frame`);
  }

  /** Told once, by the reading that takes no notice of frames. */
  #tell(message: string): void {
    if (!this.#machine.cursor.enforceFrames) this.#machine.note("frame", () => message);
  }
}
