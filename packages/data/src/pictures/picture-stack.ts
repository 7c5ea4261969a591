import { decodePicture, type PicturePixels } from "@castellan/formats";
import { DataError } from "../errors.ts";
import type { ImageSet } from "../table/table.ts";
import { scaled } from "./look.ts";

/** Pictures up to this size are checked as they are, where all have one size. */
const AS_THEY_ARE = 48;
/** Sides that larger or mixed pictures are scaled to: the largest that fits. */
const SIDES = [32, 24, 16] as const;
/** Values of all pictures together. */
const MOST_VALUES = 2 ** 27;
const MOST_PIXELS = 40 * 1024 * 1024;

/** The size that all pictures of a set get. */
export interface StackSize {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** Decodes enough of a picture to be scaled to at most 48 pixels; a sentence where it cannot be. */
export function pixelsOf(bytes: Uint8Array): PicturePixels | string {
  const decoded = decodePicture(bytes, { pixels: MOST_PIXELS, enough: AS_THEY_ARE });
  if (decoded === undefined) return bytes.length === 0 ? "it is empty" : "it is no picture";
  const [problem] = decoded.problems;
  // A cut picture is not what was learnt from: half of it would be black.
  if (decoded.pixels === undefined || problem?.kind === "truncated") return problem?.message ?? "its pixels cannot be decoded";
  return decoded.pixels;
}

/**
 * The size for a set of so many pictures, by a sample of them.
 * @throws DataError FILE_UNREADABLE where even small ones would not fit into memory
 */
export function stackSize(sample: readonly PicturePixels[], rows: number, name: string): StackSize {
  const channels = sample.every((pixels) => pixels.channels === 1) ? 1 : 3;
  const [first] = sample;
  if (first === undefined) throw new DataError("FILE_UNREADABLE", `${name}: none of the pictures looked at can be decoded.`);
  const { width, height } = first;
  const same = sample.every((pixels) => pixels.width === width && pixels.height === height);
  if (same && Math.max(width, height) <= AS_THEY_ARE && rows * width * height * channels <= MOST_VALUES) return { width, height, channels };
  const side = SIDES.find((each) => rows * each * each * channels <= MOST_VALUES);
  if (side === undefined)
    throw new DataError("FILE_UNREADABLE", `${name}: ${rows} pictures are too many to be checked together; check them in parts.`);
  return { width: side, height: side, channels };
}

/** Pictures put on one size, one behind the other. */
export class PictureStack {
  readonly #size: StackSize;
  readonly #pixels: Uint8Array;
  #rows = 0;
  #scaled = 0;

  constructor(size: StackSize, most: number) {
    this.#size = size;
    this.#pixels = new Uint8Array(most * size.width * size.height * size.channels);
  }

  add(pixels: PicturePixels): void {
    const { width, height, channels } = this.#size;
    const same = pixels.width === width && pixels.height === height;
    if (!same) this.#scaled++;
    const data = same && pixels.channels === channels ? pixels.data : scaled(pixels, width, height, channels);
    this.#pixels.set(data, this.#rows++ * width * height * channels);
  }

  finish(): ImageSet {
    const { width, height, channels } = this.#size;
    return { rows: this.#rows, width, height, channels, pixels: this.#pixels.subarray(0, this.#rows * width * height * channels) };
  }

  /** What was done to the pictures, in words. */
  get notes(): readonly string[] {
    const { width, height, channels } = this.#size;
    return this.#scaled === 0
      ? []
      : [
          `${this.#scaled} of ${this.#rows} pictures were scaled to ${width} x ${height} pixels${channels === 1 ? "" : " in colour"}; what is smaller than such a pixel cannot be seen`,
        ];
  }
}
