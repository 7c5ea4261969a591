const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

function mixed(state: number, word: number): number {
  let block = Math.imul(word, 0xcc9e2d51);
  block = (block << 15) | (block >>> 17);
  const next = state ^ Math.imul(block, 0x1b873593);
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

function finished(state: number, length: number): number {
  let hash = state ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * MurmurHash3 (x86, 32 bits; Appleby 2011, public domain) over the UTF-16 code units of a text, two at a time. Not a
 * defence against chosen collisions: sketches that must stand up to them count exactly.
 */
export function hashText(text: string, seed: number): number {
  let state = seed | 0;
  let at = 0;
  for (; at + 1 < text.length; at += 2) state = mixed(state, text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
  if (at < text.length) state = mixed(state, text.charCodeAt(at));
  return finished(state, 2 * text.length);
}

/** The same over the eight bytes of a number; both zeros count as one. */
export function hashNumber(value: number, seed: number): number {
  float[0] = value === 0 ? 0 : value;
  return finished(mixed(mixed(seed | 0, words[0] ?? 0), words[1] ?? 0), 8);
}
