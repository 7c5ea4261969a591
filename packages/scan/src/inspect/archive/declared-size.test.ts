import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { declaredSize } from "./declared-size.ts";

const SIZE = 3_000_000;
const zeros = new Uint8Array(SIZE);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

function npy(elements: number, data: Uint8Array): Uint8Array {
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${elements},), }\n`;
  return joined(latin1(`\x93NUMPY\x01\0${String.fromCharCode(header.length)}\0${header}`), data);
}

/** A deflated member, whose sizes may lie. */
function zipOf(name: string, content: Uint8Array, size = content.length): Uint8Array {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(name.length, 22);
  const directory = joined(latin1("PK\x01\x02\x14\0"), common, new Uint8Array(14), latin1(name));
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return joined(latin1("PK\x03\x04"), common, latin1(name), packed, directory, end);
}

const little = (value: number, width: number): string =>
  Array.from({ length: width }, (_, index) => String.fromCharCode(Math.floor(value / 256 ** index) % 256)).join("");
const pickle = (length: number): Uint8Array => joined(latin1(`\x80\x04\x8e${little(length, 8)}`), new Uint8Array(length), latin1("."));

const inspect = (bytes: Uint8Array, declared = 100_000_000) =>
  inspectBytes(bytes, "file", { budget: { decompressed: 1_000_000, ratio: 20, declared } });

describe("content that says how large it is", () => {
  test.each([
    ["an array in an npz", zipOf("a.npy", npy(SIZE, zeros))],
    ["an array in gzip", gzipSync(npy(SIZE, zeros))],
    ["bytes of a pickle in gzip", gzipSync(pickle(SIZE))],
    ["bytes of a pickle in an archive", zipOf("data.pkl", pickle(SIZE))],
  ])("is no bomb however small it packs: %s", async (_, bytes) => {
    expect(await inspect(Uint8Array.from(bytes))).toMatchObject({ verdict: "benign", findings: [] });
  });

  test.each([
    ["zeros behind a small array", zipOf("a.npy", npy(10, zeros))],
    ["zeros without a header", zipOf("a.npy", zeros)],
    ["a header that announces more than the archive", zipOf("a.npy", npy(SIZE, zeros), 2_000_000)],
    [
      "an array of objects",
      zipOf(
        "a.npy",
        joined(latin1(`\x93NUMPY\x01\0\x40\0${"{'descr': '|O', 'fortran_order': False, 'shape': (9,), }".padEnd(64)}`), zeros),
      ),
    ],
    ["zeros behind an array in gzip", gzipSync(npy(10, zeros))],
    ["zeros behind a pickle", gzipSync(joined(latin1("\x80\x04N."), zeros))],
    ["a pickle that breaks before it declares", gzipSync(joined(latin1(`\x80\x040\x8e${little(SIZE, 8)}`), zeros))],
    ["an archive in an archive", zipOf("a.npy", zipOf("b.npy", zeros))],
  ])("is a bomb where it says nothing: %s", async (_, bytes) => {
    expect(await inspect(Uint8Array.from(bytes))).toMatchObject({
      verdict: "malicious",
      findings: expect.arrayContaining([expect.objectContaining({ rule: "decompression-bomb" })]),
    });
  });

  test("has a limit all the same, and is then not read to its end", async () => {
    expect(await inspect(Uint8Array.from(gzipSync(npy(SIZE, zeros))), 1000)).toMatchObject({
      verdict: "suspicious",
      findings: [expect.objectContaining({ rule: "budget-exceeded" })],
    });
  });
});

describe("declaredSize", () => {
  test.each([
    ["nothing", new Uint8Array(0)],
    ["zeros", new Uint8Array(100)],
    ["a cut header", latin1("\x93NUMPY\x01\0\x40\0{'descr'")],
    ["more than there can be", npy(2 ** 50, new Uint8Array(0))],
    ["a pickle that ends", latin1("\x80\x04N.")],
    ["a length of 2**63", latin1(`\x80\x04\x8e${"\xff".repeat(8)}`)],
    ["a cut length", latin1("\x80\x04\x8e\x01")],
  ])("%s declares nothing", (_, head) => {
    expect(declaredSize(head)).toBeUndefined();
  });
  test("an array and a pickle do", () => {
    const array = npy(500, new Uint8Array(0));
    expect(declaredSize(array)).toBe(array.length + 500);
    expect(declaredSize(latin1(`\x80\x04\x8e${little(700, 8)}abc`))).toBe(711);
    expect(declaredSize(latin1(`\x80\x04B${little(700, 4)}abcdefghi`))).toBe(707);
  });
});
