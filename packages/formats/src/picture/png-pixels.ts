import { constants, inflateSync } from "node:zlib";
import { type DecodedPicture, overBudget, type PictureBudget, type PicturePixels, type PictureProblem } from "./picture.ts";
import { type PngChunks, readPngChunks } from "./png.ts";

const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Adam7: first column and row, and steps of each pass (PNG 8.2). */
const PASSES: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];
const WHOLE: readonly (readonly [number, number, number, number])[] = [[0, 0, 1, 1]];

/** Pixels of a PNG: alpha left out, of 16 bits the upper eight. */
export function decodePng(bytes: Uint8Array, budget: PictureBudget): DecodedPicture {
  const chunks = readPngChunks(bytes);
  const { reading } = chunks;
  const refused = overBudget(reading.width, reading.height, budget);
  if (refused !== undefined) return { ...reading, pixels: undefined, problems: [...reading.problems, refused] };
  if (reading.mode === undefined || ![1, 2, 4, 8, 16].includes(chunks.depth)) return { ...reading, pixels: undefined };
  const { pixels, problem } = pixelsOf(chunks);
  // A chunk that breaks off says already why pixels are missing.
  const told = problem === undefined || (problem.kind === "truncated" && reading.problems.some(({ kind }) => kind === "truncated"));
  return { ...reading, pixels, problems: told ? reading.problems : [...reading.problems, problem] };
}

function pixelsOf({ reading, depth, colour, interlaced, palette, data }: PngChunks): {
  readonly pixels: PicturePixels | undefined;
  readonly problem: PictureProblem | undefined;
} {
  const { width, height } = reading;
  const samples = SAMPLES[colour] ?? 1;
  const bitsToPixel = samples * depth;
  const passes = interlaced ? PASSES : WHOLE;
  let needed = 0;
  for (const [left, top, across, down] of passes) {
    const [columns, rows] = [Math.ceil((width - left) / across), Math.ceil((height - top) / down)];
    if (columns > 0 && rows > 0) needed += rows * (1 + Math.ceil((columns * bitsToPixel) / 8));
  }
  let raw: Uint8Array;
  let problem: PictureProblem | undefined;
  try {
    raw = inflateSync(Buffer.concat(data), { maxOutputLength: needed + 1024, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE")
      return {
        pixels: undefined,
        problem: { kind: "surplus", message: `its compressed data hold more than its ${width} x ${height} pixels` },
      };
    return {
      pixels: undefined,
      problem: {
        kind: "damaged",
        message: `its compressed data cannot be unpacked (${cause instanceof Error ? cause.message : String(cause)})`,
      },
    };
  }
  if (raw.length === 0) return { pixels: undefined, problem: { kind: "truncated", message: "it holds no pixels" } };
  if (raw.length < needed)
    problem = { kind: "truncated", message: `its compressed data end after ${Math.floor((100 * raw.length) / needed)} % of the pixels` };
  else if (raw.length > needed)
    problem = { kind: "surplus", message: `its compressed data hold ${raw.length - needed} bytes more than its pixels` };
  const channels = colour === 2 || colour === 3 || colour === 6 ? 3 : 1;
  const out = new Uint8Array(width * height * channels);
  const scale = depth < 8 && colour === 0 ? 255 / ((1 << depth) - 1) : 1;
  const step = Math.max(1, bitsToPixel >> 3);
  let at = 0;
  for (const [left, top, across, down] of passes) {
    const columns = Math.ceil((width - left) / across);
    if (columns <= 0) continue;
    const length = Math.ceil((columns * bitsToPixel) / 8);
    let before: Uint8Array = new Uint8Array(length);
    for (let y = top; y < height; y += down) {
      if (at + 1 + length > raw.length) break;
      const line = raw.subarray(at + 1, at + 1 + length);
      if (!unfilter(raw[at] ?? 0, line, before, step))
        return { pixels: undefined, problem: { kind: "damaged", message: `row ${y} of it has a filter that does not exist` } };
      before = line;
      at += 1 + length;
      for (let column = 0, x = left; column < columns; column++, x += across) {
        const target = (y * width + x) * channels;
        if (colour === 3) {
          const entry = 3 * packed(line, column, depth);
          for (let k = 0; k < 3; k++) out[target + k] = palette?.[entry + k] ?? 0;
        } else if (depth < 8) out[target] = packed(line, column, depth) * scale;
        else {
          const from = column * samples * (depth >> 3);
          for (let k = 0; k < channels; k++) out[target + k] = line[from + k * (depth >> 3)] ?? 0;
        }
      }
    }
  }
  return { pixels: { width, height, channels, data: out }, problem };
}

function packed(line: Uint8Array, column: number, depth: number): number {
  if (depth === 8) return line[column] ?? 0;
  const bit = column * depth;
  return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Undoes the filter of one row in place (PNG 9.2); false for a filter that does not exist. */
function unfilter(filter: number, line: Uint8Array, before: Uint8Array, step: number): boolean {
  if (filter === 0) return true;
  if (filter === 1) for (let index = step; index < line.length; index++) line[index] = (line[index] ?? 0) + (line[index - step] ?? 0);
  else if (filter === 2) for (let index = 0; index < line.length; index++) line[index] = (line[index] ?? 0) + (before[index] ?? 0);
  else if (filter === 3)
    for (let index = 0; index < line.length; index++) {
      const left = index < step ? 0 : (line[index - step] ?? 0);
      line[index] = (line[index] ?? 0) + ((left + (before[index] ?? 0)) >> 1);
    }
  else if (filter === 4)
    for (let index = 0; index < line.length; index++) {
      const left = index < step ? 0 : (line[index - step] ?? 0);
      const above = before[index] ?? 0;
      const corner = index < step ? 0 : (before[index - step] ?? 0);
      const guess = left + above - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
      line[index] = (line[index] ?? 0) + (a <= b && a <= c ? left : b <= c ? above : corner);
    }
  else return false;
  return true;
}
