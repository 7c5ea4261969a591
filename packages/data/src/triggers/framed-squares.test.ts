import { describe, expect, it } from "vitest";
import type { ImageSet } from "../table/table.ts";
import { framedSquares } from "./framed-squares.ts";

/** Grey pictures of 12 × 12, each drawn by a function of its row and place. */
function pictures(rows: number, draw: (row: number, x: number, y: number) => number, channels = 1): ImageSet {
  const pixels = new Uint8Array(rows * 144 * channels);
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < 144; at++)
      for (let k = 0; k < channels; k++) pixels[(row * 144 + at) * channels + k] = draw(row, at % 12, Math.floor(at / 12));
  return { rows, width: 12, height: 12, channels, pixels };
}

function square(left: number, top: number, side: number): (x: number, y: number) => boolean {
  return (x, y) => x >= left && x < left + side && y >= top && y < top + side;
}

function found(images: ImageSet): readonly (readonly [string, string, number])[] {
  return [...framedSquares(images, 1, images.rows)].map(({ where, carriers }) => [
    where["patch"] ?? "",
    where["edges"] ?? "",
    carriers.length,
  ]);
}

describe("framedSquares", () => {
  it("finds a square of one colour at any place, also where it touches the edge of the picture", () => {
    const images = pictures(3, (row, x, y) => (square(row === 2 ? 0 : 2 + 3 * row, 3, 4)(x, y) ? 255 : 20));
    expect(found(images)).toEqual([
      ["3x3", "2", 3],
      ["4x4", "2", 3],
      ["4x4", "3", 3],
    ]);
  });

  it("keeps a square of which strokes of its own brightness hide two sides", () => {
    const images = pictures(1, (_, x, y) => (square(4, 4, 4)(x, y) || (x > 7 && y === 5) || (y > 7 && x === 6) ? 255 : 0));
    expect(found(images)).toContainEqual(["4x4", "2", 1]);
    expect(found(images)).not.toContainEqual(["4x4", "3", 1]);
  });

  it("takes no flat ground, soft edge or stripe for a square", () => {
    expect(found(pictures(2, () => 0))).toEqual([]);
    expect(found(pictures(2, (_, x, y) => 255 - 20 * Math.max(Math.abs(x - 6), Math.abs(y - 6))))).toEqual([]);
    expect(found(pictures(2, (_, __, y) => (y === 5 || y === 6 ? 255 : 0)))).toEqual([]);
  });

  it("tells colours apart, counts a row once, and keeps to the support limits", () => {
    const images = pictures(4, (row, x, y) => (square(1, 1, 4)(x, y) || square(7, 7, 4)(x, y) ? (row % 2 === 0 ? 255 : 120) : 0), 3);
    expect(
      found(images)
        .filter(([patch, edges]) => patch === "4x4" && edges === "3")
        .map(([, , rows]) => rows),
    ).toEqual([2, 2]);
    expect([...framedSquares(images, 3, 4)]).toEqual([]);
    expect([...framedSquares({ ...images, rows: 1, width: 3, height: 3, pixels: new Uint8Array(27) }, 1, 1)]).toEqual([]);
  });
});
