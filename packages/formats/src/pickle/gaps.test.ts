import { expect, test } from "vitest";
import { gapsBetween } from "./gaps.ts";
import { ATTACK, runText } from "./testing/run-text.ts";

test("what no stream covers", () => {
  const gaps = (text: string): unknown => gapsBetween(runText(text).streams, 0, text.length);
  const length = ATTACK.length;
  expect(gaps(ATTACK)).toEqual([]);
  expect(gaps(ATTACK + ATTACK)).toEqual([]);
  expect(gaps(`${ATTACK}\x00\x00${ATTACK}\x00`)).toEqual([
    { start: length, end: length + 2 },
    { start: 2 * length + 2, end: 2 * length + 3 },
  ]);
  expect(gaps("\x00")).toEqual([{ start: 0, end: 1 }]);
  expect(gapsBetween([], 5, 5)).toEqual([]);
});
