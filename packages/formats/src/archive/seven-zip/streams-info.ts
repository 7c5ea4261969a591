import { FormatError } from "../../errors.ts";
import type { HeaderBytes } from "./header-bytes.ts";
import type { SevenZipCoder, SevenZipFolder } from "./seven-zip-archive.ts";

const END = 0;
const PACK_INFO = 6;
const UNPACK_INFO = 7;
const SUB_STREAMS_INFO = 8;
const SIZE = 9;
const CRC = 10;
const FOLDER = 11;
const UNPACK_SIZES = 12;
const STREAM_COUNTS = 13;
/** 7-Zip allows 32 coders and as many streams. */
const MAX_CODERS = 32;

export interface StreamsInfo {
  readonly packStart: number;
  readonly packSizes: readonly number[];
  readonly folders: readonly SevenZipFolder[];
}

/** What is packed where and how. @see 7zFormat.txt, "Streams Info" */
export function streamsInfo(bytes: HeaderBytes): StreamsInfo {
  let packStart = 0;
  let packSizes: readonly number[] = [];
  let folders: readonly SevenZipFolder[] = [];
  for (let id = bytes.number(); id !== END; id = bytes.number()) {
    if (id === PACK_INFO) ({ packStart, packSizes } = packInfo(bytes));
    else if (id === UNPACK_INFO) folders = unpackInfo(bytes);
    else if (id === SUB_STREAMS_INFO) folders = subStreams(bytes, folders);
    else throw new FormatError("MALFORMED", `A part of the 7z header that is not known (${id}).`);
  }
  return { packStart, packSizes, folders };
}

function packInfo(bytes: HeaderBytes): Pick<StreamsInfo, "packStart" | "packSizes"> {
  const packStart = bytes.number();
  const count = bytes.count();
  let packSizes: readonly number[] = [];
  for (let id = bytes.number(); id !== END; id = bytes.number()) {
    if (id === SIZE) packSizes = Array.from({ length: count }, () => bytes.number());
    else if (id === CRC) digests(bytes, count);
    else throw new FormatError("MALFORMED", "A 7z header whose packed streams cannot be read.");
  }
  return { packStart, packSizes };
}

function digests(bytes: HeaderBytes, count: number): readonly (number | undefined)[] {
  return bytes.allOrBits(count).map((defined) => (defined ? bytes.uint32() : undefined));
}

function expected(bytes: HeaderBytes, id: number): void {
  if (bytes.number() !== id) throw new FormatError("MALFORMED", "A 7z header whose folders cannot be read.");
}

function unpackInfo(bytes: HeaderBytes): readonly SevenZipFolder[] {
  expected(bytes, FOLDER);
  const count = bytes.count();
  if (bytes.byte() !== 0) throw new FormatError("UNSUPPORTED", "A 7z header that stands in another stream.");
  const plans: Omit<SevenZipFolder, "sizes" | "files">[] = [];
  let firstPack = 0;
  for (let index = 0; index < count; index++) {
    const plan = folderPlan(bytes);
    plans.push({ ...plan, firstPack });
    firstPack += plan.packed.length;
  }
  expected(bytes, UNPACK_SIZES);
  const sizes = plans.map(({ coders }) => coders.flatMap(({ outputs }) => Array.from({ length: outputs }, () => bytes.number())));
  let checksums: readonly (number | undefined)[] = [];
  for (let id = bytes.number(); id !== END; id = bytes.number()) {
    if (id !== CRC) throw new FormatError("MALFORMED", "A 7z header whose folders cannot be read.");
    checksums = digests(bytes, count);
  }
  return plans.map((plan, index) => {
    const own = sizes[index] ?? [];
    const crc = checksums[index];
    const file = { size: mainSize(plan, own), ...(crc === undefined ? {} : { crc }) };
    return { ...plan, sizes: own, files: [file], ...(crc === undefined ? {} : { crc }) };
  });
}

/** Of the output that feeds no other coder. */
export function mainOutput({ coders, bonds }: Pick<SevenZipFolder, "coders" | "bonds">): number {
  const outputs = coders.reduce((sum, coder) => sum + coder.outputs, 0);
  for (let index = 0; index < outputs; index++) if (!bonds.some(({ from }) => from === index)) return index;
  throw new FormatError("MALFORMED", "A 7z folder without a result.");
}

