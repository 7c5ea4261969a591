import { compareText, type Patch } from "@castellan/graph";

/* Unified diffs of single findings, joined to one patch that `git apply` and `patch -p1` take. */

interface Hunk {
  readonly start: number;
  readonly removed: number;
  readonly added: number;
  readonly lines: readonly string[];
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** Hunks of a diff of one file. */
function hunksOf(diff: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let current: { start: number; removed: number; added: number; lines: string[] } | undefined;
  for (const line of diff.split("\n")) {
    const header = HEADER.exec(line);
    if (header !== null) {
      current = { start: Number(header[1]), removed: Number(header[2] ?? 1), added: Number(header[3] ?? 1), lines: [] };
      hunks.push(current);
    } else if (current !== undefined && /^[ +\-\\]/.test(line)) current.lines.push(line);
  }
  return hunks;
}

function fileDiff(file: string, diffs: readonly string[]): string {
  const hunks = [...new Map(diffs.flatMap(hunksOf).map((hunk) => [`${hunk.start} ${hunk.lines.join("\n")}`, hunk])).values()].sort(
    (a, b) => a.start - b.start || compareText(a.lines.join("\n"), b.lines.join("\n")),
  );
  let end = 0;
  let shift = 0;
  const parts: string[] = [];
  for (const hunk of hunks) {
    // Two findings that change the same lines: the first fix goes in, the next scan offers the other.
    if (hunk.start < end) continue;
    parts.push(`@@ -${hunk.start},${hunk.removed} +${hunk.start + shift},${hunk.added} @@`, ...hunk.lines);
    end = hunk.start + Math.max(hunk.removed, 1);
    shift += hunk.added - hunk.removed;
  }
  return parts.length === 0 ? "" : `--- a/${file}\n+++ b/${file}\n${parts.join("\n")}\n`;
}

/** One patch of many; files sorted, hunks in order, overlapping ones left for the next time. */
export function combinePatches(patches: readonly Patch[]): string {
  const byFile = new Map<string, string[]>();
  for (const { file, diff } of patches) byFile.set(file, [...(byFile.get(file) ?? []), diff]);
  return [...byFile]
    .sort(([a], [b]) => compareText(a, b))
    .map(([file, diffs]) => fileDiff(file, diffs))
    .join("");
}
