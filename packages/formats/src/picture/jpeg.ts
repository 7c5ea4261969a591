import { ascii, textOf, viewOf } from "../byte-source.ts";
import { type PictureProblem, type PictureReading, type PictureText, pictureReading } from "./picture.ts";

export interface JpegComponent {
  readonly id: number;
  /** Sampling factors. */
  readonly across: number;
  readonly down: number;
  readonly table: number;
}

export interface JpegScan {
  /** Indexes of components with their tables for DC and AC. */
  readonly components: readonly { readonly index: number; readonly dc: number; readonly ac: number }[];
  readonly from: number;
  readonly to: number;
  readonly high: number;
  readonly low: number;
  /** Entropy-coded bytes up to the next marker that is no restart. */
  readonly data: Uint8Array;
  readonly restart: number;
  /** Tables as they stand at this scan, by (class << 4) | id. */
  readonly huffman: ReadonlyMap<number, Uint8Array>;
}

export interface JpegSegments {
  readonly reading: PictureReading;
  readonly progressive: boolean;
  readonly components: readonly JpegComponent[];
  /** Quantisation in zigzag order by number. */
  readonly quantisation: ReadonlyMap<number, Uint16Array>;
  readonly scans: readonly JpegScan[];
  /** Of the Adobe segment: 0 none, 1 YCbCr, 2 YCCK; undefined without one. */
  readonly transform: number | undefined;
  /** Whether the entropy-coded data can be decoded here. */
  readonly decodable: boolean;
}

const MOST_SCANS = 200;
const UNKNOWN: Readonly<Record<number, string>> = {
  3: "lossless coding",
  5: "hierarchical coding",
  6: "hierarchical coding",
  7: "hierarchical coding",
};

/** Segments of a JPEG file. @see ITU-T T.81, annex B */
export function readJpegSegments(bytes: Uint8Array): JpegSegments {
  const view = viewOf(bytes);
  const problems: PictureProblem[] = [];
  const texts: PictureText[] = [];
  const scans: JpegScan[] = [];
  const quantisation = new Map<number, Uint16Array>();
  let huffman = new Map<number, Uint8Array>();
  let components: JpegComponent[] = [];
  let [width, height, bits, restart] = [0, 0, 8, 0];
  let [progressive, decodable, multiple] = [false, false, false];
  let transform: number | undefined;
  let exif: Uint8Array | undefined;
  let xmp: string | undefined;
  let end: number | undefined;
  for (let at = 2; end === undefined; ) {
    while (at < bytes.length && bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (at + 1 >= bytes.length) {
      problems.push({ kind: "truncated", message: `it ends after ${bytes.length} bytes, before its end marker` });
      break;
    }
    const mark = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || mark === 0) {
      problems.push({ kind: "damaged", message: `there is no marker at byte ${at}, where one should be` });
      break;
    }
    if (mark === 0xd9) {
      end = at + 2;
      break;
    }
    if (mark === 0x01 || (mark >= 0xd0 && mark <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = at + 4 > bytes.length ? 0 : view.getUint16(at + 2);
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || at + 2 + length > bytes.length) {
      problems.push({
        kind: length < 2 && at + 4 <= bytes.length ? "damaged" : "truncated",
        message: `it ends within the segment at byte ${at}`,
      });
      break;
    }
    const next = at + 2 + length;
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark) && body.length >= 6) {
      [bits, height, width] = [body[0] ?? 8, ((body[1] ?? 0) << 8) | (body[2] ?? 0), ((body[3] ?? 0) << 8) | (body[4] ?? 0)];
      components = Array.from({ length: Math.min(4, body[5] ?? 0, Math.floor((body.length - 6) / 3)) }, (_, index) => {
        const [id = 0, factors = 0, table = 0] = body.subarray(6 + 3 * index);
        return { id, across: factors >> 4, down: factors & 15, table };
      });
      const kind = mark & 15;
      progressive = kind === 2;
      decodable = kind <= 2 && bits === 8 && soundComponents(components);
      if (kind > 2)
        problems.push({ kind: "unsupported", message: `its pixels are not decoded here (${UNKNOWN[kind] ?? "arithmetic coding"})` });
      else if (bits !== 8) problems.push({ kind: "unsupported", message: `its pixels are not decoded here (${bits} bits)` });
      else if (!decodable) problems.push({ kind: "damaged", message: "its components have sampling factors that do not exist" });
    } else if (mark === 0xdb) readQuantisation(body, quantisation);
    else if (mark === 0xc4) huffman = withTables(huffman, body);
    else if (mark === 0xdd && body.length >= 2) restart = ((body[0] ?? 0) << 8) | (body[1] ?? 0);
    else if (mark === 0xe1 && ascii(body, 0, 6) === "Exif\0\0") exif ??= body.subarray(6);
    else if (mark === 0xe1 && ascii(body, 0, 29) === "http://ns.adobe.com/xap/1.0/\0") xmp ??= textOf(body.subarray(29));
    else if (mark === 0xe2 && ascii(body, 0, 4) === "MPF\0") multiple = true;
    else if (mark === 0xee && ascii(body, 0, 5) === "Adobe") transform = body[11];
    else if (mark === 0xfe) texts.push({ key: "Comment", value: textOf(body.subarray(0, 4096)) });
    else if (mark === 0xda) {
      const stop = afterEntropy(bytes, next);
      const scan = readScan(body, components, { data: bytes.subarray(next, stop), restart, huffman });
      if (scan === undefined || scans.length >= MOST_SCANS) {
        problems.push({
          kind: "damaged",
          message: scan === undefined ? "a scan names a component that does not exist" : `it has more than ${MOST_SCANS} scans`,
        });
        decodable = scans.length > 0 && decodable;
        break;
      }
      scans.push(scan);
      at = stop;
      continue;
    }
    at = next;
  }
  const mode = components.length === 0 ? undefined : components.length === 1 ? "grey" : components.length === 4 ? "cmyk" : "rgb";
  return {
    reading: pictureReading({ format: "jpeg", width, height, mode, bits, end, texts, exif, xmp, multiple, problems }),
    progressive,
    components,
    quantisation,
    scans,
    transform,
    decodable,
  };
}

