import { FormatError } from "../../errors.ts";
import { HeaderBytes } from "./header-bytes.ts";
import type { SevenZipFolder, SevenZipMember } from "./seven-zip-archive.ts";

const END = 0;
const EMPTY_STREAM = 14;
const EMPTY_FILE = 15;
const NAMES = 17;
const ATTRIBUTES = 21;
const DIRECTORY = 0x10;
/** The upper half holds a Unix mode. */
const UNIX = 0x8000;

const UTF16 = new TextDecoder("utf-16le");

/** Names and attributes; files with content take the places of the folders in order. @see 7zFormat.txt, "FilesInfo" */
export function filesInfo(bytes: HeaderBytes, folders: readonly SevenZipFolder[]): readonly SevenZipMember[] {
  const count = bytes.count(1);
  let empty: readonly boolean[] = [];
  let emptyFile: readonly boolean[] = [];
  let names: readonly string[] = [];
  let attributes: readonly (number | undefined)[] = [];
  for (let id = bytes.number(); id !== END; id = bytes.number()) {
    const part = new HeaderBytes(bytes.take(bytes.number()));
    if (id === EMPTY_STREAM) empty = part.bits(count);
    else if (id === EMPTY_FILE) emptyFile = part.bits(empty.filter(Boolean).length);
    else if (id === NAMES) names = namesOf(part, count);
    else if (id === ATTRIBUTES) attributes = attributesOf(part, count);
  }
  const places = folders.flatMap((folder, index) => {
    let offset = 0;
    return folder.files.map(({ size, crc }) => {
      const place = { folder: index, offset, size, ...(crc === undefined ? {} : { crc }) };
      offset += size;
      return place;
    });
  });
  let next = 0;
  let nextEmpty = 0;
  return Array.from({ length: count }, (_, index) => {
    const attribute = attributes[index] ?? 0;
    const common = { name: names[index] ?? "", symlink: (attribute & UNIX) !== 0 && attribute >>> 28 === 0xa };
    if (empty[index] === true) return { ...common, directory: emptyFile[nextEmpty++] !== true, size: 0 };
    const { folder, offset, size, crc } = placeOf(places, next++);
    return { ...common, directory: (attribute & DIRECTORY) !== 0, size, place: { folder, offset }, ...(crc === undefined ? {} : { crc }) };
  });
}

function placeOf<Place>(places: readonly Place[], index: number): Place {
  const place = places[index];
  if (place === undefined) throw new FormatError("MALFORMED", "A 7z archive lists more files than it holds.");
  return place;
}

function namesOf(part: HeaderBytes, count: number): readonly string[] {
  if (part.byte() !== 0) throw new FormatError("UNSUPPORTED", "A 7z archive whose names stand in another stream.");
  const names = UTF16.decode(part.take(part.left)).split("\0", count + 1);
  return names.slice(0, count);
}

function attributesOf(part: HeaderBytes, count: number): readonly (number | undefined)[] {
  const defined = part.allOrBits(count);
  if (part.byte() !== 0) throw new FormatError("UNSUPPORTED", "A 7z archive whose attributes stand in another stream.");
  return defined.map((has) => (has ? part.uint32() : undefined));
}
