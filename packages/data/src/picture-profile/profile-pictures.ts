import { basename } from "node:path";
import { DataError } from "../errors.ts";
import { holdsPictures, readPictureFolder } from "../pictures/picture-folder.ts";
import { rawFiles, readRawPictures } from "../pictures/raw-sets.ts";
import { arrayFiles, readArrays } from "./arrays/read-arrays.ts";
import { pictureAttention } from "./attention.ts";
import type { ArrayProfile, PictureProfile } from "./document.ts";
import { factsOfFile, factsOfRaw, type PictureFacts } from "./facts.ts";
import { repeatsOf } from "./repeats.ts";
import {
  brightnessOf,
  contradictionsOf,
  duplicatesOf,
  formatsOf,
  labelsOf,
  metadataOf,
  modesOf,
  overlapsOf,
  sizesOf,
  splitsOf,
} from "./summaries.ts";

export interface PictureProfileOptions {
  readonly version: string;
  /** The column of the metadata that is the label. */
  readonly label?: string | undefined;
  /** The file of labels of a single IDX file. */
  readonly labelFile?: string | undefined;
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  readonly progress?: (step: string, done: number, total: number) => void;
}

/** What a path holds besides tables; undefined where a table is to be expected. */
export function pictureLayout(target: string): "folder" | "raw" | "arrays" | undefined {
  if (rawFiles(target).length > 0) return "raw";
  if (arrayFiles(target).length > 0) return "arrays";
  return holdsPictures(target) ? "folder" : undefined;
}

interface Read {
  readonly layout: PictureProfile["data"]["layout"];
  readonly pictures: readonly PictureFacts[];
  readonly arrays: readonly ArrayProfile[];
  readonly labelsFrom: string;
  readonly bytes: number;
  readonly warnings: PictureProfile["warnings"];
  readonly sampling: readonly string[];
}

/**
 * Profiles pictures and arrays: every file is read once; one that cannot be read is told in one sentence and the others go on.
 * @throws DataError FILE_MISSING, FORMAT_UNKNOWN, FILE_UNREADABLE, TABLE_EMPTY
 */
export async function profilePictures(target: string, options: PictureProfileOptions): Promise<PictureProfile> {
  const started = performance.now();
  const begun = (options.clock ?? ((): Date => new Date()))();
  const layout = pictureLayout(target);
  if (layout === undefined) throw new DataError("FORMAT_UNKNOWN", `${target}: neither pictures nor arrays.`);
  const read =
    layout === "raw" ? readRaw(target, options) : layout === "arrays" ? readArrayFiles(target, options) : await readFolder(target, options);
  const { pictures } = read;
  if (pictures.length === 0 && read.arrays.length === 0) throw new DataError("TABLE_EMPTY", `${target}: there is no picture in it.`);
  options.progress?.("comparing", 0, 1);
  const repeats = repeatsOf(pictures);
  const labels = labelsOf(pictures, read.labelsFrom);
  const sizes = sizesOf(pictures);
  const brightness = brightnessOf(pictures);
  const unreadable = pictures.flatMap(({ name, problem }) => (problem === undefined ? [] : [{ file: name, ...problem }]));
  const seconds = (performance.now() - started) / 1000;
  const document: PictureProfile = {
    schema: "castellan/picture-profile/1",
    tool: { name: "castellan", version: options.version },
    data: { name: basename(target), layout: read.layout, pictures: pictures.length, bytes: read.bytes, splits: splitsOf(pictures) },
    formats: formatsOf(pictures),
    modes: modesOf(pictures),
    ...(sizes === undefined ? {} : { sizes }),
    ...(brightness === undefined ? {} : { brightness }),
    ...(labels === undefined ? {} : { labels }),
    duplicates: duplicatesOf(pictures, repeats),
    overlaps: overlapsOf(pictures, repeats),
    contradictions: contradictionsOf(pictures, repeats),
    metadata: metadataOf(pictures),
    trailing: pictures.flatMap(({ name, trailing }) => (trailing === undefined ? [] : [{ file: name, ...trailing }])),
    misnamed: pictures.flatMap(({ name, promised, format }) => (promised === undefined ? [] : [{ file: name, promised, found: format }])),
    unreadable,
    arrays: [...read.arrays],
    attention: [],
    warnings: [...read.warnings],
    sampling: [
      ...read.sampling,
      ...(repeats.skipped > 0
        ? [`${repeats.skipped} comparisons of pictures with very similar hashes were left out; near-copies among them may be missed.`]
        : []),
    ],
    complete: unreadable.every(({ kind }) => kind === "unsupported") && read.arrays.every(({ problem }) => problem === undefined),
    run: {
      started: begun.toISOString(),
      seconds: Math.round(1000 * seconds) / 1000,
      bytesPerSecond: Math.round(read.bytes / Math.max(seconds, 1e-6)),
    },
  };
  return { ...document, attention: pictureAttention(document) };
}

async function readFolder(target: string, { label, signal, progress }: PictureProfileOptions): Promise<Read> {
  const folder = await readPictureFolder(target, label);
  const pictures: PictureFacts[] = [];
  let bytes = 0;
  for (const picture of folder.pictures) {
    if (signal?.aborted === true) break;
    pictures.push(factsOfFile(picture));
    bytes += picture.bytes;
    if (pictures.length % 64 === 0) {
      progress?.("reading", pictures.length, folder.pictures.length);
      await new Promise(setImmediate);
    }
  }
  return {
    layout: folder.labels === "metadata" ? "imagefolder" : "folder",
    pictures,
    arrays: [],
    labelsFrom: folder.labels === "metadata" ? `column ${folder.labelColumn} of the metadata` : "folders",
    bytes,
    warnings: [...folder.warnings],
    sampling: [],
  };
}

function readRaw(target: string, { labelFile, progress }: PictureProfileOptions): Read {
  const pictures: PictureFacts[] = [];
  const warnings: PictureProfile["warnings"] = [];
  let [bytes, labelled, layout] = [0, true, "idx" as Read["layout"]];
  for (const path of rawFiles(target)) {
    const raw = readRawPictures(path, labelFile);
    if (raw === undefined) continue;
    layout = raw.format === "cifar" ? "cifar" : "idx";
    bytes += raw.bytes;
    labelled &&= raw.labels !== undefined;
    for (const facts of factsOfRaw(raw)) pictures.push(facts);
    progress?.("reading", pictures.length, pictures.length);
  }
  if (!labelled) warnings.push({ code: "labels-missing", message: "There is no file of labels beside the pictures; say --label-file." });
  return {
    layout,
    pictures,
    arrays: [],
    labelsFrom: layout === "cifar" ? "the label byte" : "the file of labels",
    bytes,
    warnings,
    sampling: [],
  };
}

function readArrayFiles(target: string, { progress }: PictureProfileOptions): Read {
  const { arrays, pictures, bytes, sampling } = readArrays(arrayFiles(target), (done, total) => progress?.("reading", done, total));
  return {
    layout: "arrays",
    pictures: pictures.flatMap((raw) => [...factsOfRaw(raw)]),
    arrays,
    labelsFrom: "the array of labels",
    bytes,
    warnings: [],
    sampling,
  };
}
