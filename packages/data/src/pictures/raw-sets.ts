import { existsSync, lstatSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { looksLikeIdx, readIdxImages, readIdxLabels } from "../check/assemble/idx.ts";
import { readBytes } from "../check/assemble/read-bytes.ts";
import { DataError } from "../errors.ts";
import { isBesideData, listFiles, withoutCompression } from "../table/source/list-files.ts";
import type { ImageSet } from "../table/table.ts";

/** Pictures of one size kept as bare pixels in one file, with a label a picture where there is a file of labels. */
export interface RawPictures {
  readonly file: string;
  readonly format: "idx" | "cifar" | "npy";
  readonly split?: string;
  readonly bytes: number;
  readonly images: ImageSet;
  readonly labels?: readonly string[];
}

const IDX_NAME = /(?:idx\d?-ubyte|\.idx\d?|ubyte)(?:\.gz)?$/i;
const IMAGES_NAME = /images?[-._]idx3|idx3|images/i;
const CIFAR_NAME = /(?:^|\/)(?:data_batch_\d+|test_batch|train|test|.*cifar.*)\.bin$/i;
const [SIDE, PLANE] = [32, 1024] as const;

function splitOfName(name: string): string | undefined {
  if (/(?:^|\/)(?:train|data_batch)/i.test(name)) return "train";
  return /(?:^|\/)(?:t10k|test)/i.test(name) ? "test" : undefined;
}

/** Paths of files of bare pixels in a folder, or the one file itself. */
export function rawFiles(target: string): readonly string[] {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  const files = stat.isDirectory()
    ? listFiles(target).filter(({ name }) => !isBesideData(name))
    : [{ path: target, name: basename(target), bytes: stat.size }];
  const raw = files.filter(({ name, bytes }) => IDX_NAME.test(name) || (CIFAR_NAME.test(name) && isCifarSize(bytes)));
  // Tables with a stray file of such a name beside them stay tables.
  return 2 * raw.length > files.length ? raw.map(({ path }) => path) : [];
}

/** Whole records of CIFAR-10 or CIFAR-100: other files are called `train.bin` too. */
function isCifarSize(bytes: number): boolean {
  return bytes > 0 && (bytes % (3 * PLANE + 1) === 0 || bytes % (3 * PLANE + 2) === 0);
}

/** The file of labels that belongs to a file of pictures by the names of the MNIST database; undefined where there is none. */
export function labelFileOf(path: string): string | undefined {
  const name = basename(path)
    .replace(/images/i, "labels")
    .replace(/idx3/i, "idx1");
  const found = name === basename(path) ? undefined : join(dirname(path), name);
  return found !== undefined && existsSync(found) ? found : undefined;
}

/**
 * Reads a file of bare pixels: IDX (with its labels beside it or as named), or CIFAR-10 and CIFAR-100 in their binary version.
 * Undefined for files of labels. @throws DataError FORMAT_UNKNOWN, FILE_UNREADABLE, COLUMN_INVALID
 */
export function readRawPictures(path: string, labelFile: string | undefined): RawPictures | undefined {
  const name = basename(path);
  const split = splitOfName(name);
  const bytes = readBytes(path);
  const common = { file: name, bytes: lstatSync(path).size, ...(split === undefined ? {} : { split }) };
  if (!looksLikeIdx(bytes)) {
    const cifar = CIFAR_NAME.test(name) ? readCifar(bytes) : undefined;
    if (cifar === undefined) throw new DataError("FORMAT_UNKNOWN", `${path}: neither IDX nor CIFAR in its binary version.`);
    return { ...common, format: "cifar", ...cifar };
  }
  if (bytes[3] === 1 && !IMAGES_NAME.test(withoutCompression(name))) return undefined;
  const images = readIdxImages(bytes, path);
  const beside = labelFile ?? labelFileOf(path);
  if (beside === undefined) return { ...common, format: "idx", images };
  const { codes, dictionary } = readIdxLabels(readBytes(beside), beside, images.rows);
  return { ...common, format: "idx", images, labels: Array.from(codes, (code) => dictionary[code] ?? "") };
}

/** One label byte (CIFAR-100: a coarse and a fine one), then three planes of 32 × 32. @see A. Krizhevsky, CIFAR-10 and CIFAR-100 */
function readCifar(bytes: Uint8Array): { readonly images: ImageSet; readonly labels: readonly string[] } | undefined {
  const extra = bytes.length % (3 * PLANE + 1) === 0 ? 1 : bytes.length % (3 * PLANE + 2) === 0 ? 2 : 0;
  if (extra === 0 || bytes.length === 0) return undefined;
  const stride = 3 * PLANE + extra;
  const rows = bytes.length / stride;
  const pixels = new Uint8Array(rows * 3 * PLANE);
  for (let row = 0; row < rows; row++)
    for (let plane = 0; plane < 3; plane++)
      for (let index = 0; index < PLANE; index++)
        pixels[(row * PLANE + index) * 3 + plane] = bytes[row * stride + extra + plane * PLANE + index] ?? 0;
  const labels = Array.from({ length: rows }, (_, row) => String(bytes[row * stride + extra - 1] ?? 0));
  return { images: { rows, width: SIDE, height: SIDE, channels: 3, pixels }, labels };
}