function soundComponents(components: readonly JpegComponent[]): boolean {
  return (
    [1, 3, 4].includes(components.length) && components.every(({ across, down }) => across >= 1 && across <= 4 && down >= 1 && down <= 4)
  );
}

/** Where entropy-coded data end: at the next marker that is neither stuffing nor a restart. */
function afterEntropy(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const mark = bytes[at + 1] ?? 0;
    if (mark !== 0 && mark !== 0xff && (mark < 0xd0 || mark > 0xd7)) return at;
  }
  return bytes.length;
}

function readQuantisation(body: Uint8Array, tables: Map<number, Uint16Array>): void {
  for (let at = 0; at < body.length; ) {
    const [wide, id] = [(body[at] ?? 0) >> 4, (body[at] ?? 0) & 15];
    at++;
    const table = new Uint16Array(64);
    for (let index = 0; index < 64; index++) {
      table[index] = wide > 0 ? ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0) : (body[at] ?? 0);
      at += wide > 0 ? 2 : 1;
    }
    tables.set(id, table);
  }
}

/** A new map, so that earlier scans keep the tables they were read with. */
function withTables(known: ReadonlyMap<number, Uint8Array>, body: Uint8Array): Map<number, Uint8Array> {
  const tables = new Map(known);
  for (let at = 0; at + 17 <= body.length; ) {
    const values = body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    tables.set(body[at] ?? 0, body.subarray(at + 1, at + 17 + values));
    at += 17 + values;
  }
  return tables;
}

function readScan(
  body: Uint8Array,
  components: readonly JpegComponent[],
  rest: Pick<JpegScan, "data" | "restart" | "huffman">,
): JpegScan | undefined {
  const count = body[0] ?? 0;
  const used = Array.from({ length: count }, (_, index) => {
    const [id, tables = 0] = body.subarray(1 + 2 * index);
    return { index: components.findIndex((component) => component.id === id), dc: tables >> 4, ac: tables & 15 };
  });
  if (count === 0 || count > 4 || body.length < 4 + 2 * count || used.some(({ index }) => index < 0)) return undefined;
  const [from = 0, to = 63, bits = 0] = body.subarray(1 + 2 * count);
  return to > 63 || from > to ? undefined : { components: used, from, to, high: bits >> 4, low: bits & 15, ...rest };
}
