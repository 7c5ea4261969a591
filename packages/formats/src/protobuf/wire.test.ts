import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { concat, field, message, varint } from "./testing/protobuf-writer.ts";
import { WireReader } from "./wire.ts";

interface Told {
  readonly number: number;
  readonly wire: number;
  readonly value: number;
  readonly length: number;
}

function read(bytes: Uint8Array): { readonly told: readonly Told[]; readonly fault: string | undefined } {
  const reader = new WireReader(bytesSource(bytes), 0, bytes.length);
  const told: Told[] = [];
  while (reader.next()) told.push({ number: reader.number, wire: reader.wire, value: reader.value, length: reader.length });
  return { told, fault: reader.fault };
}

describe("WireReader", () => {
  it("reads numbers of every size, negative ones as 64 bits", () => {
    const numbers = [0, 1, 127, 128, 300, 2 ** 31, 2 ** 32, 2 ** 53 - 1, -1, -(2 ** 31)];
    const { told, fault } = read(message(...numbers.map((number): [number, number] => [1, number])));
    expect(fault).toBeUndefined();
    expect(told.map(({ value }) => value)).toEqual(numbers);
  });

  it("reads texts, fixed numbers and large field numbers", () => {
    const { told } = read(message([1, "ab"], [536_870_911, 7], [3, { float: 1 }], [4, { double: 1 }]));
    expect(told.map(({ number, wire, length }) => [number, wire, length])).toEqual([
      [1, 2, 2],
      [536_870_911, 0, 1],
      [3, 5, 4],
      [4, 1, 8],
    ]);
  });

  it("steps over groups as parsers do, also nested ones", () => {
    const group = concat(varint(9 * 8 + 3), message([1, 5], [2, "x"]), varint(4 * 8 + 3), varint(4 * 8 + 4), varint(9 * 8 + 4));
    const { told, fault } = read(concat(group, field(1, 3)));
    expect(fault).toBeUndefined();
    expect(told.map(({ number, wire }) => [number, wire])).toEqual([
      [9, 3],
      [1, 0],
    ]);
  });

  it.each([
    ["a group that is not closed", concat(varint(9 * 8 + 3), field(1, 1)), "truncated"],
    ["a group closed by another", concat(varint(9 * 8 + 3), varint(8 * 8 + 4)), "group"],
    ["the end of no group", varint(9 * 8 + 4), "group"],
    ["field 0", Uint8Array.of(0x00, 0x00), "field-zero"],
    ["a wire type that does not exist", Uint8Array.of(0x0f), "wire-type"],
    ["a length beyond the end", Uint8Array.of(0x0a, 0x05, 0x41), "truncated"],
    ["a length of 2^64 - 1", concat(Uint8Array.of(0x0a), varint(-1)), "truncated"],
    ["a number without an end", Uint8Array.of(0x08, 0x80), "truncated"],
    ["a number of eleven bytes", Uint8Array.of(0x08, ...new Array<number>(10).fill(0x80), 1), "varint"],
    ["half a fixed number", Uint8Array.of(0x0d, 1, 2), "truncated"],
    ["groups in groups without end", Uint8Array.from({ length: 500 }, () => 0x0b), "group"],
  ])("stops at %s", (_what, bytes, fault) => {
    expect(read(bytes).fault).toBe(fault);
  });

  it("tells numbers that take more bytes than they need", () => {
    const reader = new WireReader(bytesSource(Uint8Array.of(0x08, 0x81, 0x00, 0x08, 0x01)), 0, 5);
    reader.next();
    expect([reader.overlong, reader.value]).toEqual([true, 1]);
    reader.next();
    expect(reader.overlong).toBe(false);
  });
});
