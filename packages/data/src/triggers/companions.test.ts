import { expect, it } from "vitest";
import { additiveFeatures } from "../models/additive-features.ts";
import { generatedShapes } from "../poison/testing/generated.ts";
import { Random } from "../statistics/random.ts";
import { Companions } from "./companions.ts";

const shapes = generatedShapes(300, new Random(5));
const images = shapes.images ?? { rows: 0, width: 0, height: 0, channels: 1, pixels: new Uint8Array(0) };
const carriers = Int32Array.from({ length: 20 }, (_, index) => 7 * index);

function stamped(left: number, top: number): typeof shapes {
  const pixels = images.pixels.slice();
  for (const row of carriers)
    for (let y = top; y < top + 3; y++) for (let x = left; x < left + 3; x++) pixels[(row * 24 + y) * 24 + x] = 255;
  return { ...shapes, images: { ...images, pixels } };
}

it("adds the blocks around a second patch, and nothing where there is none", () => {
  const own = Int32Array.of(0, 1);
  expect(new Companions(additiveFeatures(shapes, undefined)).with(own, carriers)).toEqual(own);
  const features = additiveFeatures(stamped(20, 1), undefined);
  const found = new Companions(features).with(own, carriers);
  // 24 pixels make 12 blocks of 2: the patch lies in blocks 10 and 11, the nearest ones are masked with it.
  for (const part of ["block 10 0", "block 10 1", "block 11 1"]) expect([...found]).toContain(features.parts.get(part)?.[0]);
  expect(found.length).toBeLessThan(20);
  expect([...found]).not.toContain(features.parts.get("block 5 6")?.[0]);
});

it("does not take the dark border, which all pictures share, for a patch", () => {
  const features = additiveFeatures(shapes, undefined);
  const border = Int32Array.from(shapes.ids.keys()).filter((row) => images.pixels[row * 576 + 25] === 0);
  expect(new Companions(features).with(Int32Array.of(3), border)).toEqual(Int32Array.of(3));
});
