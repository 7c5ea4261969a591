/* Bech32 (BIP 173) without its limit of length, as age uses it for keys. */

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
const CHECKSUM = 6;

function polymod(checksum: number, value: number): number {
  const top = checksum >>> 25;
  let next = ((checksum & 0x1ffffff) << 5) ^ value;
  for (const [bit, term] of GENERATOR.entries()) if (((top >>> bit) & 1) === 1) next ^= term;
  return next;
}

function startOf(prefix: string): number {
  let checksum = 1;
  for (let index = 0; index < prefix.length; index++) checksum = polymod(checksum, prefix.charCodeAt(index) >> 5);
  checksum = polymod(checksum, 0);
  for (let index = 0; index < prefix.length; index++) checksum = polymod(checksum, prefix.charCodeAt(index) & 31);
  return checksum;
}

/** @param prefix lower case */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words: number[] = [];
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) words.push((held >> (bits - 5)) & 31);
  }
  if (bits > 0) words.push((held << (5 - bits)) & 31);
  let checksum = startOf(prefix);
  for (const word of words) checksum = polymod(checksum, word);
  for (let index = 0; index < CHECKSUM; index++) checksum = polymod(checksum, 0);
  checksum ^= 1;
  for (let index = 0; index < CHECKSUM; index++) words.push((checksum >>> (5 * (CHECKSUM - 1 - index))) & 31);
  return `${prefix}1${words.map((word) => LETTERS[word]).join("")}`;
}

/** The prefix in lower case and the bytes; undefined for anything that is not Bech32 to the last bit. */
export function decodeBech32(text: string): { readonly prefix: string; readonly bytes: Buffer } | undefined {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return undefined;
  const split = lower.lastIndexOf("1");
  if (split < 1 || lower.length - split - 1 < CHECKSUM) return undefined;
  const prefix = lower.slice(0, split);
  for (let index = 0; index < prefix.length; index++) {
    const code = prefix.charCodeAt(index);
    if (code < 33 || code > 126) return undefined;
  }
  let checksum = startOf(prefix);
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  const end = lower.length - CHECKSUM;
  for (let index = split + 1; index < lower.length; index++) {
    const word = LETTERS.indexOf(lower.charAt(index));
    if (word < 0) return undefined;
    checksum = polymod(checksum, word);
    if (index >= end) continue;
    held = ((held << 5) | word) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
  }
  if (checksum !== 1 || bits >= 5 || (held & ((1 << bits) - 1)) !== 0) return undefined;
  return { prefix, bytes: Buffer.from(bytes) };
}
