import { describe, expect, it } from "vitest";
import { labelled, reported } from "./fixtures.ts";
import { matchAssets } from "./matching.ts";

describe("matchAssets", () => {
  it("matches by kind and name or alias", () => {
    const label = labelled({ aliases: ["my-deployment"] });
    for (const name of ["openai/gpt-4o", "My-Deployment"]) {
      expect(matchAssets([label], [reported("x", "model", name)]).matches).toHaveLength(1);
    }
    expect(matchAssets([label], [reported("x", "model", "gpt-4")]).unmatched).toHaveLength(1);
  });

  it("keeps kinds apart except the documented near ones", () => {
    const label = labelled({});
    expect(matchAssets([label], [reported("x", "deployed-model", "gpt-4o")]).matches).toHaveLength(1);
    expect(matchAssets([label], [reported("x", "ai-service", "gpt-4o")]).matches).toHaveLength(0);
    const asset = [reported("x", "deployed-model", "gpt-4o"), reported("y", "model", "gpt-4o")];
    expect(matchAssets([label], asset).matches.map(({ asset: { id } }) => id)).toEqual(["y"]);
  });

  it("takes the place for kinds that are named by symbols", () => {
    const prompt = labelled({ kind: "prompt", name: "SYSTEM", file: "src/a.py", line: 10, endLine: 20 });
    const hit = (line: number, file = "./src/a.py"): number =>
      matchAssets([prompt], [reported("x", "prompt", "other", file, line)]).matches.length;
    expect([7, 8, 15, 22, 23].map((line) => hit(line))).toEqual([0, 1, 1, 1, 0]);
    expect(hit(10, "src/b.py")).toBe(0);
  });

  it("does not take the place for names that are global, unless they are dynamic", () => {
    const place = { file: "a.py", line: 3 };
    const asset = reported("x", "model", "cfg.model", "a.py", 3);
    expect(matchAssets([labelled(place)], [asset]).matches).toHaveLength(0);
    expect(matchAssets([labelled({ ...place, dynamic: true })], [asset]).matches).toHaveLength(1);
  });

  it("compares notebook cells, from 0 in labels and from 1 in scans", () => {
    const label = labelled({ kind: "tool", name: "x", file: "n.ipynb", line: 210, cell: 4 });
    const asset = (cell: number) => ({ ...reported("x", "tool", "y"), occurrences: [{ file: "n.ipynb", cell, line: 2 }] });
    expect(matchAssets([label], [asset(5)]).matches).toHaveLength(1);
    expect(matchAssets([label], [asset(4)]).matches).toHaveLength(0);
  });

  it("gives each of two tools of one name its own label", () => {
    const first = labelled({ id: "a", kind: "tool", name: "search", file: "a.py", line: 5 });
    const second = labelled({ id: "b", kind: "tool", name: "search", file: "b.py", line: 9 });
    const { matches } = matchAssets(
      [first, second],
      [reported("two", "tool", "search", "b.py", 9), reported("one", "tool", "search", "a.py", 5)],
    );
    expect(matches.map(({ label, asset }) => [label.id, asset.id]).sort()).toEqual([
      ["a", "one"],
      ["b", "two"],
    ]);
  });

  it("prefers the name to a neighbour's place", () => {
    const one = labelled({ id: "a", kind: "tool", name: "one", file: "a.py", line: 5 });
    const two = labelled({ id: "b", kind: "tool", name: "two", file: "a.py", line: 6 });
    const { matches } = matchAssets([one, two], [reported("y", "tool", "two", "a.py", 5), reported("x", "tool", "one", "a.py", 6)]);
    expect(matches.map(({ label, asset }) => `${label.id}${asset.id}`).sort()).toEqual(["ax", "by"]);
  });

  it("lists a second asset for the same label as a duplicate", () => {
    const { matches, duplicates } = matchAssets(
      [labelled({})],
      [reported("x", "model", "gpt-4o"), reported("y", "model", "openai/gpt-4o")],
    );
    expect(matches.map(({ asset }) => asset.id)).toEqual(["x"]);
    expect(duplicates.map(({ asset }) => asset.id)).toEqual(["y"]);
  });

  it("reads the package name from a purl", () => {
    const library = labelled({ kind: "library", name: "langchain-openai" });
    const asset = { ...reported("x", "library", "LangChain OpenAI"), identity: { purl: "pkg:pypi/langchain-openai" } };
    expect(matchAssets([library], [asset]).matches).toHaveLength(1);
  });
});
