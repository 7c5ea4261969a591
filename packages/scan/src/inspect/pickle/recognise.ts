import { type ByteSource, type PickleEffect, runPickle } from "@castellan/formats";
import { judgeName } from "./name.ts";

/** Opcodes and bytes looked at to find out whether bytes without PROTO are a stream. */
const MAX_OPCODES = 20_000;
const MAX_BYTES = 4 * 1024 * 1024;
/** Junk before a stream that is looked behind. */
const MAX_JUNK = 1024;

/**
 * Whether a pickle loader would accept these bytes: PROTO, or a stream of the text protocols that calls something before
 * its first error or reads without error to the end of the file. Texts, tables and JSON do neither.
 */
export function looksLikePickle(source: ByteSource, head: Uint8Array): boolean {
  return beginsStream(source, head) || followsJunk(source, head);
}

/** Whether a stream begins with the first byte. */
export function beginsStream(source: ByteSource, head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  if (first === 0x80 && second <= 16 && head.length > 2) return true;
  return STARTS.has(first) && isStream(source);
}

/** Opcodes that a stream without PROTO begins with: constants, containers, MARK, imports. */
const STARTS: ReadonlySet<number> = new Set(
  [..."(cIFLNPSVTUX})]lditgKMJGBC\x88\x89\x8a\x8b\x8c\x8d\x8e\x95\x96"].map((char) => char.charCodeAt(0)),
);

const PERSID = 0x50;

function isStream(source: ByteSource): boolean {
  const { acts, clean, long, end } = outcome(source, 0);
  // A stream of data alone: only as the whole file, and of more than an opcode or two.
  // A persistent id at the start ends every load but that of an application of its own; archives begin with its letter.
  const begins = source.read(0, 1)[0] !== PERSID;
  return ((acts || long) && begins) || (clean && end === source.size && source.size >= 2);
}

/** A stream with PROTO behind a few bytes that are no text: no loader begins there, but one that seeks does. */
function followsJunk(source: ByteSource, head: Uint8Array): boolean {
  if (!isBinary(head) || isZipStart(head)) return false;
  for (let at = head.indexOf(0x80, 1); at > 0 && at < MAX_JUNK; at = head.indexOf(0x80, at + 1)) {
    const protocol = head[at + 1] ?? 0;
    if (protocol >= 2 && protocol <= 5 && outcome(source, at).harms) return true;
  }
  return false;
}

/** Streams behind the header of a zip archive are its members, which the reader of archives finds. */
function isZipStart([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 3 && fourth === 4;
}

function isBinary(head: Uint8Array): boolean {
  return head.subarray(0, 64).some((byte) => byte < 9 || byte >= 0x80);
}

interface Outcome {
  /** Imports something and calls it, or imports what does harm, before any error. */
  readonly acts: boolean;
  /** Imports what does harm and calls something. */
  readonly harms: boolean;
  readonly clean: boolean;
  /** So many opcodes without an error are no coincidence. */
  readonly long: boolean;
  readonly end: number;
}

/** Opcodes behind an import that are no coincidence, that of the import among them. */
const OPCODES_BEHIND = 2;

function outcome(source: ByteSource, start: number): Outcome {
  let imported = false;
  let armed = false;
  let opcodes = 0;
  let armedAt = Number.POSITIVE_INFINITY;
  let acts = false;
  let harms = false;
  let failed = false;
  const stream = runPickle(
    bounded(source),
    start,
    {
      effect: (effect: PickleEffect) => {
        if (effect.kind === "import") {
          const { module, name } = effect.global;
          imported ||= !failed && isPlausible(module, name);
          // Texts hold lines that look like imports, but hardly ever one that does harm and is called.
          const capable = judgeName(effect.global).verdict === "malicious";
          armed ||= capable;
          if (capable && !failed) armedAt = Math.min(armedAt, opcodes);
        } else if (effect.kind !== "persistent") {
          harms ||= armed;
          acts ||= (armed && effect.kind === "call" && effect.object.callable.kind === "global") || (imported && !failed);
        }
      },
      opcode: () => {
        if (!failed) opcodes++;
      },
      anomaly: ({ fatal }) => {
        failed ||= fatal !== false;
      },
    },
    { opcodes: MAX_OPCODES, values: 100_000 },
  );
  // A line of a text may read like an import; what follows it does not read like a stream.
  acts ||= opcodes - armedAt > OPCODES_BEHIND;
  return {
    acts,
    harms,
    long: !failed && stream.opcodes >= MAX_OPCODES,
    clean: !failed && stream.ended === "stop" && stream.left === 0,
    end: stream.end,
  };
}

function bounded(source: ByteSource): ByteSource {
  if (source.size <= MAX_BYTES) return source;
  return { size: MAX_BYTES, read: (offset, length) => source.read(offset, Math.max(0, Math.min(length, MAX_BYTES - offset))) };
}

/** A name that Python could import. */
function isPlausible(module: string, name: string): boolean {
  return module.length < 200 && name.length < 200 && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(module) && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name);
}
