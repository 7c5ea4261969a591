import { describe, expect, it } from "vitest";
import { linesOf, type ReadLine } from "./lines.ts";

async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? new TextEncoder().encode(part) : part;
}

async function read(source: AsyncIterable<Uint8Array>, longest = 1000): Promise<ReadLine[]> {
  const lines: ReadLine[] = [];
  for await (const some of linesOf(source, longest)) lines.push(...some);
  return lines;
}

describe("linesOf", () => {
  it("gives the same lines however the bytes are cut", async () => {
    const text = "one\n\nthrée 😀\r\nlast";
    const bytes = new TextEncoder().encode(text);
    const whole = await read(chunks(text));
    expect(whole.map(({ text: line }) => line)).toEqual(["one", "", "thrée 😀\r", "last"]);
    expect(whole.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    for (let size = 1; size < 9; size++) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
      expect(await read(chunks(...parts)), `pieces of ${size}`).toEqual(whole);
    }
  });

  it("passes over a line that is too long, and goes on", async () => {
    const lines = await read(chunks("short\n", "x".repeat(600), "x".repeat(600), `${"x".repeat(30)}\nnext\n`), 1000);
    expect(lines).toEqual([
      { number: 1, text: "short" },
      { number: 2, text: undefined, fault: "too-long" },
      { number: 3, text: "next" },
    ]);
    expect(await read(chunks("x".repeat(2000)), 1000)).toEqual([{ number: 1, text: undefined, fault: "too-long" }]);
  });

  it("says which line is not UTF-8", async () => {
    expect(await read(chunks("a\n", Uint8Array.of(0xff, 0xfe, 0x0a), "b"))).toEqual([
      { number: 1, text: "a" },
      { number: 2, text: undefined, fault: "not-utf8" },
      { number: 3, text: "b" },
    ]);
  });

  it("takes a byte-order mark off the first line only, and an empty source", async () => {
    expect((await read(chunks("\ufeffa\n\ufeffb"))).map(({ text }) => text)).toEqual(["a", "\ufeffb"]);
    expect(await read(chunks())).toEqual([]);
  });
});
