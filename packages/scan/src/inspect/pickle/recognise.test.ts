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
    ["a harmful stream of a text protocol behind words", "hello, world\nsome junk\ncos\nsystem\n(S'id'\ntR.\n"],
    ["the same with INST", "# notes\n(S'id'\nios\nsystem\n."],
    ["junk behind a text protocol", "cos\nsystem\n(S'id'\ntR.\nand then some words\n"],
    ["an unknown import that is called, cut off", "cacme.tools\nrun\n)R"],
    ["an unknown import that is called, with junk behind", "cacme.tools\nrun\n)RN.junk junk"],
    ["rows that are opcodes, then a call", `${"Vrow,1\n".repeat(30_000)}cos\nsystem\n(S'id'\ntR.`],
    ["more than is looked at in one line, then a call", `V${"x".repeat(5_000_000)}\n0cos\nsystem\n(S'id'\ntR.`],
    ["a call behind one error", "Va\np-1\ncposix\nsystem\n(S'id'\ntR."],
    ["a name that is put together", `\x80\x04\x8c\x02os\x8c\x06system\x93.`],
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
    ["Python that begins with two imports", "import os\nimport subprocess\n\nsubprocess.run(['ls'])\n"],
    ["Java", "import java.util.List;\nimport java.util.concurrent.CountDownLatch;\n\nclass A {}\n"],
    ["imports all through", `${"import os\nfrom subprocess import Popen\n".repeat(200)}\n`],
    ["rows that begin with an opcode", `Vid,name\n${"V0001,system\n".repeat(30_000)}`],
    ["numbers with an opcode before them", "I001\n".repeat(30_000)],
    ["Lisp", "(if\nready\n  (import os)\n  (exit))\n"],
    ["a sequence of bases", "N".repeat(50_000)],
    ["brackets", "(".repeat(50_000)],
    ["a list of words", "cos\nsystem\nposix\nsystem\nexec\neval\n".repeat(100)],
    ["a text about pickles", "How it works:\n\ncos\nsystem\n(S'id'\ntR.\n\nNever load such a file.\n"],
    ["prose like the first opcodes", "(lp0 is how a list begins in the text protocol.)\n"],
    ["a text longer than what is looked at", `The operating system\n${"imports os and calls system.\n".repeat(200_000)}`],
    ["digits", "0,1,2\n3,4,5\n"],
    ["a table with a header of letters", "c,i,t,R\nos,system,1,2\n"],
  ])("%s is none", (_, content) => {
    expect(looks(content)).toBe(false);
  });
});

test("junk is no beginning", () => {
  const content = `\0\0${stream(call(name("os", "system"), text("id")))}`;
  expect(beginsStream(bytesSource(latin1(content)), latin1(content))).toBe(false);
});
