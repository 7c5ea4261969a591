import { crc32, deflateRawSync } from "node:zlib";

/** One member of a zip archive made for a test; what is left out is as an honest writer has it. */
export interface ZipPlan {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly method?: number;
  /** In the place of what the method makes of the content. */
  readonly packed?: Uint8Array;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
  readonly comment?: string;
  readonly externalAttributes?: number;
  readonly madeBy?: number;
  /** Sizes after the data, in a descriptor with its signature, without, or with 64-bit sizes. */
  readonly descriptor?: "signed" | "plain" | "wide";
  /** Sizes in a zip64 field. */
  readonly zip64?: boolean;
  /** What the local header has instead. */
  readonly local?: {
    readonly name?: string;
    readonly method?: number;
    readonly flags?: number;
    readonly crc?: number;
    readonly compressedSize?: number;
    readonly size?: number;
    readonly extra?: Uint8Array;
  };
  /** Left out of the directory. */
  readonly unlisted?: boolean;
  /** Bytes after the member. */
  readonly gap?: Uint8Array;
  /** Offset of the local header in the directory. */
  readonly offset?: number;
}

export interface ZipFilePlan {
  readonly prefix?: Uint8Array;
  /** Offsets count from the archive, not from the file. */
  readonly relative?: boolean;
  readonly comment?: Uint8Array | string;
  readonly end?: {
    readonly entries?: number;
    readonly size?: number;
    readonly offset?: number;
    readonly disk?: number;
    readonly commentLength?: number;
  };
  readonly zip64?: boolean;
  readonly withoutEnd?: boolean;
  readonly suffix?: Uint8Array;
}

const UTF8 = new TextEncoder();

export function bytesOf(content: string | Uint8Array | undefined): Uint8Array {
  return typeof content === "string" ? UTF8.encode(content) : (content ?? new Uint8Array(0));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Little-endian numbers, each with its width in bytes. */
export function numbers(...fields: readonly (readonly [width: number, value: number])[]): Uint8Array {
  return joined(
    fields.map(([width, value]) => {
      const bytes = new Uint8Array(width);
      let left = BigInt(value);
      for (let index = 0; index < width; index++, left >>= 8n) bytes[index] = Number(left & 255n);
      return bytes;
    }),
  );
}

function zip64Extra(...sizes: readonly number[]): Uint8Array {
  return numbers([2, 1], [2, sizes.length * 8], ...sizes.map((size): [number, number] => [8, size]));
}

/** Builds an archive, honest or not. */
export function buildZip(members: readonly ZipPlan[], plan: ZipFilePlan = {}): Uint8Array {
  const prefix = plan.prefix ?? new Uint8Array(0);
  const shift = plan.relative === true ? prefix.length : 0;
  const parts: Uint8Array[] = [prefix];
  const directory: Uint8Array[] = [];
  let at = prefix.length;
  for (const member of members) {
    const { data, entry } = memberBytes(member, at - shift);
    parts.push(data);
    at += data.length;
    if (member.unlisted !== true) directory.push(entry);
  }
  const central = joined(directory);
  if (plan.withoutEnd === true) return joined([...parts, central]);
  return joined([...parts, central, endBytes(plan, directory.length, central.length, at - shift), plan.suffix ?? new Uint8Array(0)]);
}

function endBytes(plan: ZipFilePlan, count: number, length: number, start: number): Uint8Array {
  const comment = bytesOf(plan.comment);
  const entries = plan.end?.entries ?? count;
  const size = plan.end?.size ?? length;
  const offset = plan.end?.offset ?? start;
  const wide =
    plan.zip64 === true
      ? [
          numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, entries], [8, entries], [8, size], [8, offset]),
          numbers([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]),
        ]
      : [];
  const full = plan.zip64 === true;
  return joined([
    ...wide,
    numbers(
      [4, 0x06054b50],
      [2, plan.end?.disk ?? 0],
      [2, plan.end?.disk ?? 0],
      [2, full ? 0xffff : entries],
      [2, full ? 0xffff : entries],
      [4, full ? 0xffffffff : size],
      [4, full ? 0xffffffff : offset],
      [2, plan.end?.commentLength ?? comment.length],
    ),
    comment,
  ]);
}

function memberBytes(member: ZipPlan, offset: number): { readonly data: Uint8Array; readonly entry: Uint8Array } {
  const content = bytesOf(member.content);
  const method = member.method ?? 0;
  const packed = member.packed ?? (method === 8 ? new Uint8Array(deflateRawSync(content)) : content);
  const crc = member.crc ?? crc32(content);
  const size = member.size ?? content.length;
  const flags = (member.flags ?? 0) | (member.descriptor === undefined ? 0 : 8);
  const described = member.descriptor !== undefined;
  const local = member.local ?? {};
  const name = bytesOf(member.name);
  const localName = bytesOf(local.name ?? member.name);
  const wide = member.zip64 === true;
  const localExtra = joined([wide ? zip64Extra(size, packed.length) : new Uint8Array(0), local.extra ?? member.extra ?? new Uint8Array(0)]);
  const extra = joined([wide ? zip64Extra(size, packed.length) : new Uint8Array(0), member.extra ?? new Uint8Array(0)]);
  const header = numbers(
    [4, 0x04034b50],
    [2, 20],
    [2, local.flags ?? flags],
    [2, local.method ?? method],
    [4, 0x21],
    [4, local.crc ?? (described ? 0 : crc)],
    [4, local.compressedSize ?? (described ? 0 : wide ? 0xffffffff : packed.length)],
    [4, local.size ?? (described ? 0 : wide ? 0xffffffff : size)],
    [2, localName.length],
    [2, localExtra.length],
  );
  const width = member.descriptor === "wide" ? 8 : 4;
  const descriptor = described
    ? joined([
        member.descriptor === "plain" ? new Uint8Array(0) : numbers([4, 0x08074b50]),
        numbers([4, crc], [width, packed.length], [width, size]),
      ])
    : new Uint8Array(0);
  const comment = bytesOf(member.comment);
  const entry = numbers(
    [4, 0x02014b50],
    [2, member.madeBy ?? 0x0314],
    [2, 20],
    [2, flags],
    [2, method],
    [4, 0x21],
    [4, crc],
    [4, wide ? 0xffffffff : packed.length],
    [4, wide ? 0xffffffff : size],
    [2, name.length],
    [2, extra.length],
    [2, comment.length],
    [2, 0],
    [2, 0],
    [4, member.externalAttributes ?? (0o100644 * 65536) % 2 ** 32],
    [4, member.offset ?? offset],
  );
  return {
    data: joined([header, localName, localExtra, packed, descriptor, member.gap ?? new Uint8Array(0)]),
    entry: joined([entry, name, extra, comment]),
  };
}
