import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataError } from "../errors.ts";
import { type PictureProfile, pictureProfileSchema } from "./document.ts";
import { pictureLayout, profilePictures } from "./profile-pictures.ts";
import { renderPictureProfile } from "./report/terminal.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-pictures-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), bytes);
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length);
  bytes.write(type, 4, "latin1");
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}

/** A grey PNG with waves that no other seed has; `level` lightens it, `more` are chunks of text. */
function picture(seed: number, { side = 40, level = 0, text }: { side?: number; level?: number; text?: string } = {}): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (side + 1));
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [u, v] = [x / side, y / side];
      const wave = Math.sin(seed * 1.7 + u * (3 + (seed % 5))) + Math.cos(seed * 0.9 + v * (2 + (seed % 7))) + Math.sin(seed + 9 * u * v);
      rows[y * (side + 1) + 1 + x] = Math.max(0, Math.min(255, 110 + 35 * wave + level));
    }
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...(text === undefined ? [] : [chunk("tEXt", Buffer.from(text, "latin1"))]),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

async function profile(target = folder, label?: string): Promise<PictureProfile> {
  const found = await profilePictures(target, { version: "1", label, clock: () => new Date(0) });
  return pictureProfileSchema.parse(found);
}

describe("a folder of pictures, a class a folder, with splits", () => {
  beforeEach(() => {
    for (let index = 0; index < 12; index++) put(`set/train/${index % 3 === 0 ? "cat" : "dog"}/${index}.png`, picture(index));
    for (let index = 20; index < 24; index++) put(`set/test/dog/${index}.png`, picture(index));
  });

  it("counts classes, splits, sizes and modes", async () => {
    const { data, labels, sizes, modes, formats, complete, attention } = await profile();
    expect(data).toMatchObject({
      layout: "folder",
      pictures: 16,
      splits: [
        { split: "train", pictures: 12 },
        { split: "test", pictures: 4 },
      ],
    });
    expect(labels?.classes).toEqual([
      { label: "dog", count: 12, splits: { train: 8, test: 4 } },
      { label: "cat", count: 4, splits: { train: 4 } },
    ]);
    expect(sizes).toMatchObject({ distinct: 1, largest: { width: 40, height: 40 } });
    expect([modes, formats]).toEqual([[{ mode: "grey", bits: 8, count: 16 }], [{ format: "png", count: 16 }]]);
    expect(complete).toBe(true);
    expect(attention).toEqual([]);
  });

  it("finds copies, near copies, overlap of splits, and one picture under two labels", async () => {
    put("set/train/dog/copy.png", picture(0));
    put("set/test/dog/seen.png", picture(1));
    put("set/test/dog/lighter.png", picture(2, { level: 4, side: 52 }));
    const { duplicates, overlaps, contradictions, attention } = await profile();
    expect(duplicates.exact.pictures).toBe(2);
    expect(duplicates.near).toMatchObject({ pictures: 1, groups: [["set/test/dog/lighter.png", "set/train/dog/2.png"]] });
    expect(overlaps).toMatchObject([{ split: "test", other: "train", exact: 1, near: 1, share: 2 / 6 }]);
    expect(contradictions).toMatchObject([
      { kind: "exact", labels: ["cat", "dog"], pictures: ["set/train/cat/0.png", "set/train/dog/copy.png"] },
    ]);
    expect(attention.filter(({ severity }) => severity === "high").map(({ what }) => what)).toEqual(["leakage", "label"]);
  });

  it("names files that are cut, empty, no pictures, or called by another format, and reads the others", async () => {
    put("set/train/cat/cut.png", picture(30).subarray(0, 300));
    put("set/train/cat/empty.png", "");
    put("set/train/cat/page.jpg", "<html>not found</html>");
    put("set/train/cat/named.jpg", picture(31));
    put("set/train/notes.log", "words");
    const { unreadable, misnamed, warnings, complete, data } = await profile();
    expect(unreadable.map(({ file, kind }) => [file, kind])).toEqual([
      ["set/train/cat/cut.png", "truncated"],
      ["set/train/cat/empty.png", "truncated"],
      ["set/train/cat/page.jpg", "no-picture"],
    ]);
    expect(misnamed).toEqual([{ file: "set/train/cat/named.jpg", promised: "jpeg", found: "png" }]);
    expect(warnings).toMatchObject([{ code: "file-left-out", message: expect.stringContaining("notes.log") }]);
    expect(complete).toBe(false);
    expect(data.pictures).toBe(20);
  });

  it("finds what is hidden behind pictures and what their metadata give away", async () => {
    put("set/train/cat/archive.png", Buffer.concat([picture(40), Buffer.from("PK\x03\x04 secret plans", "latin1")]));
    put("set/train/cat/program.png", Buffer.concat([picture(41), Buffer.from("\x7fELF\x02\x01\x01", "latin1")]));
    put("set/train/cat/mail.png", picture(42, { text: "Comment\0write to john.smith@acme-corp.org" }));
    put("set/train/cat/made.png", picture(43, { text: "parameters\0a castle on a hill, 30 steps" }));
    const { trailing, metadata, attention } = await profile();
    expect(trailing.map(({ file, kind, bytes }) => [file, kind, bytes])).toEqual([
      ["set/train/cat/archive.png", "zip", 17],
      ["set/train/cat/program.png", "elf", 7],
    ]);
    expect(metadata.map(({ kind, pictures }) => [kind, pictures])).toEqual([
      ["personal-data", 1],
      ["generated", 1],
    ]);
    expect(JSON.stringify(metadata)).not.toContain("john.smith");
    expect(attention[0]).toMatchObject({ severity: "critical", what: "hidden data" });
  });

  it("gives the same bytes again, and a report without control characters", async () => {
    put("set/train/cat/\u001b[31mred.png", picture(50).subarray(0, 200));
    const [{ run: _first, ...first }, { run: _second, ...second }] = [await profile(), await profile()];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    const text = renderPictureProfile(first, { color: false, width: 100, all: true });
    expect(text).toContain("16 pictures".replace("16", "17"));
    expect(text).not.toContain("\u001b");
  });
});

