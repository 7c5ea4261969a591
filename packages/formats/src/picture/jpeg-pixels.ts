import { type JpegSegments, readJpegSegments } from "./jpeg.ts";
import { decodeScan, type JpegPlane, planesOf } from "./jpeg-blocks.ts";
import { type DecodedPicture, overBudget, type PictureBudget, type PicturePixels, type PictureProblem } from "./picture.ts";

/** Places of the zigzag order in a block (T.81, figure A.6). */
const ZIGZAG = zigzag();
/** Scans over all pixels that one picture is given: hostile ones repeat scans. */
const MOST_WORK = 30;
/** Pixels above which a long narrow picture is not decoded in full either, where little is enough. */
const LARGE = 16 * 1024 * 1024;

function zigzag(): Uint8Array {
  const order = new Uint8Array(64);
  let [x, y] = [0, 0];
  for (let index = 0; index < 64; index++) {
    order[index] = 8 * y + x;
    const up = (x + y) % 2 === 0;
    if (up && x === 7) y++;
    else if (up && y === 0) x++;
    else if (!up && y === 7) x++;
    else if (!up && x === 0) y++;
    else [x, y] = up ? [x + 1, y - 1] : [x - 1, y + 1];
  }
  return order;
}

/**
 * Pixels of a baseline, extended or progressive JPEG of eight bits. Large ones are decoded to an eighth of their size from
 * the mean of each block where that is enough. Of cut data, what stands before the end is given.
 * @see ITU-T T.81; ITU-T T.871 (JFIF) for the colours
 */
export function decodeJpeg(bytes: Uint8Array, budget: PictureBudget): DecodedPicture {
  const segments = readJpegSegments(bytes);
  const { reading, scans, decodable } = segments;
  const without = (problem?: PictureProblem): DecodedPicture => ({
    ...reading,
    pixels: undefined,
    problems: problem === undefined ? reading.problems : [...reading.problems, problem],
  });
  if (!decodable || scans.length === 0)
    return without(reading.problems.length === 0 ? { kind: "damaged", message: "it holds no scan of pixels" } : undefined);
  const refused = overBudget(reading.width, reading.height, budget);
  if (refused !== undefined) return without(refused);
  const { width, height } = reading;
  const meansOnly = budget.enough !== undefined && (Math.min(width, height) >= 8 * budget.enough || width * height > LARGE);
  const planes = planesOf(segments, meansOnly);
  const wanted = scans.filter(({ from }) => !meansOnly || !segments.progressive || from === 0).slice(0, MOST_WORK);
  const read = wanted.map((scan) => decodeScan(segments, scan, planes));
  const least = Math.min(...read);
  const pixels = coloured(
    segments,
    planes.map((plane) => samplesOf(segments, plane)),
    meansOnly,
  );
  if (least === 1 || reading.problems.some(({ kind }) => kind === "truncated")) return { ...reading, pixels };
  const message = `its compressed data end after ${Math.floor(100 * least)} % of a scan`;
  return { ...reading, pixels, problems: [...reading.problems, { kind: "truncated", message }] };
}

interface Samples {
  readonly values: Uint8Array;
  readonly width: number;
  readonly across: number;
  readonly down: number;
}

function samplesOf({ quantisation }: JpegSegments, { component, columns, rows, perBlock, coefficients }: JpegPlane): Samples {
  const table = quantisation.get(component.table) ?? new Uint16Array(64).fill(1);
  const { across, down } = component;
  if (perBlock === 1) {
    const [scale, values] = [(table[0] ?? 1) / 8, new Uint8ClampedArray(columns * rows)];
    for (let block = 0; block < values.length; block++) values[block] = 128 + (coefficients[block] ?? 0) * scale;
    return { values: new Uint8Array(values.buffer), width: columns, across, down };
  }
  const width = 8 * columns;
  const values = new Uint8ClampedArray(width * 8 * rows);
  const block = new Float32Array(64);
  for (let index = 0; index < columns * rows; index++) {
    let flat = true;
    for (let at = 0; at < 64; at++) {
      const value = coefficients[64 * index + at] ?? 0;
      block[ZIGZAG[at] ?? 0] = value * (table[at] ?? 1);
      if (at > 0 && value !== 0) flat = false;
    }
    const from = Math.floor(index / columns) * 8 * width + (index % columns) * 8;
    if (flat) {
      const value = 128 + (block[0] ?? 0) / 8;
      for (let y = 0; y < 8; y++) values.fill(value, from + y * width, from + y * width + 8);
      continue;
    }
    for (let row = 0; row < 64; row += 8) inverseCosine(block, row, 1);
    for (let column = 0; column < 8; column++) inverseCosine(block, column, 8);
    for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) values[from + y * width + x] = 128 + (block[8 * y + x] ?? 0) / 8;
  }
  return { values: new Uint8Array(values.buffer), width, across, down };
}

