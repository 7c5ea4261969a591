import type { JpegComponent, JpegScan, JpegSegments } from "./jpeg.ts";
import { HuffmanTable, JpegBits } from "./jpeg-bits.ts";

/** Coefficients of one component, block after block, in zigzag order; with `perBlock` 1 only the mean of each block. */
export interface JpegPlane {
  readonly component: JpegComponent;
  /** Blocks to a row, those that fill the last unit included. */
  readonly columns: number;
  readonly rows: number;
  readonly perBlock: 1 | 64;
  readonly coefficients: Int16Array;
}

/** Minimum coded units of a picture and blocks of each component (T.81, A.1 and A.2). */
export function planesOf({ reading, components }: JpegSegments, meansOnly: boolean): readonly JpegPlane[] {
  const [across, down] = unitsOf(reading, components);
  const perBlock = meansOnly ? 1 : 64;
  return components.map((component) => {
    const [columns, rows] = [across * component.across, down * component.down];
    return { component, columns, rows, perBlock, coefficients: new Int16Array(columns * rows * perBlock) };
  });
}

function unitsOf({ width, height }: { width: number; height: number }, components: readonly JpegComponent[]): readonly [number, number] {
  const [most, tallest] = [Math.max(...components.map(({ across }) => across)), Math.max(...components.map(({ down }) => down))];
  return [Math.ceil(width / (8 * most)), Math.ceil(height / (8 * tallest))];
}

/** Decodes one scan into the planes; the share of its units that were read before the data ended, 0 to 1. */
export function decodeScan(segments: JpegSegments, scan: JpegScan, planes: readonly JpegPlane[]): number {
  const tables = new Map([...scan.huffman].map(([id, table]) => [id, new HuffmanTable(table)]));
  const used = scan.components.flatMap(({ index, dc, ac }) => {
    const plane = planes[index];
    return plane === undefined ? [] : [{ plane, dc: tables.get(dc), ac: tables.get(16 | ac) }];
  });
  const coder = new ScanCoder(segments.progressive, scan);
  const [first] = used;
  let done = 0;
  if (used.length === 1 && first !== undefined) {
    // A scan of one component has its blocks alone, without those that fill a unit (T.81, A.2.2).
    const { reading, components } = segments;
    const [most, tallest] = [Math.max(...components.map((each) => each.across)), Math.max(...components.map((each) => each.down))];
    const { component, columns } = first.plane;
    const wide = Math.ceil((reading.width * component.across) / (8 * most));
    const high = Math.ceil((reading.height * component.down) / (8 * tallest));
    for (; done < wide * high; done++) {
      if (!coder.unit(done)) break;
      coder.block(first.plane, Math.floor(done / wide) * columns + (done % wide), 0, first.dc, first.ac);
    }
    return coder.complete ? 1 : done / (wide * high);
  }
  const [across, down] = unitsOf(segments.reading, segments.components);
  for (; done < across * down; done++) {
    if (!coder.unit(done)) break;
    const [left, top] = [done % across, Math.floor(done / across)];
    for (const [index, { plane, dc, ac }] of used.entries()) {
      const { component, columns } = plane;
      for (let y = 0; y < component.down; y++)
        for (let x = 0; x < component.across; x++)
          coder.block(plane, (top * component.down + y) * columns + left * component.across + x, index, dc, ac);
    }
  }
  return coder.complete ? 1 : done / (across * down);
}

class ScanCoder {
  readonly #bits: JpegBits;
  readonly #scan: JpegScan;
  readonly #progressive: boolean;
  readonly #before = new Int32Array(4);
  #run = 0;

  constructor(progressive: boolean, scan: JpegScan) {
    this.#bits = new JpegBits(scan.data);
    this.#scan = scan;
    this.#progressive = progressive;
  }

  /** Whether all that was asked for was there. */
  get complete(): boolean {
    return !this.#bits.short;
  }

