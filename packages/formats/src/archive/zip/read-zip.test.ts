import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../../byte-source.ts";
import { buildZip, bytesOf, joined, numbers, type ZipFilePlan, type ZipPlan } from "../testing/build-zip.ts";
import { openZip } from "./open-zip-member.ts";
import { isZip, readZip } from "./read-zip.ts";
import type { ZipArchive } from "./zip-archive.ts";

function read(members: readonly ZipPlan[], plan?: ZipFilePlan): ZipArchive {
  const archive = readZip(bytesSource(buildZip(members, plan)));
  if (archive === undefined) throw new Error("no archive");
  return archive;
}

function kinds({ anomalies }: ZipArchive): readonly string[] {
  return [...new Set(anomalies.map(({ kind }) => kind))].sort();
}

/** Bytes that no range covers. */
function unaccounted(file: Uint8Array, { ranges }: ZipArchive): number {
  let at = 0;
  let gaps = 0;
  for (const { start, end } of ranges) {
    gaps += Math.max(0, start - at);
    at = Math.max(at, end);
  }
  return gaps + file.length - at;
}

const A = { name: "a.txt", content: "first" };
const B = { name: "b.bin", content: "second".repeat(50), method: 8 };
const UNICODE = { name: "größe/日本.npy", content: "x", flags: 0x800 };

describe("readZip on honest archives", () => {
  const torchPadding = joined([numbers([2, 0x4246], [2, 20]), new Uint8Array(20).fill(0x5a)]);
  const plans: readonly (readonly [string, readonly ZipPlan[], ZipFilePlan?])[] = [
    ["stored and deflated members", [A, B]],
    ["names in UTF-8", [UNICODE]],
    [
      "data descriptors with a signature",
      [
        { ...A, descriptor: "signed" },
        { ...B, descriptor: "signed" },
      ],
    ],
    [
      "data descriptors without one",
      [
        { ...A, descriptor: "plain" },
        { ...B, descriptor: "plain" },
      ],
    ],
    ["data descriptors of 64 bits", [{ ...A, descriptor: "wide" }, B]],
    [
      "zip64 sizes and end",
      [
        { ...A, zip64: true },
        { ...B, zip64: true },
      ],
      { zip64: true },
    ],
    ["a comment", [A], { comment: "made by a test" }],
    ["bytes before the archive that its offsets count", [A], { prefix: new Uint8Array(0) }],
    ["folders and empty files", [{ name: "d/" }, { name: "d/empty" }]],
    ["padding of PyTorch", [{ ...A, local: { extra: torchPadding } }]],
    [
      "time stamps of Info-ZIP",
      [
        {
          ...A,
          extra: joined([numbers([2, 0x5455], [2, 5], [1, 3], [4, 1])]),
          local: { extra: numbers([2, 0x5455], [2, 9], [1, 3], [4, 1], [4, 1]) },
        },
      ],
    ],
    ["nothing", []],
  ];
  for (const [what, members, plan] of plans)
    it(`finds nothing odd in ${what}`, () => {
      const file = buildZip(members, plan);
      const archive = read(members, plan);
      expect(archive.anomalies).toEqual([]);
      expect(archive.members.map(({ name }) => name)).toEqual(members.map(({ name }) => name));
      expect(unaccounted(file, archive)).toBe(0);
      expect(isZip(file, bytesSource(file))).toBe(true);
      const opened = openZip(bytesSource(file), archive);
      for (const { name, content } of members) {
        const member = opened.member(name)!;
        const decoded = opened.open(member);
        expect(decoded.problem).toBeUndefined();
        expect(decoded.source.read(0, 1e6)).toEqual(bytesOf(content));
      }
    });

  it("reads an archive of a gigabyte in a few small ranges", () => {
    const gigabyte = 2 ** 30;
    const head = buildZip([{ name: "data/0", content: "", local: { compressedSize: gigabyte, size: gigabyte } }], { withoutEnd: true });
    const local = head.subarray(0, 36);
    const entry = numbers(
      [4, 0x02014b50],
      [2, 20],
      [2, 20],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, 0],
      [4, gigabyte],
      [4, gigabyte],
      [2, 6],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, 0],
    );
    const directory = joined([entry, bytesOf("data/0")]);
    const tail = joined([directory, numbers([4, 0x06054b50], [4, 0], [2, 1], [2, 1], [4, directory.length], [4, gigabyte + 36], [2, 0])]);
    let bytes = 0;
    const source: ByteSource = {
      size: gigabyte + 36 + tail.length,
      read: (offset, length) => {
        const end = Math.min(offset + length, gigabyte + 36 + tail.length);
        bytes += end - offset;
        const range = new Uint8Array(end - offset);
        for (const [at, part] of [
          [0, local],
          [gigabyte + 36, tail],
        ] as const)
          if (at < end && at + part.length > offset) range.set(part.subarray(Math.max(0, offset - at), end - at), Math.max(0, at - offset));
        return range;
      },
    };
    const archive = readZip(source)!;
    expect(archive.members[0]?.readings[0]?.compressedSize).toBe(gigabyte);
    expect(archive.anomalies).toEqual([]);
    expect(bytes).toBeLessThan(200_000);
  });
});

