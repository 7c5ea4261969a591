import { lstatSync } from "node:fs";
import { basename } from "node:path";
import { type ByteSource, isZip, looksLikeNumpy, openZipMember, readNumpy, readZip } from "@castellan/formats";
import { DataError } from "../../errors.ts";
import type { RawPictures } from "../../pictures/raw-sets.ts";
import { FileSource } from "../../table/source/file-source.ts";
import { isBesideData, type ListedFile, listFiles } from "../../table/source/list-files.ts";
import type { ArrayProfile } from "../document.ts";
import { arrayStatistics, numberReader } from "./statistics.ts";

const NAME = /\.np[yz]$/i;
/** Arrays up to this size are taken as pictures where they have their form. */
const MOST_PICTURE_BYTES = 2 ** 30;
const LABELS = /^(?:y|labels?|targets?|classes)$/i;

export interface ReadArrays {
  readonly arrays: readonly ArrayProfile[];
  readonly pictures: readonly RawPictures[];
  readonly bytes: number;
  readonly sampling: readonly string[];
}

/** Files of numpy arrays in a folder that holds nothing else, or the one file itself. */
export function arrayFiles(target: string): readonly ListedFile[] {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return NAME.test(target) ? [{ path: target, name: basename(target), bytes: stat.size }] : [];
  if (!stat.isDirectory()) return [];
  const files = listFiles(target).filter(({ name }) => !isBesideData(name));
  const named = files.filter(({ name }) => NAME.test(name));
  return 2 * named.length > files.length ? named : [];
}

interface OpenArray {
  readonly name: string;
  readonly key: string;
  readonly source: ByteSource;
}

/** Statistics of every array; arrays of bytes that have the form of pictures are given as pictures too. */
export function readArrays(files: readonly ListedFile[], progress: (done: number, total: number) => void): ReadArrays {
  const arrays: ArrayProfile[] = [];
  const pictures: RawPictures[] = [];
  const sampling: string[] = [];
  let bytes = 0;
  for (const [index, { path, name, bytes: size }] of files.entries()) {
    const file = new FileSource(path);
    try {
      bytes += size;
      const opened = openArrays(file, name, arrays);
      arrays.push(...opened.map(arrayProfile));
      pictures.push(...picturesAmong(opened, sampling));
    } finally {
      file.close();
    }
    progress(index + 1, files.length);
  }
  return { arrays, pictures, bytes, sampling };
}

function openArrays(file: FileSource, name: string, arrays: ArrayProfile[]): readonly OpenArray[] {
  const head = file.read(0, 8);
  if (looksLikeNumpy(head)) return [{ name, key: basename(name).replace(/\.npy$/i, ""), source: file }];
  const archive = isZip(head, file) ? readZip(file) : undefined;
  if (archive === undefined) {
    arrays.push(broken(name, "it is neither a numpy array nor an archive of them"));
    return [];
  }
  return archive.members.flatMap((member): OpenArray[] => {
    const [reading] = member.readings;
    if (member.directory || reading === undefined) return [];
    const { source, problem } = openZipMember(file, reading);
    const full = `${name}/${member.name}`;
    if (problem !== undefined) arrays.push(broken(full, problem.message.replace(/\.$/, "")));
    return problem === undefined ? [{ name: full, key: member.name.replace(/\.npy$/i, ""), source }] : [];
  });
}

function broken(name: string, problem: string): ArrayProfile {
  return { name, type: "", shape: [], order: "C", values: 0, problem };
}

function arrayProfile({ name, source }: OpenArray): ArrayProfile {
  if (!looksLikeNumpy(source.read(0, 8))) return broken(name, "it is no numpy array");
  const { descr, shape, fortranOrder, dataStart, dataEnd, object, problems } = readNumpy(source);
  const values = shape.reduce((product, size) => product * size, 1);
  const common = { name, type: descr, shape: [...shape], order: fortranOrder ? ("Fortran" as const) : ("C" as const), values };
  if (object === true)
    return {
      ...common,
      problem: "it holds Python objects: a pickle that can run code when it is loaded; look at it with castellan model inspect",
    };
  const [problem] = problems;
  const reader = numberReader(descr);
  const told = problem === undefined ? {} : { problem: problem.message };
  if (reader === undefined || dataEnd === undefined) return { ...common, ...told };
  const [rows = values, columns = 0] = shape;
  // In Fortran order the places of one row do not stand together.
  const flat = fortranOrder && shape.length > 1;
  const numbers = arrayStatistics(
    source,
    dataStart,
    dataEnd,
    reader,
    values,
    flat ? values : rows,
    !flat && shape.length === 2 ? columns : 0,
  );
  return { ...common, numbers, ...told };
}

/** rows × height × width [× 1 or 3] of unsigned bytes, with labels in an array of as many numbers of the same archive. */
function picturesAmong(opened: readonly OpenArray[], sampling: string[]): readonly RawPictures[] {
  return opened.flatMap(({ name, key, source }): RawPictures[] => {
    const { descr, shape, fortranOrder, dataStart, dataEnd, problems } = readNumpy(source);
    const [rows = 0, height = 0, width = 0, channels = 1] = shape;
    const formed =
      (shape.length === 3 || (shape.length === 4 && (channels === 1 || channels === 3))) && rows > 0 && height >= 6 && width >= 6;
    if (!formed || !/^\|?u1$/.test(descr) || fortranOrder || problems.length > 0 || dataEnd === undefined) return [];
    if (dataEnd - dataStart > MOST_PICTURE_BYTES) {
      sampling.push(`${name}: its pictures take more than 1 GB and were not compared with each other.`);
      return [];
    }
    const side = key.replace(/^x/i, "y");
    const labels = opened.find(
      (other) =>
        other.key !== key &&
        (other.key === side || LABELS.test(other.key) || other.key === key.replace(/images?/i, "labels")) &&
        isLabels(other.source, rows),
    );
    const split = /train/i.test(key) ? "train" : /test/i.test(key) ? "test" : /val/i.test(key) ? "validation" : undefined;
    return [
      {
        file: name,
        format: "npy",
        ...(split === undefined ? {} : { split }),
        bytes: dataEnd - dataStart,
        images: { rows, height, width, channels, pixels: source.read(dataStart, dataEnd - dataStart) },
        ...(labels === undefined ? {} : { labels: labelsIn(labels.source, rows) }),
      },
    ];
  });
}

function isLabels(source: ByteSource, rows: number): boolean {
  const { shape, descr, dataEnd } = readNumpy(source);
  return dataEnd !== undefined && shape[0] === rows && shape.slice(1).every((size) => size === 1) && numberReader(descr) !== undefined;
}

function labelsIn(source: ByteSource, rows: number): readonly string[] {
  const { descr, dataStart, dataEnd = dataStart } = readNumpy(source);
  const reader = numberReader(descr);
  if (reader === undefined) throw new DataError("FILE_UNREADABLE", `labels of type ${descr} cannot be read.`);
  const bytes = source.read(dataStart, dataEnd - dataStart);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: rows }, (_, row) =>
    (row + 1) * reader.bytes <= bytes.length ? String(reader.read(view, row * reader.bytes)) : "",
  );
}
