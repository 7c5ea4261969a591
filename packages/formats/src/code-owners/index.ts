/** One line of CODEOWNERS; the last that matches a path decides. */
export interface OwnerRule {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly line: number;
}

const MAX_RULES = 20_000;

/** Where GitHub, GitLab and Gitea look for the file. */
export function isCodeOwnersPath(path: string): boolean {
  return /^(?:\.github\/|\.gitlab\/|\.gitea\/|docs\/)?CODEOWNERS$/.test(path);
}

/** Rules in order; GitLab's sections give owners to the lines that name none. */
export function readCodeOwners(text: string): readonly OwnerRule[] {
  const rules: OwnerRule[] = [];
  let standard: readonly string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, "").trim();
    if (line === "" || rules.length >= MAX_RULES) continue;
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)$/.exec(line);
    if (section !== null) {
      standard = ownersIn(section[1] ?? "");
      continue;
    }
    const [pattern = "", ...rest] = line.split(/(?<!\\)\s+/);
    const own = ownersIn(rest.join(" "));
    rules.push({ pattern: pattern.replace(/\\ /g, " "), owners: own.length === 0 ? standard : own, line: index + 1 });
  }
  return rules;
}

function ownersIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => /^@[\w./-]+$|^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(word));
}
