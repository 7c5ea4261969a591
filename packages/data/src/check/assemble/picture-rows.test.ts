import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEngine } from "../../table/engine.ts";
import { readDataset } from "../read-dataset.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-rows-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length);
  bytes.write(type, 4, "latin1");
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}

/** A PNG of one colour, grey unless told. */
function plain(side: number, value: number, colour = false): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side);
  header.writeUInt32BE(side, 4);
  header.set([8, colour ? 2 : 0, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(side * (colour ? 3 : 1), value)]);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: side }, () => line)))),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function put(name: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), bytes);
}

describe("pictures as rows", () => {
  it("takes small pictures of one size as they are, labelled by their folders", async () => {
    for (const [index, value] of [10, 20, 30].entries()) put(`${index < 2 ? "cat" : "dog"}/${index}.png`, plain(6, value));
    const { dataset, own, notes } = await readDataset({ file: folder, roles: {} });
    expect(own).toBe(3);
    expect(dataset.ids).toEqual(["cat/0.png", "cat/1.png", "dog/2.png"]);
    expect(dataset.images).toMatchObject({ width: 6, height: 6, channels: 1 });
    expect([...(dataset.images?.pixels ?? [])].filter((_, at) => at % 36 === 0)).toEqual([10, 20, 30]);
    expect(dataset.label).toMatchObject({ dictionary: ["cat", "dog"], codes: Int32Array.of(0, 0, 1) });
    expect(notes).toEqual(["labels are taken from the folders"]);
  });

  it("scales others to one size, and names those that cannot be decoded", async () => {
    put("a/1.png", plain(100, 10));
    put("a/2.png", plain(60, 200, true));
    put("b/3.png", plain(100, 30).subarray(0, 70));
    put("b/4.png", "no picture");
    const { dataset, notes } = await readDataset({ file: folder, roles: {} });
    expect(dataset.ids).toEqual(["a/1.png", "a/2.png"]);
    expect(dataset.images).toMatchObject({ rows: 2, width: 32, height: 32, channels: 3 });
    expect([dataset.images?.pixels[0], dataset.images?.pixels[32 * 32 * 3]]).toEqual([10, 200]);
    expect(notes[0]).toMatch(
      /^2 pictures could not be decoded and were not checked, the first is b\/3\.png: it ends within its IDAT chunk/,
    );
    expect(notes[1]).toMatch(/^2 of 2 pictures were scaled to 32 x 32 pixels in colour/);
  });

  it("refuses a folder of which nothing can be decoded, and columns that a folder has not", async () => {
    put("a/1.png", plain(8, 1).subarray(0, 40));
    await expect(readDataset({ file: folder, roles: {} })).rejects.toThrow("none of the pictures looked at can be decoded");
    put("a/2.png", plain(8, 1));
    await expect(readDataset({ file: folder, roles: { label: "kind" } })).rejects.toThrow(
      "--label kind: there is no such column in metadata",
    );
    await expect(readDataset({ file: folder, roles: { source: "who" } })).rejects.toThrow("only --label");
  });

  it("decodes a column of pictures in Parquet, row for row with the other columns", async () => {
    const file = join(folder, "train.parquet");
    const hex = (bytes: Uint8Array): string => `from_hex('${Buffer.from(bytes).toString("hex")}')`;
    const rows = [plain(8, 50), plain(8, 60).subarray(0, 50), plain(8, 70)].map(
      (bytes, index) => `({'bytes': ${hex(bytes)}, 'path': '${index}.png'}, ${index === 1 ? "'y'" : "'x'"}, ${index})`,
    );
    const connection = await openEngine({ files: [file] });
    await connection.run(
      `COPY (SELECT * FROM (VALUES ${rows.join(", ")}, (NULL, 'y', 3), ({'bytes': ${hex(plain(8, 80))}, 'path': NULL}, 'y', 4)) AS t(image, label, size)) TO '${file}' (FORMAT parquet)`,
    );
    connection.closeSync();
    const { dataset, notes } = await readDataset({ file, roles: { label: "label" } });
    expect(dataset.ids).toEqual(["0", "2", "4"]);
    expect([0, 1, 2].map((row) => dataset.images?.pixels[row * 64])).toEqual([50, 70, 80]);
    expect([...(dataset.label?.codes ?? [])].map((code) => dataset.label?.dictionary[code])).toEqual(["x", "x", "y"]);
    expect(dataset.features.map(({ name }) => name)).toEqual(["size"]);
    expect(notes[1]).toMatch(/^2 pictures could not be decoded and were not checked, the first is row 1:/);
  });

  it("finds the labels beside an IDX file and reads CIFAR", async () => {
    const head = (sizes: readonly number[]): Buffer => {
      const bytes = Buffer.alloc(4 + 4 * sizes.length);
      bytes.set([0, 0, 8, sizes.length]);
      for (const [index, size] of sizes.entries()) bytes.writeUInt32BE(size, 4 + 4 * index);
      return bytes;
    };
    put("t10k-images-idx3-ubyte", Buffer.concat([head([2, 3, 3]), Buffer.alloc(18, 7)]));
    put("t10k-labels-idx1-ubyte", Buffer.concat([head([2]), Buffer.of(4, 5)]));
    const idx = await readDataset({ file: join(folder, "t10k-images-idx3-ubyte"), roles: {} });
    expect(idx.dataset.label?.dictionary).toEqual(["4", "5"]);
    expect(idx.notes[0]).toContain("t10k-labels-idx1-ubyte");
    put("test_batch.bin", Buffer.concat([Buffer.of(3), Buffer.alloc(1024, 1), Buffer.alloc(1024, 2), Buffer.alloc(1024, 3)]));
    const { dataset } = await readDataset({ file: join(folder, "test_batch.bin"), roles: {} });
    expect([...(dataset.images?.pixels.subarray(0, 6) ?? [])]).toEqual([1, 2, 3, 1, 2, 3]);
    expect(dataset.label?.dictionary).toEqual(["3"]);
  });
});
