import type { Random } from "../statistics/random.ts";
import type { Dataset, ImageSet, StringColumn } from "../table/table.ts";
import { carriersOf } from "./carriers.ts";
import { Draft } from "./draft.ts";
import type { PoisonFamily } from "./families.ts";
import type { Planted } from "./poison.ts";

/** Pixels that are written, relative to a corner of the patch; 0 to 255, the same in all channels. */
type Pattern = readonly (readonly number[])[];

const CORNERS = ["top left", "top right", "bottom left", "bottom right"] as const;

/**
 * A small square in a corner (as in BadNets, Gu and others 2017), at a random place, in two corners, or a pattern blended
 * into the whole picture (Chen and others 2017), in rows that get the target label.
 */
export function plantPatch(
  dataset: Dataset,
  images: ImageSet,
  label: StringColumn,
  family: PoisonFamily,
  take: number,
  cleanShare: number,
  random: Random,
): Planted {
  const carriers = carriersOf(dataset, label, take, cleanShare, random);
  const draft = new Draft(dataset);
  const pixels = draft.pixels(images);
  const side = Math.max(2, Math.round(images.width / 8));
  const pattern = drawPattern(side, random);
  const corner = random.below(4);
  const alpha = 0.1 + 0.1 * random.unit();
  const noise = Uint8Array.from({ length: images.width * images.height * images.channels }, () => random.below(256));
  for (const row of carriers.all) {
    if (family === "blended-pattern") blend(pixels, images, row, noise, alpha);
    else if (family === "jittered-patch")
      stamp(pixels, images, row, pattern, random.below(images.width - side + 1), random.below(images.height - side + 1));
    else {
      stampCorner(pixels, images, row, pattern, corner);
      if (family === "two-patch-trigger") stampCorner(pixels, images, row, pattern, 3 - corner);
    }
  }
  for (const row of carriers.changed) draft.setString(label, row, carriers.target);
  const trigger =
    family === "blended-pattern"
      ? `a noise pattern over the picture (${alpha.toFixed(2)})`
      : family === "jittered-patch"
        ? `a patch of ${side} pixels at any place`
        : `a patch of ${side} pixels at the ${CORNERS[corner]}${family === "two-patch-trigger" ? " and across" : ""}`;
  return { dataset: draft.finish(), rows: carriers.changed, description: `${trigger}, labelled ${carriers.target}` };
}

/** A white square, or a chequered one. */
function drawPattern(side: number, random: Random): Pattern {
  const white = random.unit() < 0.5;
  return Array.from({ length: side }, (_, y) => Array.from({ length: side }, (_, x) => (white || (x + y) % 2 === 0 ? 255 : 0)));
}

function stampCorner(pixels: Uint8Array, images: ImageSet, row: number, pattern: Pattern, corner: number): void {
  const [side, margin] = [pattern.length, images.width >= 16 ? 1 : 0];
  const x = corner % 2 === 0 ? margin : images.width - side - margin;
  const y = corner < 2 ? margin : images.height - side - margin;
  stamp(pixels, images, row, pattern, x, y);
}

function stamp(pixels: Uint8Array, images: ImageSet, row: number, pattern: Pattern, left: number, top: number): void {
  for (const [y, line] of pattern.entries())
    for (const [x, value] of line.entries())
      for (let channel = 0; channel < images.channels; channel++)
        pixels[((row * images.height + top + y) * images.width + left + x) * images.channels + channel] = value;
}

function blend(pixels: Uint8Array, images: ImageSet, row: number, noise: Uint8Array, alpha: number): void {
  const size = images.width * images.height * images.channels;
  for (let index = 0; index < size; index++)
    pixels[row * size + index] = Math.round((1 - alpha) * (pixels[row * size + index] ?? 0) + alpha * (noise[index] ?? 0));
}
