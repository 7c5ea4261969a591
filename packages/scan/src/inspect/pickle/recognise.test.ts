import { bytesSource } from "@castellan/formats";
import { describe, expect, test } from "vitest";
import { latin1 } from "../testing/inspect-bytes.ts";
import { beginsStream, looksLikePickle } from "./recognise.ts";
import { call, list, name, stream, text } from "./testing/judge-text.ts";

const looks = (content: string): boolean => looksLikePickle(bytesSource(latin1(content)), latin1(content.slice(0, 65_536)));

describe("what a loader would accept", () => {
  test.each([
    ["PROTO", stream("N")],
    ["a protocol that does not exist", "\x80\x06N."],
    ["a text protocol", "(lp0\nI1\naI2\na."],
    ["None", "N."],
    ["a call without PROTO", `${call(name("os", "system"), text("id"))}.`],
    ["a call and no end", call(name("os", "system"), text("id"))],
    ["a long line before the call", `V${"x".repeat(100_000)}\n0${call(name("os", "system"), text("id"))}.`],
    ["many numbers", `(${"F1.5\n".repeat(30_000)}l.`],
    ["a persistent id", "Pabc\n."],
    ["a harmful stream behind junk", `\0\0\0\0${stream(call(name("os", "system"), text("id")))}`],
  ])("%s", (_, content) => {
    expect(looks(content)).toBe(true);
  });

  test.each([
    ["nothing", ""],
    ["a letter", "N"],
    ["JSON", '{"a": [1, 2], "b": "c\\nd"}'],
    ["JSON in a list", "[1, 2, 3]"],
    ["a table", "id,name\n1,a\n2,b\n"],
    ["words", "cat\ndog\nrabbit\n"],
    ["words that read like an import", "cos\nsine\ntangent\n"],
    ["prose", "I am a sentence. (And another.)\n"],
    ["Python", "import os\nclass A:\n    pass\n"],
    ["an archive", `PK\x03\x04${"\0".repeat(30)}${stream(list(call(name("collections", "OrderedDict"))))}`],
    ["a page", "<html></html>"],
    ["zeros", "\0".repeat(100)],
  ])("%s is none", (_, content) => {
    expect(looks(content)).toBe(false);
  });
});

test("junk is no beginning", () => {
  const content = `\0\0${stream(call(name("os", "system"), text("id")))}`;
  expect(beginsStream(bytesSource(latin1(content)), latin1(content))).toBe(false);
});