describe("readZip where views differ", () => {
  const cases: readonly (readonly [string, readonly string[], readonly ZipPlan[], ZipFilePlan?])[] = [
    ["two names", ["name-mismatch"], [{ ...A, local: { name: "z.txt" } }]],
    ["two methods", ["header-mismatch"], [{ ...A, local: { method: 8 } }]],
    ["two sizes", ["header-mismatch"], [{ ...A, local: { compressedSize: 2, size: 2 } }, B]],
    ["two checksums", ["header-mismatch"], [{ ...A, local: { crc: 1 } }]],
    ["an encryption flag in one view", ["header-mismatch"], [{ ...A, local: { flags: 1 } }]],
    ["one name twice", ["duplicate-name"], [A, { ...A, content: "other" }]],
    ["members on one another", ["duplicate-name", "not-in-directory", "overlap"], [A, { ...A, offset: 0, content: "first" }]],
    ["a member that is not listed", ["not-in-directory"], [A, { ...B, unlisted: true }]],
    ["a hidden member with a descriptor", ["not-in-directory"], [A, { ...B, unlisted: true, descriptor: "signed" }]],
    ["an entry that leads nowhere", ["duplicate-name", "missing-member", "not-in-directory"], [A, { ...B, offset: 3 }]],
    ["no end", ["no-directory"], [A, B], { withoutEnd: true }],
    ["a wrong number of entries", ["end-mismatch"], [A, B], { end: { entries: 1 } }],
    ["a wrong place of the directory", ["end-mismatch"], [A], { end: { offset: 5 } }],
    ["a comment longer than the file", ["end-mismatch"], [A], { end: { commentLength: 100 } }],
    ["bytes behind the end", ["end-mismatch"], [A], { suffix: new Uint8Array(30) }],
    ["several parts", ["multi-disk"], [A], { end: { disk: 2 } }],
    ["an archive in the comment", ["several-directories"], [A], { comment: buildZip([{ name: "inner", content: "x" }]) }],
  ];
  for (const [what, expected, members, plan] of cases)
    it(`tells ${what}`, () => {
      expect(kinds(read(members, plan))).toEqual(expected);
    });

  it("gives both readings of a member whose headers differ", () => {
    const archive = read([{ name: "x", content: "0123456789", local: { compressedSize: 3, size: 3 } }]);
    expect(archive.members[0]?.readings.map(({ view, compressedSize }) => [view, compressedSize])).toEqual([
      ["directory", 10],
      ["local", 3],
    ]);
  });

  it("finds members hidden in what only one view counts as content", () => {
    const inner = buildZip([{ name: "hidden.pkl", content: "payload" }], { withoutEnd: true });
    const archive = read([{ name: "x", content: joined([bytesOf("abc"), inner]), local: { compressedSize: 3, size: 3 } }]);
    expect(archive.members.map(({ name }) => name)).toContain("hidden.pkl");
  });

  it("reads archives behind other bytes, with offsets of both kinds", () => {
    for (const relative of [false, true]) {
      const archive = read([A, B], { prefix: bytesOf("#!/bin/sh\n"), relative });
      expect(archive.members.map(({ name }) => name)).toEqual(["a.txt", "b.bin"]);
      expect([archive.prefix, archive.ranges[0]?.start]).toEqual([relative ? 10 : 0, 10]);
    }
  });

  it("reads both of two archives one after another", () => {
    const both = joined([buildZip([A]), buildZip([B])]);
    const archive = readZip(bytesSource(both))!;
    expect(archive.members.map(({ name }) => name).sort()).toEqual(["a.txt", "b.bin"]);
    expect(kinds(archive)).toContain("several-directories");
  });

  it("knows the name in a Unicode path field", () => {
    const path = bytesOf("model.pkl");
    const extra = joined([numbers([2, 0x7075], [2, 5 + path.length], [1, 1], [4, crc32(bytesOf("a.txt"))]), path]);
    const archive = read([{ ...A, extra }]);
    expect(archive.members[0]?.names).toEqual(["a.txt", "model.pkl"]);
    expect(kinds(archive)).toEqual(["name-mismatch"]);
    const stale = joined([numbers([2, 0x7075], [2, 5 + path.length], [1, 1], [4, 1]), path]);
    expect(kinds(read([{ ...A, extra: stale }]))).toEqual([]);
  });

  it("sees links and folders in the attributes", () => {
    const link = read([{ name: "l", content: "../x", externalAttributes: (0o120777 * 65536) % 2 ** 32 }]);
    expect(link.members[0]).toMatchObject({ symlink: true, directory: false });
    const dos = read([{ name: "l", content: "../x", madeBy: 20, externalAttributes: (0o120777 * 65536) % 2 ** 32 }]);
    expect(dos.members[0]?.symlink).toBe(false);
  });

  it("has a limit of members and says so", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ name: `${index}`, content: "x" }));
    const archive = readZip(bytesSource(buildZip(many)), { members: 10 })!;
    expect(archive).toMatchObject({ complete: false });
    expect(kinds(archive)).toContain("limit");
  });
});

