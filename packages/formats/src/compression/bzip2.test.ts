import { describe, expect, it } from "vitest";
import { isBzip2 } from "./bzip2.ts";
import { damagedEverywhere, decoded } from "./testing/decoded.ts";

// Made by bzip2 1.0.8: printf 'hello hello hello hello' | bzip2 | base64
const HELLO = Buffer.from("QlpoOTFBWSZTWQL4sL0AAAORAEAAAkSgADDNAFSGlnGbOKPF3JFOFCQAviwvQA==", "base64");
// printf '' | bzip2 | base64
const EMPTY = Buffer.from("QlpoORdyRThQkAAAAAA=", "base64");
// (960 times "a", then "the end") | bzip2 | base64
const RUNS = Buffer.from("QlpoOTFBWSZTWWXtZPEAAAIRiMAAJkEEAAAAgAggACGQ000IMmIyFIAtvujA8XckU4UJBl7WTxA=", "base64");

describe("bzip2", () => {
  it("reads blocks, runs and empty streams", () => {
    expect(decoded("bzip2", HELLO)).toMatchObject({ text: "hello hello hello hello", verified: true, consumed: HELLO.length, streams: 1 });
    expect(decoded("bzip2", RUNS)).toMatchObject({ text: `${"a".repeat(960)}the end`, verified: true });
    expect(decoded("bzip2", EMPTY)).toMatchObject({ text: "", verified: true });
  });

  it("reads streams one after another and leaves what is none", () => {
    const result = decoded("bzip2", Buffer.concat([HELLO, EMPTY, RUNS, Buffer.from("tail")]));
    expect(result).toMatchObject({ streams: 3, consumed: HELLO.length + EMPTY.length + RUNS.length });
    expect(result.text.length).toBe(23 + 967);
    expect(result.problem).toBeUndefined();
  });

  it("tells wrong checksums and still gives the content", () => {
    const wrong = Buffer.from(HELLO);
    wrong[10]! ^= 1;
    expect(decoded("bzip2", wrong)).toMatchObject({ text: "hello hello hello hello", verified: false, problem: { kind: "checksum" } });
  });

  it("ends with a problem, never otherwise, wherever it is damaged", () => {
    // The level only names memory; the last bits are padding.
    expect(damagedEverywhere("bzip2", HELLO).accepted).toBeLessThanOrEqual(24);
    expect(damagedEverywhere("bzip2", RUNS).accepted).toBeLessThanOrEqual(24);
  });

  it("refuses what only looks like it", () => {
    expect(isBzip2(Buffer.from("BZh9 is a name"))).toBe(false);
    expect(decoded("bzip2", Buffer.from("BZh0xxxxxxxx")).problem?.message).toMatch(/header/);
    expect(decoded("bzip2", Buffer.from("BZh9xxxxxxxxxxxxxx")).problem?.message).toMatch(/Neither/);
    const randomised = Buffer.from(HELLO);
    randomised[14]! |= 0x80;
    expect(decoded("bzip2", randomised).problem?.kind).toBe("unsupported");
  });
});
