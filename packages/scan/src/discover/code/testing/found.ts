import { expect, test } from "vitest";
import type { Library } from "../../../knowledge/schema.ts";
import { dedent, type Sources } from "../../../resolve/testing/shown.ts";
import type { Recorded } from "../../testing/project-of.ts";
import { discoverCode } from "./code-project.ts";

/** Test support: what code discovery sees in a small project; a text alone is main.py. */
export async function found(sources: Sources | string, libraries?: readonly Library[]): Promise<Recorded> {
  const files = typeof sources === "string" ? { "main.py": sources } : sources;
  return discoverCode(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, dedent(text)])), libraries);
}

/** What it shows, the project (a text alone is main.py), and the lines that must be among the assets and relations. */
export type FoundCase = readonly [title: string, sources: Sources | string, expected: readonly string[], absent?: readonly string[]];

/** A table of small projects as tests: "kind name" and "kind name -relation-> kind name". */
export function testFound(cases: readonly FoundCase[], libraries?: readonly Library[]): void {
  for (const [title, sources, expected, absent = []] of cases) {
    test(title, async () => {
      const recorded = await found(sources, libraries);
      const all = [...recorded.names(), ...recorded.edges()];
      // Compared as a whole, so that a failure shows what was seen instead.
      expect(all).toEqual(expect.arrayContaining([...expected]));
      for (const line of absent) expect(all).not.toContain(line);
    }, 30_000);
  }
}