describe("readZip on junk", () => {
  it("knows what is no archive", () => {
    for (const text of ["", "PK", "no archive at all", "PK\u0003\u0004", "PK\u0005\u0006"])
      expect(readZip(bytesSource(bytesOf(text)))).toBeUndefined();
  });

  it("reads every cut and every damaged header without failing", () => {
    const file = buildZip([A, { ...B, descriptor: "signed" }, UNICODE], { zip64: true, comment: "c" });
    for (let at = 0; at < file.length; at++) {
      readZip(bytesSource(file.subarray(0, at)));
      for (const value of [0, 0xff, file[at]! ^ 0x80]) {
        const copy = new Uint8Array(file);
        copy[at] = value;
        const archive = readZip(bytesSource(copy));
        if (archive === undefined) continue;
        const opened = openZip(bytesSource(copy), archive);
        for (const member of archive.members) for (const reading of member.readings) opened.open(member, reading).source.read(0, 100);
      }
    }
  });
});

describe("opening members", () => {
  it("says that content does not match checksum or length", () => {
    const open = (plan: ZipPlan) => {
      const file = bytesSource(buildZip([plan]));
      const opened = openZip(file, readZip(file)!);
      return opened.open(opened.archive.members[0]!);
    };
    expect(open({ ...B, crc: 1 }).problem?.message).toMatch(/checksum/);
    expect(open({ ...B, size: 1 }).problem?.message).toMatch(/headers say 1/);
    expect(open({ ...A, method: 99 }).problem?.kind).toBe("encrypted");
    expect(open({ ...A, method: 6 }).problem?.kind).toBe("unsupported");
    const tail = joined([new Uint8Array(deflateRawSync("x")), bytesOf("hidden behind the stream")]);
    expect(open({ name: "t", content: "x", method: 8, packed: tail })).toMatchObject({ consumed: tail.length - 24 });
    expect(open({ name: "t", content: "x", method: 8, packed: bytesOf("junk") }).problem).toBeDefined();
  });

  it("gives nothing for a member that is not there", () => {
    const bytes = buildZip([A]);
    bytes[0] = 0;
    const file = bytesSource(bytes);
    const opened = openZip(file, readZip(file)!);
    expect(opened.member("a.txt")).toBeUndefined();
    expect(opened.open(opened.archive.members[0]!).problem?.kind).toBe("malformed");
  });
});
