import { decodePicture, readExif, readPicture, trailingBytes } from "@castellan/formats";
import { PICTURES, pictureBytes } from "../packages/formats/src/picture/testing/fixtures.ts";
import { greyPng } from "../packages/formats/src/picture/testing/write-png.ts";
import { wounded } from "./wounds.ts";

const PIXELS = 1_000_000;
const samples: readonly (readonly [string, Uint8Array])[] = [
  ...Object.keys(PICTURES).flatMap((name) => (isFixture(name) ? [[name, pictureBytes(name)] as const] : [])),
  ["png", greyPng(40, 30, (x, y) => (x * y) & 255, { filter: 4 })],
];

function isFixture(name: string): name is keyof typeof PICTURES {
  return Object.hasOwn(PICTURES, name);
}

/** Pictures: nothing may leave their readers, and what is decoded is as large as it says and within the budget. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = samples.map(
  ([name, sample]) => ({
    name,
    run: (input) => {
      const bytes = wounded(sample, input);
      const reading = readPicture(bytes);
      if (reading?.exif !== undefined) readExif(reading.exif);
      if (reading?.end !== undefined) trailingBytes(bytes, reading.end);
      for (const enough of [undefined, 4]) {
        const pixels = decodePicture(bytes, { pixels: PIXELS, ...(enough === undefined ? {} : { enough }) })?.pixels;
        if (pixels === undefined) continue;
        if (pixels.data.length !== pixels.width * pixels.height * pixels.channels)
          throw new RangeError("pixels of another size than stated");
        if (pixels.width * pixels.height > PIXELS) throw new RangeError("more pixels than the budget");
      }
      return reading;
    },
  }),
);
