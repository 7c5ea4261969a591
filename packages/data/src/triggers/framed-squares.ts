import type { ImageSet } from "../table/table.ts";
import type { Item } from "./evidence.ts";

const SIDES = [3, 4, 5, 6] as const;
/** Pixels of a square differ at most by the first, from those beside it at least by the second, in some channel. */
const [ALIKE, APART] = [8, 100] as const;
/** Brightnesses of a channel that count as different. */
const LEVELS = 4;
/** Sides of a square that must stand out: strokes it touches may hide the others. */
const FRAMED = [2, 3] as const;

/**
 * Squares of one colour with hard edges on two or three sides, at any place. A plain square is no rare pattern in itself;
 * its edges are, and where it covers a part of what is drawn some of them are lost.
 */
export function* framedSquares(images: ImageSet, fewest: number, most: number): Generator<Item> {
  const none = new Int32Array(0);
  for (const side of SIDES) {
    if (side + 2 > Math.min(images.width, images.height)) continue;
    const found = new Map<number, number[]>();
    for (let row = 0; row < images.rows; row++)
      for (const key of squaresOf(images, row, side)) {
        const known = found.get(key);
        if (known === undefined) found.set(key, [row]);
        else known.push(row);
      }
    for (const [key, rows] of [...found].sort(([left], [right]) => left - right)) {
      if (rows.length < fewest || rows.length > most) continue;
      const framed = FRAMED[key % FRAMED.length] ?? 2;
      yield {
        description: `a plain square of ${side} × ${side} pixels at any place`,
        where: { patch: `${side}x${side}`, place: "any", edges: String(framed) },
        carriers: Int32Array.from(rows),
        features: none,
        anywhere: true,
      };
    }
  }
}

/** Keys (colour and how many sides stand out) of the squares that one picture holds. */
function squaresOf({ width, height, channels, pixels }: ImageSet, row: number, side: number): ReadonlySet<number> {
  const base = row * width * height;
  const apart = (left: number, right: number): boolean => {
    for (let k = 0; k < channels; k++)
      if (Math.abs((pixels[left * channels + k] ?? 0) - (pixels[right * channels + k] ?? 0)) >= APART) return true;
    return false;
  };
  const alike = (left: number, right: number): boolean => {
    for (let k = 0; k < channels; k++)
      if (Math.abs((pixels[left * channels + k] ?? 0) - (pixels[right * channels + k] ?? 0)) > ALIKE) return false;
    return true;
  };
  const found = new Set<number>();
  for (let y = 0; y + side <= height; y++)
    for (let x = 0; x + side <= width; x++) {
      const first = base + y * width + x;
      let plain = true;
      for (let dy = 0; dy < side && plain; dy++)
        for (let dx = 0; dx < side; dx++)
          if (!alike(first, first + dy * width + dx)) {
            plain = false;
            break;
          }
      if (!plain) continue;
      let [framed, border] = [0, 0];
      const line = (outside: boolean, from: number, step: number): void => {
        if (outside) {
          border++;
          return;
        }
        for (let index = 0; index < side; index++) if (!apart(first, from + index * step)) return;
        framed++;
      };
      line(y === 0, first - width, 1);
      line(y + side === height, first + side * width, 1);
      line(x === 0, first - 1, width);
      line(x + side === width, first + side, width);
      // The edge of the picture frames a square that stands out by itself, and no flat ground beside a stroke.
      const edges = framed < 2 ? framed : framed + Math.min(1, border);
      for (const [index, needed] of FRAMED.entries())
        if (edges >= needed) found.add(colourOf(pixels, first, channels) * FRAMED.length + index);
    }
  return found;
}

function colourOf(pixels: Uint8Array, pixel: number, channels: number): number {
  let code = 0;
  for (let k = 0; k < channels; k++) code = code * LEVELS + (((pixels[pixel * channels + k] ?? 0) * LEVELS) >> 8);
  return code;
}
