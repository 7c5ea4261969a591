import { describe, expect, it } from "vitest";
import { bytesSource } from "../../byte-source.ts";
import { buildSevenZip, type SevenZipMethod, type SevenZipPlan } from "../testing/build-seven-zip.ts";
import { joined } from "../testing/build-zip.ts";
import { HeaderBytes } from "./header-bytes.ts";
import { openFolder } from "./open-folder.ts";
import { readSevenZip, sevenZipStart } from "./read-seven-zip.ts";

const FILES: SevenZipPlan["files"] = [
  { name: "model/data.pkl", content: "first content" },
  { name: "README.md", content: "second ".repeat(20) },
  { name: "größe.txt", content: "third" },
];

function contents(file: Uint8Array): Readonly<Record<string, string>> {
  const source = bytesSource(file);
  const { members, folders, packs } = readSevenZip(source);
  return Object.fromEntries(
    members.map(({ name, place, size }) => {
      const { source: stream } = openFolder(source, folders[place!.folder]!, packs);
      return [name, Buffer.from(stream.read(place!.offset, size)).toString()];
    }),
  );
}

const EXPECTED = Object.fromEntries(FILES.map(({ name, content }) => [name, content]));

describe("readSevenZip", () => {
  it.each<SevenZipMethod>(["copy", "deflate", "lzma", "lzma2"])("reads a solid folder packed by %s", (method) => {
    for (const encodedHeader of [false, true]) {
      const file = buildSevenZip({ files: FILES, method, encodedHeader });
      expect(readSevenZip(bytesSource(file)).problem).toBeUndefined();
      expect(contents(file)).toEqual(EXPECTED);
    }
  });

  it("accounts for every byte", () => {
    const file = buildSevenZip({ files: FILES, method: "lzma", encodedHeader: true });
    const ranges = [...readSevenZip(bytesSource(file)).ranges].sort((a, b) => a.start - b.start);
    expect(ranges.reduce((at, { start, end }) => (start === at ? end : -1), 0)).toBe(file.length);
  });

  it("says what is encrypted or packed in an unknown way", () => {
    const problem = (method: SevenZipMethod) => {
      const source = bytesSource(buildSevenZip({ files: FILES, method }));
      const { folders, packs } = readSevenZip(source);
      return openFolder(source, folders[0]!, packs).problem?.kind;
    };
    expect(problem("aes")).toBe("encrypted");
    expect(problem("unknown")).toBe("unsupported");
  });

  it("tells wrong checksums of the headers", () => {
    const file = buildSevenZip({ files: FILES });
    const start = new Uint8Array(file);
    start[8] = start[8]! ^ 1;
    expect(readSevenZip(bytesSource(start))).toMatchObject({ problem: { kind: "checksum" }, members: { length: 3 } });
    const header = new Uint8Array(file);
    header[file.length - 3] = header[file.length - 3]! ^ 1;
    expect(readSevenZip(bytesSource(header)).problem?.kind).toBeDefined();
  });

  it("finds archives behind a program, by signature and checksum", () => {
    const file = buildSevenZip({ files: FILES });
    expect(sevenZipStart(file)).toBe(0);
    expect(sevenZipStart(joined([Buffer.from("MZ and a program"), file]))).toBe(16);
    expect(sevenZipStart(joined([Buffer.from("text"), file.subarray(0, 10), Buffer.alloc(40)]))).toBe(-1);
    expect(sevenZipStart(Buffer.from("7z is a program"))).toBe(-1);
  });

  it("ends with a problem, never otherwise, wherever it is cut or damaged", () => {
    const file = buildSevenZip({ files: FILES, method: "lzma2", encodedHeader: true });
    for (let at = 0; at < file.length; at++) {
      expect(readSevenZip(bytesSource(file.subarray(0, at))).problem).toBeDefined();
      for (let bit = 0; bit < 8; bit += 3) {
        const copy = new Uint8Array(file);
        copy[at] = copy[at]! ^ (1 << bit);
        const { folders, packs } = readSevenZip(bytesSource(copy));
        for (const folder of folders) openFolder(bytesSource(copy), folder, packs).source.read(0, 10);
      }
    }
  });

  it("reads the empty archive", () => {
    const empty = buildSevenZip({ files: [] });
    expect(readSevenZip(bytesSource(empty)).members).toEqual([]);
  });
});

describe("HeaderBytes", () => {
  it("reads numbers of every length", () => {
    const read = (...bytes: readonly number[]): number => new HeaderBytes(Uint8Array.from(bytes)).number();
    expect([read(0x7f), read(0x80, 0x80), read(0xbf, 0xff), read(0xc1, 2, 3), read(0xff, 1, 0, 0, 0, 0, 0, 0, 0)]).toEqual([
      0x7f, 0x80, 0x3fff, 0x10302, 1,
    ]);
    expect(() => read(0xff, 1)).toThrow(/too early/);
  });

  it("refuses counts that the header has no room for", () => {
    expect(() => new HeaderBytes(Uint8Array.of(0xc0, 0xff, 0xff)).count()).toThrow(/no room/);
    expect(new HeaderBytes(Uint8Array.of(3, 0, 0, 0)).count()).toBe(3);
  });
});
