import { TextError } from "../errors.ts";
import { findPersonalData } from "../personal/find.ts";
import { builtInSecretEngine, findSecrets } from "../secrets/find.ts";
import type { SecretConfidence } from "../secrets/rule.ts";

/** What a search of cells may be told. */
export interface CellScanOptions {
  /** Name of the column: it is read as words in front of each cell, so that `phone` speaks for its numbers. */
  readonly name?: string;
  /** Detectors to run, both when left out. */
  readonly detect?: readonly ("pii" | "secrets")[];
  /** Countries (ISO 3166-1 alpha-2) whose rules run beside the standard ones, or all of them. */
  readonly locales?: readonly string[] | "all";
  /** Dates and times too; left out unless `true`: a column of them is known by its type. */
  readonly times?: boolean;
}

/** One thing found in a cell. Nothing in it lets the value be read. The same object may be given for many cells. */
export interface CellMatch {
  readonly kind: "pii" | "secret";
  /** `EMAIL_ADDRESS`, …; the title of the rule for secrets. */
  readonly type: string;
  readonly rule: string;
  /** 0 to 1. */
  readonly score: number;
  readonly masked: string;
  /** The value is made for examples. */
  readonly example: boolean;
}

/** Receives what stands in a cell, cells in order, matches of one cell in order of place. */
export type CellSink = (cell: number, match: CellMatch) => void;

/** A search of the cells of one column; keep it for the whole column, since it remembers what it met. */
export interface CellScan {
  /**
   * Searches cells of a block.
   * @param bytes UTF-8; wrong sequences are read as U+FFFD
   * @param bounds start and end (exclusive) of each cell as byte offsets into `bytes`, two numbers a cell
   * @param cells how many cells of `bounds` to read; all of them when left out
   * @throws TextError `cells-invalid` where a bound lies outside of the block
   */
  scan(bytes: Uint8Array, bounds: Uint32Array, onMatch: CellSink, cells?: number): void;
}

const CERTAINTY: Readonly<Record<SecretConfidence, number>> = { certain: 1, likely: 0.9, possible: 0.6 };
/** Cells whose matches are remembered: categories and codes come again and again. */
const REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 64;
const LONGEST_NAME = 60;

/**
 * Searches many short values for personal data and secrets: what `findPersonalData` and `findSecrets` find in
 * `name: cell`, less what stands in the name.
 */
export function createCellScan(options: CellScanOptions = {}): CellScan {
  const { name = "", detect = ["pii", "secrets"] } = options;
  const prefix = name === "" ? "" : `${name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").slice(0, LONGEST_NAME)}: `;
  const personal = detect.includes("pii");
  const secrets = detect.includes("secrets");
  const { prefilter } = builtInSecretEngine();
  let keywordInName = false;
  prefilter.scan(prefix, () => {
    keywordInName = true;
  });
  const known = new Map<string, readonly CellMatch[]>();

  const judged = (text: string): readonly CellMatch[] => {
    const matches: CellMatch[] = [];
    if (personal) matches.push(...personalMatches(prefix, text, options));
    if (secrets && (keywordInName || holdsKeyword(text))) matches.push(...secretMatches(prefix, text));
    return matches;
  };
  const holdsKeyword = (text: string): boolean => {
    let holds = false;
    prefilter.scan(text, () => {
      holds = true;
    });
    return holds;
  };
  return {
    scan(bytes, bounds, onMatch, cells = bounds.length >> 1) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let cell = 0; cell < cells; cell++) {
        const start = bounds[2 * cell] ?? -1;
        const end = bounds[2 * cell + 1] ?? -1;
        if (start < 0 || end < start || end > bytes.length)
          throw new TextError("cells-invalid", `Cell ${cell} reaches from ${start} to ${end} in a block of ${bytes.length} bytes.`);
        const text = buffer.toString("utf8", start, end);
        let matches = known.get(text);
        if (matches === undefined) {
          matches = judged(text);
          if (end - start <= LONGEST_REMEMBERED && known.size < REMEMBERED) known.set(text, matches);
        }
        for (const match of matches) onMatch(cell, match);
      }
    },
  };
}

function personalMatches(prefix: string, text: string, { locales = [], times = false }: CellScanOptions): CellMatch[] {
  return findPersonalData(prefix + text, { locales, times }).flatMap(({ type, rule, score, masked, example, start, end }): CellMatch[] =>
    end <= prefix.length || start < prefix.length - 2 ? [] : [{ kind: "pii", type, rule, score, masked, example: example === true }],
  );
}

function secretMatches(prefix: string, text: string): CellMatch[] {
  return findSecrets(prefix + text).flatMap(({ rule, title, confidence, masked, start }): CellMatch[] =>
    start < prefix.length ? [] : [{ kind: "secret", type: title, rule, score: CERTAINTY[confidence], masked, example: false }],
  );
}
