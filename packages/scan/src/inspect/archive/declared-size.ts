import {
  type ByteSource,
  joblibArrayAfterBuild,
  looksLikeNumpy,
  type PickleListener,
  readNumpy,
  runPickle,
  viewOf,
} from "@castellan/formats";

/** Bytes of a compressed stream that are unpacked to see what it declares. */
export const DECLARING_HEAD = 64 * 1024;
const MOST_OPCODES = 20_000;
/** No array of a model is larger; what declares more is read to see whether there is more. */
const MOST = 2 ** 40;

/**
 * How large the beginning of unpacked content says that it is: the header of an array of numbers, or a pickle up to the
 * first value that goes beyond it. Zeros pack a thousand times smaller, and no bomb hides behind a size that is told.
 * undefined where nothing is declared.
 */
export function declaredSize(head: Uint8Array): number | undefined {
  if (head[0] === 0x80) return declaredByPickle(head);
  if (!looksLikeNumpy(head)) return undefined;
  const { object, dataEnd, problems } = readNumpy({ size: MOST, read: (offset, length) => head.subarray(offset, offset + length) });
  return object === false && problems.length === 0 ? dataEnd : undefined;
}

/** Operands with a length of four or eight bytes: BINBYTES, BINUNICODE, BINUNICODE8, BINBYTES8, BYTEARRAY8. */
const WIDTHS: ReadonlyMap<number, 4 | 8> = new Map([
  [0x42, 4],
  [0x58, 4],
  [0x8d, 8],
  [0x8e, 8],
  [0x96, 8],
]);

function declaredByPickle(head: Uint8Array): number | undefined {
  let declared: number | undefined;
  let failed = false;
  const source: ByteSource = { size: head.length, read: (offset, length) => head.subarray(offset, offset + length) };
  const listener: PickleListener = {
    effect: () => {},
    anomaly: ({ kind, offset, fatal }) => {
      if (failed || fatal === false) return;
      failed = true;
      const width = WIDTHS.get(head[offset] ?? 0);
      if (kind !== "truncated" || width === undefined || offset + 9 > head.length) return;
      const view = viewOf(head);
      const length = width === 4 ? view.getUint32(offset + 1, true) : Number(view.getBigUint64(offset + 1, true));
      declared = offset + 1 + width + length;
    },
    bytesAfterBuild: (target, offset) => {
      const taken = joblibArrayAfterBuild(target, source, offset);
      if (taken === "unknown") return 0;
      if (!failed && taken !== "pickle" && offset + taken > head.length) declared = offset + taken;
      return taken;
    },
  };
  runPickle(source, 0, listener, { opcodes: MOST_OPCODES, values: MOST_OPCODES });
  return declared !== undefined && declared <= MOST ? declared : undefined;
}
