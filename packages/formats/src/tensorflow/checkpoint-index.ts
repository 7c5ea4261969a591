import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import type { ByteRange } from "../protobuf/walk.ts";

const FOOTER = 48;
/** Of a block: its compression and a checksum. */
const TRAILER = 5;
const MAX_BLOCK = 64 * 1024 * 1024;
const MAX_ENTRIES = 5_000_000;
const MAX_KEY = 65_536;
const MAGIC = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
const decoder = new TextDecoder();

export interface CheckpointIndexEvents {
  /** The entries of the data blocks in their order; the key "" is the header. */
  entry(key: string, value: ByteRange): void;
  claim(start: number, end: number, what: string): void;
  problem(message: string, offset: number): void;
  /** A block that is compressed, which no checkpoint of TensorFlow is. */
  compressed(offset: number): void;
  spend?(entries: number): void;
}

/** Whether the file ends like a table of LevelDB, which indexes of checkpoints are. */
export function isLevelTable(source: ByteSource): boolean {
  if (source.size < FOOTER) return false;
  const magic = source.read(source.size - 8, 8);
  return MAGIC.every((byte, index) => magic[index] === byte);
}

class Table {
  readonly #window: ByteWindow;
  readonly #events: CheckpointIndexEvents;
  #entries = 0;

  constructor(source: ByteSource, events: CheckpointIndexEvents) {
    this.#window = new ByteWindow(source);
    this.#events = events;
  }

  /** A number of up to ten bytes and where it ends; undefined where it does not end before `end`. */
  #varint(at: number, end: number): { readonly value: number; readonly at: number } | undefined {
    let value = 0;
    for (let index = 0; index < 10 && at + index < end; index++) {
      const byte = this.#window.u8(at + index);
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return { value, at: at + index + 1 };
    }
    return undefined;
  }

  #handle(at: number, end: number): (ByteRange & { readonly next: number }) | undefined {
    const offset = this.#varint(at, end);
    const size = offset === undefined ? undefined : this.#varint(offset.at, end);
    if (offset === undefined || size === undefined) return undefined;
    return { start: offset.value, end: offset.value + size.value, next: size.at };
  }

  /** Tells the entries of a block; false where it is broken or compressed. */
  #block(range: ByteRange, what: string, entry: (key: string, value: ByteRange) => void): boolean {
    const { start, end } = range;
    const window = this.#window;
    if (!window.has(start, end - start + TRAILER) || end - start < 4 || end - start > MAX_BLOCK) {
      this.#events.problem(`A block of ${end - start} bytes lies outside of the file.`, start);
      return false;
    }
    this.#events.claim(start, end + TRAILER, what);
    if (window.u8(end) !== 0) {
      this.#events.compressed(start);
      return false;
    }
    const restarts = window.u32(end - 4);
    const stop = end - 4 - 4 * restarts;
    if (stop < start) {
      this.#events.problem(`A block has ${restarts} restarts, more than it can hold.`, start);
      return false;
    }
    let key = "";
    for (let at = start; at < stop; ) {
      const shared = this.#varint(at, stop);
      const fresh = shared === undefined ? undefined : this.#varint(shared.at, stop);
      const length = fresh === undefined ? undefined : this.#varint(fresh.at, stop);
      if (shared === undefined || fresh === undefined || length === undefined || shared.value > key.length || fresh.value > MAX_KEY) {
        this.#events.problem("An entry of a block cannot be read.", at);
        return false;
      }
      const keyAt = length.at;
      const valueAt = keyAt + fresh.value;
      if (valueAt + length.value > stop) {
        this.#events.problem("An entry is longer than its block.", at);
        return false;
      }
      // Keys are kept byte by byte, since prefixes may end within a character.
      key = key.slice(0, shared.value) + String.fromCharCode(...window.slice(keyAt, fresh.value));
      entry(key, { start: valueAt, end: valueAt + length.value });
      at = valueAt + length.value;
      if (++this.#entries % 1024 === 0) this.#events.spend?.(1024);
      if (this.#entries > MAX_ENTRIES) {
        this.#events.problem(`The table has more than ${MAX_ENTRIES} entries.`, at);
        return false;
      }
    }
    return true;
  }

  run(): void {
    const { size } = this.#window;
    const footer = size - FOOTER;
    this.#events.claim(footer, size, "footer");
    const meta = this.#handle(footer, size - 8);
    const index = meta === undefined ? undefined : this.#handle(meta.next, size - 8);
    if (meta === undefined || index === undefined) {
      this.#events.problem("The footer of the table cannot be read.", footer);
      return;
    }
    this.#block(meta, "meta index", () => undefined);
    const blocks: ByteRange[] = [];
    this.#block(index, "index", (_key, value) => {
      const block = this.#handle(value.start, value.end);
      if (block !== undefined) blocks.push(block);
      else this.#events.problem("The index of the table names no block.", value.start);
    });
    const seen = new Set<number>();
    for (const block of blocks) {
      if (seen.has(block.start)) continue;
      seen.add(block.start);
      this.#block(block, "entries", (key, value) =>
        this.#events.entry(decoder.decode(Uint8Array.from(key, (char) => char.charCodeAt(0))), value),
      );
    }
  }
}

/**
 * Reads a table of LevelDB to its last entry: the index of a TensorFlow checkpoint.
 * @see https://github.com/google/leveldb/blob/main/doc/table_format.md
 */
export function readCheckpointIndex(source: ByteSource, events: CheckpointIndexEvents): void {
  new Table(source, events).run();
}
