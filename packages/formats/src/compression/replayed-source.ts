import type { ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { Codec } from "./codec.ts";
import type { CompressedRange, DecodeLimits } from "./decode.ts";
import { InputBytes } from "./input-bytes.ts";
import { OutputLog } from "./output-log.ts";

/** Kept behind the last read, for readers that look back a little. */
const BEHIND = 8 * 1024 * 1024;

/** What the first time through left. */
interface ReplayedEnds {
  readonly size: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Decoded bytes too many to hold: decoded while they are read, and again from the start when a reader goes back. */
export class ReplayedSource implements ByteSource {
  readonly size: number;
  readonly #codec: Codec;
  readonly #range: CompressedRange;
  readonly #spend: DecodeLimits["spend"];
  readonly #head: Uint8Array;
  readonly #tail: Uint8Array;
  #output = new OutputLog();
  #steps: Generator<undefined, void> | undefined;

  constructor(codec: Codec, range: CompressedRange, ends: ReplayedEnds, spend: DecodeLimits["spend"]) {
    this.#codec = codec;
    this.#range = range;
    this.size = ends.size;
    this.#head = ends.head;
    this.#tail = ends.tail;
    this.#spend = spend;
  }

  read(offset: number, length: number): Uint8Array {
    const start = Math.min(Math.max(0, offset), this.size);
    const wanted = Math.max(0, Math.min(length, this.size - start));
    if (start + wanted <= this.#head.length) return this.#head.subarray(start, start + wanted);
    const tailStart = this.size - this.#tail.length;
    if (start >= tailStart) return this.#tail.subarray(start - tailStart, start - tailStart + wanted);
    if (this.#steps === undefined || start < this.#output.start) this.#restart();
    if (wanted <= BEHIND) {
      this.#advance(start, start + wanted);
      return this.#output.read(start, wanted);
    }
    const bytes = new Uint8Array(wanted);
    for (let done = 0; done < wanted; done += BEHIND) bytes.set(this.read(start + done, Math.min(BEHIND, wanted - done)), done);
    return bytes;
  }

  #restart(): void {
    this.#output = new OutputLog();
    const input = new InputBytes(this.#range.source, this.#range.start, this.#range.end);
    this.#steps = this.#codec(input, this.#output, {
      streams: 0,
      verified: undefined,
      wrong: undefined,
      demand: undefined,
      name: undefined,
    });
  }

  #advance(keepFrom: number, until: number): void {
    const output = this.#output;
    while (output.length < until && this.#steps !== undefined) {
      const before = output.length;
      try {
        if (this.#steps.next().done === true) break;
      } catch (error) {
        // The first time through it ended here as well: `size` is what came out until then.
        if (error instanceof FormatError) break;
        throw error;
      } finally {
        this.#spend?.(output.length - before, true);
      }
      output.forget(Math.min(keepFrom, output.length - BEHIND));
    }
  }
}