/** Inverse cosine transform of eight values in place, times √8 (Loeffler, Ligtenberg, Moschytz, ICASSP 1989). */
function inverseCosine(block: Float32Array, from: number, step: number): void {
  const at = (index: number): number => block[from + index * step] ?? 0;
  const [c1, c3, c5, c7] = [at(1), at(3), at(5), at(7)];
  const even = (at(2) + at(6)) * 0.541196100146197;
  const [e2, e3] = [even - at(6) * 1.847759065022573, even + at(2) * 0.765366864730179];
  const [sum, gap] = [at(0) + at(4), at(0) - at(4)];
  const [a0, a3, a1, a2] = [sum + e3, sum - e3, gap + e2, gap - e2];
  const z5 = (c7 + c3 + c5 + c1) * 1.175875602419359;
  const z1 = (c7 + c1) * -0.899976223136416;
  const z2 = (c5 + c3) * -2.562915447741505;
  const z3 = (c7 + c3) * -1.961570560806461 + z5;
  const z4 = (c5 + c1) * -0.390180644032257 + z5;
  const o0 = c7 * 0.298631336141119 + z1 + z3;
  const o1 = c5 * 2.053119869026155 + z2 + z4;
  const o2 = c3 * 3.072711026448224 + z2 + z3;
  const o3 = c1 * 1.501321110407166 + z1 + z4;
  block[from] = a0 + o3;
  block[from + 7 * step] = a0 - o3;
  block[from + step] = a1 + o2;
  block[from + 6 * step] = a1 - o2;
  block[from + 2 * step] = a2 + o1;
  block[from + 5 * step] = a2 - o1;
  block[from + 3 * step] = a3 + o0;
  block[from + 4 * step] = a3 - o0;
}

function coloured({ reading, components, transform }: JpegSegments, planes: readonly Samples[], meansOnly: boolean): PicturePixels {
  const divisor = meansOnly ? 8 : 1;
  const [width, height] = [Math.ceil(reading.width / divisor), Math.ceil(reading.height / divisor)];
  const most = Math.max(...planes.map(({ across }) => across));
  const tallest = Math.max(...planes.map(({ down }) => down));
  const channels = planes.length === 1 ? 1 : 3;
  const out = new Uint8ClampedArray(width * height * channels);
  const rgb = planes.length === 3 && (transform === 0 || (transform === undefined && isRgb(components.map(({ id }) => id))));
  const four = planes.length === 4;
  const at = (index: number, x: number, y: number): number => {
    const plane = planes[index];
    if (plane === undefined) return 0;
    const [column, row] = [Math.floor((x * plane.across) / most), Math.floor((y * plane.down) / tallest)];
    return plane.values[row * plane.width + column] ?? 0;
  };
  for (let y = 0, target = 0; y < height; y++)
    for (let x = 0; x < width; x++, target += channels) {
      const first = at(0, x, y);
      if (channels === 1) {
        out[target] = first;
        continue;
      }
      const [second, third] = [at(1, x, y), at(2, x, y)];
      let [red, green, blue] = [first, second, third];
      if (!rgb && (!four || transform === 2)) {
        red = first + 1.402 * (third - 128);
        green = first - 0.344136 * (second - 128) - 0.714136 * (third - 128);
        blue = first + 1.772 * (second - 128);
      }
      if (four) {
        // Adobe writes inks inverted: what is stored is how much of the paper is left.
        const paper = at(3, x, y) / 255;
        const left = transform === undefined ? 1 - paper : paper;
        const ink = (value: number): number => (transform === undefined ? 255 - value : value) * left;
        [red, green, blue] = [ink(red), ink(green), ink(blue)];
      }
      out[target] = red;
      out[target + 1] = green;
      out[target + 2] = blue;
    }
  return { width, height, channels, data: new Uint8Array(out.buffer) };
}

/** Components called R, G and B are not transformed (as libjpeg takes it). */
function isRgb(ids: readonly number[]): boolean {
  return ids[0] === 0x52 && ids[1] === 0x47 && ids[2] === 0x42;
}
