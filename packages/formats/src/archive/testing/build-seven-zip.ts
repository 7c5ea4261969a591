import { crc32, deflateRawSync } from "node:zlib";
import { lzma2Data, lzmaLiterals } from "../../compression/testing/lzma-literals.ts";
import { bytesOf, joined, numbers } from "./build-zip.ts";

export type SevenZipMethod = "copy" | "deflate" | "lzma" | "lzma2" | "aes" | "unknown";

export interface SevenZipPlan {
  readonly files: readonly {
    readonly name: string;
    readonly content: string | Uint8Array;
    readonly crc?: number;
    readonly attributes?: number;
  }[];
  readonly method?: SevenZipMethod;
  /** The header packed once more (by copying). */
  readonly encodedHeader?: boolean;
  /** Names left out from the end of the list. */
  readonly unlisted?: number;
  readonly suffix?: Uint8Array;
}

const CODERS: Readonly<Record<SevenZipMethod, { readonly id: readonly number[]; readonly properties: readonly number[] }>> = {
  copy: { id: [0], properties: [] },
  deflate: { id: [4, 1, 8], properties: [] },
  lzma: { id: [3, 1, 1], properties: [0x5d, 0, 0, 1, 0] },
  lzma2: { id: [0x21], properties: [16] },
  aes: { id: [6, 0xf1, 7, 1], properties: [0, 0] },
  unknown: { id: [3, 4, 1], properties: [1, 2, 3, 4, 5] },
};

function packedBy(method: SevenZipMethod, content: Uint8Array): Uint8Array {
  if (method === "deflate") return new Uint8Array(deflateRawSync(content));
  if (method === "lzma") return lzmaLiterals(content, false);
  return method === "lzma2" ? lzma2Data(content, true) : content;
}

/** The number form of 7z for values below 2^14. */
function number(value: number): Uint8Array {
  return value < 128 ? Uint8Array.of(value) : Uint8Array.of(0x80 | (value >> 8), value & 255);
}

function folder(method: SevenZipMethod): Uint8Array {
  const { id, properties } = CODERS[method];
  const flags = id.length | (properties.length > 0 ? 0x20 : 0);
  return Uint8Array.from([1, flags, ...id, ...(properties.length > 0 ? [properties.length, ...properties] : [])]);
}

function streams(method: SevenZipMethod, start: number, packed: number, unpacked: number, rest: readonly Uint8Array[]): Uint8Array {
  return joined([
    Uint8Array.of(6),
    number(start),
    Uint8Array.of(1, 9),
    number(packed),
    Uint8Array.of(0, 7, 11, 1, 0),
    folder(method),
    Uint8Array.of(12),
    number(unpacked),
    Uint8Array.of(0),
    ...rest,
    Uint8Array.of(0),
  ]);
}

/** A solid archive of one folder. @see 7zFormat.txt */
export function buildSevenZip(plan: SevenZipPlan): Uint8Array {
  const method = plan.method ?? "copy";
  const contents = plan.files.map(({ content }) => bytesOf(content));
  const all = joined(contents);
  const packed = packedBy(method, all);
  const listed = plan.files.slice(0, plan.files.length - (plan.unlisted ?? 0));
  const sub = joined([
    Uint8Array.of(8, 13),
    number(contents.length),
    Uint8Array.of(9),
    ...contents.slice(0, -1).map(({ length }) => number(length)),
    Uint8Array.of(10, 1),
    ...contents.map((content, index) => numbers([4, plan.files[index]?.crc ?? crc32(content)])),
    Uint8Array.of(0),
  ]);
  const names = joined([Uint8Array.of(0), ...listed.map(({ name }) => new Uint8Array(Buffer.from(`${name}\0`, "utf16le")))]);
  const attributes = joined([Uint8Array.of(1, 0), ...listed.map((file) => numbers([4, file.attributes ?? 0x20]))]);
  const header = joined([
    Uint8Array.of(1, 4),
    streams(method, 0, packed.length, all.length, [sub]),
    Uint8Array.of(5),
    number(listed.length),
    Uint8Array.of(17),
    number(names.length),
    names,
    Uint8Array.of(21),
    number(attributes.length),
    attributes,
    Uint8Array.of(0, 0),
  ]);
  if (plan.encodedHeader !== true) return wrapped([packed], header, plan.suffix);
  return wrapped(
    [packed, header],
    joined([Uint8Array.of(23), streams("copy", packed.length, header.length, header.length, [])]),
    plan.suffix,
  );
}

function wrapped(parts: readonly Uint8Array[], header: Uint8Array, suffix: Uint8Array = new Uint8Array(0)): Uint8Array {
  const body = joined(parts);
  const start = numbers([8, body.length], [8, header.length], [4, crc32(header)]);
  return joined([Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4), numbers([4, crc32(start)]), start, body, header, suffix]);
}
