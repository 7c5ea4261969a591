import { describe, expect, it } from "vitest";
import { entries, text } from "./node.ts";
import { readProperties } from "./properties.ts";

const read = (source: string) => entries(readProperties(source).documents[0]).map(({ key, value, line }) => [key, text(value), line]);

describe("readProperties", () => {
  it("reads keys, separators, comments, escapes and continued lines", () => {
    expect(
      read("# c\n! c\na.b=1\nc : two words \nd  3\ne=\nf\\:g=h\\=i\nlong = one, \\\n   two\nname=caf\\u00e9\npath=c:\\\\x\nbare\n"),
    ).toEqual([
      ["a.b", "1", 3],
      ["c", "two words", 4],
      ["d", "3", 5],
      ["e", "", 6],
      ["f:g", "h=i", 7],
      ["long", "one, two", 8],
      ["name", "café", 10],
      ["path", "c:\\x", 11],
      ["bare", "", 12],
    ]);
  });

  it("takes what is broken as text and keeps to its budget", () => {
    expect(read("a=\\u12\nb=\\")).toEqual([
      ["a", "u12", 1],
      ["b", "\\", 2],
    ]);
    expect(() => readProperties("a=1\nb=2\n", { bytes: 100, depth: 5, nodes: 1 })).toThrow("more than 1 values");
    expect(() => readProperties("a=1234", { bytes: 3, depth: 5, nodes: 9 })).toThrow("over the limit");
  });
});
