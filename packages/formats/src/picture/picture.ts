export type PictureFormat = "png" | "jpeg" | "gif" | "bmp" | "webp" | "tiff" | "pnm" | "avif" | "heic" | "ico";

export type PictureProblemKind =
  /** The file ends before the picture does. */
  | "truncated"
  /** Something in it contradicts the format; what could be read is given. */
  | "damaged"
  /** A kind of this format that is not decoded here. */
  | "unsupported"
  /** More pixels than the budget allows. */
  | "budget"
  /** Compressed data that hold more than the pixels. */
  | "surplus";

export interface PictureProblem {
  readonly kind: PictureProblemKind;
  /** One sentence part, without the name of the file and without a full stop. */
  readonly message: string;
}

/** Words kept beside the pixels: a comment, a caption, the name of a program. */
export interface PictureText {
  readonly key: string;
  readonly value: string;
}

/** What a file of pixels says about itself; the pixels are not read. */
export interface PictureReading {
  readonly format: PictureFormat;
  /** Pixels; 0 where the file does not say. */
  readonly width: number;
  readonly height: number;
  /** `grey`, `grey and alpha`, `palette`, `rgb`, `rgba`, `cmyk`; undefined where the file does not say. */
  readonly mode: string | undefined;
  /** Bits to a sample. */
  readonly bits: number | undefined;
  readonly frames: number;
  /** Where the picture ends in the file; undefined where the format does not say or the file is cut. */
  readonly end: number | undefined;
  readonly texts: readonly PictureText[];
  /** The TIFF structure that holds EXIF. */
  readonly exif: Uint8Array | undefined;
  /** An XMP packet, as text. */
  readonly xmp: string | undefined;
  /** The picture says itself that others follow behind it (CIPA DC-007, multi-picture format). */
  readonly multiple: boolean;
  readonly problems: readonly PictureProblem[];
}

/** Pixels of the first frame, row after row. */
export interface PicturePixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** height × width × channels, 0 to 255. */
  readonly data: Uint8Array;
}

export interface PictureBudget {
  /** Pixels of the largest picture that is decoded. */
  readonly pixels: number;
  /**
   * The caller needs no more than so many pixels on the shorter side: where a format can be decoded to an eighth of its
   * size at less cost, that is done.
   */
  readonly enough?: number;
}

export interface DecodedPicture extends PictureReading {
  /** Undefined where nothing could be decoded; `problems` says why. */
  readonly pixels: PicturePixels | undefined;
}

/** A reading without the parts that a format does not have. */
export function pictureReading(
  known: Pick<PictureReading, "format" | "width" | "height" | "problems"> & Partial<PictureReading>,
): PictureReading {
  return {
    mode: undefined,
    bits: undefined,
    frames: 1,
    end: undefined,
    texts: [],
    exif: undefined,
    xmp: undefined,
    multiple: false,
    ...known,
  };
}

/** Why pixels of this size are not decoded; undefined where they may be. */
export function overBudget(width: number, height: number, { pixels }: PictureBudget): PictureProblem | undefined {
  if (width > 0 && height > 0 && width * height <= pixels) return undefined;
  return width === 0 || height === 0
    ? { kind: "damaged", message: `it says to be ${width} x ${height} pixels` }
    : { kind: "budget", message: `it has ${width} x ${height} pixels, more than the ${pixels} that are decoded` };
}
