import { describe, expect, it } from "vitest";
import { bytesSource } from "../../byte-source.ts";
import { buildZip, bytesOf, joined } from "../testing/build-zip.ts";
import { concatenatedZips } from "./concatenated-zips.ts";
import { oddExtra } from "./zip-headers.ts";

const one = buildZip([{ name: "archive/data.pkl", content: "." }], { zip64: true });
const two = buildZip([{ name: "archive/data.pkl", content: buildZip([{ name: "inner", content: "x" }]) }]);

describe("concatenatedZips", () => {
  it("splits archives that fill the file, whatever is nested in them", () => {
    const file = joined([one, two, one]);
    expect(concatenatedZips(bytesSource(file))).toEqual([
      { start: 0, end: one.length },
      { start: one.length, end: one.length + two.length },
      { start: one.length + two.length, end: file.length },
    ]);
  });

  it("leaves alone a single archive, and archives with anything around them", () => {
    for (const file of [
      one,
      two,
      joined([one, bytesOf("x"), two]),
      joined([one, two, bytesOf("x")]),
      joined([bytesOf("x"), one, two]),
      bytesOf("no archive"),
    ])
      expect(concatenatedZips(bytesSource(file))).toBeUndefined();
  });
});

describe("oddExtra", () => {
  it("knows padding and what usual writers add", () => {
    for (const extra of [
      [],
      [0, 0],
      [0x46, 0x42, 4, 0, 90, 90, 90, 90],
      [0x35, 0xd9, 6, 0, 4, 0, 0, 0, 0, 0],
      [0x55, 0x54, 5, 0, 3, 1, 2, 3, 4],
      [0xfe, 0xca, 0, 0],
    ])
      expect(oddExtra(Uint8Array.from(extra))).toBeUndefined();
  });

  it("tells content in a field that has none, unknown fields and what is no field", () => {
    // A hint of growth is a mark, a value and zeros, nothing else.
    expect(oddExtra(Uint8Array.of(0x20, 0xa2, 8, 0, 0x28, 0xa0, 4, 0, 0, 0, 0, 0))).toBeUndefined();
    expect(oddExtra(Uint8Array.of(0x20, 0xa2, 8, 0, 0x28, 0xa0, 4, 0, 0, 7, 0, 0))).toEqual({ id: 0xa220, length: 8 });
    expect(oddExtra(Uint8Array.of(0x20, 0xa2, 8, 0, 0x28, 0xa1, 4, 0, 0, 1, 0, 0))).toEqual({ id: 0xa220, length: 8 });
    expect(oddExtra(Uint8Array.of(0xfe, 0xca, 4, 0, 1, 2, 3, 4))).toEqual({ id: 0xcafe, length: 4 });
    expect(oddExtra(Uint8Array.of(0x11, 0x11, 4, 0, 1, 2, 3, 4))).toEqual({ id: 0x1111, length: 4 });
    expect(oddExtra(Uint8Array.of(0x55, 0x54, 200, 0, 3, 1))).toEqual({ id: -1, length: 6 });
    expect(oddExtra(Uint8Array.of(0x46, 0x42, 4, 0, 90, 91, 90, 92))).toEqual({ id: 0x4246, length: 4 });
  });
});
