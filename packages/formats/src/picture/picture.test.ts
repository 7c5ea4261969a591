import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodePicture, pictureFormatOfName, readExif, readPicture, recognisePicture, trailingBytes } from "./index.ts";
import { expectedAt, PICTURES, pictureBytes } from "./testing/fixtures.ts";
import { greyPng, pngChunk, writePng } from "./testing/write-png.ts";

const BUDGET = { pixels: 1e6 };

/** Mean difference of decoded pixels to what the picture was made of. */
function error(bytes: Uint8Array): number {
  const decoded = decodePicture(bytes, BUDGET);
  const pixels = decoded?.pixels;
  if (pixels === undefined) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let y = 0; y < pixels.height; y++)
    for (let x = 0; x < pixels.width; x++) {
      const { grey, colour } = expectedAt(x, y);
      for (let k = 0; k < pixels.channels; k++)
        sum += Math.abs(
          (pixels.data[(y * pixels.width + x) * pixels.channels + k] ?? 0) - (pixels.channels === 1 ? grey : (colour[k] ?? 0)),
        );
    }
  return sum / pixels.data.length;
}

describe("decodePicture", () => {
  it.each([
    ["greyJpeg", 1.5],
    ["colourJpeg", 3],
    ["progressiveJpeg", 8],
    ["restartJpeg", 4],
    ["cmykJpeg", 6],
    ["bmp", 0],
  ] as const)("decodes %s", (name, most) => {
    const bytes = pictureBytes(name);
    expect(error(bytes)).toBeLessThanOrEqual(most);
    expect(decodePicture(bytes, BUDGET)).toMatchObject({ end: bytes.length, problems: [] });
  });

  it("decodes a GIF through its palette", () => {
    const decoded = decodePicture(pictureBytes("gif"), BUDGET);
    expect(decoded).toMatchObject({ width: 20, height: 12, frames: 1, mode: "palette", problems: [] });
    expect(decoded?.pixels?.data[3 * (5 * 20 + 7)]).toBe(expectedAt(7, 5).grey);
  });

  it.each([0, 1, 2, 3, 4])("undoes PNG filter %i", (filter) => {
    const bytes = greyPng(9, 7, (x, y) => (x * 31 + y * y * 7) & 255, { filter });
    expect(decodePicture(bytes, BUDGET)?.pixels?.data).toEqual(
      Uint8Array.from({ length: 63 }, (_, at) => ((at % 9) * 31 + Math.floor(at / 9) ** 2 * 7) & 255),
    );
  });

  it("decodes palettes of two bits, 16-bit samples and alpha", () => {
    const palette = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]);
    const two = writePng({ width: 4, height: 1, colour: 3, depth: 2, palette, rows: [Uint8Array.of(0b00_01_10_11)] });
    expect(decodePicture(two, BUDGET)?.pixels?.data).toEqual(palette);
    const wide = writePng({ width: 2, height: 1, colour: 0, depth: 16, rows: [Uint8Array.of(0x12, 0x34, 0xff, 0)] });
    expect(decodePicture(wide, BUDGET)?.pixels?.data).toEqual(Uint8Array.of(0x12, 0xff));
    const alpha = writePng({ width: 1, height: 1, colour: 6, rows: [Uint8Array.of(1, 2, 3, 0)] });
    expect(decodePicture(alpha, BUDGET)).toMatchObject({ mode: "rgba", pixels: { channels: 3, data: Uint8Array.of(1, 2, 3) } });
  });

  it("decodes a JPEG to an eighth of its size where that is enough", () => {
    const whole = decodePicture(pictureBytes("greyJpeg"), BUDGET)?.pixels;
    const small = decodePicture(pictureBytes("greyJpeg"), { ...BUDGET, enough: 1 })?.pixels;
    expect(small).toMatchObject({ width: 3, height: 2 });
    let sum = 0;
    for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) sum += whole?.data[y * 20 + x] ?? 0;
    expect(Math.abs((small?.data[0] ?? 0) - sum / 64)).toBeLessThan(2);
  });

  it("says what is missing of a cut picture and gives what stands before", () => {
    const png = greyPng(50, 50, (x, y) => (x * y * 37 + x * x) & 255);
    const cut = decodePicture(png.subarray(0, png.length >> 1), BUDGET);
    expect(cut?.problems[0]).toMatchObject({ kind: "truncated" });
    expect(cut?.end).toBeUndefined();
    expect(cut?.pixels?.data[3]).toBe(9);
    const jpeg = pictureBytes("colourJpeg");
    expect(decodePicture(jpeg.subarray(0, jpeg.length - 60), BUDGET)?.problems[0]).toMatchObject({ kind: "truncated" });
    const gif = pictureBytes("gif");
    expect(decodePicture(gif.subarray(0, gif.length - 30), BUDGET)?.problems.length).toBeGreaterThan(0);
  });

  it("refuses more pixels than the budget before it takes memory for them", () => {
    const bomb = writePng({ width: 60_000, height: 60_000, colour: 2, rows: [new Uint8Array(9)] });
    expect(decodePicture(bomb, BUDGET)).toMatchObject({ width: 60_000, pixels: undefined, problems: [{ kind: "budget" }] });
  });

  it("tells compressed data that hold more than the pixels, wrong checksums and impossible headers", () => {
    const surplus = Buffer.concat([
      Buffer.from(greyPng(2, 2, () => 7).subarray(0, 33)),
      pngChunk("IDAT", deflateSync(new Uint8Array(50_000))),
      pngChunk("IEND", new Uint8Array(0)),
    ]);
    expect(decodePicture(surplus, BUDGET)?.problems).toMatchObject([{ kind: "surplus" }]);
    const wrong = greyPng(2, 2, () => 7).slice();
    wrong[20] = 9;
    expect(decodePicture(wrong, BUDGET)?.problems[0]).toMatchObject({
      kind: "damaged",
      message: "the checksum of its IHDR chunk at byte 8 is wrong",
    });
    const odd = writePng({ width: 1, height: 1, colour: 2, depth: 4, rows: [new Uint8Array(2)] });
    expect(decodePicture(odd, BUDGET)?.problems[0]).toMatchObject({ kind: "damaged" });
  });

  it("never throws, whatever byte is changed or however much is cut", () => {
    for (const bytes of [
      ...Object.keys(PICTURES).map((name) => pictureBytes(name as keyof typeof PICTURES)),
      greyPng(20, 12, (x, y) => x * y),
    ])
      for (let step = 0; step < bytes.length; step += 3) {
        const changed = bytes.slice(0, step % 2 === 0 ? bytes.length : step);
        changed[step] = 255 - (changed[step] ?? 0);
        expect(() => decodePicture(changed, BUDGET)).not.toThrow();
      }
  });

  it("knows nothing of what is no picture", () => {
    expect(decodePicture(new TextEncoder().encode("name,label\n1,2\n"), BUDGET)).toBeUndefined();
    expect(decodePicture(new Uint8Array(0), BUDGET)).toBeUndefined();
  });
});