describe("a Hugging Face imagefolder", () => {
  it("takes labels from the metadata and tells what does not fit", async () => {
    for (let index = 0; index < 4; index++) put(`train/${index}.png`, picture(index));
    put(
      "train/metadata.jsonl",
      ["0", "1", "2", "9"]
        .map((name, index) => JSON.stringify({ file_name: `${name}.png`, label: index % 2 === 0 ? "a" : "b" }))
        .join("\n"),
    );
    const { data, labels, warnings } = await profile();
    expect(data.layout).toBe("imagefolder");
    expect(labels).toMatchObject({ from: "column label of the metadata", unlabelled: 1 });
    expect(labels?.classes.map(({ label, count }) => [label, count])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(["file-missing", "file-unnamed"]);
  });
});

function idx(sizes: readonly number[], data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.set([0, 0, 8, sizes.length]);
  for (const [index, size] of sizes.entries()) head.writeUInt32BE(size, 4 + 4 * index);
  return Buffer.concat([head, data]);
}

function npy(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`.padEnd(117);
  const head = Buffer.from(`\x93NUMPY\x01\0\0\0${text}\n`, "latin1");
  head.writeUInt16LE(text.length + 1, 8);
  return Buffer.concat([head, data]);
}

describe("bare pixels and arrays", () => {
  const pixels = Uint8Array.from({ length: 6 * 64 }, (_, at) => (at * 37 + (at >> 6) ** 3 * 11) & 255);

  it("reads IDX with the labels beside it", async () => {
    pixels.copyWithin(5 * 64, 0, 64);
    put("train-images-idx3-ubyte.gz", gzipSync(idx([6, 8, 8], pixels)));
    put("train-labels-idx1-ubyte.gz", gzipSync(idx([6], Uint8Array.of(1, 1, 2, 2, 2, 3))));
    expect(pictureLayout(folder)).toBe("raw");
    const { data, labels, contradictions } = await profile();
    expect(data).toMatchObject({ layout: "idx", pictures: 6, splits: [{ split: "train", pictures: 6 }] });
    expect(labels?.classes.map(({ label, count }) => [label, count])).toEqual([
      ["2", 3],
      ["1", 2],
      ["3", 1],
    ]);
    expect(contradictions).toMatchObject([{ labels: ["1", "3"] }]);
  });

  it("counts what is no number, infinite or constant in arrays", async () => {
    const values = new Float32Array([1, 2, Number.NaN, 4, 2, Number.POSITIVE_INFINITY, -3, 2, 0]);
    put("x.npy", npy("<f4", [3, 3], new Uint8Array(values.buffer)));
    put("flat.npy", npy("<i2", [4], new Uint8Array(Int16Array.of(7, 7, 7, 7).buffer)));
    put("cut.npy", npy("<f8", [100], new Uint8Array(16)));
    const { arrays, complete } = await profile();
    expect(arrays.map(({ name }) => name)).toEqual(["cut.npy", "flat.npy", "x.npy"]);
    expect(arrays[0]?.problem).toContain("800 bytes");
    expect(arrays[1]?.numbers).toMatchObject({ constant: true, minimum: 7 });
    expect(arrays[2]).toMatchObject({
      shape: [3, 3],
      type: "<f4",
      numbers: { notANumber: 1, infinite: 1, zeros: 1, minimum: -3, maximum: 4, rowsWithNotANumber: 1, constantColumns: 1 },
    });
    expect(complete).toBe(false);
  });

  it("does not load arrays of Python objects", async () => {
    put("x.npy", npy("|O", [1], readFileSync(import.meta.filename).subarray(0, 40)));
    expect((await profile()).arrays[0]?.problem).toContain("run code");
  });

  it("says what a table is not", async () => {
    put("t.csv", "a,b\n1,2\n");
    put("train.bin", new Uint8Array(5000));
    expect(pictureLayout(folder)).toBeUndefined();
    expect(pictureLayout(join(folder, "train.bin"))).toBeUndefined();
    expect(pictureLayout(join(folder, "t.csv"))).toBeUndefined();
    expect(pictureLayout(join(folder, "absent"))).toBeUndefined();
    await expect(profile()).rejects.toThrow(DataError);
  });
});
