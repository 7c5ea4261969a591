/** A `[[name]]` table of a lock file: its scalar keys and its raw lines. */
export interface TomlBlock {
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
}

/**
 * The `[[header]]` tables of a machine-written TOML lock file, by lines. Lock files of tens of thousands of
 * lines are read in one pass, without a tree. Sub-tables (`[package.x]`) stay in `lines` of their block.
 */
export function tomlBlocks(text: string, header: string): readonly TomlBlock[] {
  const blocks: { line: number; values: Map<string, string>; lines: string[] }[] = [];
  let current: { line: number; values: Map<string, string>; lines: string[] } | undefined;
  let sub = false;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trimEnd();
    if (line.startsWith("[")) {
      if (line === `[[${header}]]`) {
        current = { line: index + 1, values: new Map(), lines: [] };
        blocks.push(current);
        sub = false;
        continue;
      }
      if (!line.startsWith(`[${header}.`) && !line.startsWith(`[[${header}.`)) current = undefined;
      sub = true;
    }
    if (current === undefined) continue;
    current.lines.push(line);
    if (sub) continue;
    const pair = /^([\w-]+) = (?:"([^"]*)"|([\w.+-]+))$/.exec(line);
    const key = pair?.[1];
    const value = pair?.[2] ?? pair?.[3];
    if (key !== undefined && value !== undefined && !current.values.has(key)) current.values.set(key, value);
  }
  return blocks;
}
