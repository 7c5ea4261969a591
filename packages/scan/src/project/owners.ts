import type { OwnerRule } from "@castellan/formats";
import ignore from "ignore";

/**
 * Answers who owns a file. Rules of the configuration ("stated by you") come before those of CODEOWNERS; in each,
 * the last pattern that matches decides, and a pattern without owners takes the owner away.
 * @see https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function ownerFinder(codeOwners: readonly OwnerRule[], configured: readonly OwnerRule[] = []): (path: string) => string | undefined {
  const [stated, listed] = [configured, codeOwners].map((rules) =>
    rules.map((rule) => ({ matcher: ignore().add(rule.pattern), owner: rule.owners[0] })),
  );
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (path === "" || path.startsWith("/") || path.startsWith("../")) return undefined;
    if (!known.has(path)) {
      const found = stated?.findLast(({ matcher }) => matcher.ignores(path)) ?? listed?.findLast(({ matcher }) => matcher.ignores(path));
      known.set(path, found?.owner);
    }
    return known.get(path);
  };
}
