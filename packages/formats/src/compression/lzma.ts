import { FormatError } from "../errors.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";
import { LengthCoder, newProbabilities, RangeDecoder, reverseTree, tree } from "./range-decoder.ts";

/** Largest window that is held; a match that reaches further back cannot be followed. */
const MAX_WINDOW = 64 * 1024 * 1024;
const FIRST_DISTANCES = 4;
const MODEL_DISTANCES = 14;
const ALIGN_BITS = 4;
const MIN_MATCH = 2;

export interface LzmaProperties {
  readonly literalContext: number;
  readonly literalPosition: number;
  readonly position: number;
}

/** The properties byte; undefined where it is none. */
export function lzmaProperties(byte: number): LzmaProperties | undefined {
  if (byte >= 225) return undefined;
  return { literalContext: byte % 9, literalPosition: Math.floor(byte / 9) % 5, position: Math.floor(byte / 45) };
}

/**
 * The LZMA decoder, shared by lzma-alone, xz and 7z.
 * @see LZMA specification (Igor Pavlov, public domain), https://www.7-zip.org/sdk.html
 */
export class LzmaDecoder {
  readonly #output: OutputLog;
  readonly #range: RangeDecoder;
  readonly #dictionary: number;
  /** Where matches may reach back to, in the output. */
  #floor: number;
  #context = 0;
  #literalMask = 0;
  #positionMask = 0;
  #literals = newProbabilities(0);
  #state = 0;
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;
  #isMatch = newProbabilities(12 << 4);
  #isRep = newProbabilities(12);
  #isRep0 = newProbabilities(12);
  #isRep1 = newProbabilities(12);
  #isRep2 = newProbabilities(12);
  #isRep0Long = newProbabilities(12 << 4);
  #slots = [newProbabilities(64), newProbabilities(64), newProbabilities(64), newProbabilities(64)] as const;
  #distances = newProbabilities(115);
  #align = newProbabilities(1 << ALIGN_BITS);
  #matchLength = new LengthCoder();
  #repLength = new LengthCoder();

  constructor(input: InputBytes, output: OutputLog, dictionary: number) {
    this.#range = new RangeDecoder(input);
    this.#output = output;
    this.#dictionary = Math.max(4096, dictionary);
    this.#floor = output.length;
    output.window = Math.max(output.window, Math.min(this.#dictionary, MAX_WINDOW));
  }

  /** Whether the range coder stands at its end, as it must after an end marker. */
  get finished(): boolean {
    return this.#range.finished;
  }

  startRange(): void {
    this.#range.start();
  }

  resetDictionary(): void {
    this.#floor = this.#output.length;
  }

  resetState(properties: LzmaProperties): void {
    this.#context = properties.literalContext;
    this.#literalMask = (1 << properties.literalPosition) - 1;
    this.#positionMask = (1 << properties.position) - 1;
    this.#literals = newProbabilities(0x300 << (properties.literalContext + properties.literalPosition));
    this.#state = 0;
    this.#rep0 = this.#rep1 = this.#rep2 = this.#rep3 = 0;
    for (const table of [this.#isMatch, this.#isRep, this.#isRep0, this.#isRep1, this.#isRep2, this.#isRep0Long]) table.fill(1024);
    for (const table of [...this.#slots, this.#distances, this.#align]) table.fill(1024);
    this.#matchLength.reset();
    this.#repLength.reset();
  }

  /** Decodes until the output has `until` bytes (a match may not go beyond `end`) or an end marker comes (true). */
  decode(until: number, end: number): boolean {
    const output = this.#output;
    const range = this.#range;
    while (output.length < until) {
      const position = (output.length - this.#floor) & this.#positionMask;
      const state = this.#state;
      if (range.bit(this.#isMatch, (state << 4) + position) === 0) {
        // Only where an end marker is looked for after the last byte.
        if (output.length >= end) throw new FormatError("MALFORMED", "LZMA data goes on after its declared length.");
        this.#literal();
        continue;
      }
      let length: number;
      if (range.bit(this.#isRep, state) === 1) {
        if (this.#repeat(position, end)) continue;
        length = this.#repLength.read(range, position);
        this.#state = state < 7 ? 8 : 11;
      } else {
        this.#rep3 = this.#rep2;
        this.#rep2 = this.#rep1;
        this.#rep1 = this.#rep0;
        length = this.#matchLength.read(range, position);
        this.#state = state < 7 ? 7 : 10;
        this.#rep0 = this.#distance(length);
        if (this.#rep0 === -1) return true;
      }
      this.#copy(length + MIN_MATCH, end);
    }
    return false;
  }

  #literal(): void {
    const output = this.#output;
    const range = this.#range;
    const probabilities = this.#literals;
    const place = (((output.length - this.#floor) & this.#literalMask) << this.#context) + (this.#previous() >> (8 - this.#context));
    const base = 0x300 * place;
    let symbol = 1;
    if (this.#state >= 7) {
      let match = output.back(this.#rep0 + 1);
      do {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = range.bit(probabilities, base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | range.bit(probabilities, base + symbol);
    output.byte(symbol & 0xff);
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  /** A match at one of the last distances; true where it was a single byte, already put out. */
  #repeat(position: number, end: number): boolean {
    const range = this.#range;
    const state = this.#state;
    if (this.#output.length === this.#floor) throw new FormatError("MALFORMED", "A match before any data.");
    if (range.bit(this.#isRep0, state) === 0) {
      if (range.bit(this.#isRep0Long, (state << 4) + position) === 1) return false;
      this.#state = state < 7 ? 9 : 11;
      this.#copy(1, end);
      return true;
    }
    let distance = this.#rep1;
    if (range.bit(this.#isRep1, state) === 1) {
      distance = this.#rep2;
      if (range.bit(this.#isRep2, state) === 1) {
        distance = this.#rep3;
        this.#rep3 = this.#rep2;
      }
      this.#rep2 = this.#rep1;
    }
    this.#rep1 = this.#rep0;
    this.#rep0 = distance;
    return false;
  }

  /** The distance less one; -1 for the end marker. */
  #distance(length: number): number {
    const range = this.#range;
    const slots = this.#slots[Math.min(length, 3) as 0 | 1 | 2 | 3];
    const slot = tree(range, slots, 6);
    if (slot < FIRST_DISTANCES) return slot;
    const direct = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << direct;
    if (slot < MODEL_DISTANCES) return base + reverseTree(range, this.#distances, base - slot, direct);
    const high = range.direct(direct - ALIGN_BITS);
    // Unsigned: 32 bits of ones are the end marker.
    const distance = ((base >>> 0) + high * (1 << ALIGN_BITS) + reverseTree(range, this.#align, 0, ALIGN_BITS)) % 2 ** 32;
    return distance === 0xffffffff ? -1 : distance;
  }

  #copy(length: number, end: number): void {
    const output = this.#output;
    const distance = this.#rep0 + 1;
    if (distance > output.length - this.#floor || distance > this.#dictionary)
      throw new FormatError("MALFORMED", "A match reaches back before the data.");
    if (distance > output.length - output.start)
      throw new FormatError("UNSUPPORTED", `The data needs a window of more than ${MAX_WINDOW / 1024 / 1024} MB.`);
    const room = end - output.length;
    output.copy(distance, Math.min(length, room));
    if (length > room) throw new FormatError("MALFORMED", "A match goes beyond the end of the data.");
  }

  #previous(): number {
    return this.#output.length === this.#floor ? 0 : this.#output.back(1);
  }
}
