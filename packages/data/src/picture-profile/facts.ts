import { createHash } from "node:crypto";
import { basename } from "node:path";
import { decodePicture, pictureFormatOfName, readExif, type TrailingBytes, trailingBytes } from "@castellan/formats";
import { type Look, lookOf } from "../pictures/look.ts";
import { bytesOfPicture, type FolderPicture } from "../pictures/picture-folder.ts";
import type { RawPictures } from "../pictures/raw-sets.ts";
import { type MetadataFinding, metadataFindings } from "./metadata.ts";

/** What is kept of one picture. */
export interface PictureFacts {
  /** The file, or the file and the row of it. */
  readonly name: string;
  readonly split: string | undefined;
  readonly label: string | undefined;
  readonly format: string;
  readonly mode: string | undefined;
  readonly bits: number | undefined;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly bytes: number;
  /** SHA-256 of the file or of the bare pixels. */
  readonly digest: string;
  readonly look: Look | undefined;
  /** Why pixels could not be read, or not all of them. */
  readonly problem: { readonly kind: string; readonly message: string } | undefined;
  /** The format that the name promises, where it is another. */
  readonly promised: string | undefined;
  readonly trailing: TrailingBytes | undefined;
  readonly metadata: readonly MetadataFinding[];
}

export const MOST_BYTES = 256 * 1024 * 1024;
export const MOST_PIXELS = 40 * 1024 * 1024;
/** What the look of a picture needs of its shorter side. */
const ENOUGH = 32;

/** Everything about one file of a folder. Never throws for what a file holds. */
export function factsOfFile(picture: FolderPicture): PictureFacts {
  const common = { name: picture.name, split: picture.split, label: picture.label, bytes: picture.bytes };
  const unread = (kind: string, message: string, digest = ""): PictureFacts => ({
    ...common,
    ...{ format: "unknown", mode: undefined, bits: undefined, width: 0, height: 0, frames: 0, digest, look: undefined },
    ...{ problem: { kind, message }, promised: undefined, trailing: undefined, metadata: [] },
  });
  let bytes: Uint8Array | undefined;
  try {
    bytes = bytesOfPicture(picture, MOST_BYTES);
  } catch (cause) {
    return unread("unreadable", cause instanceof Error ? cause.message : String(cause));
  }
  if (bytes === undefined) return unread("budget", `it has ${picture.bytes} bytes, more than the ${MOST_BYTES} that are read`);
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (bytes.length === 0) return unread("truncated", "it is empty", digest);
  const decoded = decodePicture(bytes, { pixels: MOST_PIXELS, enough: ENOUGH });
  if (decoded === undefined) return unread("no-picture", "its first bytes are those of no picture", digest);
  const promised = pictureFormatOfName(basename(picture.name));
  const [problem] = [...decoded.problems].sort((a, b) => rank(a.kind) - rank(b.kind));
  const trailing = decoded.end === undefined ? undefined : trailingBytes(bytes, decoded.end);
  const exif = decoded.exif === undefined ? undefined : readExif(decoded.exif);
  return {
    ...common,
    format: decoded.format,
    mode: decoded.mode,
    bits: decoded.bits,
    width: decoded.width,
    height: decoded.height,
    frames: decoded.frames,
    digest,
    look: decoded.pixels === undefined ? undefined : lookOf(decoded.pixels),
    problem,
    promised: promised === undefined || promised === decoded.format ? undefined : promised,
    trailing: trailing?.kind === "picture" && decoded.multiple ? undefined : trailing,
    metadata: metadataFindings(exif, decoded.texts, decoded.xmp),
  };
}

const RANKS = ["truncated", "damaged", "surplus", "budget", "unsupported"];

function rank(kind: string): number {
  return RANKS.indexOf(kind);
}

/** Facts of every picture of a file of bare pixels. */
export function* factsOfRaw({ file, format, split, images, labels }: RawPictures): Generator<PictureFacts> {
  const { rows, width, height, channels, pixels } = images;
  const size = width * height * channels;
  for (let row = 0; row < rows; row++) {
    const data = pixels.subarray(row * size, (row + 1) * size);
    yield {
      name: `${file}[${row}]`,
      ...{ split, label: labels?.[row], format, mode: channels === 1 ? "grey" : "rgb", bits: 8, width, height, frames: 1, bytes: size },
      digest: createHash("sha256").update(data).digest("hex"),
      look: lookOf({ width, height, channels: channels === 1 ? 1 : 3, data }),
      ...{ problem: undefined, promised: undefined, trailing: undefined, metadata: [] },
    };
  }
}
