import { crc32, deflateSync } from "node:zlib";

export interface PngOptions {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 rgb, 3 palette, 4 grey and alpha, 6 rgba. */
  readonly colour: 0 | 2 | 3 | 4 | 6;
  readonly depth?: number;
  /** Unfiltered rows of packed samples. */
  readonly rows: readonly Uint8Array[];
  readonly filter?: number;
  readonly palette?: Uint8Array;
  /** Chunks before the pixels. */
  readonly chunks?: readonly (readonly [string, Uint8Array])[];
}

export function pngChunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length);
  bytes.write(type, 4, "latin1");
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}

/** A PNG, every row with the same filter; for tests. */
export function writePng({ width, height, colour, depth = 8, rows, filter = 0, palette, chunks = [] }: PngOptions): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colour];
  const step = Math.max(1, (samples * depth) >> 3);
  let before: Uint8Array = new Uint8Array(rows[0]?.length ?? 0);
  const lines = rows.map((row) => {
    const line = new Uint8Array(row.length + 1);
    line[0] = filter;
    for (let index = 0; index < row.length; index++) {
      const left = index < step ? 0 : (row[index - step] ?? 0);
      const above = before[index] ?? 0;
      const corner = index < step ? 0 : (before[index - step] ?? 0);
      line[index + 1] = (row[index] ?? 0) - predicted(filter, left, above, corner);
    }
    before = row;
    return line;
  });
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    ...(palette === undefined ? [] : [pngChunk("PLTE", palette)]),
    ...chunks.map(([type, body]) => pngChunk(type, body)),
    pngChunk("IDAT", deflateSync(Buffer.concat(lines))),
    pngChunk("IEND", new Uint8Array(0)),
  ]);
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** A grey PNG of these values. */
export function greyPng(
  width: number,
  height: number,
  valueAt: (x: number, y: number) => number,
  more: Partial<PngOptions> = {},
): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => Uint8Array.from({ length: width }, (__, x) => valueAt(x, y)));
  return writePng({ width, height, colour: 0, rows, ...more });
}
