import { describe, expect, it } from "vitest";
import { type Label, parseRows, typeOf } from "./rows.ts";
import { ratesOf, scoreRows } from "./score.ts";

const row = (text: string, labels: readonly Label[], id = "r") => ({ id, text, labels, half: "choose" as const });
const mail = (start: number, end: number): Label => ({ type: "EMAIL_ADDRESS", start, end });

describe("scoreRows", () => {
  it("counts overlap of the same type as right", () => {
    const { tallies, misses } = scoreRows([row("a@b.io or c", [mail(0, 6)])], () => [mail(2, 6), { type: "URL", start: 0, end: 6 }], [
      "EMAIL_ADDRESS",
      "URL",
    ]);
    expect(tallies).toMatchObject([
      { type: "EMAIL_ADDRESS", labels: 1, reached: 1, found: 1, right: 1 },
      { type: "URL", labels: 0, found: 1, right: 0 },
    ]);
    expect(misses).toMatchObject([{ what: "false", type: "URL", value: "a@b.io" }]);
  });

  it("counts what is missed and what is false", () => {
    const { tallies, misses } = scoreRows([row("a@b.io and x", [mail(0, 6)])], () => [mail(11, 12)], ["EMAIL_ADDRESS"]);
    expect(tallies[0]).toMatchObject({ reached: 0, right: 0, contested: 0 });
    expect(misses.map(({ what }) => what)).toEqual(["missed", "false"]);
  });

  it("reads one label of a value as all of its occurrences", () => {
    const { tallies } = scoreRows([row("a@b a@b", [mail(0, 3)])], () => [mail(0, 3), mail(4, 7)], ["EMAIL_ADDRESS"]);
    expect(tallies[0]).toMatchObject({ found: 2, right: 2 });
  });

  it("sets missing labels aside without calling them right", () => {
    const text = "at david@techcorp.com";
    const { tallies } = scoreRows([row(text, [], "nano-74")], () => [mail(3, 21)], ["EMAIL_ADDRESS"]);
    expect(tallies[0]).toMatchObject({ right: 0, contested: 1 });
  });
});

describe("ratesOf", () => {
  const tally = { type: "X", labels: 4, reached: 2, found: 4, right: 2, contested: 0 };
  it("gives precision, recall and F1", () => {
    expect(ratesOf(tally)).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(ratesOf({ ...tally, found: 0, right: 0, reached: 0 })).toEqual({ recall: 0, f1: 0 });
    expect(ratesOf({ ...tally, labels: 0, reached: 0 })).toEqual({ precision: 0.5 });
  });
});

describe("parseRows", () => {
  const line = (text: string, spans: unknown): string => JSON.stringify({ id: "1", text, spans });

  it("turns code points into code units and deals rows out", () => {
    const rows = parseRows("f", `${line("\u{1F600} Ann", [{ type: "NAME", start: 2, end: 5, value: "Ann" }])}\n${line("x", [])}\n`);
    expect(rows[0]?.labels).toEqual([{ type: "PERSON", start: 3, end: 6 }]);
    expect(rows.map(({ half }) => half)).toEqual(["choose", "report"]);
  });

  it("refuses labels that are not in the text", () => {
    expect(() => parseRows("f", line("Bob", [{ type: "NAME", start: 0, end: 3, value: "Ann" }]))).toThrow(/row 1 \(1\)/);
    expect(() => parseRows("f", "{}")).toThrow();
  });

  it("knows the names of other label sets", () => {
    expect([typeOf("ssn"), typeOf("GPE"), typeOf("TITLE")]).toEqual(["US_SSN", "LOCATION", "TITLE"]);
  });
});
