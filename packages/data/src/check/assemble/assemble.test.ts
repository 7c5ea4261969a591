import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { Table } from "../../table/table.ts";
import { generatedTable } from "../testing/generated.ts";
import { withReference } from "./append.ts";
import { readEmbedding } from "./embedding.ts";
import { looksLikeIdx, readIdxImages, readIdxLabels } from "./idx.ts";
import { readBytes } from "./read-bytes.ts";
import { assemble } from "./roles.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-assemble-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function strings(name: string, values: readonly string[]): Table["columns"][number] {
  const dictionary = [...new Set(values)];
  return { kind: "string", name, codes: Int32Array.from(values, (value) => dictionary.indexOf(value)), dictionary };
}

const ROWS = 60;
const numbers = Array.from({ length: ROWS }, (_, row) => row);
const table: Table = {
  rows: ROWS,
  columns: [
    strings(
      "user_id",
      numbers.map((row) => `u${row}`),
    ),
    { kind: "number", name: "amount", values: Float64Array.from(numbers, (row) => row * 1.5) },
    { kind: "number", name: "same", values: new Float64Array(ROWS).fill(1) },
    strings(
      "note",
      numbers.map((row) => `this is what was written about row number ${row}`),
    ),
    strings(
      "provider",
      numbers.map((row) => `p${row % 3}`),
    ),
    { kind: "number", name: "fraud", values: Float64Array.from(numbers, (row) => row % 2) },
  ],
};

describe("assemble", () => {
  it("guesses roles and says so", () => {
    const { dataset, notes } = assemble(table, {});
    expect(dataset.ids[3]).toBe("u3");
    expect(dataset.features.map(({ name }) => name)).toEqual(["amount"]);
    expect([dataset.label?.name, dataset.source?.name, dataset.text?.map(({ name }) => name)]).toEqual(["fraud", "provider", ["note"]]);
    expect(dataset.label?.dictionary).toEqual(["0", "1"]);
    for (const name of ["user_id", "fraud", "provider", "note", "same"]) expect(notes.some((note) => note.startsWith(name))).toBe(true);
  });

  it("takes what the user says, and names the columns there are where one is missing", () => {
    expect(assemble(table, { label: "provider" }).dataset.label?.dictionary).toEqual(["p0", "p1", "p2"]);
    expect(() => assemble(table, { label: "Fraud" })).toThrow(/--label Fraud: there is no such column; there are user_id, amount/);
  });
});

describe("withReference", () => {
  it("puts trusted rows behind the others, by the names of values", () => {
    const [data, trusted] = [generatedTable(20, 1), generatedTable(5, 2)];
    const joined = withReference(data, [...trusted.features, ...(trusted.label === undefined ? [] : [trusted.label])], 5);
    expect(joined.rows).toBe(25);
    expect(joined.features.every((column) => (column.kind === "string" ? column.codes : column.values).length === 25)).toBe(true);
    expect(() => withReference(data, trusted.features.slice(1), 5)).toThrow(/no column x0/);
  });
});

function idx(sizes: readonly number[], data: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  head.setUint8(2, 8);
  head.setUint8(3, sizes.length);
  for (const [index, size] of sizes.entries()) head.setUint32(4 + 4 * index, size);
  return Uint8Array.from([...new Uint8Array(head.buffer), ...data]);
}

describe("IDX", () => {
  it("reads pictures and labels, packed or not", () => {
    const path = join(folder, "images-idx3-ubyte.gz");
    writeFileSync(
      path,
      gzipSync(
        idx(
          [2, 2, 3],
          Uint8Array.from({ length: 12 }, (_, at) => at),
        ),
      ),
    );
    const images = readIdxImages(readBytes(path), path);
    expect([images.rows, images.height, images.width, images.channels, images.pixels[11]]).toEqual([2, 2, 3, 1, 11]);
    expect([...readIdxLabels(idx([2], Uint8Array.of(7, 3)), "labels", 2).codes]).toEqual([1, 0]);
  });

  it("says what is wrong with others", () => {
    expect(looksLikeIdx(Uint8Array.of(1, 2, 3, 4))).toBe(false);
    expect(() => readIdxImages(idx([2, 2, 3], new Uint8Array(11)), "a")).toThrow(/a: its header says 2 x 2 x 3 = 12 bytes, but 11 follow/);
    expect(() => readIdxImages(Uint8Array.of(0, 0, 8, 3, 0), "a")).toThrow(/ends within its header/);
    expect(() => readIdxLabels(idx([3], new Uint8Array(3)), "b", 2)).toThrow(/b: 3 labels for 2 pictures/);
    expect(() => readIdxImages(idx([3], new Uint8Array(3)), "c")).toThrow(/holds no pictures/);
    expect(() => readBytes(join(folder, "none"))).toThrow(/there is no such file/);
  });
});

describe("embeddings", () => {
  function npy(descr: string, shape: string, bytes: Uint8Array): string {
    const written = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
    const header = `${written.padEnd(117)}\n`;
    const path = join(folder, `e${descr}${bytes.length}.npy`);
    writeFileSync(path, Buffer.concat([Buffer.from("\x93NUMPY\x01\x00\x76\x00", "latin1"), Buffer.from(header, "latin1"), bytes]));
    return path;
  }

  it("are numpy arrays or tables of numbers, one a row", async () => {
    const values = Float32Array.of(1, 2, 3, 4);
    const path = npy("<f4", "(2, 2)", new Uint8Array(values.buffer));
    expect([...(await readEmbedding(path, 2)).values]).toEqual([1, 2, 3, 4]);
    await expect(readEmbedding(path, 3)).rejects.toThrow(/2 vectors for 3 rows/);
    const csv = join(folder, "e.csv");
    writeFileSync(csv, "a,b\n1,2\n3,4\n");
    expect([...(await readEmbedding(csv, 2)).values]).toEqual([1, 2, 3, 4]);
  });

  it("hold numbers everywhere", async () => {
    const values = Float32Array.of(1, 2, 3, Number.NaN);
    await expect(readEmbedding(npy("<f4", "(2,2)", new Uint8Array(values.buffer)), 2)).rejects.toThrow(/row 1 has no number in column 1/);
    await expect(readEmbedding(npy("<i4", "(2, 2)", new Uint8Array(16)), 2)).rejects.toThrow(/save rows x columns/);
  });
});
