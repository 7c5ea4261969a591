import { describe, expect, it } from "vitest";
import { Random } from "../../statistics/random.ts";
import { readIsoMoment } from "./iso-moment.ts";
import { readMoment } from "./read-value.ts";

function read(text: string): number {
  const bytes = Buffer.from(`,${text},`, "latin1");
  return readIsoMoment(bytes, 1, bytes.length - 1);
}

describe("readIsoMoment", () => {
  it("reads what the reader of texts reads, over all years", () => {
    const random = new Random(1);
    for (let draw = 0; draw < 3000; draw++) {
      const part = (below: number, width = 2): string => String(random.below(below)).padStart(width, "0");
      const date = `${part(10_000, 4)}-${part(14)}-${part(33)}`;
      const clock = `${part(26)}:${part(62)}`;
      const text = [date, `${date} ${clock}`, `${date}T${clock}:${part(63)}`][random.below(3)] ?? date;
      expect(read(text), text).toBe(readMoment(text, "iso"));
    }
  });

  it.each([
    "2024-02-30",
    "2024-02-29 23:59",
    " 2024-02-29",
    "2024-02-29T23:59:60Z",
    "2024-02-29 23:59:59.125",
    "2024-02-29T01:02:03+02:00",
    "2024/02/29",
    "2024-2-29",
    "abcd-ef-gh",
    "2024-02-29x23:59",
    "2024-02-29 23-59",
    "0044-03-15",
    "",
  ])("agrees on %j", (text) => {
    expect(read(text)).toBe(readMoment(text.trim(), "iso"));
  });
});
