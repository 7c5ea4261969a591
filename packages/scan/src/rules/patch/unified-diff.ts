const CONTEXT = 3;

/**
 * A unified diff of one file for a change that keeps most lines: the common head and tail are left out. Applies with
 * `git apply` and `patch -p1`.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const from = Math.max(0, head - CONTEXT);
  // The empty piece behind the last line break is no line.
  const lines = (all: readonly string[]): number => (all.at(-1) === "" ? all.length - 1 : all.length);
  const oldEnd = Math.min(lines(old), old.length - tail + CONTEXT);
  const newEnd = Math.min(lines(now), now.length - tail + CONTEXT);
  const body = hunk(old, now, head, tail, from, oldEnd, newEnd);
  return [`--- a/${path}`, `+++ b/${path}`, `@@ -${from + 1},${oldEnd - from} +${from + 1},${newEnd - from} @@`, ...body, ""].join("\n");
}

/** Unchanged lines inside of the changed stretch stay as they are where both sides have as many lines. */
function hunk(
  old: readonly string[],
  now: readonly string[],
  head: number,
  tail: number,
  from: number,
  oldEnd: number,
  newEnd: number,
): string[] {
  const [oldChanged, newChanged] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  const middle =
    oldChanged.length === newChanged.length
      ? oldChanged.flatMap((line, index) => (line === newChanged[index] ? [` ${line}`] : [`-${line}`, `+${newChanged[index] ?? ""}`]))
      : [...oldChanged.map((line) => `-${line}`), ...newChanged.map((line) => `+${line}`)];
  const after = old.slice(old.length - tail, oldEnd).map((line) => ` ${line}`);
  void newEnd;
  const unended = (all: readonly string[], end: number): boolean => all.at(-1) !== "" && end === all.length;
  return [
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...middle,
    ...after,
    ...(unended(old, oldEnd) && tail > 0 ? ["\\ No newline at end of file"] : []),
  ];
}
