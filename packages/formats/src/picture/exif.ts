import { ascii, viewOf } from "../byte-source.ts";

/** What EXIF says about where, when, with what and by whom a picture was taken. */
export interface ExifFacts {
  /** Degrees north and east; undefined where there is no position, or none that can be read. */
  readonly position: { readonly latitude: number; readonly longitude: number } | undefined;
  /** Whether there is a GPS directory with anything in it. */
  readonly gps: boolean;
  /** Tags with text that name a person, a device or a moment, by their EXIF names. */
  readonly tags: Readonly<Record<string, string>>;
}

const NAMES: Readonly<Record<number, string>> = {
  270: "ImageDescription",
  271: "Make",
  272: "Model",
  305: "Software",
  306: "DateTime",
  315: "Artist",
  316: "HostComputer",
  33432: "Copyright",
  36867: "DateTimeOriginal",
  37510: "UserComment",
  40091: "XPTitle",
  40092: "XPComment",
  40093: "XPAuthor",
  42016: "ImageUniqueID",
  42032: "CameraOwnerName",
  42033: "BodySerialNumber",
  42037: "LensSerialNumber",
};
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };
const MOST_ENTRIES = 512;
const LONGEST = 1024;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value stands. */
  readonly at: number;
}

/** Facts of an EXIF structure. Never throws on any bytes. @see CIPA DC-008 (Exif 2.32), 4.6 */
export function readExif(bytes: Uint8Array): ExifFacts {
  const view = viewOf(bytes);
  const order = ascii(bytes, 0, 2);
  const tags: Record<string, string> = {};
  if (bytes.length < 8 || (order !== "II" && order !== "MM")) return { position: undefined, gps: false, tags };
  const little = order === "II";
  const long = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at, little) : 0);
  const entries = (at: number): readonly Entry[] => {
    if (at < 8 || at + 2 > bytes.length) return [];
    const count = Math.min(MOST_ENTRIES, view.getUint16(at, little), Math.floor((bytes.length - at - 2) / 12));
    return Array.from({ length: count }, (_, index) => {
      const from = at + 2 + 12 * index;
      const [tag, type, number] = [view.getUint16(from, little), view.getUint16(from + 2, little), long(from + 4)];
      const size = (SIZES[type] ?? 1) * number;
      return { tag, type, count: number, at: size <= 4 ? from + 8 : long(from + 8) };
    });
  };
  const first = entries(long(4));
  const pointer = (wanted: number): readonly Entry[] => {
    const found = first.find(({ tag }) => tag === wanted);
    return found === undefined ? [] : entries(long(found.at));
  };
  for (const entry of [...first, ...pointer(EXIF_DIRECTORY)]) {
    const name = NAMES[entry.tag];
    const text = name === undefined ? "" : textOfEntry(bytes, entry);
    if (name !== undefined && text !== "") tags[name] ??= text;
  }
  const gps = pointer(GPS_DIRECTORY);
  const degrees = (tag: number, reference: number, negative: string): number | undefined => {
    const entry = gps.find((each) => each.tag === tag && each.type === 5 && each.count >= 1);
    if (entry === undefined) return undefined;
    const side = gps.find((each) => each.tag === reference);
    let value = 0;
    for (let part = 0; part < Math.min(3, entry.count); part++) {
      const bottom = long(entry.at + 8 * part + 4);
      if (bottom > 0) value += long(entry.at + 8 * part) / bottom / 60 ** part;
    }
    return side !== undefined && ascii(bytes, side.at, side.at + 1) === negative ? -value : value;
  };
  const [latitude, longitude] = [degrees(2, 1, "S"), degrees(4, 3, "W")];
  const known = latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return {
    position: known && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : undefined,
    // A version alone says nothing about a place.
    gps: gps.some(({ tag }) => tag !== 0),
    tags,
  };
}

function textOfEntry(bytes: Uint8Array, { tag, type, count, at }: Entry): string {
  const raw = bytes.subarray(at, at + Math.min(count, LONGEST));
  if (tag >= 0x9c9b && tag <= 0x9c9d) return cleaned(new TextDecoder("utf-16le").decode(raw));
  if (tag === 0x9286) return cleaned(ascii(raw, 0, 5) === "ASCII" || ascii(raw, 0, 3) === "\0\0\0" ? ascii(raw, 8) : "");
  return type === 2 ? cleaned(new TextDecoder().decode(raw)) : "";
}

function cleaned(text: string): string {
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).trim();
}
