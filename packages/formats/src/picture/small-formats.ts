import { ascii, textOf, viewOf } from "../byte-source.ts";
import {
  type DecodedPicture,
  overBudget,
  type PictureBudget,
  type PictureProblem,
  type PictureReading,
  pictureReading,
} from "./picture.ts";

const NOT_DECODED = "its structure is read, its pixels are not decoded here";

/** Windows bitmaps of 1, 4, 8, 24 and 32 bits without compression. @see Microsoft, BITMAPINFOHEADER */
export function decodeBmp(bytes: Uint8Array, budget: PictureBudget): DecodedPicture {
  const view = viewOf(bytes);
  const problems: PictureProblem[] = [];
  if (bytes.length < 54 || view.getUint32(14, true) < 40)
    return {
      ...pictureReading({
        format: "bmp",
        width: 0,
        height: 0,
        problems: [{ kind: "unsupported", message: "it has a header of 1990 or none" }],
      }),
      pixels: undefined,
    };
  const [header, width, stored] = [view.getUint32(14, true), Math.abs(view.getInt32(18, true)), view.getInt32(22, true)];
  const [bits, compression, start] = [view.getUint16(28, true), view.getUint32(30, true), view.getUint32(10, true)];
  const height = Math.abs(stored);
  const stride = 4 * Math.ceil((width * bits) / 32);
  const palette = bytes.subarray(14 + header);
  const base = {
    format: "bmp",
    width,
    height,
    mode: bits <= 8 ? "palette" : bits === 32 ? "rgba" : "rgb",
    bits: Math.min(8, bits),
  } as const;
  if (![0, 3].includes(compression) || ![1, 4, 8, 24, 32].includes(bits))
    return {
      ...pictureReading({
        ...base,
        problems: [{ kind: "unsupported", message: `${NOT_DECODED} (compression ${compression}, ${bits} bits)` }],
      }),
      pixels: undefined,
    };
  const end = start + stride * height;
  if (end > bytes.length) problems.push({ kind: "truncated", message: `it ends ${end - bytes.length} bytes before its pixels do` });
  const refused = overBudget(width, height, budget);
  if (refused !== undefined) return { ...pictureReading({ ...base, problems: [...problems, refused] }), pixels: undefined };
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const line = start + (stored > 0 ? height - 1 - y : y) * stride;
    for (let x = 0; x < width; x++) {
      const target = (y * width + x) * 3;
      const code =
        bits < 8 ? ((bytes[line + ((x * bits) >> 3)] ?? 0) >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1) : (bytes[line + x] ?? 0);
      for (let k = 0; k < 3; k++) data[target + k] = (bits <= 8 ? palette[4 * code + 2 - k] : bytes[line + x * (bits >> 3) + 2 - k]) ?? 0;
    }
  }
  return {
    ...pictureReading({ ...base, end: end > bytes.length ? undefined : end, problems }),
    pixels: { width, height, channels: 3, data },
  };
}

