import type { ByteSource } from "../../byte-source.ts";
import type { ZipAnomaly, ZipArchive, ZipRange } from "./zip-archive.ts";
import { type ZipDirectory, zipDirectories } from "./zip-directory.ts";
import { type ZipEnd, zipEnds } from "./zip-ends.ts";
import { localHeader } from "./zip-headers.ts";
import { duplicateNames, listedMember, type PlacedMember, strayMember } from "./zip-members.ts";
import { strayMembers } from "./zip-search.ts";

export interface ZipLimits {
  readonly members: number;
}

const DEFAULT_LIMITS: ZipLimits = { members: 100_000 };

/** Whether bytes may be a zip archive: a local header or the end of an empty archive at the start, or an end record. */
export function isZip(head: Uint8Array, source: ByteSource): boolean {
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const kind = `${head[2]} ${head[3]}`;
    if (kind === "3 4" || kind === "5 6" || kind === "7 8") return true;
  }
  return zipEnds(source).some((end) => zipDirectories(source, end, 1).some(({ entries }) => entries.length > 0));
}

/**
 * Reads an archive by every view of it: all directories that a reader might find, the local headers they lead to, and
 * local headers that no directory lists. Undefined where there is neither a directory nor a local header at the start.
 * Content is not touched: an archive of many gigabytes costs a few reads a member. Never throws.
 */
export function readZip(source: ByteSource, limits: ZipLimits = DEFAULT_LIMITS): ZipArchive | undefined {
  const reading = new ZipRead(source, limits);
  reading.directories(zipEnds(source));
  if (!reading.started && localHeader(source, 0) === undefined) return undefined;
  return reading.finish();
}

class ZipRead {
  readonly #source: ByteSource;
  readonly #limit: number;
  readonly #anomalies: ZipAnomaly[] = [];
  readonly #ranges: ZipRange[] = [];
  readonly #placed: PlacedMember[] = [];
  readonly #seenEntries = new Set<number>();
  #directories = 0;
  #comment: Uint8Array = new Uint8Array(0);
  #prefix = 0;
  #complete = true;

  constructor(source: ByteSource, limits: ZipLimits) {
    this.#source = source;
    this.#limit = limits.members;
  }

  get started(): boolean {
    return this.#directories > 0;
  }

  /** Takes the directories of all ends that do not lie inside of a member. */
  directories(ends: readonly ZipEnd[]): void {
    for (const end of ends) {
      if (this.#inMember(end.record)) continue;
      const directories = zipDirectories(this.#source, end, this.#limit - this.#placed.length);
      if (directories.length === 0) {
        // An end that leads nowhere is only told where it is the one that readers take.
        if (this.#directories === 0) this.#anomaly("no-directory", end.record, "The end record leads to no directory.");
        continue;
      }
      for (const directory of directories) this.#directory(directory, end);
    }
  }

  finish(): ZipArchive {
    if (this.#directories === 0 && !this.#anomalies.some(({ kind }) => kind === "no-directory"))
      this.#anomaly("no-directory", this.#source.size, "The archive has no directory: it is cut off, or read by local headers only.");
    this.#strays();
    this.#placed.sort((a, b) => a.start - b.start || a.end - b.end);
    this.#overlaps();
    const members = this.#placed.map(({ member }) => member);
    this.#anomalies.push(...duplicateNames(members));
    return {
      members,
      anomalies: this.#anomalies,
      ranges: this.#ranges.sort((a, b) => a.start - b.start || a.end - b.end),
      comment: this.#comment,
      prefix: this.#prefix,
      complete: this.#complete,
    };
  }

  #directory(directory: ZipDirectory, end: ZipEnd): void {
    this.#directories++;
    if (this.#directories === 1) {
      this.#prefix = Math.max(0, directory.prefix);
      this.#comment = end.comment;
      if (!directory.asStated)
        this.#anomaly("end-mismatch", end.record, "Number or size of the directory's entries are not what its end record says.");
      if (end.plain !== undefined)
        this.#anomaly("end-mismatch", end.record, "The 32-bit and the 64-bit end record describe different directories.");
      if (end.disks) this.#anomaly("multi-disk", end.record, "The archive says that it is one of several parts.");
      if (!end.last) this.#anomaly("end-mismatch", end.record, "The comment of the archive does not go to the end of the file.");
    } else
      this.#anomaly("several-directories", directory.start, "The archive has several directories, of which readers choose different ones.");
    if (!directory.complete) {
      this.#complete = false;
      this.#anomaly("limit", directory.end, `More than ${this.#limit} members, or a directory larger than is read.`);
    }
    this.#range(directory.start, directory.end, "central directory");
    this.#range(end.start, end.end - end.comment.length, "end of central directory");
    this.#range(end.end - end.comment.length, end.end, "comment");
    for (const entry of directory.entries) {
      if (this.#seenEntries.has(entry.start)) continue;
      this.#seenEntries.add(entry.start);
      const placed = listedMember(this.#source, entry, directory.prefix);
      this.#anomalies.push(...placed.anomalies);
      this.#place(placed);
    }
  }

  #place(placed: PlacedMember): void {
    this.#placed.push(placed);
    for (const range of placed.ranges) this.#ranges.push(range);
  }

  /** Looks for members between those of the directories. */
  #strays(): void {
    const taken = [...this.#ranges].sort((a, b) => a.start - b.start);
    let at = 0;
    const gaps: (readonly [number, number])[] = [];
    for (const { start, end } of taken) {
      if (start > at) gaps.push([at, start]);
      at = Math.max(at, end);
    }
    if (at < this.#source.size) gaps.push([at, this.#source.size]);
    for (const { hidden } of this.#placed) if (hidden !== undefined) gaps.push(hidden);
    for (const [start, end] of gaps) {
      const room = this.#limit - this.#placed.length;
      const found = strayMembers(this.#source, start, end, room);
      if (found.length >= room) {
        this.#complete = false;
        this.#anomaly("limit", start, `More than ${this.#limit} members.`);
        return;
      }
      for (const stray of found) {
        const placed = strayMember(stray);
        this.#place(placed);
        if (this.#directories > 0)
          this.#anomaly("not-in-directory", stray.header.start, "A member that no directory lists.", placed.member.name);
      }
    }
  }

  #overlaps(): void {
    let reach: PlacedMember | undefined;
    for (const placed of this.#placed) {
      if (reach !== undefined && placed.start < reach.end && placed.hidden === undefined && reach.hidden === undefined)
        this.#anomaly("overlap", placed.start, "Members share bytes.", placed.member.name);
      if (reach === undefined || placed.end > reach.end) reach = placed;
    }
  }

  #inMember(position: number): boolean {
    return this.#placed.some(({ start, end }) => start <= position && position < end);
  }

  #range(start: number, end: number, what: ZipRange["what"]): void {
    if (end > start && !this.#ranges.some((range) => range.start === start && range.end === end)) this.#ranges.push({ start, end, what });
  }

  #anomaly(kind: ZipAnomaly["kind"], offset: number, message: string, member?: string): void {
    this.#anomalies.push({ kind, offset, message, ...(member === undefined ? {} : { member }) });
  }
}
