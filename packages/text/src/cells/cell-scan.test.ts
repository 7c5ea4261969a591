import { describe, expect, it } from "vitest";
import { findPersonalData } from "../personal/find.ts";
import { drawToken, seededRandom } from "../testing/draw.ts";
import { type CellMatch, type CellScanOptions, createCellScan } from "./cell-scan.ts";

/** One block of cells parted by `|`, as a reader of tables hands them out. */
function block(cells: readonly string[]): { bytes: Uint8Array; bounds: Uint32Array } {
  const bytes = Buffer.from(cells.join("|"));
  const bounds = new Uint32Array(cells.length * 2);
  let at = 0;
  cells.forEach((cell, i) => {
    const length = Buffer.byteLength(cell);
    bounds.set([at, at + length], i * 2);
    at += length + 1;
  });
  return { bytes, bounds };
}

function found(cells: readonly string[], options: CellScanOptions = {}): (readonly [number, string])[] {
  const { bytes, bounds } = block(cells);
  const matches: (readonly [number, string])[] = [];
  createCellScan(options).scan(bytes, bounds, (cell, { type }) => matches.push([cell, type]));
  return matches;
}

describe("createCellScan", () => {
  it("says which cell holds what", () => {
    expect(found(["anna@bank.org", "", "12", "4012 8888 8888 1881", "plain words", "anna@bank.org"])).toEqual([
      [0, "EMAIL_ADDRESS"],
      [3, "CREDIT_CARD"],
      [5, "EMAIL_ADDRESS"],
    ]);
  });

  it("reads the name of the column as a word in front", () => {
    expect(found(["2128675309"], { name: "customerPhone" })).toEqual([[0, "PHONE_NUMBER"]]);
    expect(found(["2128675309"], { name: "order_total" })).toEqual([]);
  });

  it("finds secrets by their form and by the name", () => {
    const token = drawToken("ghp_{A:36}", seededRandom(3));
    expect(found([token, "main"], { name: "note", detect: ["secrets"] }).map(([cell]) => cell)).toEqual([0]);
    expect(found(["tR7#kq29Lm"], { name: "password", detect: ["secrets"] })).toHaveLength(1);
    expect(found([token], { detect: ["pii"] })).toEqual([]);
  });

  it("finds what a search of the name and the cell finds", () => {
    const random = seededRandom(8);
    const forms = [
      "+{d:2} {d:3} {d:7}",
      "{d:3}-{d:2}-{d:4}",
      "{d:4} {d:4} {d:4} {d:4}",
      "{d:2}.{d:2}.{d:2}.{d:2}",
      "{l:5}@{l:4}.com",
      "{U:9}{d:4}",
      "{d:11}",
      "{l:9}",
    ];
    const cells = Array.from({ length: 800 }, (_, i) => drawToken(forms[i % forms.length] ?? "", random));
    for (const name of ["phone", "card number", "value", ""]) {
      const { bytes, bounds } = block(cells);
      const matches = new Map<number, CellMatch[]>();
      createCellScan({ name, detect: ["pii"] }).scan(bytes, bounds, (cell, match) =>
        matches.set(cell, [...(matches.get(cell) ?? []), match]),
      );
      const prefix = name === "" ? "" : `${name}: `;
      cells.forEach((cell, i) => {
        const alone = findPersonalData(prefix + cell, { times: false }).filter(({ start }) => start >= prefix.length - 2);
        expect((matches.get(i) ?? []).map(({ type, rule, score, masked }) => ({ type, rule, score, masked }))).toEqual(
          alone.map(({ type, rule, score, masked }) => ({ type, rule, score, masked })),
        );
      });
    }
  });

  it("reads cells that are not ASCII, and wrong UTF-8", () => {
    expect(found(["Zürich, anna@bank.org", "почта: анна@bank.org"])).toHaveLength(2);
    const bytes = Uint8Array.from([0xff, 0xfe, ...Buffer.from(" a@bank.org")]);
    const cells: number[] = [];
    createCellScan().scan(bytes, Uint32Array.of(0, bytes.length), (cell) => cells.push(cell));
    expect(cells).toEqual([0]);
  });

  it("reads only as many cells as it is told, and refuses bounds outside of the block", () => {
    const { bytes, bounds } = block(["a@bank.org", "b@bank.org"]);
    const cells: number[] = [];
    createCellScan().scan(bytes, bounds, (cell) => cells.push(cell), 1);
    expect(cells).toEqual([0]);
    expect(() => createCellScan().scan(bytes, Uint32Array.of(0, 500), () => undefined)).toThrow(/Cell 0 .* 500/);
    expect(() => createCellScan().scan(bytes, Uint32Array.of(5, 2), () => undefined)).toThrow(/Cell 0/);
  });
});
