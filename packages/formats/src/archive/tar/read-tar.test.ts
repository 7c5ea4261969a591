import { describe, expect, it } from "vitest";
import { bytesSource } from "../../byte-source.ts";
import { buildTar, paxRecord, type TarPlan, tarHeaderBlock } from "../testing/build-tar.ts";
import { bytesOf, joined } from "../testing/build-zip.ts";
import { paxRecords } from "./pax.ts";
import { readTar } from "./read-tar.ts";
import type { TarArchive } from "./tar-archive.ts";
import { isTar, tarHeader, tarNumber } from "./tar-header.ts";

function read(members: readonly TarPlan[], after?: Uint8Array, ended?: boolean): TarArchive {
  const archive = readTar(bytesSource(buildTar(members, after, ended)));
  if (archive === undefined) throw new Error("no archive");
  return archive;
}

function kinds(archive: TarArchive): readonly string[] {
  return [...new Set(archive.anomalies.map(({ kind }) => kind))].sort();
}

function contents({ members }: TarArchive): readonly (readonly [string, string])[] {
  return members.map(({ name, content }) => [name, Buffer.from(content.read(0, 1e6)).toString()]);
}

const LONG = `${"folder/".repeat(30)}file`;

describe("readTar", () => {
  it("reads members of all kinds", () => {
    const archive = read([
      { name: "dir/", flag: "5" },
      { name: "dir/file", content: "content" },
      { name: "old", flag: "\0", content: "v7", magic: "" },
      { name: "link", flag: "2", link: "dir/file" },
      { name: "hard", flag: "1", link: "dir/file" },
      { name: "device", flag: "3" },
      { name: "pipe", flag: "6" },
      { name: "odd", flag: "Z", content: "like a file" },
      { name: "name", prefix: "pre/fix", content: "x" },
    ]);
    expect(archive.anomalies).toEqual([]);
    expect(archive.members.map(({ name, kind }) => [name, kind])).toEqual([
      ["dir/", "directory"],
      ["dir/file", "file"],
      ["old", "file"],
      ["link", "symlink"],
      ["hard", "hardlink"],
      ["device", "device"],
      ["pipe", "fifo"],
      ["odd", "file"],
      ["pre/fix/name", "file"],
    ]);
    expect(archive.ranges.at(-1)?.end).toBe(archive.members.at(-1)?.dataEnd);
  });

  it("applies long names of GNU and extended headers, and keeps the others", () => {
    const gnu = read([
      { name: "././@LongLink", flag: "L", content: `${LONG}\0` },
      { name: LONG.slice(0, 100), content: "1" },
      { name: "././@LongLink", flag: "K", content: `${LONG}\0` },
      { name: "l", flag: "2", link: "short" },
      { name: "plain", content: "2" },
    ]);
    expect(gnu.members.map(({ name, linkTarget }) => [name, linkTarget])).toEqual([
      [LONG, ""],
      ["l", LONG],
      ["plain", ""],
    ]);
    expect(gnu.members[0]?.otherNames).toEqual([LONG.slice(0, 100)]);
    const pax = read([
      { name: "short", content: "1", pax: { path: LONG } },
      { name: "l", flag: "2", link: "x", pax: { linkpath: "../y" } },
    ]);
    expect(pax.members.map(({ name, linkTarget }) => [name, linkTarget])).toEqual([
      [LONG, ""],
      ["l", "../y"],
    ]);
  });

  it("applies global headers until they are overridden", () => {
    const archive = read([
      { name: "g", flag: "g", content: paxRecord("path", "everywhere") },
      { name: "a", content: "1" },
      { name: "b", content: "2", pax: { path: "own" } },
    ]);
    expect(archive.members.map(({ name }) => name)).toEqual(["everywhere", "own"]);
  });

  it("reads sizes beyond the octal field", () => {
    const size = Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5);
    expect(contents(read([{ name: "big", size, content: "hello" }]))).toEqual([["big", "hello"]]);
  });

  it("fills the holes of sparse files", () => {
    const map = joined([
      Buffer.from("00000000004\0"),
      Buffer.from("00000000003\0"),
      Buffer.from("00000000012\0"),
      Buffer.from("00000000000\0"),
    ]);
    const old = read([{ name: "s", flag: "S", content: "abc", magic: "ustar  ", patch: { 386: map, 483: Buffer.from("00000000012\0") } }]);
    expect(contents(old)).toEqual([["s", "\0\0\0\0abc\0\0\0"]]);
    expect(Buffer.from(old.members[0]!.stored!.read(0, 9)).toString()).toBe("abc");
    const pax = read([
      { name: "s", content: "abcde", pax: { "GNU.sparse.map": "1,2,5,3", "GNU.sparse.size": "9", "GNU.sparse.name": "real" } },
    ]);
    expect(contents(pax)).toEqual([["real", "\0ab\0\0cde\0"]]);
    const head = Buffer.alloc(512);
    head.write("1\n2\n3\n");
    const latest = read([
      { name: "s", content: joined([head, bytesOf("xyz")]), pax: { "GNU.sparse.major": "1", "GNU.sparse.realsize": "6" } },
    ]);
    expect(contents(latest)).toEqual([["s", "\0\0xyz\0"]]);
  });

  const cases: readonly (readonly [string, readonly string[], readonly TarPlan[], (Uint8Array | undefined)?, boolean?])[] = [
    ["no end", ["no-end"], [{ name: "a", content: "1" }], undefined, false],
    ["members after the end", ["after-end"], [{ name: "a" }], buildTar([{ name: "late", content: "x" }])],
    [
      "a block that is no header",
      ["after-end", "bad-header"],
      [{ name: "a", content: "1" }],
      joined([bytesOf("x".repeat(512)), buildTar([{ name: "late" }])]),
      false,
    ],
    [
      "a wrong checksum",
      ["bad-header"],
      [
        { name: "a", content: "1" },
        { name: "b", content: "2", checksum: "0000001" },
      ],
    ],
    ["a length below zero", ["negative-length"], [{ name: "a", size: new Uint8Array(12).fill(255) }]],
    [
      "a record of no length",
      ["negative-length"],
      [{ name: "a", content: "1" }, { name: "x", flag: "x", content: "0 path=a\n" }, { name: "b" }],
    ],
    ["records that are none", ["bad-extension"], [{ name: "x", flag: "x", content: "junk without records" }, { name: "b" }]],
    [
      "a link with a length",
      ["unexpected-length"],
      [
        { name: "l", flag: "2", link: "x", size: 5 },
        { name: "b", content: "1" },
      ],
    ],
    ["two lengths", ["length-mismatch"], [{ name: "a", content: "12345", size: 0, pax: { size: "5" } }]],
    [
      "a broken sparse map",
      ["bad-extension"],
      [{ name: "s", content: "abc", pax: { "GNU.sparse.map": "5,9,1,1", "GNU.sparse.size": "9" } }],
    ],
    ["a part of a volume", ["multi-volume"], [{ name: "m", flag: "M", content: "1" }]],
  ];
  for (const [what, expected, members, after, ended] of cases)
    it(`tells ${what}`, () => {
      expect(kinds(read(members, after, ended))).toEqual(expected);
    });

  it("follows both lengths where header and extended header differ", () => {
    const swallowed = joined([
      bytesOf("x".repeat(512)),
      tarHeaderBlock({ name: "hidden.pkl", content: "payload" }),
      bytesOf("payload".padEnd(512, "\0")),
    ]);
    const archive = read([{ name: "a", content: swallowed, size: 5, pax: { size: String(swallowed.length) } }]);
    expect(archive.members.map(({ name }) => name)).toEqual(["a", "hidden.pkl"]);
  });

  it("says where an archive is cut off", () => {
    const file = buildTar([{ name: "a", content: "x".repeat(2000) }]);
    for (let length = 513; length < 2048; length += 97)
      expect(kinds(readTar(bytesSource(file.subarray(0, length)))!)).toContain("truncated");
  });

  it("has limits of members and of extended headers", () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `${index}` }));
    expect(readTar(bytesSource(buildTar(many)), { members: 5, extension: 1000 })).toMatchObject({ complete: false });
    const long = buildTar([{ name: "x", flag: "x", content: paxRecord("path", "y".repeat(5000)) }, { name: "a" }]);
    expect(readTar(bytesSource(long), { members: 5, extension: 1000 })).toMatchObject({ complete: false });
  });

  it("reads every damaged block without failing", () => {
    const file = buildTar([
      { name: "a", content: "1", pax: { path: "b", "GNU.sparse.map": "0,1", "GNU.sparse.size": "3" } },
      { name: "l", flag: "K", content: "x" },
    ]);
    for (let at = 0; at < file.length; at += 3) {
      const copy = new Uint8Array(file);
      copy[at] = copy[at]! ^ 0xff;
      for (const { content } of readTar(bytesSource(copy))?.members ?? []) content.read(0, 100);
    }
  });
});

