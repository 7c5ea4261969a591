import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { ClaimsLedger } from "./claims.ts";

const source = bytesSource(Uint8Array.of(1, 2, 0, 0, 5, 6, 7, 8));

function ledger(...claims: readonly (readonly [number, number, string])[]): ClaimsLedger {
  const made = new ClaimsLedger();
  for (const [start, end, what] of claims) made.claim(start, end, what);
  return made;
}

describe("ClaimsLedger", () => {
  it("has nothing to say where every byte is claimed once, in any order", () => {
    expect(ledger([4, 8, "data"], [0, 4, "header"]).faults(source)).toEqual([]);
  });

  it("lets zeros between parts pass: they are padding", () => {
    expect(ledger([0, 2, "header"], [4, 8, "data"]).faults(source)).toEqual([]);
  });

  it("names what is not claimed, without the zeros before it", () => {
    expect(ledger([0, 2, "header"]).faults(source)).toEqual([{ kind: "unclaimed", start: 4, end: 8, what: [] }]);
  });

  it("names overlaps, also those within a longer claim", () => {
    expect(ledger([0, 8, "all"], [1, 2, "inner"]).faults(source)).toEqual([{ kind: "overlap", start: 1, end: 2, what: ["all", "inner"] }]);
    expect(ledger([0, 5, "a"], [4, 8, "b"]).faults(source)).toEqual([{ kind: "overlap", start: 4, end: 5, what: ["a", "b"] }]);
  });

  it("names claims beyond the end", () => {
    expect(ledger([0, 9, "data"]).faults(source)).toEqual([{ kind: "outside", start: 0, end: 9, what: ["data"] }]);
  });

  it("takes a claim twice as an overlap", () => {
    expect(ledger([0, 8, "a"], [0, 8, "b"]).faults(source)).toHaveLength(1);
  });

  it("stays small with a million neighbours", () => {
    const many = new ClaimsLedger();
    for (let at = 0; at < 1_000_000; at++) many.claim(at * 2, at * 2 + 1, "item");
    for (let at = 0; at < 1_000_000; at++) many.claim(at * 2 + 1, at * 2 + 2, "item");
    expect(many.faults(bytesSource(new Uint8Array(2_000_000)))).toEqual([]);
  });
});
