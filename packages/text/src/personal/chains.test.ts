import { describe, expect, it } from "vitest";
import { withUnits } from "../units.ts";
import { findTriggers, markBit } from "./chains.ts";

interface Seen {
  readonly chains: { text: string; digits: number; run: number; letters: boolean; marks: number }[];
  readonly ats: number[];
  readonly addresses: number[];
}

function look(text: string, least = 1): Seen {
  const seen: Seen = { chains: [], ats: [], addresses: [] };
  withUnits(text, (units) =>
    findTriggers(units, text.length, least, {
      chain: ({ start, end, digits, run, letters, marks }) =>
        seen.chains.push({ text: text.slice(start, end), digits, run, letters, marks }),
      at: (index) => seen.ats.push(index),
      address: (index) => seen.addresses.push(index),
    }),
  );
  return seen;
}

describe("findTriggers", () => {
  it("joins groups of digits", () => {
    expect(look("call +44 20 7946 0958 now").chains).toMatchObject([{ digits: 12, run: 4, letters: false }]);
    expect(look("5454 5454 5454 5454").chains).toMatchObject([{ digits: 16 }]);
    expect(look("1,2").chains).toHaveLength(2);
  });

  it("takes in letters before, inside and behind", () => {
    expect(look("no AB 12 34 56 C!").chains[0]?.text).toContain("AB 12 34 56 C");
    expect(look("IBAN GB33BUKB20201555555555.").chains[0]).toMatchObject({ run: 22, letters: true });
    expect(look("SSN XXX-XX-2409").chains[0]?.text).toContain("XXX-XX-2409");
    expect(look("536-XX-XXXX").chains[0]?.text).toBe("536-XX-XXXX");
  });

  it("sees marks", () => {
    const [chain] = look("93.184.216.34").chains;
    expect((chain?.marks ?? 0) & markBit(".")).not.toBe(0);
    expect((chain?.marks ?? 0) & markBit(":")).toBe(0);
    expect(markBit("x")).toBe(0);
  });

  it("leaves out short chains", () => {
    expect(look("in 12 days, 3 of 40", 4).chains).toEqual([]);
  });

  it("finds addresses, also behind digits", () => {
    expect(look("a@b").ats).toEqual([1]);
    expect(look("@a").ats).toEqual([]);
    expect(look("x7://a and www.b.c").addresses).toHaveLength(2);
    expect(look("mail me4@x.io").ats).toEqual([8]);
  });

  it.each(["1", "1 ", "1a", "a1-", "1:a", "x*", "9@"])("is linear on %j", (piece) => {
    let length = 0;
    const text = piece.repeat(50_000);
    withUnits(text, (units) =>
      findTriggers(units, text.length, 1, {
        chain: ({ start, end }) => {
          length += end - start;
        },
        at: () => undefined,
        address: () => undefined,
      }),
    );
    expect(length).toBeLessThan(text.length * 40);
  });
});
