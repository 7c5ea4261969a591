import { FLAG_COUNT, hashOf, keyOf, listBits } from "./word.ts";

/** Bits of the hash that are stored; another word shares them by chance in about 2 of 1,000 look-ups at 150,000 entries. */
const HASH_BITS = 26;

/** Which lists a word stands on. */
export interface Gazetteer {
  readonly size: number;
  /** Bits of `listBits`; 0 for a word on no list. A hyphenated word takes those of its first part. */
  flagsOf(word: string): number;
}

const shortHash = (key: string): number => hashOf(key, 0) >>> (32 - HASH_BITS);

/** Writes the number of entries, the gaps between the sorted hashes as LEB128, then the flags. */
export function encodeGazetteer(entries: ReadonlyMap<string, number>): Uint8Array {
  const flags = new Map<number, number>();
  for (const [word, bits] of entries) flags.set(shortHash(word), (flags.get(shortHash(word)) ?? 0) | bits);
  const sorted = [...flags].sort(([a], [b]) => a - b);
  const bytes: number[] = [];
  const put = (value: number): void => {
    let rest = value;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  };
  put(sorted.length);
  let last = 0;
  for (const [hash] of sorted) {
    put(hash - last);
    last = hash;
  }
  return Uint8Array.from([...bytes, ...sorted.map(([, bits]) => bits)]);
}

/** Reads what `encodeGazetteer` wrote. */
export function decodeGazetteer(bytes: Uint8Array): Gazetteer {
  let at = 0;
  const take = (): number => {
    let value = 0;
    let shift = 0;
    while ((bytes[at] ?? 0) > 127 && shift < 28) {
      value |= ((bytes[at++] ?? 0) & 127) << shift;
      shift += 7;
    }
    return value | ((bytes[at++] ?? 0) << shift);
  };
  const count = take();
  const hashes = new Uint32Array(count);
  let last = 0;
  for (let i = 0; i < count; i++) {
    last += take();
    hashes[i] = last;
  }
  const table = new Map<number, number>();
  for (let i = 0; i < count; i++) table.set(hashes[i] as number, (bytes[at + i] ?? 0) % FLAG_COUNT);
  return gazetteerOf((key) => table.get(shortHash(key)) ?? 0, table.size);
}

/** A gazetteer over any look-up of lower-case words. */
export function gazetteerOf(look: (key: string) => number, size: number): Gazetteer {
  const flagsOf = (word: string): number => {
    const key = keyOf(word);
    const whole = look(key);
    const cut = key.search(/[-']/);
    // "Anne-Marie" and "O'Neil" may stand on no list though their parts do.
    if (whole !== 0 || cut <= 0) return whole;
    return (look(key.slice(0, cut)) | look(key.slice(cut + 1))) & ~listBits.common;
  };
  return { size, flagsOf };
}
