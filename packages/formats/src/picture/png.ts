import { crc32, inflateSync } from "node:zlib";
import { ascii, textOf, viewOf } from "../byte-source.ts";
import { type PictureProblem, type PictureReading, type PictureText, pictureReading } from "./picture.ts";

/** Chunks of a PNG that the pixels are made of. */
export interface PngChunks {
  readonly reading: PictureReading;
  readonly depth: number;
  /** 0 grey, 2 rgb, 3 palette, 4 grey and alpha, 6 rgba. */
  readonly colour: number;
  readonly interlaced: boolean;
  readonly palette: Uint8Array | undefined;
  readonly data: readonly Uint8Array[];
}

const MODES: Readonly<Record<number, string>> = { 0: "grey", 2: "rgb", 3: "palette", 4: "grey and alpha", 6: "rgba" };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const LONGEST_TEXT = 4096;
const MOST_TEXTS = 64;

/** Chunks of a PNG file, checked by their CRC. @see W3C, Portable Network Graphics (Third Edition), 5 and 11 */
export function readPngChunks(bytes: Uint8Array): PngChunks {
  const view = viewOf(bytes);
  const problems: PictureProblem[] = [];
  const texts: PictureText[] = [];
  const data: Uint8Array[] = [];
  let [width, height, depth, colour, interlace, frames] = [0, 0, 0, -1, 0, 1];
  let palette: Uint8Array | undefined;
  let exif: Uint8Array | undefined;
  let xmp: string | undefined;
  let end: number | undefined;
  let damaged = 0;
  for (let at = 8; end === undefined; ) {
    if (at + 12 > bytes.length) {
      problems.push({ kind: "truncated", message: `it ends after ${bytes.length} bytes, before its IEND chunk` });
      break;
    }
    const length = view.getUint32(at);
    const type = ascii(bytes, at + 4, at + 8);
    const body = bytes.subarray(at + 8, Math.min(bytes.length, at + 8 + length));
    if (at + 12 + length > bytes.length) {
      problems.push({
        kind: "truncated",
        message: `it ends within its ${printableType(type)} chunk, ${at + 12 + length - bytes.length} bytes short`,
      });
      if (type === "IDAT") data.push(body);
      break;
    }
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)) {
      damaged++;
      if (damaged === 1)
        problems.push({ kind: "damaged", message: `the checksum of its ${printableType(type)} chunk at byte ${at} is wrong` });
    }
    if (type === "IHDR" && length >= 13) {
      [width, height, depth, colour, interlace] = [
        view.getUint32(at + 8),
        view.getUint32(at + 12),
        body[8] ?? 0,
        body[9] ?? 0,
        body[12] ?? 0,
      ];
      if (DEPTHS[colour]?.includes(depth) !== true)
        problems.push({ kind: "damaged", message: `its header states colour type ${colour} with ${depth} bits, which does not exist` });
    } else if (type === "PLTE") palette = body;
    else if (type === "IDAT") data.push(body);
    else if (type === "acTL" && length >= 8) frames = Math.max(1, view.getUint32(at + 8));
    else if (type === "eXIf") exif = body;
    else if (type === "tEXt" || type === "zTXt" || type === "iTXt") {
      const text = textChunk(type, body);
      if (text?.key === "XML:com.adobe.xmp") xmp = text.value;
      else if (text !== undefined && texts.length < MOST_TEXTS) texts.push({ key: text.key, value: text.value.slice(0, LONGEST_TEXT) });
    } else if (type === "IEND") end = at + 12;
    at += 12 + length;
  }
  return {
    reading: pictureReading({ format: "png", width, height, mode: MODES[colour], bits: depth, frames, end, texts, exif, xmp, problems }),
    depth,
    colour,
    interlaced: interlace === 1,
    palette,
    data,
  };
}

function printableType(type: string): string {
  return /^[A-Za-z]{4}$/.test(type) ? type : "unnamed";
}

function textChunk(type: string, body: Uint8Array): PictureText | undefined {
  const split = body.indexOf(0);
  if (split < 1 || split > 79) return undefined;
  const key = ascii(body, 0, split);
  if (type === "tEXt") return { key, value: ascii(body, split + 1, split + 1 + 16 * LONGEST_TEXT) };
  if (type === "zTXt") return { key, value: textOf(inflated(body.subarray(split + 2))) };
  const language = body.indexOf(0, split + 3);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  if (translated < 0) return undefined;
  const rest = body.subarray(translated + 1);
  return { key, value: textOf(body[split + 1] === 1 ? inflated(rest) : rest) };
}

function inflated(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: 1 << 20 });
  } catch {
    // A text that cannot be unpacked is no reason to give up the picture; it is no text then.
    return new Uint8Array(0);
  }
}