describe("headers of tar", () => {
  it("takes the numbers that Python takes", () => {
    const number = (text: string): number | undefined => tarNumber(bytesOf(text.padEnd(12, "\0")), 0, 12);
    expect([
      number("0000644"),
      number(" 17 "),
      number("+1_0"),
      number("0o17"),
      number(""),
      number("-1"),
      number("9"),
      number("1x"),
    ]).toEqual([420, 15, 8, 15, 0, -1, undefined, undefined]);
    expect(tarNumber(new Uint8Array(12).fill(255), 0, 12)).toBe(-1);
  });

  it("knows archives by their first header", () => {
    expect(isTar(buildTar([{ name: "a" }]))).toBe(true);
    expect(isTar(tarHeaderBlock({ name: "a", magic: "" }))).toBe(true);
    expect(isTar(new Uint8Array(1024))).toBe(false);
    expect(isTar(bytesOf("x".repeat(1024)))).toBe(false);
    expect(readTar(bytesSource(new Uint8Array(1024)))).toBeUndefined();
    const late = joined([new Uint8Array(1024), buildTar([{ name: "a", content: "1" }])]);
    expect(kinds(readTar(bytesSource(late))!)).toEqual(["after-end"]);
    const signed = tarHeaderBlock({ name: "\u00e9" });
    const sum = [...signed].reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : (byte << 24) >> 24), 0);
    signed.set(bytesOf(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
    expect(tarHeader(signed)?.name).toBe("é");
  });

  it("reads records with their own lengths", () => {
    expect(paxRecord("path", "abc")).toEqual(bytesOf("12 path=abc\n"));
    expect(paxRecords(joined([paxRecord("a", "1=2\n3"), paxRecord("a", "last")]))).toMatchObject({
      whole: true,
      values: new Map([["a", "last"]]),
    });
    expect(paxRecords(bytesOf("9999 a=b\n"))).toMatchObject({ whole: false, endless: false });
  });
});
