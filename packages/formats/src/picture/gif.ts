import { ascii } from "../byte-source.ts";
import { type DecodedPicture, overBudget, type PictureBudget, type PictureProblem, type PictureText, pictureReading } from "./picture.ts";

const MOST_FRAMES = 1_000_000;

/** The first frame of a GIF, and how many there are. @see CompuServe, GIF89a specification (1990) */
export function decodeGif(bytes: Uint8Array, budget: PictureBudget): DecodedPicture {
  const word = (at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const [width, height] = [word(6), word(8)];
  const problems: PictureProblem[] = [];
  const texts: PictureText[] = [];
  const flags = bytes[10] ?? 0;
  let at = 13;
  const table = (size: number): Uint8Array => bytes.subarray(at, at + 3 * 2 ** ((size & 7) + 1));
  const common = (flags & 0x80) === 0 ? undefined : table(flags);
  at += common?.length ?? 0;
  const blocks = (): Uint8Array => {
    const from = at;
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    return bytes.subarray(from, Math.min(bytes.length, ++at));
  };
  let [frames, end] = [0, -1];
  let data: Uint8Array | undefined;
  const refused = overBudget(width, height, budget);
  if (refused !== undefined) problems.push(refused);
  while (end < 0 && at < bytes.length && frames < MOST_FRAMES) {
    const mark = bytes[at++];
    if (mark === 0x3b) end = at;
    else if (mark === 0x21) {
      const label = bytes[at++];
      const body = blocks();
      if (label === 0xfe) texts.push({ key: "Comment", value: ascii(joined(body)).slice(0, 4096) });
    } else if (mark === 0x2c) {
      const [left, top, across, down, packed] = [word(at), word(at + 2), word(at + 4), word(at + 6), bytes[at + 8] ?? 0];
      at += 9;
      const own = (packed & 0x80) === 0 ? undefined : table(packed);
      at += own?.length ?? 0;
      const code = bytes[at++] ?? 0;
      const body = blocks();
      frames++;
      if (data !== undefined || refused !== undefined) continue;
      if (code < 1 || code > 11 || left + across > width || top + down > height) {
        problems.push({ kind: "damaged", message: "its first frame does not fit into it" });
        continue;
      }
      const codes = unpacked(joined(body), code, across * down);
      if (codes.short)
        problems.push({ kind: at > bytes.length ? "truncated" : "damaged", message: "its first frame holds too few pixels" });
      data = new Uint8Array(3 * width * height);
      for (let index = 0, line = 0; line < down; line++) {
        const y = top + ((packed & 0x40) === 0 ? line : interlacedLine(line, down));
        for (let x = left; x < left + across; x++, index++)
          for (let k = 0; k < 3; k++) data[3 * (y * width + x) + k] = (own ?? common)?.[3 * (codes.pixels[index] ?? 0) + k] ?? 0;
      }
    } else {
      problems.push({ kind: "damaged", message: `what stands at byte ${at - 1} is no part of a GIF` });
      break;
    }
  }
  if (end < 0 && problems.length === 0) problems.push({ kind: "truncated", message: "it ends before its trailer" });
  return {
    ...pictureReading({ format: "gif", width, height, mode: "palette", bits: 8, frames, end: end < 0 ? undefined : end, texts, problems }),
    pixels: data === undefined ? undefined : { width, height, channels: 3, data },
  };
}

/** Sub-blocks without their lengths. */
function joined(blocks: Uint8Array): Uint8Array {
  const out = new Uint8Array(blocks.length);
  let length = 0;
  for (let at = 0; at < blocks.length && blocks[at] !== 0; at += 1 + (blocks[at] ?? 0)) {
    const part = blocks.subarray(at + 1, at + 1 + (blocks[at] ?? 0));
    out.set(part, length);
    length += part.length;
  }
  return out.subarray(0, length);
}

function interlacedLine(line: number, height: number): number {
  let left = line;
  for (const [from, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    const lines = Math.max(0, Math.ceil((height - from) / step));
    if (left < lines) return from + left * step;
    left -= lines;
  }
  return height - 1;
}

/** Lempel–Ziv–Welch with codes that grow to 12 bits (GIF89a, appendix F). */
function unpacked(bytes: Uint8Array, codeSize: number, pixels: number): { readonly pixels: Uint8Array; readonly short: boolean } {
  const out = new Uint8Array(pixels);
  const [prefixes, suffixes, stack] = [new Int16Array(4096), new Uint8Array(4096), new Uint8Array(4097)];
  const clear = 1 << codeSize;
  let [size, next, last, first, bits, count, length] = [codeSize + 1, clear + 2, -1, 0, 0, 0, 0];
  for (let code = 0; code < clear; code++) suffixes[code] = code;
  for (const byte of bytes) {
    bits |= byte << count;
    count += 8;
    while (count >= size && length < pixels) {
      const code = bits & ((1 << size) - 1);
      bits >>>= size;
      count -= size;
      if (code === clear) {
        [size, next, last] = [codeSize + 1, clear + 2, -1];
        continue;
      }
      if (code === clear + 1 || code > next) return { pixels: out, short: length < pixels };
      let [walk, depth] = [code, 0];
      if (code === next) {
        if (last < 0) return { pixels: out, short: true };
        stack[depth++] = first;
        walk = last;
      }
      while (walk >= clear + 2) {
        stack[depth++] = suffixes[walk] ?? 0;
        walk = prefixes[walk] ?? 0;
      }
      first = suffixes[walk] ?? 0;
      stack[depth++] = first;
      while (depth > 0 && length < pixels) out[length++] = stack[--depth] ?? 0;
      if (last >= 0 && next < 4096) {
        prefixes[next] = last;
        suffixes[next] = first;
        next++;
        if (next === 1 << size && size < 12) size++;
      }
      last = code;
    }
  }
  return { pixels: out, short: length < pixels };
}
