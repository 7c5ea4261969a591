import { ascii, type ByteSource, type PickleEffect, type PickleGlobal, runPickle } from "@castellan/formats";
import { judgeName } from "./name.ts";

/** Opcodes and bytes looked at to find out whether bytes without PROTO are a stream. */
const MAX_OPCODES = 20_000;
const MAX_BYTES = 4 * 1024 * 1024;
/** Where lines that are opcodes by chance (a table whose rows begin with "V") look like a stream for longer than that. */
const MORE_OPCODES = 4_000_000;
/** Junk before a stream that is looked behind. */
const MAX_JUNK = 1024;

/**
 * Whether a pickle loader would accept these bytes: PROTO, or a stream of the text protocols that calls something before
 * its first error or reads without error to the end of the file. Texts, tables and JSON do neither.
 */
export function looksLikePickle(source: ByteSource, head: Uint8Array): boolean {
  return beginsStream(source, head) || (isBinary(head) ? followsJunk(source, head) : followsText(source, head));
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
  // A stream of data alone: only as the whole file, and of more than an opcode or two.
  // A persistent id at the start ends every load but that of an application of its own; archives begin with its letter.
  const begins = source.read(0, 1)[0] !== PERSID;
  const first = outcome(source, 0);
  const { acts, clean, long, end } =
    first.undecided && !first.acts ? outcome(source, 0, { opcodes: MORE_OPCODES, bytes: Number.POSITIVE_INFINITY }) : first;
  return ((acts || long) && begins) || (clean && end === source.size && source.size >= 2);
}

/** A stream with PROTO behind a few bytes that are no text: no loader begins there, but one that seeks does. */
function followsJunk(source: ByteSource, head: Uint8Array): boolean {
  if (isZipStart(head)) return false;
  for (let at = head.indexOf(0x80, 1); at > 0 && at < MAX_JUNK; at = head.indexOf(0x80, at + 1)) {
    const protocol = head[at + 1] ?? 0;
    if (protocol >= 2 && protocol <= 5 && outcome(source, at).harms) return true;
  }
  return false;
}

/** Lines that import, as they stand in a text, and where a stream that uses them may begin before them. */
const IMPORT_LINES = /[ci]([A-Za-z_][\w.]{0,199})\n([A-Za-z_][\w.]{0,199})\n/g;
const MARK_DISTANCE = 256;
const MOST_IMPORTS = 16;
const MOST_MARKS = 8;

/**
 * A stream of the text protocols behind a few lines that are none, and nothing but blanks behind it: a text that shows
 * such a stream to its readers goes on.
 */
function followsText(source: ByteSource, head: Uint8Array): boolean {
  if (source.size > MAX_BYTES) return false;
  const text = ascii(head, 0, MAX_JUNK + MARK_DISTANCE);
  let imports = 0;
  for (const { index, 1: module = "", 2: name = "" } of text.matchAll(IMPORT_LINES)) {
    if (judgeName({ kind: "global", module, name, computed: "no", offset: index }).verdict !== "malicious") continue;
    if (++imports > MOST_IMPORTS) return false;
    const marks = [...text.slice(Math.max(0, index - MARK_DISTANCE), index).matchAll(/[(\]}]/g)].slice(-MOST_MARKS);
    for (const start of [index, ...marks.map((mark) => Math.max(0, index - MARK_DISTANCE) + mark.index)]) {
      const { harms, clean, end } = outcome(source, start);
      if (harms && clean && isBlank(source, end)) return true;
    }
  }
  return false;
}

const MOST_BLANKS = 64;

function isBlank(source: ByteSource, from: number): boolean {
  return source.size - from <= MOST_BLANKS && source.read(from, MOST_BLANKS).every((byte) => byte === 32 || (byte >= 9 && byte <= 13));
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
  /** The limits came before an error or a sign of more than values one after another: a container, the memo, an import. */
  readonly undecided: boolean;
  readonly end: number;
}

