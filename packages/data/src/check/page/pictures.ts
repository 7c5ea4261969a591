import { pngOf } from "../../page/png.ts";
import type { ImageSet } from "../../table/table.ts";

/** Pictures of a group: examples, and what its rows have that the others have not. */
export interface GroupPictures {
  readonly examples: readonly { readonly row: number; readonly png: string }[];
  /** Mean of the group and of all other rows, and their difference, grey where there is none. */
  readonly mean: string;
  readonly rest: string;
  readonly difference: string;
}

export function pictureOf({ pixels, width, height, channels }: ImageSet, row: number): string {
  const size = width * height * channels;
  return base64(pixels.subarray(row * size, (row + 1) * size), { width, height, channels });
}

export function picturesOf(images: ImageSet, rows: Int32Array, own: number, shown: readonly number[]): GroupPictures {
  const size = images.width * images.height * images.channels;
  const [inside, outside] = [new Float64Array(size), new Float64Array(size)];
  const members = new Set(rows);
  for (let row = 0; row < own; row++) {
    const sums = members.has(row) ? inside : outside;
    const start = row * size;
    for (let at = 0; at < size; at++) sums[at] = (sums[at] ?? 0) + (images.pixels[start + at] ?? 0);
  }
  for (let at = 0; at < size; at++) {
    inside[at] = (inside[at] ?? 0) / Math.max(1, rows.length);
    outside[at] = (outside[at] ?? 0) / Math.max(1, own - rows.length);
  }
  const differences = inside.map((value, at) => value - (outside[at] ?? 0));
  const most = differences.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  return {
    examples: shown.map((row) => ({ row, png: pictureOf(images, row) })),
    mean: base64(Uint8Array.from(inside, Math.round), images),
    rest: base64(Uint8Array.from(outside, Math.round), images),
    difference: base64(
      Uint8Array.from(differences, (value) => Math.round(127.5 + (127.5 * value) / most)),
      images,
    ),
  };
}

function base64(pixels: Uint8Array, { width, height, channels }: Pick<ImageSet, "width" | "height" | "channels">): string {
  return pngOf(pixels, width, height, channels).toString("base64");
}
