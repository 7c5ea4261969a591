import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { type ByteSource, FormatError, listSafetensors, readFloats } from "@castellan/formats";
import { z } from "zod";
import { DataError } from "../errors.ts";
import type { BertModel, LayerNorm, LinearLayer } from "./bert.ts";
import { WordPieceTokenizer } from "./word-piece.ts";

const config = z.object({
  model_type: z.literal("bert"),
  hidden_act: z.literal("gelu"),
  position_embedding_type: z.literal("absolute").default("absolute"),
  hidden_size: z.number().int().min(1).max(4096),
  intermediate_size: z.number().int().min(1).max(16_384),
  num_attention_heads: z.number().int().min(1).max(128),
  num_hidden_layers: z.number().int().min(1).max(48),
  max_position_embeddings: z.number().int().min(8).max(8192),
  vocab_size: z.number().int().min(4).max(1_000_000),
  layer_norm_eps: z.number().positive().default(1e-12),
});
const pooling = z.object({ pooling_mode_cls_token: z.boolean().default(false), pooling_mode_mean_tokens: z.boolean().default(true) });
const sentence = z.object({ max_seq_length: z.number().int().min(8).optional() });
const tokenizer = z.object({ do_lower_case: z.boolean().default(true) });
const modules = z.array(z.object({ type: z.string() }));

/** A sentence encoder as its folder holds it. */
export interface SentenceEncoder {
  readonly model: BertModel;
  readonly tokenizer: WordPieceTokenizer;
  /** Word pieces of a text that are read, [CLS] and [SEP] among them. */
  readonly limit: number;
  readonly pooling: "mean" | "first";
  /** Whether vectors are scaled to length 1. */
  readonly unit: boolean;
}

/**
 * Reads a folder as sentence-transformers writes it: config.json, vocab.txt, model.safetensors, and, where they are there,
 * tokenizer_config.json, sentence_bert_config.json, modules.json and 1_Pooling/config.json. Only BERT encoders with word
 * pieces and GELU; nothing in the folder is executed.
 * @throws DataError FILE_MISSING, FORMAT_UNKNOWN with what is wrong and where
 */
export function readEncoder(folder: string): SentenceEncoder {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new DataError(
      "FILE_MISSING",
      `--encoder ${folder}: there is no such folder; give one with config.json, vocab.txt and model.safetensors.`,
    );
  const shape = json(folder, "config.json", config, true);
  const { pooling_mode_cls_token: first, pooling_mode_mean_tokens: mean } = json(folder, "1_Pooling/config.json", pooling);
  if (first === mean) throw new DataError("FORMAT_UNKNOWN", `${folder}: pooling is by mean or by the first token; this one wants another.`);
  const limit = json(folder, "sentence_bert_config.json", sentence).max_seq_length ?? shape.max_position_embeddings;
  const lowerCase = json(folder, "tokenizer_config.json", tokenizer).do_lower_case;
  const types = existsSync(join(folder, "modules.json")) ? json(folder, "modules.json", modules, true).map(({ type }) => type) : [];
  const vocabulary = readText(folder, "vocab.txt")
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  if (vocabulary.length !== shape.vocab_size)
    throw new DataError("FORMAT_UNKNOWN", `${folder}: vocab.txt has ${vocabulary.length} lines and config.json says ${shape.vocab_size}.`);
  try {
    return {
      model: readModel(join(folder, "model.safetensors"), shape),
      tokenizer: new WordPieceTokenizer(vocabulary, { lowerCase }),
      limit: Math.min(limit, shape.max_position_embeddings),
      pooling: first ? "first" : "mean",
      unit: types.some((type) => type.endsWith("Normalize")),
    };
  } catch (cause) {
    if (cause instanceof FormatError || cause instanceof RangeError)
      throw new DataError("FORMAT_UNKNOWN", `${folder}: ${cause.message}`, { cause });
    throw cause;
  }
}

function readText(folder: string, name: string): string {
  const path = join(folder, name);
  if (!existsSync(path))
    throw new DataError("FILE_MISSING", `--encoder ${folder}: there is no ${name}; see docs/data-check.md for where encoders come from.`);
  return readFileSync(path, "utf8");
}

