import { describe, expect, it } from "vitest";
import { TextFormatReader } from "./text-format.ts";

function read(text: string): { readonly told: readonly string[]; readonly problem: string | undefined } {
  const told: string[] = [];
  const problem = new TextFormatReader(text, {
    enter: (name) => told.push(`${name}{`),
    leave: () => told.push("}"),
    scalar: (name, value) => told.push(`${name}=${value}`),
  }).run();
  return { told, problem: problem?.message };
}

describe("TextFormatReader", () => {
  it("reads messages, values and lists in all their spellings", () => {
    const { told, problem } = read(
      '# a comment\nnode { name: "a" op: "Const" }\nnode: < n: -1.5e3, f: true; >\nx: [1, 2] y [ { z: 1 }, <z: 2> ] [a.b.c]: 3',
    );
    expect(problem).toBeUndefined();
    expect(told.slice(0, 8)).toEqual(["node{", "name=a", "op=Const", "}", "node{", "n=-1.5e3", "f=true", "}"]);
    expect(told.slice(8)).toEqual(["x=1", "x=2", "y{", "z=1", "}", "y{", "z=2", "}", "a.b.c=3"]);
  });

  it("joins texts and reads every escape", () => {
    expect(read(String.raw`op: "Wr" 'ite' "\106ile" t: "\x41\n\\\"\u00e9\U0001F600\q"`).told).toEqual(["op=WriteFile", 't=A\n\\"é😀q']);
  });

  it.each([
    ["a message that is not closed", "node { name: 'a'", "A message is not closed."],
    ["a list that is not closed", "x: [1, 2", "A list is not closed."],
    ["a text that is not closed", 'x: "abc\ny: 1', "A text is not closed."],
    ["a bracket too many", "x: 1 }", "There is no name of a field."],
    ["the wrong bracket", "x { y: 1 >", "There is no name of a field."],
    ["a field without a value", "x", "A field has no value."],
    ["messages in messages without end", "x{".repeat(200), "Messages are nested deeper than 100."],
    ["lists of messages without end", "x:[{".repeat(200), "Messages are nested deeper than 100."],
    ["anything else", "\0\x01", "There is no name of a field."],
  ])("stops at %s", (_what, text, message) => {
    expect(read(text).problem).toBe(message);
  });

  it("takes time in proportion to the text", () => {
    const start = performance.now();
    read(`x: "${"a".repeat(2_000_000)}" `.repeat(2));
    read("# comment\n".repeat(200_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
