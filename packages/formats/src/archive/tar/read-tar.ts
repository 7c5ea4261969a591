import type { ByteSource } from "../../byte-source.ts";
import { sliceSource } from "../slice-source.ts";
import { type PaxRecords, paxRecords } from "./pax.ts";
import { oldSparseMap, paxSparseMap, type SparseMap, sparseSource } from "./sparse.ts";
import type { TarAnomaly, TarAnomalyKind, TarArchive, TarMember, TarMemberKind, TarRange } from "./tar-archive.ts";
import { BLOCK, damagedHeader, isTar, isZeroBlock, type TarHeader, tarHeader, tarText } from "./tar-header.ts";

export interface TarLimits {
  readonly members: number;
  /** Bytes of one extended header or long name. */
  readonly extension: number;
}

const DEFAULT_LIMITS: TarLimits = { members: 100_000, extension: 1024 * 1024 };
const SEARCH = 1024 * 1024;
const HEAD = 64 * 1024;
/** The largest length that fits the octal field; a larger one must stand in an extended header. */
const LARGEST_OCTAL = 8 ** 11 - 1;

const KINDS: Readonly<Record<string, TarMemberKind>> = {
  "0": "file",
  "7": "file",
  S: "file",
  "1": "hardlink",
  "2": "symlink",
  "3": "device",
  "4": "device",
  "5": "directory",
  "6": "fifo",
  D: "other",
  M: "other",
  N: "other",
  V: "other",
};

/** What stands before a member and speaks about it. */
interface Overrides {
  readonly pax: PaxRecords | undefined;
  readonly name: string | undefined;
  readonly link: string | undefined;
}

const NONE: Overrides = { pax: undefined, name: undefined, link: undefined };

/**
 * Walks an archive header by header, goes on where readers would stop, and tells where they differ. Undefined where no
 * header stands at the start. Content is not read; never throws.
 */
export function readTar(source: ByteSource, limits: TarLimits = DEFAULT_LIMITS): TarArchive | undefined {
  if (!isTar(source.read(0, HEAD))) return undefined;
  return new TarRead(source, limits).run();
}

class TarRead {
  readonly #source: ByteSource;
  readonly #limits: TarLimits;
  readonly #members: TarMember[] = [];
  readonly #anomalies: TarAnomaly[] = [];
  readonly #ranges: TarRange[] = [];
  #global = new Map<string, string>();
  #overrides: Overrides = NONE;
  #ended = false;
  #complete = true;

  constructor(source: ByteSource, limits: TarLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  run(): TarArchive {
    let at = 0;
    while (at < this.#source.size && this.#members.length < this.#limits.members) {
      const block = this.#source.read(at, BLOCK);
      if (block.length < BLOCK) {
        this.#anomaly("truncated", at, "The archive ends in the middle of a block.");
        break;
      }
      const header = tarHeader(block) ?? this.#damaged(block, at);
      if (header === undefined) {
        if (!isZeroBlock(block)) this.#anomaly("bad-header", at, "A block that is no header: readers stop here or go on behind it.");
        this.#ended = true;
        const next = this.#nextHeader(at + BLOCK);
        if (next === undefined) break;
        this.#anomaly("after-end", next, "Members after the end of the archive: some readers go on there.");
        at = next;
      } else at = this.#entry(header, at);
    }
    if (this.#members.length >= this.#limits.members && at < this.#source.size) {
      this.#complete = false;
      this.#anomaly("limit", at, `More than ${this.#limits.members} members.`);
    } else if (!this.#ended) this.#anomaly("no-end", at, "The archive does not end with zero blocks: it may be cut off.");
    return { members: this.#members, anomalies: this.#anomalies, ranges: this.#ranges, complete: this.#complete };
  }

  /** Readers that do not compare the checksum take such a block for a header. */
  #damaged(block: Uint8Array, at: number): TarHeader | undefined {
    const header = damagedHeader(block);
    if (header !== undefined)
      this.#anomaly("bad-header", at, "The checksum of a header is wrong: readers stop here, or take it all the same.");
    return header;
  }

  /** The next block that is a header, over zeros and whatever else. */
  #nextHeader(from: number): number | undefined {
    for (let base = from; base < this.#source.size; base += SEARCH) {
      const bytes = this.#source.read(base, SEARCH);
      for (let at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
        // Blocks of zeros are most of what is looked at.
        if (bytes[at] !== 0 && tarHeader(bytes.subarray(at, at + BLOCK)) !== undefined) return base + at;
      }
    }
    return undefined;
  }

  /** Reads what a header introduces; returns where the next one should stand. */
  #entry(written: TarHeader, at: number): number {
    const dataStart = at + BLOCK;
    const header = written.size < 0 ? { ...written, size: 0 } : written;
    if (written.size < 0) this.#anomaly("negative-length", at, `A header with a length of ${written.size}.`);
    const next = dataStart + Math.ceil(header.size / BLOCK) * BLOCK;
    if (!"xXgLK".includes(header.flag)) return this.#member(header, at);
    const bytes = this.#source.read(dataStart, Math.min(header.size, this.#limits.extension));
    if (header.size > this.#limits.extension) {
      this.#complete = false;
      this.#anomaly("limit", at, `An extended header of ${header.size} bytes.`);
    } else if (bytes.length < header.size) this.#anomaly("truncated", at, "The archive ends in the middle of an extended header.");
    this.#ranges.push({ start: at, end: dataStart + bytes.length, what: "extended header" });
    if (header.flag === "L") this.#overrides = { ...this.#overrides, name: tarText(bytes, 0, bytes.length) };
    else if (header.flag === "K") this.#overrides = { ...this.#overrides, link: tarText(bytes, 0, bytes.length) };
    else {
      const records = paxRecords(bytes);
      if (records.endless) this.#anomaly("negative-length", at, "An extended header with a record of length 0.");
      else if (!records.whole) this.#anomaly("bad-extension", at, "An extended header whose records cannot be read.");
      if (header.flag === "g") for (const [key, value] of records.values) this.#global.set(key, value);
      else this.#overrides = { ...this.#overrides, pax: records };
    }
    return next;
  }

