import { ascii } from "../byte-source.ts";
import type { PictureFormat } from "./picture.ts";

/** The format of a picture by its first bytes (32 are enough); undefined where it is none that is known. */
export function recognisePicture(head: Uint8Array): PictureFormat | undefined {
  const begins = (text: string, at = 0): boolean => ascii(head, at, at + text.length) === text;
  if (begins("\x89PNG\r\n\x1a\n")) return "png";
  if (begins("\xff\xd8\xff")) return "jpeg";
  if (begins("GIF87a") || begins("GIF89a")) return "gif";
  if (begins("RIFF") && begins("WEBP", 8)) return "webp";
  if (begins("II*\0") || begins("MM\0*")) return "tiff";
  if (begins("ftyp", 4)) {
    if (begins("avif", 8) || begins("avis", 8)) return "avif";
    if (/^(?:heic|heix|hevc|hevx|mif1|msf1)$/.test(ascii(head, 8, 12))) return "heic";
  }
  // Two letters are little: the size of the second header has to be one that exists.
  if (begins("BM") && head.length >= 18 && [12, 40, 52, 56, 64, 108, 124].includes(head[14] ?? 0) && head[15] === 0) return "bmp";
  if (/^P[56]\s/.test(ascii(head, 0, 3))) return "pnm";
  if (begins("\0\0\x01\0") && (head[4] ?? 0) > 0 && head[5] === 0 && head[9] === 0) return "ico";
  return undefined;
}

const ENDINGS: Readonly<Record<string, PictureFormat>> = {
  png: "png",
  apng: "png",
  jpg: "jpeg",
  jpeg: "jpeg",
  jpe: "jpeg",
  jfif: "jpeg",
  gif: "gif",
  bmp: "bmp",
  dib: "bmp",
  webp: "webp",
  tif: "tiff",
  tiff: "tiff",
  pgm: "pnm",
  ppm: "pnm",
  pnm: "pnm",
  avif: "avif",
  heic: "heic",
  heif: "heic",
  ico: "ico",
};

/** The format that a file's name promises; undefined for other names. */
export function pictureFormatOfName(name: string): PictureFormat | undefined {
  const ending = /\.([A-Za-z]{3,4})$/.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
}
