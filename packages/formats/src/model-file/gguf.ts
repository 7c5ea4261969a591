import { type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

/*
 * GGUF key-value header. @see https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */

const WINDOW = 1024 * 1024;
const MAX_READ = 128 * 1024 * 1024;
const MAX_ELEMENTS = 4_000_000;
const MAX_KEYS = 10_000;
const WIDTHS: readonly (number | undefined)[] = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];
const STRING = 8;
const ARRAY = 9;
/** llama.cpp's llama_ftype. */
const FILE_TYPES: readonly (string | undefined)[] = [
  "F32",
  "F16",
  "Q4_0",
  "Q4_1",
  "Q4_1_F16",
  "Q4_2",
  "Q4_3",
  "Q8_0",
  "Q5_0",
  "Q5_1",
  "Q2_K",
  "Q3_K_S",
  "Q3_K_M",
  "Q3_K_L",
  "Q4_K_S",
  "Q4_K_M",
  "Q5_K_S",
  "Q5_K_M",
  "Q6_K",
  "IQ2_XXS",
  "IQ2_XS",
  "Q2_K_S",
  "IQ3_XS",
  "IQ3_XXS",
  "IQ1_S",
  "IQ4_NL",
  "IQ3_S",
  "IQ3_M",
  "IQ2_S",
  "IQ2_M",
  "IQ4_XS",
  "IQ1_M",
  "BF16",
  undefined,
  undefined,
  undefined,
  "TQ1_0",
  "TQ2_0",
  "MXFP4_MOE",
];

class Incomplete extends Error {}

/** Reads forward through windows, so that a header of any length costs only its own bytes. */
class Cursor {
  at: number;
  readonly #source: ByteSource;
  #window: Uint8Array = new Uint8Array(0);
  #start = 0;
  #read = 0;

  constructor(source: ByteSource, at: number) {
    this.#source = source;
    this.at = at;
  }

  take(length: number): DataView {
    if (this.at < this.#start || this.at + length > this.#start + this.#window.length) {
      if (length > WINDOW || this.#read > MAX_READ) throw new Incomplete();
      this.#window = this.#source.read(this.at, WINDOW);
      this.#start = this.at;
      this.#read += this.#window.length;
    }
    const from = this.at - this.#start;
    if (from + length > this.#window.length) throw new Incomplete();
    this.at += length;
    return viewOf(this.#window.subarray(from, from + length));
  }

  u32(): number {
    return this.take(4).getUint32(0, true);
  }

  u64(): number {
    return Number(this.take(8).getBigUint64(0, true));
  }

  skip(length: number): void {
    this.at += length;
    if (this.at > this.#source.size) throw new Incomplete();
  }

  string(keep: number): string {
    const length = this.u64();
    if (length > keep) {
      this.skip(length);
      return "";
    }
    const view = this.take(length);
    return textOf(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
}

function numberOf(view: DataView, type: number): number | boolean {
  if (type === 7) return view.getUint8(0) !== 0;
  if (type === 6) return view.getFloat32(0, true);
  if (type === 12) return view.getFloat64(0, true);
  if (type === 10) return Number(view.getBigUint64(0, true));
  if (type === 11) return Number(view.getBigInt64(0, true));
  if (view.byteLength === 4) return type === 5 ? view.getInt32(0, true) : view.getUint32(0, true);
  if (view.byteLength === 2) return view.getUint16(0, true);
  return view.getUint8(0);
}

function skipArray(cursor: Cursor, depth: number): void {
  const type = cursor.u32();
  const count = cursor.u64();
  const width = WIDTHS[type];
  if (width !== undefined) return cursor.skip(width * count);
  if (count > MAX_ELEMENTS || depth > 4) throw new Incomplete();
  for (let index = 0; index < count; index++) {
    if (type === STRING) cursor.skip(cursor.u64());
    else if (type === ARRAY) skipArray(cursor, depth + 1);
    else throw new Incomplete();
  }
}

export const gguf: ModelFileSniffer = {
  id: "gguf",
  sniff: ({ head, source }) => {
    if (!startsWith(head, "GGUF") || head.length < 24) return undefined;
    const cursor = new Cursor(source, 4);
    const version = cursor.u32();
    if (version < 1 || version > 10) return modelFile(["gguf"], false, { version, complete: false });
    const values = new Map<string, string | number | boolean>();
    let complete = true;
    let tensors = 0;
    try {
      tensors = version === 1 ? cursor.u32() : cursor.u64();
      const keys = version === 1 ? cursor.u32() : cursor.u64();
      if (version === 1 || keys > MAX_KEYS) throw new Incomplete();
      for (let index = 0; index < keys; index++) {
        const key = cursor.string(1024);
        const type = cursor.u32();
        const width = WIDTHS[type];
        if (type === STRING) values.set(key, cursor.string(64 * 1024));
        else if (type === ARRAY) skipArray(cursor, 0);
        else if (width !== undefined) values.set(key, numberOf(cursor.take(width), type));
        else throw new Incomplete();
      }
    } catch (error) {
      if (!(error instanceof Incomplete)) throw error;
      complete = false;
    }
    const text = (key: string): string | undefined => {
      const value = values.get(key);
      return typeof value === "string" && value !== "" ? value : undefined;
    };
    const architecture = text("general.architecture");
    const fileType = values.get("general.file_type");
    const context = values.get(`${architecture ?? ""}.context_length`);
    return modelFile(["gguf"], false, {
      version,
      tensors,
      complete,
      architecture,
      name: text("general.name"),
      licence: text("general.license"),
      sizeLabel: text("general.size_label"),
      baseModel: text("general.base_model.0.repo_url") ?? text("general.base_model.0.name"),
      contextLength: context,
      quantisation: typeof fileType === "number" ? FILE_TYPES[fileType] : undefined,
      chatTemplate: [...values.keys()].some((key) => key.startsWith("tokenizer.chat_template")),
    });
  },
};
