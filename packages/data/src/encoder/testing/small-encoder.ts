import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../statistics/random.ts";

export const SHAPE = { width: 8, heads: 2, inner: 12, layers: 2, positions: 16 } as const;
export const VOCABULARY = [
  "[PAD]",
  "[UNK]",
  "[CLS]",
  "[SEP]",
  "play",
  "##ing",
  "##s",
  "the",
  "game",
  "!",
  "un",
  "##do",
  "日",
  "é",
] as const;

/** Tensors of a BERT encoder by name, drawn at random. */
export function drawTensors(seed: number): Map<string, { readonly shape: readonly number[]; readonly values: Float32Array }> {
  const random = new Random(seed);
  const { width, inner, layers, positions } = SHAPE;
  const tensors = new Map<string, { readonly shape: readonly number[]; readonly values: Float32Array }>();
  const add = (name: string, ...shape: readonly number[]): void => {
    const size = shape.reduce((product, each) => product * each, 1);
    tensors.set(name, { shape, values: Float32Array.from({ length: size }, () => 0.4 * random.normal() + (shape.length === 1 ? 0.5 : 0)) });
  };
  const linear = (name: string, outputs: number, inputs: number): void => {
    add(`${name}.weight`, outputs, inputs);
    add(`${name}.bias`, outputs);
  };
  const norm = (name: string): void => {
    add(`${name}.weight`, width);
    add(`${name}.bias`, width);
  };
  add("embeddings.word_embeddings.weight", VOCABULARY.length, width);
  add("embeddings.position_embeddings.weight", positions, width);
  add("embeddings.token_type_embeddings.weight", 2, width);
  norm("embeddings.LayerNorm");
  for (let layer = 0; layer < layers; layer++) {
    const own = `encoder.layer.${layer}`;
    for (const part of ["query", "key", "value"]) linear(`${own}.attention.self.${part}`, width, width);
    linear(`${own}.attention.output.dense`, width, width);
    norm(`${own}.attention.output.LayerNorm`);
    linear(`${own}.intermediate.dense`, inner, width);
    linear(`${own}.output.dense`, width, inner);
    norm(`${own}.output.LayerNorm`);
  }
  return tensors;
}

export function safetensorsOf(tensors: ReturnType<typeof drawTensors>): Uint8Array {
  let at = 0;
  const header: Record<string, unknown> = {};
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [at, at + 4 * values.length] };
    at += 4 * values.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + at);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  let to = 8 + text.length;
  for (const { values } of tensors.values())
    for (const value of values) {
      view.setFloat32(to, value, true);
      to += 4;
    }
  return bytes;
}

/** Writes an encoder as sentence-transformers would; `changes` replace keys of config.json. */
export function writeEncoder(folder: string, seed: number, changes: Readonly<Record<string, unknown>> = {}): void {
  const { width, heads, inner, layers, positions } = SHAPE;
  const config = {
    model_type: "bert",
    hidden_act: "gelu",
    hidden_size: width,
    intermediate_size: inner,
    num_attention_heads: heads,
    num_hidden_layers: layers,
    max_position_embeddings: positions,
    vocab_size: VOCABULARY.length,
    ...changes,
  };
  mkdirSync(join(folder, "1_Pooling"), { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  writeFileSync(join(folder, "vocab.txt"), `${VOCABULARY.join("\n")}\n`);
  writeFileSync(join(folder, "model.safetensors"), safetensorsOf(drawTensors(seed)));
  writeFileSync(join(folder, "1_Pooling/config.json"), JSON.stringify({ pooling_mode_mean_tokens: true }));
  writeFileSync(join(folder, "modules.json"), JSON.stringify([{ type: "sentence_transformers.models.Normalize" }]));
}
