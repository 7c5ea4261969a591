import { FormatError } from "../errors.ts";
import type { Codec } from "./codec.ts";
import { OutputLog } from "./output-log.ts";
import { X86Filter } from "./x86-filter.ts";

/** Undoes a reversible change of bytes that made them compress better; may hold a few back until more come. */
export interface ByteFilter {
  push(bytes: Uint8Array): Uint8Array;
  /** What was held back. */
  end(): Uint8Array;
}

/** Differences to the byte `distance` before. @see xz-file-format.txt 5.3.3 */
export class DeltaFilter implements ByteFilter {
  readonly #last: Uint8Array;
  #at = 0;

  constructor(distance: number) {
    if (distance < 1 || distance > 256) throw new FormatError("MALFORMED", "A distance that the delta filter does not have.");
    this.#last = new Uint8Array(distance);
  }

  push(bytes: Uint8Array): Uint8Array {
    const out = new Uint8Array(bytes.length);
    for (let index = 0; index < bytes.length; index++) {
      const value = ((bytes[index] ?? 0) + (this.#last[this.#at] ?? 0)) & 255;
      this.#last[this.#at] = value;
      this.#at = (this.#at + 1) % this.#last.length;
      out[index] = value;
    }
    return out;
  }

  end(): Uint8Array {
    return new Uint8Array(0);
  }
}

/** Filters of xz by id (also those of 7z by their own ids there): 3 delta, 4 x86. */
export function xzFilter(id: number, properties: Uint8Array): ByteFilter {
  if (id === 3) return new DeltaFilter((properties[0] ?? 0) + 1);
  if (id === 4)
    return new X86Filter(properties.length === 4 ? new DataView(properties.buffer, properties.byteOffset).getUint32(0, true) : 0);
  throw new FormatError("UNSUPPORTED", `The data is filtered for a processor that is not supported (filter ${id}).`);
}

/** A codec whose output goes through filters, the last of the list first (the order in which xz and 7z list them). */
export function filtered(codec: Codec, filters: () => readonly ByteFilter[]): Codec {
  return function* (input, output, report) {
    const chain = [...filters()].reverse();
    const raw = new OutputLog();
    const steps = codec(input, raw, report);
    let seen = 0;
    for (let done = false; !done; ) {
      done = steps.next().done === true;
      raw.since(seen, (piece) => output.append(chain.reduce((bytes, filter) => filter.push(bytes), piece)));
      seen = raw.length;
      raw.forget(seen);
      if (!done) yield;
    }
    chain.forEach((filter, index) => {
      output.append(chain.slice(index + 1).reduce((bytes, next) => next.push(bytes), filter.end()));
    });
  };
}
