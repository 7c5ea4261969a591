import type { Patch } from "@castellan/graph";

/** One hunk of a unified diff as SARIF wants it: a deleted region of whole lines and what stands there instead. */
export interface Replacement {
  readonly startLine: number;
  /** Exclusive: the region ends at the start of this line. */
  readonly endLine: number;
  readonly text: string;
}

/**
 * Reads the hunks of a unified diff (POSIX diff, "Diff -u Output Format"). A hunk is cut down to the lines
 * between its first and last change, so that unchanged lines around it are not replaced.
 */
export function replacementsOf(patch: Patch): Replacement[] {
  const replacements: Replacement[] = [];
  let line = 0;
  let change: { start: number; removed: number; added: string[] } | undefined;
  const close = (): void => {
    if (change !== undefined)
      replacements.push({
        startLine: change.start,
        endLine: change.start + change.removed,
        text: change.added.map((added) => `${added}\n`).join(""),
      });
    change = undefined;
  };
  let inHunk = false;
  for (const text of patch.diff.split("\n")) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/.exec(text);
    if (header !== null) {
      close();
      inHunk = true;
      // A hunk that removes nothing names the line before it.
      line = Number(header[1]) + (header[2] === "0" ? 1 : 0);
      continue;
    }
    if (!inHunk) continue;
    if (text.startsWith("-")) {
      change ??= { start: line, removed: 0, added: [] };
      change.removed++;
      line++;
    } else if (text.startsWith("+")) {
      change ??= { start: line, removed: 0, added: [] };
      change.added.push(text.slice(1));
    } else if (!text.startsWith("\\")) {
      close();
      line++;
    }
  }
  close();
  return replacements.filter((replacement) => replacement.startLine > 0);
}
