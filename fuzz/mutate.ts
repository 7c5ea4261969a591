import { createHash } from "node:crypto";

/** A number from 0 to n - 1. */
export type Random = (n: number) => number;

/** Seeded, the same on every machine: xorshift32 over the hash of the seed (Marsaglia 2003). */
export function randomOf(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0) || 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * n);
  };
}

/** What parsers stumble over. */
const TOKENS = [
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  '"',
  "'",
  "`",
  "\\",
  "\n",
  "\r\n",
  "\t",
  "\0",
  "#",
  "//",
  "/*",
  "*/",
  "<!--",
  "${",
  "{{",
  "}}",
  "&a",
  "*a",
  "<<:",
  "---\n",
  "!!x ",
  ":",
  "=",
  ",",
  "-",
  "\u202e",
  "\ufeff",
  "\ud800",
  "9".repeat(40),
  "a".repeat(300),
  "((((((((((((((((",
  "[[[[[[[[[[[[[[[[",
  '{"a":'.repeat(40),
];

function junk(random: Random): Uint8Array {
  const bytes = new Uint8Array(random(2000));
  const printable = random(2) === 0;
  for (let index = 0; index < bytes.length; index++) bytes[index] = printable ? 32 + random(95) : random(256);
  return bytes;
}

function tokens(random: Random): Uint8Array {
  return Buffer.from(Array.from({ length: random(200) }, () => TOKENS[random(TOKENS.length)] ?? "").join(""));
}

/** A new input: junk, parser tokens, or a sample with a few wounds. */
export function mutate(samples: readonly Uint8Array[], random: Random): Uint8Array {
  const kind = random(10);
  const sample = samples[random(samples.length)];
  if (kind === 0 || sample === undefined) return junk(random);
  if (kind === 1) return tokens(random);
  let bytes = Buffer.from(sample);
  for (let wound = random(8); wound >= 0; wound--) {
    const at = random(bytes.length + 1);
    switch (random(6)) {
      case 0:
        bytes = bytes.subarray(0, at);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + random(40)))]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(TOKENS[random(TOKENS.length)] ?? ""), bytes.subarray(at)]);
        break;
      case 3: {
        const from = random(bytes.length + 1);
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + random(400)), bytes.subarray(at)]);
        break;
      }
      case 4:
        if (at < bytes.length) bytes[at] = random(256);
        break;
      default:
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
        break;
    }
  }
  return bytes;
}
