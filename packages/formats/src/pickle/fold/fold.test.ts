import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { little, named, runText, short } from "../testing/run-text.ts";
import { constantOf } from "./constants.ts";

/** What a stream's last call folds to. */
function folded(stream: string, folding = 4_000_000): unknown {
  const { effects } = runText(`\x80\x04${stream}.`, { budget: { folded: folding } });
  const call = effects.findLast((effect) => effect.kind === "call");
  const constant = call?.kind === "call" ? constantOf(call.object) : undefined;
  return constant instanceof Uint8Array ? `b:${Buffer.from(constant).toString("latin1")}` : constant;
}

const bytes = (text: string | Buffer): string => {
  const latin1 = typeof text === "string" ? text : text.toString("latin1");
  return `B${little(latin1.length, 4)}${latin1}`;
};
const call = (module: string, name: string, ...args: readonly string[]): string => `${named(module, name)}(${args.join("")}tR`;
const attribute = (object: string, name: string): string => call("builtins", "getattr", object, short(name));

describe("pure functions", () => {
  test.each<[string, string, unknown]>([
    ["chr", call("builtins", "chr", "K\x6f"), "o"],
    ["str.join", call("builtins", "str.join", short(""), `](${short("o")}${short("s")}e`), "os"],
    ["str.join of the letters of a text", call("builtins", "str.join", short("-"), short("os")), "o-s"],
    ["str.lower", call("builtins", "str.lower", short("SYSTEM")), "system"],
    ["str.replace", call("builtins", "str.replace", short("sysXtem"), short("X"), short("")), "system"],
    ["str.format", call("builtins", "str.format", short("{}{1}{{}}"), short("o"), short("s")), "os{}"],
    ["str.swapcase", call("builtins", "str.swapcase", short("Os")), "oS"],
    ["bytes.fromhex", call("builtins", "bytes.fromhex", short("6f 73")), "b:os"],
    ["bytes of numbers", call("builtins", "bytes", "](K\x6fK\x73e"), "b:os"],
    ["bytes.decode", call("builtins", "bytes.decode", bytes("os"), short("utf-8")), "os"],
    ["str of bytes", call("builtins", "str", bytes("os"), short("ascii")), "os"],
    ["codecs.encode, as protocol 2 writes bytes", call("_codecs", "encode", short("o\xe9"), short("latin1")), "b:o\xe9"],
    ["codecs.decode by rot13", call("codecs", "decode", short("flfgrz"), short("rot_13")), "system"],
    ["codecs.decode by hex", call("codecs", "decode", bytes("6f73"), short("hex")), "b:os"],
    ["b64decode", call("base64", "b64decode", short("b3M=")), "b:os"],
    ["b32decode", call("base64", "b32decode", short("N5ZQ====")), "b:os"],
    ["b85decode", call("base64", "b85decode", short("Z*u")), "b:os"],
    ["unhexlify", call("binascii", "unhexlify", bytes("6f73")), "b:os"],
    ["zlib.decompress", call("zlib", "decompress", bytes(deflateSync("import os"))), "b:import os"],
    ["gzip.decompress", call("gzip", "decompress", bytes(gzipSync("import os"))), "b:import os"],
    ["operator.add", call("_operator", "add", short("o"), short("s")), "os"],
    ["operator.concat of bytes", call("operator", "concat", bytes("o"), bytes("s")), "b:os"],
    ["operator.mul", call("operator", "mul", short("ab"), "K\x02"), "abab"],
    ["reversed", call("builtins", "str.join", short(""), call("builtins", "reversed", short("so"))), "os"],
    ["map", call("builtins", "str.join", short(""), call("builtins", "map", named("builtins", "chr"), "](K\x6fK\x73e")), "os"],
    ["one in another", call("zlib", "decompress", call("base64", "b64decode", short(deflateSync("id").toString("base64")))), "b:id"],
  ])("%s", (_, stream, result) => {
    expect(folded(stream)).toEqual(result);
  });

  test.each<[string, string, unknown]>([
    ["getattr of a text", `${attribute(short("SO"), "lower")})R`, "so"],
    ["getattr of a type", `${attribute(named("builtins", "str"), "join")}(${short("")}](${short("o")}${short("s")}etR`, "os"],
    ["methodcaller", `${call("operator", "methodcaller", short("replace"), short("X"), short("s"))}${short("oX")}\x85R`, "os"],
    ["methodcaller on bytes", `${call("operator", "methodcaller", short("decode"))}${bytes("os")}\x85R`, "os"],
    ["attrgetter", `${call("operator", "attrgetter", short("upper"))}${short("os")}\x85R)R`, "OS"],
    ["partial", `${call("functools", "partial", named("operator", "add"), short("o"))}${short("s")}\x85R`, "os"],
    ["names of Python 2", `\x80\x02${named("__builtin__", "unichr")}K\x6f\x85R`, "o"],
  ])("reached by %s", (_, stream, result) => {
    expect(folded(stream)).toEqual(result);
  });
});

describe("what is not folded", () => {
  test.each([
    ["an unknown function", call("os", "getenv", short("HOME"))],
    ["names of JavaScript", call("builtins", "str.constructor", short("x"))],
    ["arguments that are no constants", call("builtins", "str.lower", call("os", "getcwd"))],
    ["attributes in a format", call("builtins", "str.format", short("{0.__class__}"), short("x"))],
    ["a repetition beyond the limit", call("operator", "mul", short("a".repeat(200)), "J\xff\xff\xff\x7f")],
    ["what is not compressed", call("zlib", "decompress", bytes("nonsense"))],
    ["a bomb", call("zlib", "decompress", bytes(deflateSync(Buffer.alloc(50_000_000))))],
    ["an odd number of digits", call("binascii", "unhexlify", bytes("6f7"))],
    ["a code that is none", call("builtins", "chr", "J\xff\xff\xff\x7f")],
    ["an unknown encoding", call("codecs", "decode", bytes("x"), short("punycode"))],
  ])("%s", (_, stream) => {
    expect(folded(stream)).toBeUndefined();
  });

  test("beyond the limit nothing more is folded, in linear time", () => {
    const many = `${short("x".repeat(200))}\x94${`${named("builtins", "str.lower")}h\x00\x85R0`.repeat(2000)}`;
    expect(folded(many, 10_000)).toBeUndefined();
    expect(folded(`${call("builtins", "chr", "K\x6f")}`, 1)).toBeUndefined();
  });
});

test("a name that was put together is imported under it", () => {
  const os = call("builtins", "str.join", short(""), `](${short("o")}${short("s")}e`);
  const { effects } = runText(`\x80\x04${os}${short("system")}\x93${short("id")}\x85R.`);
  expect(effects.findLast((effect) => effect.kind === "import")).toMatchObject({
    global: { module: "os", name: "system", computed: "folded" },
  });
});
