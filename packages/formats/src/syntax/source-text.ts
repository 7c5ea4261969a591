import type { Span } from "./ir.ts";

/** Where a piece of source stands in its file: notebooks have cells, embedded code has lines above it. */
export interface SourcePosition {
  /** From 1. */
  readonly cell?: number;
  /** Added to every line. */
  readonly lineOffset?: number;
}

/** Source text with a table of its lines. Offsets are UTF-16 code units; lines end at "\n" and count from 1. */
export class SourceText {
  readonly text: string;
  readonly cell: number | undefined;
  private readonly lineOffset: number;
  private readonly lineStarts: readonly number[];
  /** Index of the line found last: neighbouring nodes mostly share it. */
  private recent = 0;

  constructor(text: string, position: SourcePosition = {}) {
    this.text = text;
    this.cell = position.cell;
    this.lineOffset = position.lineOffset ?? 0;
    const starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  /** The line that holds the code unit at this offset. */
  lineAt(offset: number): number {
    return this.lineIndex(offset) + 1 + this.lineOffset;
  }

  span(start: number, end: number): Span {
    const line = this.lineAt(start);
    const endLine = end > start ? this.lineAt(end - 1) : line;
    return this.cell === undefined ? { line, endLine } : { line, endLine, cell: this.cell };
  }

  private lineIndex(offset: number): number {
    const starts = this.lineStarts;
    let low = this.recent;
    if (offset >= (starts[low] ?? 0)) {
      if (offset < (starts[low + 1] ?? Number.POSITIVE_INFINITY)) return low;
      low += 1;
    } else low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    this.recent = low;
    return low;
  }
}
