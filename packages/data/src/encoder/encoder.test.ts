import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { encodeTexts } from "./encode-texts.ts";
import { readEncoder } from "./read-encoder.ts";
import { drawTensors, SHAPE, safetensorsOf, writeEncoder } from "./testing/small-encoder.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-encoder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The equations of the paper, number by number in double precision, for one text. */
function expectedVector(pieces: readonly number[], seed: number): readonly number[] {
  const tensors = drawTensors(seed);
  const values = (name: string): Float32Array => tensors.get(name)?.values ?? new Float32Array(0);
  const { width, heads, layers } = SHAPE;
  const columns = [...Array(width).keys()];
  const linear = (x: readonly number[], name: string): number[] =>
    [...values(`${name}.bias`)].map(
      (bias, out) => bias + x.reduce((sum, value, index) => sum + value * (values(`${name}.weight`)[out * x.length + index] ?? 0), 0),
    );
  const norm = (x: readonly number[], name: string): number[] => {
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
    return x.map(
      (value, index) =>
        ((value - mean) / Math.sqrt(variance + 1e-12)) * (values(`${name}.weight`)[index] ?? 0) + (values(`${name}.bias`)[index] ?? 0),
    );
  };
  // Φ by the midpoint rule: slow, and another way than the code under test.
  const phi = (x: number): number => {
    let sum = 0;
    for (let step = 0; step < 20_000; step++) sum += Math.exp(-0.5 * (-10 + ((x + 10) * (step + 0.5)) / 20_000) ** 2);
    return (sum * (x + 10)) / 20_000 / Math.sqrt(2 * Math.PI);
  };
  const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, index) => value + (b[index] ?? 0));
  let hidden = pieces.map((piece, position) =>
    norm(
      columns.map(
        (column) =>
          (values("embeddings.word_embeddings.weight")[piece * width + column] ?? 0) +
          (values("embeddings.position_embeddings.weight")[position * width + column] ?? 0) +
          (values("embeddings.token_type_embeddings.weight")[column] ?? 0),
      ),
      "embeddings.LayerNorm",
    ),
  );
  for (let layer = 0; layer < layers; layer++) {
    const own = `encoder.layer.${layer}`;
    const [query, key, value] = ["query", "key", "value"].map((part) => hidden.map((x) => linear(x, `${own}.attention.self.${part}`)));
    const size = width / heads;
    const mixed = hidden.map((_, row) =>
      columns.map((column) => {
        const head = Math.floor(column / size);
        const shares = hidden.map((__, other) => {
          let sum = 0;
          for (let at = head * size; at < (head + 1) * size; at++) sum += (query?.[row]?.[at] ?? 0) * (key?.[other]?.[at] ?? 0);
          return Math.exp(sum / Math.sqrt(size));
        });
        const total = shares.reduce((sum, share) => sum + share, 0);
        return shares.reduce((sum, share, other) => sum + (share / total) * (value?.[other]?.[column] ?? 0), 0);
      }),
    );
    hidden = hidden.map((x, row) =>
      norm(plus(x, linear(mixed[row] ?? [], `${own}.attention.output.dense`)), `${own}.attention.output.LayerNorm`),
    );
    hidden = hidden.map((x) => {
      const inner = linear(x, `${own}.intermediate.dense`).map((each) => each * phi(each));
      return norm(plus(x, linear(inner, `${own}.output.dense`)), `${own}.output.LayerNorm`);
    });
  }
  const mean = columns.map((column) => hidden.reduce((sum, x) => sum + (x[column] ?? 0), 0) / hidden.length);
  const length = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0));
  return mean.map((value) => value / length);
}

describe("encodeTexts", () => {
  it("gives the vectors that the equations give, several texts at once and the same text twice", () => {
    writeEncoder(folder, 4);
    const { vectors } = encodeTexts(readEncoder(folder), ["Playing the games!", "undo", "Playing the games!"]);
    const rows = [0, 1, 2].map((row) => [...vectors.values.subarray(row * 8, (row + 1) * 8)]);
    for (const [index, value] of expectedVector([2, 4, 5, 7, 8, 6, 9, 3], 4).entries()) expect(rows[0]?.[index]).toBeCloseTo(value, 5);
    for (const [index, value] of expectedVector([2, 10, 11, 3], 4).entries()) expect(rows[1]?.[index]).toBeCloseTo(value, 5);
    expect(rows[2]).toEqual(rows[0]);
  });

  it("says how many texts were read in part only", () => {
    writeEncoder(folder, 4);
    const { vectors, cut } = encodeTexts(readEncoder(folder), ["the ".repeat(1000), "the", ""]);
    expect(cut).toBe(1);
    expect(vectors.values.every(Number.isFinite)).toBe(true);
  });
});

describe("readEncoder", () => {
  it.each([
    ["a model of another kind", { model_type: "t5" }, /model_type/],
    ["another activation", { hidden_act: "relu" }, /hidden_act/],
    ["a width that the weights do not have", { hidden_size: 16 }, /config.json asks for/],
    ["more layers than there are", { num_hidden_layers: 3 }, /encoder.layer.2.*missing/],
    ["heads that do not share the width", { num_attention_heads: 3 }, /3 heads/],
    ["a vocabulary of another size", { vocab_size: 99 }, /vocab.txt has 14 lines/],
  ])("refuses %s", (_, changes, said) => {
    writeEncoder(folder, 1, changes);
    expect(() => readEncoder(folder)).toThrow(said);
  });

  it("says what is missing or broken", () => {
    expect(() => readEncoder(join(folder, "nowhere"))).toThrow(/no such folder/);
    writeEncoder(folder, 1);
    writeFileSync(join(folder, "model.safetensors"), "not weights");
    expect(() => readEncoder(folder)).toThrow(/safetensors/);
    writeFileSync(join(folder, "config.json"), "{");
    expect(() => readEncoder(folder)).toThrow(/config.json/);
    rmSync(join(folder, "config.json"));
    expect(() => readEncoder(folder)).toThrow(/no config.json/);
  });

  it("refuses weights that are no numbers", () => {
    writeEncoder(folder, 1);
    const tensors = drawTensors(1);
    tensors.get("embeddings.LayerNorm.bias")?.values.fill(Number.NaN);
    writeFileSync(join(folder, "model.safetensors"), safetensorsOf(tensors));
    expect(() => readEncoder(folder)).toThrow(/LayerNorm.bias holds values that are no numbers/);
  });
});
