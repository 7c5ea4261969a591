import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "./byte-source.ts";
import { ByteWindow } from "./byte-window.ts";

const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);

function counted(): { readonly source: ByteSource; readonly reads: [number, number][] } {
  const reads: [number, number][] = [];
  const inner = bytesSource(bytes);
  return {
    reads,
    source: {
      size: inner.size,
      read: (offset, length) => {
        reads.push([offset, length]);
        return inner.read(offset, length);
      },
    },
  };
}

describe("ByteWindow", () => {
  it("reads numbers of every width, little-endian", () => {
    const window = new ByteWindow(bytesSource(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 0x80)));
    expect([window.u8(7), window.u16(0), window.u32(0), window.unsigned(0, 3)]).toEqual([0x80, 0x0201, 0x04030201, 0x030201]);
    expect(window.i32(4)).toBe(0x80070605 | 0);
    expect(window.u64(0)).toBe(0x04030201 + 0x80070605 * 2 ** 32);
    expect(window.unsigned(0, 0)).toBe(0);
  });

  it("gives zero past the end, and says so", () => {
    const window = new ByteWindow(bytesSource(Uint8Array.of(1, 2)));
    expect([window.u32(0), window.u8(2), window.u64(-1), window.u8(Number.NaN)]).toEqual([0, 0, 0, 0]);
    expect([window.has(0, 2), window.has(0, 3), window.has(-1, 1), window.has(2 ** 60, 1), window.has(1, -1)]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(window.slice(1, 100)).toEqual(Uint8Array.of(2));
    expect(window.slice(50, 10)).toHaveLength(0);
  });

  it("reads little after a jump and more while going on in order", () => {
    const { source, reads } = counted();
    const window = new ByteWindow(source);
    let same = true;
    for (let at = 0; at < 60_000; at++) same &&= window.u8(at) === at % 251;
    expect(same).toBe(true);
    expect(reads.length).toBeLessThan(8);
    window.u8(100);
    expect(reads.at(-1)).toEqual([100, 4096]);
  });

  it("gives slices across windows", () => {
    const window = new ByteWindow(bytesSource(bytes), 8192);
    window.u8(0);
    expect(window.slice(4090, 20)).toEqual(bytes.subarray(4090, 4110));
    expect(window.slice(10, 50_000)).toEqual(bytes.subarray(10, 50_010));
  });
});
