import { type ByteSource, bytesSource, type PickleEffect, runPickle } from "@castellan/formats";

/** Opcodes run to find out whether bytes without PROTO are a stream. */
const MAX_OPCODES = 20_000;

/**
 * Whether a pickle loader would accept these bytes: PROTO, or a stream of the text protocols that imports something
 * before its first error or reads without error to the end of the file. Texts, tables and JSON do neither.
 */
export function looksLikePickle(source: ByteSource, head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  if (first === 0x80) return second <= 5 || second === 0x80 ? head.length > 1 : hasImport(head);
  if (!STARTS.has(first)) return false;
  return isTextStream(source, head);
}

/** Opcodes that a stream without PROTO begins with: constants, containers, MARK, imports. */
const STARTS: ReadonlySet<number> = new Set(
  [..."(cIFLNSVTUX})]lditgKMJGBC\x88\x89\x8a\x8b\x8c\x8d\x8e\x95\x96"].map((char) => char.charCodeAt(0)),
);

function hasImport(head: Uint8Array): boolean {
  return outcome(bytesSource(head)).imported;
}

function isTextStream(source: ByteSource, head: Uint8Array): boolean {
  const { imported, clean, end } = outcome(head.length < source.size ? bytesSource(head) : source);
  if (imported) return true;
  // A stream of data alone: only as the whole file, and of more than an opcode or two.
  return clean && end === source.size && source.size >= 4 && !isPlainText(head);
}

/** `I1\n.` and `(lp0\n.` are streams and text at once; a sentence, a table or JSON is no stream. */
function isPlainText(head: Uint8Array): boolean {
  return head.length < 4;
}

function outcome(source: ByteSource): { readonly imported: boolean; readonly clean: boolean; readonly end: number } {
  let imported = false;
  let failed = false;
  const stream = runPickle(
    source,
    0,
    {
      effect: (effect: PickleEffect) => {
        if (!failed && effect.kind === "import" && isPlausible(effect.global.module, effect.global.name)) imported = true;
      },
      anomaly: () => {
        failed = true;
      },
    },
    { opcodes: MAX_OPCODES, values: 100_000 },
  );
  return { imported, clean: !failed && stream.ended === "stop" && stream.left === 0, end: stream.end };
}

/** A name that Python could import. */
function isPlausible(module: string, name: string): boolean {
  return module.length < 200 && name.length < 200 && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(module) && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name);
}
