/** Test support: applies a unified diff as `patch` does, and throws where it does not fit. */
export function applyDiff(text: string, diff: string): string {
  const lines = text.split("\n");
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split("\n").slice(2)) {
    const hunk = /^@@ -(\d+),\d+ \+\d+,\d+ @@$/.exec(line);
    if (hunk !== null) {
      const start = Number(hunk[1]) - 1;
      out.push(...lines.slice(at, start));
      at = start;
    } else if (line.startsWith("+")) out.push(line.slice(1));
    else if (line.startsWith("-") || line.startsWith(" ")) {
      if (lines[at] !== line.slice(1)) throw new Error(`the diff does not fit at line ${at + 1}: ${line}`);
      if (line.startsWith(" ")) out.push(lines[at] ?? "");
      at++;
    }
  }
  return [...out, ...lines.slice(at)].join("\n");
}
