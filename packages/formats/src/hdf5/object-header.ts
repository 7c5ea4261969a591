import { addressAt, type Claim, type Hdf5File, type Hdf5Problem, lengthAt, signatureAt } from "./file.ts";

/** Messages of one object; real ones have dozens, a few thousand with many links or attributes. */
const MAX_MESSAGES = 200_000;
const MAX_BLOCKS = 10_000;

/** Types of header messages that a reader looks into. @see HDF5 file format specification 3.0, IV.A.2 */
export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  sharedTable: 0x0f,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface HeaderMessage {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  /** The message stands elsewhere; the bytes here say where. */
  readonly shared: boolean;
}

export interface ObjectHeader {
  readonly messages: readonly HeaderMessage[];
  readonly problem: Hdf5Problem | undefined;
}

interface Block {
  readonly start: number;
  readonly end: number;
}

/** Reads the messages of an object header of version 1 or 2, with its continuations. */
export function readObjectHeader(file: Hdf5File, address: number, claim: Claim): ObjectHeader {
  const { window } = file;
  const second = signatureAt(file, address, "OHDR");
  const messages: HeaderMessage[] = [];
  const fail = (message: string, offset: number): ObjectHeader => ({ messages, problem: { message, offset } });
  if (!second && (!window.has(address, 16) || window.u8(address) !== 1)) return fail("There is no object header.", address);
  let first: Block;
  let flags = 0;
  if (second) {
    if (window.u8(address + 4) !== 2) return fail("An object header has an unknown version.", address);
    flags = window.u8(address + 5);
    const at = address + 6 + ((flags & 0x20) === 0 ? 0 : 16) + ((flags & 0x10) === 0 ? 0 : 4);
    const width = 1 << (flags & 3);
    first = { start: at + width, end: at + width + window.unsigned(at, width) };
    if (!window.has(first.start, first.end - first.start + 4)) return fail("An object header is longer than the file.", address);
    claim(address, first.end + 4, "object header");
  } else {
    first = { start: address + 16, end: address + 16 + window.u32(address + 8) };
    if (!window.has(first.start, first.end - first.start)) return fail("An object header is longer than the file.", address);
    claim(address, first.end, "object header");
  }
  const blocks: Block[] = [first];
  const seen = new Set<number>([first.start]);
  const prefix = second ? ((flags & 4) === 0 ? 4 : 6) : 8;
  for (let block = blocks.pop(); block !== undefined; block = blocks.pop()) {
    let at = block.start;
    while (at + prefix <= block.end) {
      const type = second ? window.u8(at) : window.u16(at);
      const size = window.u16(at + (second ? 1 : 2));
      const shared = (window.u8(at + (second ? 3 : 4)) & 2) !== 0;
      const offset = at + prefix;
      if (offset + size > block.end) {
        // What is left of a block of version 2 is a gap.
        if (second && type === 0) break;
        return fail("A header message is longer than its header.", at);
      }
      at = offset + size;
      if (type === 0) continue;
      if (messages.length >= MAX_MESSAGES) return fail(`An object header has more than ${MAX_MESSAGES} messages.`, at);
      if (type !== MESSAGE.continuation) {
        messages.push({ type, offset, size, shared });
        continue;
      }
      const next = continuation(file, offset, second);
      if (next === undefined) return fail("A continuation of an object header leads out of the file.", offset);
      if (seen.has(next.start) || seen.size >= MAX_BLOCKS) return fail("The continuations of an object header go in a circle.", offset);
      seen.add(next.start);
      claim(next.start - (second ? 4 : 0), next.end + (second ? 4 : 0), "object header");
      blocks.push(next);
    }
  }
  return { messages, problem: undefined };
}

function continuation(file: Hdf5File, offset: number, second: boolean): Block | undefined {
  const start = addressAt(file, offset);
  const length = lengthAt(file, offset + file.offsets);
  if (start === undefined || length === 0 || !file.window.has(start, length)) return undefined;
  if (!second) return { start, end: start + length };
  return signatureAt(file, start, "OCHK") && length >= 8 ? { start: start + 4, end: start + length - 4 } : undefined;
}