  #member(header: TarHeader, at: number): number {
    const { pax, name: longName, link } = this.#overrides;
    this.#overrides = NONE;
    const own = header.prefix === "" ? header.name : `${header.prefix}/${header.name}`;
    const said = (key: string): string | undefined => pax?.values.get(key) ?? this.#global.get(key);
    const paxName = said("GNU.sparse.name") ?? said("path");
    const name = paxName ?? longName ?? own;
    const size = this.#size(header, said("size"), at, name);
    const flagKind = KINDS[header.flag] ?? "file";
    const kind = flagKind === "file" && header.flag === "0" && name.endsWith("/") ? "directory" : flagKind;
    const dataStart = at + BLOCK;
    const stored = this.#storedLength(kind, size, dataStart, name);
    const dataEnd = Math.min(this.#source.size, dataStart + stored);
    if (dataEnd < dataStart + stored) this.#anomaly("truncated", at, "The archive ends in the middle of a member.", name);
    const raw = sliceSource(this.#source, dataStart, dataEnd);
    const map = this.#sparseMap(header, pax, raw, at, name);
    // Blocks of an old sparse map stand before the content and do not count in its length.
    const extra = header.flag === "S" ? (map?.skipped ?? 0) : 0;
    const end = Math.min(this.#source.size, dataEnd + extra);
    if (header.flag === "M") this.#anomaly("multi-volume", at, "A part of a member of another volume.", name);
    this.#ranges.push({ start: at, end: dataStart, what: "header" }, { start: dataStart, end, what: "member" });
    this.#members.push({
      name,
      otherNames: [...new Set([own, longName, paxName])].flatMap((other) =>
        other === undefined || other === name || other === "" ? [] : [other],
      ),
      kind,
      flag: header.flag,
      linkTarget: said("linkpath") ?? link ?? header.linkTarget,
      mode: header.mode,
      start: at,
      dataStart,
      dataEnd: end,
      content: map === undefined ? raw : sparseSource(sliceSource(this.#source, dataStart, end), map),
      ...(map === undefined ? {} : { stored: raw }),
    });
    const next = dataStart + Math.ceil((stored + extra) / BLOCK) * BLOCK;
    // A reader of the shorter length finds the next header within the content.
    const shorter = dataStart + Math.ceil(header.size / BLOCK) * BLOCK;
    return shorter < next && tarHeader(this.#source.read(shorter, BLOCK)) !== undefined && size !== header.size ? shorter : next;
  }

  /** An extended header may give another length; for one that fits the header itself this splits readers. */
  #size(header: TarHeader, stated: string | undefined, at: number, name: string): number {
    const size = stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : header.size;
    if (size !== header.size && size <= LARGEST_OCTAL)
      this.#anomaly("length-mismatch", at, `The extended header says ${size} bytes, the header ${header.size}.`, name);
    return size;
  }

  /** Links, directories and devices have no content; where a length is given all the same, what follows decides. */
  #storedLength(kind: TarMemberKind, size: number, dataStart: number, name: string): number {
    if (size === 0 || kind === "file" || kind === "other") return size;
    this.#anomaly(
      "unexpected-length",
      dataStart - BLOCK,
      `A ${kind} with a length of ${size}: readers disagree where the next member begins.`,
      name,
    );
    const next = this.#source.read(dataStart, BLOCK);
    return isZeroBlock(next) || tarHeader(next) !== undefined ? 0 : size;
  }

  #sparseMap(header: TarHeader, pax: PaxRecords | undefined, raw: ByteSource, at: number, name: string): SparseMap | undefined {
    const old = header.flag === "S";
    const isPax = pax !== undefined && [...pax.values.keys()].some((key) => key.startsWith("GNU.sparse."));
    if (!old && !isPax) return undefined;
    const extension = (index: number): Uint8Array => this.#source.read(at + BLOCK * (index + 1), BLOCK);
    const map = old ? oldSparseMap(header, extension) : pax === undefined ? undefined : paxSparseMap(pax, raw);
    if (map === undefined) {
      this.#complete = false;
      this.#anomaly("bad-extension", at, "The map of a sparse member cannot be read.", name);
    }
    return map;
  }

  #anomaly(kind: TarAnomalyKind, offset: number, message: string, member?: string): void {
    this.#anomalies.push({ kind, offset, message, ...(member === undefined ? {} : { member }) });
  }
}
