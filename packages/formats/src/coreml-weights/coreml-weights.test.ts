import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { looksLikeCoremlWeights, readCoremlWeights } from "./index.ts";

function weights(sizes: readonly number[], change: (view: DataView) => void = () => {}): Uint8Array {
  const total = sizes.reduce((sum, size) => sum + 64 + Math.ceil(size / 64) * 64, 64);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, sizes.length, true);
  view.setUint32(4, 2, true);
  let at = 64;
  for (const size of sizes) {
    view.setUint32(at, 0xdeadbeef, true);
    view.setUint32(at + 4, 1, true);
    view.setBigUint64(at + 8, BigInt(size), true);
    view.setBigUint64(at + 16, BigInt(at + 64), true);
    at += 64 + Math.ceil(size / 64) * 64;
  }
  change(view);
  return bytes;
}
const read = (bytes: Uint8Array) => readCoremlWeights(bytesSource(bytes));

describe("weights of Core ML programs", () => {
  it("are entries and numbers to the end", () => {
    const bytes = weights([64, 30, 0]);
    expect(looksLikeCoremlWeights(bytes)).toBe(true);
    expect(read(bytes)).toMatchObject({ blobs: 3 });
    expect(read(bytes).problem).toBeUndefined();
    expect(read(bytes).ranges.at(-1)?.end).toBe(bytes.length);
  });
  it.each<[string, (view: DataView) => void]>([
    ["more entries than there are", (view) => view.setUint32(0, 9, true)],
    ["entries without end", (view) => view.setUint32(0, 0xffffffff, true)],
    ["no mark", (view) => view.setUint32(64, 1, true)],
    ["a place elsewhere", (view) => view.setBigUint64(80, 0n, true)],
    ["a length that no file has", (view) => view.setBigUint64(72, 2n ** 63n, true)],
  ])("say what does not hold: %s", (_, change) => {
    const { problem, ranges } = read(weights([64, 30], change));
    expect(problem).toBeDefined();
    for (const { start, end } of ranges) expect(end).toBeGreaterThanOrEqual(start);
  });
  it("are not taken for anything else", () => {
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(200),
      weights([64], (view) => view.setUint32(4, 1, true)),
      weights([64], (view) => view.setUint8(20, 1)),
    ])
      expect(looksLikeCoremlWeights(bytes)).toBe(false);
  });
});