/** Portable grey maps and pixel maps, binary, eight bits. @see netpbm, pgm(5) and ppm(5) */
export function decodePnm(bytes: Uint8Array, budget: PictureBudget): DecodedPicture {
  const numbers: number[] = [];
  let at = 2;
  while (numbers.length < 3 && at < Math.min(bytes.length, 4096)) {
    const char = bytes[at] ?? 0;
    if (char === 0x23) while (at < bytes.length && bytes[at] !== 10) at++;
    else if (char >= 0x30 && char <= 0x39) {
      const from = at;
      while (at < bytes.length && (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39) at++;
      numbers.push(Number(ascii(bytes, from, at)));
      continue;
    }
    at++;
  }
  const [width = 0, height = 0, most = 0] = numbers;
  const channels = bytes[1] === 0x36 ? 3 : 1;
  const base = { format: "pnm", width, height, mode: channels === 3 ? "rgb" : "grey", bits: most > 255 ? 16 : 8 } as const;
  const refused: PictureProblem | undefined =
    most === 0 || most > 255
      ? { kind: "unsupported", message: `${NOT_DECODED} (its brightest value is ${most})` }
      : overBudget(width, height, budget);
  if (refused !== undefined) return { ...pictureReading({ ...base, problems: [refused] }), pixels: undefined };
  const needed = width * height * channels;
  const data = new Uint8Array(needed);
  data.set(bytes.subarray(at + 1, at + 1 + needed));
  const missing = at + 1 + needed - bytes.length;
  if (missing <= 0)
    return { ...pictureReading({ ...base, end: at + 1 + needed, problems: [] }), pixels: { width, height, channels, data } };
  const problems: PictureProblem[] = [{ kind: "truncated", message: `it ends ${missing} bytes before its pixels do` }];
  return { ...pictureReading({ ...base, problems }), pixels: { width, height, channels, data } };
}

/** The structure of a WebP file. @see RFC 9649 */
export function readWebp(bytes: Uint8Array): PictureReading {
  const view = viewOf(bytes);
  const problems: PictureProblem[] = [{ kind: "unsupported", message: NOT_DECODED }];
  const stated = bytes.length < 12 ? 0 : 8 + view.getUint32(4, true);
  if (stated > bytes.length) problems.unshift({ kind: "truncated", message: `it ends ${stated - bytes.length} bytes before it should` });
  let [width, height, frames] = [0, 0, 0];
  let mode: string | undefined;
  let exif: Uint8Array | undefined;
  let xmp: string | undefined;
  for (let at = 12; at + 8 <= Math.min(stated, bytes.length); ) {
    const type = ascii(bytes, at, at + 4);
    const size = view.getUint32(at + 4, true);
    const body = bytes.subarray(at + 8, at + 8 + size);
    if (type === "VP8X" && body.length >= 10) {
      [width, height] = [1 + threeBytes(body, 4), 1 + threeBytes(body, 7)];
      mode = ((body[0] ?? 0) & 0x10) === 0 ? "rgb" : "rgba";
    } else if (type === "VP8 " && width === 0 && body.length >= 10)
      [width, height, mode] = [((body[6] ?? 0) | ((body[7] ?? 0) << 8)) & 0x3fff, ((body[8] ?? 0) | ((body[9] ?? 0) << 8)) & 0x3fff, "rgb"];
    else if (type === "VP8L" && width === 0 && body.length >= 5) {
      const packed = view.getUint32(at + 9, true);
      [width, height, mode] = [1 + (packed & 0x3fff), 1 + ((packed >>> 14) & 0x3fff), ((packed >>> 28) & 1) === 1 ? "rgba" : "rgb"];
    } else if (type === "ANMF") frames++;
    else if (type === "EXIF") exif = ascii(body, 0, 6) === "Exif\0\0" ? body.subarray(6) : body;
    else if (type === "XMP ") xmp = textOf(body.subarray(0, 1 << 20));
    at += 8 + size + (size & 1);
  }
  const end = stated > bytes.length ? undefined : stated;
  return pictureReading({ format: "webp", width, height, mode, bits: 8, frames: Math.max(1, frames), end, exif, xmp, problems });
}

function threeBytes(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
}

/** Size and modes of the first picture in a TIFF file. @see Adobe, TIFF Revision 6.0 */
export function readTiff(bytes: Uint8Array): PictureReading {
  const view = viewOf(bytes);
  const little = bytes[0] === 0x49;
  const at = bytes.length < 8 ? bytes.length : view.getUint32(4, little);
  const values = new Map<number, number>();
  const problems: PictureProblem[] = [{ kind: "unsupported", message: NOT_DECODED }];
  if (at + 2 > bytes.length) problems.unshift({ kind: "truncated", message: "its directory stands behind its end" });
  else
    for (let entry = 0; entry < view.getUint16(at, little); entry++) {
      const from = at + 2 + 12 * entry;
      if (from + 12 > bytes.length) {
        problems.unshift({ kind: "truncated", message: "it ends within its directory" });
        break;
      }
      values.set(
        view.getUint16(from, little),
        view.getUint16(from + 2, little) === 3 ? view.getUint16(from + 8, little) : view.getUint32(from + 8, little),
      );
    }
  const photometric = values.get(262);
  const mode =
    photometric === 2 || photometric === 6
      ? "rgb"
      : photometric === 3
        ? "palette"
        : photometric === 5
          ? "cmyk"
          : photometric === undefined
            ? undefined
            : "grey";
  return pictureReading({ format: "tiff", width: values.get(256) ?? 0, height: values.get(257) ?? 0, mode, exif: bytes, problems });
}

/** A format of which only the kind is known. */
export function namedPicture(format: "avif" | "heic" | "ico"): PictureReading {
  return pictureReading({
    format,
    width: 0,
    height: 0,
    problems: [{ kind: "unsupported", message: "neither its structure nor its pixels are decoded here" }],
  });
}
