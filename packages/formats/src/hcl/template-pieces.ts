import type { HclExpression } from "../facts.ts";

/* A template before its directives are put into each other: what `~` and `<<-` take away is taken from the flat row of pieces. */

export type Piece =
  | { readonly kind: "text"; text: string; readonly line: number }
  | (Marks & { readonly kind: "value"; readonly value: HclExpression })
  | (Marks & { readonly kind: "if"; readonly test: HclExpression; readonly line: number })
  | (Marks & {
      readonly kind: "for";
      readonly names: { readonly key?: string; readonly value: string };
      readonly source: HclExpression;
      readonly line: number;
    })
  | (Marks & { readonly kind: "else" | "endif" | "endfor"; readonly line: number });

/** `~` at the opening and at the closing bracket. */
export interface Marks {
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

const SPACE_AT_START = /^\s+/u;

/** White space next to a `~` goes; in a heredoc, of the same line only, as its lines are pieces of their own. */
export function trimMarked(pieces: readonly Piece[]): void {
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === "text") continue;
    const [before, after] = [pieces[index - 1], pieces[index + 1]];
    if (piece.trimsBefore && before?.kind === "text") before.text = before.text.trimEnd();
    if (piece.trimsAfter && after?.kind === "text") after.text = after.text.replace(SPACE_AT_START, "");
  }
}

/** `<<-` takes from each line the white space that all lines begin with; lines of nothing else do not count and stay. */
export function flush(pieces: readonly Piece[]): void {
  let shared = Number.POSITIVE_INFINITY;
  const starts: (Piece & { readonly kind: "text" })[] = [];
  let lineStart = true;
  for (const piece of pieces) {
    if (piece.kind !== "text") {
      if (lineStart) shared = 0;
      lineStart = false;
      continue;
    }
    if (lineStart && piece.text.endsWith("\n") && piece.text.trim() === "") continue;
    if (lineStart) {
      shared = Math.min(shared, SPACE_AT_START.exec(piece.text)?.[0].length ?? 0);
      starts.push(piece);
    }
    lineStart = piece.text.endsWith("\n");
  }
  for (const piece of starts) piece.text = piece.text.slice(shared);
}
