import ignore from "ignore";

/** Lines of a `.castellanignore` that left nothing out. */
export function stalePatterns(text: string, leftOut: readonly string[]): readonly string[] {
  return text.split(/\r?\n/).filter((line) => {
    const pattern = line.trim();
    if (pattern === "" || pattern.startsWith("#") || pattern.startsWith("!")) return false;
    const rules = ignore({ allowRelativePaths: true }).add(line);
    return !leftOut.some((path) => rules.ignores(path));
  });
}