/** Opcodes behind an import that are no coincidence, that of the import among them. */
const OPCODES_BEHIND = 2;
/** Opcodes behind a call of something unknown. */
const OPCODES_BEHIND_CALL = 3;
/** Where a stream breaks its rules, a loader stops; what one that goes on would do is told if the rest is a stream. */
const MOST_FAULTS = 3;
/** `(`, `]`, `}`, `)`, `c`, `i`, `p`, `q`, `r`, MEMOIZE. */
const STRUCTURE: ReadonlySet<number> = new Set([0x28, 0x5d, 0x7d, 0x29, 0x63, 0x69, 0x70, 0x71, 0x72, 0x94]);
/** Opcodes that are one letter and nothing else: a run of them is a run of letters. */
const BARE: ReadonlySet<number> = new Set([..."()012NR]}abdelostu"].map((char) => char.charCodeAt(0)));

function outcome(source: ByteSource, start: number, most = { opcodes: MAX_OPCODES, bytes: MAX_BYTES }): Outcome {
  let imported = false;
  let armed = false;
  let opcodes = 0;
  let armedAt = Number.POSITIVE_INFINITY;
  let calledAt = Number.POSITIVE_INFINITY;
  let acts = false;
  let harms = false;
  let faults = 0;
  let cut = false;
  let beyond = false;
  let operands = false;
  let containers = false;
  const stream = runPickle(
    bounded(source, most.bytes),
    start,
    {
      effect: (effect: PickleEffect) => {
        if (effect.kind === "import") {
          // A text has lines that would be names, and no module is called so.
          if (!isImportable(effect.global)) return;
          imported ||= faults === 0;
          // Texts hold lines that look like imports, but hardly ever one that does harm and is called.
          const capable = judgeName(effect.global).verdict === "malicious";
          armed ||= capable;
          if (capable && faults === 0) armedAt = Math.min(armedAt, opcodes);
        } else if (effect.kind !== "persistent") {
          harms ||= armed;
          acts ||= armed && faults <= MOST_FAULTS && effect.kind === "call" && effect.object.callable.kind === "global";
          if (imported && faults === 0) calledAt = Math.min(calledAt, opcodes);
        }
      },
      opcode: (code) => {
        if (faults > 0) return;
        opcodes++;
        operands ||= !BARE.has(code);
        containers ||= STRUCTURE.has(code);
      },
      anomaly: ({ kind, fatal, offset }) => {
        if (fatal === false) return;
        // The file ends where an opcode would be: what came before was a stream all the same.
        if (faults === 0 && kind === "truncated") {
          cut = offset === source.size;
          beyond = source.size > most.bytes;
        }
        faults++;
      },
    },
    { opcodes: most.opcodes, values: 100_000 },
  );
  const clean = faults === 0 && stream.ended === "stop";
  // A line of a text may read like an import, and the next like a call; what follows does not read like a stream.
  acts ||= opcodes - armedAt > OPCODES_BEHIND;
  acts ||= calledAt < opcodes && (clean || cut || opcodes - calledAt > OPCODES_BEHIND_CALL);
  return {
    acts,
    harms,
    long: faults === 0 && operands && stream.opcodes >= most.opcodes,
    undecided: beyond || (faults === 0 && stream.opcodes >= most.opcodes && !(containers && operands)),
    clean: clean && stream.left === 0,
    end: stream.end,
  };
}

function bounded(source: ByteSource, bytes: number): ByteSource {
  if (source.size <= bytes) return source;
  return { size: bytes, read: (offset, length) => source.read(offset, Math.max(0, Math.min(length, bytes - offset))) };
}

/** A name that Python could import; one that is put together while loading is no line of a text. */
function isImportable({ module, name, computed }: PickleGlobal): boolean {
  if (computed !== "no") return true;
  return module.length < 200 && name.length < 200 && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(module) && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name);
}