describe("readPicture", () => {
  it.each([
    ["webp", "webp", 20, 12],
    ["tiff", "tiff", 4, 3],
    ["exifJpeg", "jpeg", 20, 12],
  ] as const)("reads the structure of %s", (name, format, width, height) =>
    expect(readPicture(pictureBytes(name))).toMatchObject({ format, width, height }),
  );

  it("keeps texts of a PNG and counts frames of an animation", () => {
    const frames = new Uint8Array(8);
    frames[3] = 5;
    const bytes = greyPng(1, 1, () => 1, {
      chunks: [
        ["tEXt", Buffer.from("Comment\0by A. B.")],
        ["acTL", frames],
      ],
    });
    expect(readPicture(bytes)).toMatchObject({ texts: [{ key: "Comment", value: "by A. B." }], frames: 5 });
  });
});

describe("readExif", () => {
  it("reads position, person, device", () => {
    const { position, tags } = readExif(readPicture(pictureBytes("exifJpeg"))?.exif ?? new Uint8Array(0));
    expect(position?.latitude).toBeCloseTo(47.375);
    expect(position?.longitude).toBeCloseTo(-8.5);
    expect(tags).toMatchObject({ Make: "Maker", Artist: "Ada Beispiel", BodySerialNumber: "SN-12345678" });
  });

  it("never throws and claims nothing for damaged bytes", () => {
    const bytes = readPicture(pictureBytes("exifJpeg"))?.exif?.slice() ?? new Uint8Array(0);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice(0, bytes.length - (at % 7));
      changed[at] = 255;
      expect(() => readExif(changed)).not.toThrow();
    }
    expect(readExif(new Uint8Array(4))).toEqual({ position: undefined, gps: false, tags: {} });
  });
});

describe("trailingBytes", () => {
  const picture = greyPng(2, 2, () => 3);
  it.each([
    ["PK\x03\x04abc", "zip"],
    ["\x7fELF\x02", "elf"],
    ["<?php system($_GET['c']); ?>", "script"],
    ["just some words", "text"],
    ["\0\0\0\0", "padding"],
    ["\x01\x99\xf3\x05\xe0", "unknown"],
  ])("recognises %j as %s", (text, kind) => {
    const bytes = Buffer.concat([picture, Buffer.from(text, "latin1")]);
    const end = readPicture(bytes)?.end ?? 0;
    expect(trailingBytes(bytes, end)).toEqual({ at: picture.length, bytes: text.length, kind });
  });

  it("finds nothing behind a whole picture", () => expect(trailingBytes(picture, picture.length)).toBeUndefined());
});

describe("names", () => {
  it("promises a format by ending, and recognises by content", () => {
    expect(pictureFormatOfName("a/B.JPeG")).toBe("jpeg");
    expect(pictureFormatOfName("a.toString")).toBeUndefined();
    expect(recognisePicture(Buffer.from("BM is no bitmap, these are words"))).toBeUndefined();
    expect(recognisePicture(pictureBytes("bmp"))).toBe("bmp");
  });
});