  /** Before each unit: passes restart markers; false where the data have ended. */
  unit(index: number): boolean {
    const { restart } = this.#scan;
    if (restart > 0 && index > 0 && index % restart === 0) {
      if (!this.#bits.restart()) {
        this.#bits.missing = Number.MAX_SAFE_INTEGER;
        return false;
      }
      this.#before.fill(0);
      this.#run = 0;
    }
    return !this.#bits.short;
  }

  block(
    { coefficients, perBlock }: JpegPlane,
    block: number,
    index: number,
    dc: HuffmanTable | undefined,
    ac: HuffmanTable | undefined,
  ): void {
    const { from, to, high, low } = this.#scan;
    const base = block * perBlock;
    if (!this.#progressive) {
      if (dc === undefined || ac === undefined) return;
      coefficients[base] = this.#mean(index, dc);
      this.#sequential(coefficients, base, ac, perBlock === 64);
    } else if (from === 0) {
      if (high > 0) {
        if (this.#bits.take(1) === 1) coefficients[base] = (coefficients[base] ?? 0) | (1 << low);
      } else if (dc !== undefined) coefficients[base] = this.#mean(index, dc) << low;
    } else if (ac !== undefined && perBlock === 64) {
      if (high === 0) this.#firstPass(coefficients, base, ac, from, to, low);
      else this.#refine(coefficients, base, ac, from, to, 1 << low);
    }
  }

  #mean(index: number, table: HuffmanTable): number {
    const value = (this.#before[index] ?? 0) + this.#bits.signed(Math.min(16, this.#bits.decode(table)));
    this.#before[index] = value;
    return value;
  }

  #sequential(out: Int16Array, base: number, table: HuffmanTable, kept: boolean): void {
    for (let at = 1; at < 64; at++) {
      const code = this.#bits.decode(table);
      const [run, size] = [code >> 4, code & 15];
      if (size === 0) {
        if (run < 15) return;
        at += 15;
        continue;
      }
      at += run;
      const value = this.#bits.signed(size);
      if (kept && at < 64) out[base + at] = value;
    }
  }

  /** T.81, G.1.2.2. */
  #firstPass(out: Int16Array, base: number, table: HuffmanTable, from: number, to: number, low: number): void {
    if (this.#run > 0) {
      this.#run--;
      return;
    }
    for (let at = from; at <= to; at++) {
      const code = this.#bits.decode(table);
      const [run, size] = [code >> 4, code & 15];
      if (size === 0) {
        if (run < 15) {
          this.#run = (1 << run) - 1 + this.#bits.take(run);
          return;
        }
        at += 15;
        continue;
      }
      at += run;
      const value = this.#bits.signed(size);
      if (at < 64) out[base + at] = value << low;
    }
  }

  /** T.81, G.1.2.3. */
  #refine(out: Int16Array, base: number, table: HuffmanTable, from: number, to: number, bit: number): void {
    let at = from;
    const correct = (): void => {
      const value = out[base + at] ?? 0;
      if (this.#bits.take(1) === 1 && (Math.abs(value) & bit) === 0) out[base + at] = value + (value < 0 ? -bit : bit);
    };
    if (this.#run === 0)
      while (at <= to) {
        const code = this.#bits.decode(table);
        let run = code >> 4;
        let value = 0;
        if ((code & 15) === 0) {
          if (run < 15) {
            this.#run = (1 << run) + this.#bits.take(run);
            break;
          }
        } else value = this.#bits.take(1) === 1 ? bit : -bit;
        for (; at <= to; at++) {
          if ((out[base + at] ?? 0) !== 0) correct();
          else if (run-- === 0) {
            if (value !== 0) out[base + at] = value;
            break;
          }
        }
        at++;
      }
    if (this.#run > 0) {
      for (; at <= to; at++) if ((out[base + at] ?? 0) !== 0) correct();
      this.#run--;
    }
  }
}
