/**
 * How random a short string looks. Three independent views: Shannon entropy (C. E. Shannon, 1948),
 * the share of letter pairs that are common in English and in source code, and the share that lies
 * in runs such as `aaaa`, `1234` or `abcabc`.
 */

/** Shannon entropy in bits per UTF-16 code unit; 0 for the empty string. */
export function shannonEntropy(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128) {
      counts.fill(0);
      return entropyOfAny(text);
    }
    counts[code] = (counts[code] as number) + 1;
  }
  // H = log2 n - (1/n) * sum of c log2 c.
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const count = counts[code] as number;
    if (count > 1) sum += count < scaledLogs.length ? (scaledLogs[count] as number) : count * Math.log2(count);
    counts[code] = 0;
  }
  return Math.log2(length) - sum / length;
}

/** c log2 c for small counts. */
const scaledLogs = Float64Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : count * Math.log2(count)));

/** Counts of ASCII characters, all zero between calls: tokens are short and many. */
const counts = new Uint32Array(128);

function entropyOfAny(text: string): number {
  const each = new Map<number, number>();
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    each.set(code, (each.get(code) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of each.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}

/** How many different code units a text holds; those beyond ASCII count as one. */
export function variety(text: string): number {
  let different = 0;
  for (let i = 0; i < text.length; i++) {
    const code = Math.min(127, text.charCodeAt(i));
    if (counts[code] === 0) different++;
    counts[code] = 1;
  }
  for (let i = 0; i < text.length; i++) counts[Math.min(127, text.charCodeAt(i))] = 0;
  return different;
}

/** Upper estimate of the bits in a token: its length times the smaller of entropy and alphabet width. */
export function estimatedBits(text: string): number {
  const alphabet = /[^0-9]/.test(text) ? (/[^0-9a-fA-F-]/.test(text) ? (/[A-Z]/.test(text) && /[a-z]/.test(text) ? 62 : 36) : 16) : 10;
  return text.length * Math.min(shannonEntropy(text), Math.log2(alphabet));
}

/**
 * The 250 commonest letter pairs, counted over 3.8 million pairs of Python sources, Markdown and
 * Debian documentation; they cover 95 % of such text and 37 % of uniformly random letters.
 */
const commonPairs: Readonly<Record<string, string>> = {
  a: "bcdgiklmnprstuvy",
  b: "aeijloruy",
  c: "aehiklorstu",
  d: "adeilosu",
  e: "acdefgjlmnpqrstvwxy",
  f: "aefilortu",
  g: "ehilmnorsu",
  h: "aeiotu",
  i: "abcdefglmnoprstvxz",
  j: "es",
  k: "ae",
  l: "adefilostuy",
  m: "abeilmopsu",
  n: "acdefginostuv",
  o: "abcdfgiklmnoprstuvw",
  p: "aehiloprstuy",
  q: "u",
  r: "acdegiklmnorstuy",
  s: "acehilopstuy",
  t: "acehilmoprstuy",
  u: "abcdeilmnprst",
  v: "aei",
  w: "aehior",
  x: "cept",
  y: "gpstw",
  z: "e",
};

const pairIsCommon: Uint8Array = (() => {
  const table = new Uint8Array(26 * 26);
  for (const [first, seconds] of Object.entries(commonPairs)) {
    for (const second of seconds) table[(first.charCodeAt(0) - 97) * 26 + second.charCodeAt(0) - 97] = 1;
  }
  return table;
})();

/** Share (0 to 1) of adjacent ASCII letter pairs that are common, and how many pairs there are. */
export function naturalness(text: string): { readonly share: number; readonly pairs: number } {
  let pairs = 0;
  let common = 0;
  let before = -1;
  for (let i = 0; i < text.length; i++) {
    const letter = (text.charCodeAt(i) | 32) - 97;
    const now = letter >= 0 && letter < 26 ? letter : -1;
    if (before >= 0 && now >= 0) {
      pairs++;
      common += pairIsCommon[before * 26 + now] ?? 0;
    }
    before = now;
  }
  return { share: pairs === 0 ? 0 : common / pairs, pairs };
}

/** Share (0 to 1) of code units that lie in a run of at least four equal, rising or falling ones (case folded). */
export function patternedShare(text: string): number {
  let inRuns = 0;
  let run = 1;
  let step = 2;
  let before = foldedCode(text, 0);
  for (let i = 1; i <= text.length; i++) {
    const now = i < text.length ? foldedCode(text, i) : before + 2;
    const delta = now - before;
    before = now;
    if (delta === step && delta >= -1 && delta <= 1) {
      run++;
      continue;
    }
    if (run >= 4) inRuns += run;
    step = delta;
    run = delta >= -1 && delta <= 1 ? 2 : 1;
  }
  return text.length === 0 ? 0 : inRuns / text.length;
}

/** A code unit with ASCII capitals as small letters. */
function foldedCode(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Whether the text is one piece of at most `longest` code units written again and again (at least twice and a half). */
export function isPeriodic(text: string, longest = 16): boolean {
  for (let period = 1; period <= longest && period * 2.5 <= text.length; period++) {
    let i = period;
    while (i < text.length && text.charCodeAt(i) === text.charCodeAt(i - period)) i++;
    if (i === text.length) return true;
  }
  return false;
}
