import { describe, expect, it } from "vitest";
import { projectOf } from "../testing/project-of.ts";
import { linesOf } from "./config-lines.ts";

function lines(yaml: string): { readonly [path: string]: number } {
  const [document] = projectOf({ "a.yaml": yaml }).file(0, "a.yaml")?.facts.config?.documents ?? [];
  if (document === undefined) throw new Error("not read");
  return linesOf(document);
}

describe("linesOf", () => {
  it("notes where each setting is first written, through lists", () => {
    expect(lines("a: 1\nb:\n  - c: 2\n  - c: 3\n    d: { e: 4 }\n")).toEqual({
      a: 1,
      b: 2,
      "b.c": 3,
      "b.d": 5,
      "b.d.e": 5,
      "b[1]": 4,
      "b[1].c": 4,
      "b[1].d": 5,
      "b[1].d.e": 5,
    });
  });

  it("tells members of lists from each other, texts too", () => {
    expect(lines("c:\n  - args:\n      - --a\n      - --b\n  - image: x\n    args: [--c]\n")).toEqual({
      c: 1,
      "c.args": 2,
      "c.args[1]": 4,
      "c[1]": 5,
      "c.image": 5,
      "c[1].image": 5,
      "c[1].args": 6,
    });
  });

  it("ends in deep and in very wide files", () => {
    expect(
      Object.keys(lines(`${Array.from({ length: 40 }, (_, depth) => `${" ".repeat(depth)}k:\n`).join("")}${" ".repeat(40)}k: 1\n`)).length,
    ).toBeLessThan(20);
    expect(Object.keys(lines(Array.from({ length: 900 }, (_, key) => `k${key}: 1\n`).join("")))).toHaveLength(500);
  });
});