function json<T>(folder: string, name: string, schema: z.ZodType<T>, needed = false): T {
  if (!needed && !existsSync(join(folder, name))) return schema.parse({});
  const text = readText(folder, name);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : [];
    const said =
      issue === undefined ? (cause instanceof Error ? cause.message : String(cause)) : `${issue.path.join(".")}: ${issue.message}`;
    throw new DataError("FORMAT_UNKNOWN", `${join(folder, name)}: ${said}; encoders are BERT models with GELU and word pieces.`, { cause });
  }
}

/** The tensors of a BERT encoder by their names in PyTorch, with or without the prefix "bert.". */
function readModel(path: string, shape: z.infer<typeof config>): BertModel {
  if (!existsSync(path)) throw new DataError("FILE_MISSING", `${path}: there is no such file; weights are read from safetensors only.`);
  const { hidden_size: width, intermediate_size: inner, num_attention_heads: heads } = shape;
  if (width % heads !== 0) throw new DataError("FORMAT_UNKNOWN", `${path}: ${width} columns cannot be shared by ${heads} heads.`);
  const file = openSync(path, "r");
  try {
    const source = fileSource(file);
    const tensors = listSafetensors(source);
    const prefix = tensors.has("bert.embeddings.word_embeddings.weight") ? "bert." : "";
    const tensor = (name: string, ...sizes: readonly number[]): Float32Array => {
      const found = tensors.get(prefix + name);
      if (found === undefined || found.shape.join() !== sizes.join())
        throw new DataError(
          "FORMAT_UNKNOWN",
          `${path}: ${prefix}${name} is ${found === undefined ? "missing" : found.shape.join(" × ")}; config.json asks for ${sizes.join(" × ")}.`,
        );
      const values = readFloats(source, found);
      if (!values.every(Number.isFinite)) throw new DataError("FORMAT_UNKNOWN", `${path}: ${name} holds values that are no numbers.`);
      return values;
    };
    const linear = (name: string, outputs: number, inputs: number): LinearLayer => ({
      weights: tensor(`${name}.weight`, outputs, inputs),
      bias: tensor(`${name}.bias`, outputs),
    });
    const norm = (name: string): LayerNorm => ({ scale: tensor(`${name}.weight`, width), shift: tensor(`${name}.bias`, width) });
    const segment = tensor("embeddings.token_type_embeddings.weight", 2, width);
    return {
      width,
      heads,
      epsilon: shape.layer_norm_eps,
      words: tensor("embeddings.word_embeddings.weight", shape.vocab_size, width),
      positions: tensor("embeddings.position_embeddings.weight", shape.max_position_embeddings, width).map(
        (value, index) => value + (segment[index % width] ?? 0),
      ),
      norm: norm("embeddings.LayerNorm"),
      layers: Array.from({ length: shape.num_hidden_layers }, (_, index) => {
        const layer = `encoder.layer.${index}`;
        return {
          attention: below(["query", "key", "value"].map((part) => linear(`${layer}.attention.self.${part}`, width, width))),
          attentionOutput: linear(`${layer}.attention.output.dense`, width, width),
          attentionNorm: norm(`${layer}.attention.output.LayerNorm`),
          intermediate: linear(`${layer}.intermediate.dense`, inner, width),
          output: linear(`${layer}.output.dense`, width, inner),
          outputNorm: norm(`${layer}.output.LayerNorm`),
        };
      }),
    };
  } finally {
    closeSync(file);
  }
}

/** Several layers of the same input as one, one below another. */
function below(layers: readonly LinearLayer[]): LinearLayer {
  const join = (parts: readonly Float32Array[]): Float32Array => {
    const result = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      result.set(part, at);
      at += part.length;
    }
    return result;
  };
  return { weights: join(layers.map(({ weights }) => weights)), bias: join(layers.map(({ bias }) => bias)) };
}

function fileSource(file: number): ByteSource {
  return {
    size: fstatSync(file).size,
    read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - offset)));
      let got = 0;
      while (got < bytes.length) {
        const count = readSync(file, bytes, got, bytes.length - got, offset + got);
        if (count === 0) break;
        got += count;
      }
      return bytes.subarray(0, got);
    },
  };
}
