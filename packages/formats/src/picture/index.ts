import { decodeGif } from "./gif.ts";
import { readJpegSegments } from "./jpeg.ts";
import { decodeJpeg } from "./jpeg-pixels.ts";
import type { DecodedPicture, PictureBudget, PictureReading } from "./picture.ts";
import { readPngChunks } from "./png.ts";
import { decodePng } from "./png-pixels.ts";
import { recognisePicture } from "./recognise.ts";
import { decodeBmp, decodePnm, namedPicture, readTiff, readWebp } from "./small-formats.ts";

export { type ExifFacts, readExif } from "./exif.ts";
export type {
  DecodedPicture,
  PictureBudget,
  PictureFormat,
  PicturePixels,
  PictureProblem,
  PictureReading,
  PictureText,
} from "./picture.ts";
export { pictureFormatOfName, recognisePicture } from "./recognise.ts";
export { type TrailingBytes, trailingBytes } from "./trailing.ts";

/** The structure of a picture without its pixels; undefined for what is no picture. Never throws on any bytes. */
export function readPicture(bytes: Uint8Array): PictureReading | undefined {
  const format = recognisePicture(bytes);
  if (format === "png") return readPngChunks(bytes).reading;
  if (format === "jpeg") return readJpegSegments(bytes).reading;
  if (format === undefined) return undefined;
  const decoded = decodePicture(bytes, { pixels: 0 });
  return decoded === undefined ? undefined : { ...decoded, problems: decoded.problems.filter(({ kind }) => kind !== "budget") };
}

/**
 * The structure of a picture and the pixels of its first frame, within the budget; undefined for what is no picture.
 * Never throws on any bytes: what is wrong stands in `problems`, and what could be decoded in `pixels`.
 */
export function decodePicture(bytes: Uint8Array, budget: PictureBudget): DecodedPicture | undefined {
  const format = recognisePicture(bytes);
  if (format === undefined) return undefined;
  if (format === "png") return decodePng(bytes, budget);
  if (format === "jpeg") return decodeJpeg(bytes, budget);
  if (format === "gif") return decodeGif(bytes, budget);
  if (format === "bmp") return decodeBmp(bytes, budget);
  if (format === "pnm") return decodePnm(bytes, budget);
  if (format === "webp") return { ...readWebp(bytes), pixels: undefined };
  if (format === "tiff") return { ...readTiff(bytes), pixels: undefined };
  return { ...namedPicture(format), pixels: undefined };
}