function mainSize(plan: Pick<SevenZipFolder, "coders" | "bonds">, sizes: readonly number[]): number {
  return sizes[mainOutput(plan)] ?? 0;
}

function folderPlan(bytes: HeaderBytes): Omit<SevenZipFolder, "sizes" | "files" | "firstPack"> {
  const count = bytes.number();
  if (count < 1 || count > MAX_CODERS) throw new FormatError("MALFORMED", `A 7z folder with ${count} coders.`);
  const coders = Array.from({ length: count }, () => coderOf(bytes));
  const inputs = coders.reduce((sum, coder) => sum + coder.inputs, 0);
  const outputs = coders.reduce((sum, coder) => sum + coder.outputs, 0);
  if (inputs > MAX_CODERS || outputs > MAX_CODERS || outputs < 1 || outputs - 1 > inputs)
    throw new FormatError("MALFORMED", "A 7z folder with too many streams.");
  const bonds = Array.from({ length: outputs - 1 }, () => ({ to: bytes.number(), from: bytes.number() }));
  const packs = inputs - bonds.length;
  const packed =
    packs === 1
      ? [Array.from({ length: inputs }, (_, index) => index).find((index) => !bonds.some(({ to }) => to === index)) ?? 0]
      : Array.from({ length: packs }, () => bytes.number());
  return { coders, bonds, packed };
}

function coderOf(bytes: HeaderBytes): SevenZipCoder {
  const flags = bytes.byte();
  const id = Buffer.from(bytes.take(flags & 15)).toString("hex");
  const complex = (flags & 0x10) !== 0;
  const inputs = complex ? bytes.number() : 1;
  const outputs = complex ? bytes.number() : 1;
  if (inputs > MAX_CODERS || outputs > MAX_CODERS) throw new FormatError("MALFORMED", "A 7z coder with too many streams.");
  const properties = (flags & 0x20) !== 0 ? bytes.take(bytes.number()).slice() : new Uint8Array(0);
  return { id, properties, inputs, outputs };
}

/** How many files each folder holds, their sizes (the last follows from the rest) and checksums. */
function subStreams(bytes: HeaderBytes, folders: readonly SevenZipFolder[]): readonly SevenZipFolder[] {
  let counts: readonly number[] = folders.map(() => 1);
  let id = bytes.number();
  if (id === STREAM_COUNTS) {
    counts = folders.map(() => bytes.count());
    id = bytes.number();
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > bytes.left + folders.length + 8)
    throw new FormatError("MALFORMED", "The 7z header announces more files than it has room for.");
  const sizes = folders.map((folder, index) => {
    const count = counts[index] ?? 0;
    const own: number[] = [];
    let left = mainSize(folder, folder.sizes);
    for (let file = 0; file + 1 < count; file++) {
      const size = id === SIZE ? bytes.number() : 0;
      if (size > left) throw new FormatError("MALFORMED", "Files of a 7z archive are longer than what they are in.");
      own.push(size);
      left -= size;
    }
    if (count > 0) own.push(left);
    return own;
  });
  if (id === SIZE) id = bytes.number();
  let checksums: readonly (number | undefined)[] = [];
  for (; id !== END; id = bytes.number()) {
    if (id !== CRC) throw new FormatError("MALFORMED", "A 7z header whose files cannot be read.");
    const missing = folders.flatMap((folder, index) => (counts[index] === 1 && folder.crc !== undefined ? [] : (sizes[index] ?? [])));
    checksums = digests(bytes, missing.length);
  }
  let next = 0;
  return folders.map((folder, index) => {
    const own = sizes[index] ?? [];
    if (own.length === 1 && folder.crc !== undefined) return { ...folder, files: [{ size: own[0] ?? 0, crc: folder.crc }] };
    const files = own.map((size) => {
      const crc = checksums[next++];
      return { size, ...(crc === undefined ? {} : { crc }) };
    });
    return { ...folder, files };
  });
}
