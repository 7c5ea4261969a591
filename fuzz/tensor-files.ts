import {
  bytesSource,
  readFlaxArray,
  readGguf,
  readMsgpack,
  readNumpy,
  readPythonLiteral,
  readSafetensors,
  walkJson,
} from "@castellan/formats";
import { ggufFile } from "../packages/formats/src/gguf/testing/gguf-file.ts";
import { extension, packed } from "../packages/formats/src/msgpack/testing/packed.ts";
import { inspectBytes } from "../packages/scan/src/inspect/testing/inspect-bytes.ts";

interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): unknown;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function withLength(header: string, data: number): Uint8Array {
  const text = encoder.encode(header);
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

function npy(header: string, data: number): Uint8Array {
  const bytes = new Uint8Array(10 + header.length + data);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(encoder.encode(header), 10);
  return bytes;
}

const SAMPLES = {
  safetensors: withLength(
    '{"__metadata__":{"format":"pt"},"a":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]},"b":{"dtype":"I8","shape":[4],"data_offsets":[12,16]}}',
    16,
  ),
  gguf: ggufFile({
    keys: [
      ["general.architecture", "llama"],
      ["tokenizer.ggml.tokens", ["a", "b"]],
      ["tokenizer.chat_template", "{{ messages }}"],
      ["general.alignment", 32],
    ],
    tensors: [
      { name: "a", dimensions: [64, 2], type: 2, offset: 0 },
      { name: "b", dimensions: [3], type: 0, offset: 96 },
    ],
    data: 128,
  }),
  numpy: npy("{'descr': [('a', '<i4'), ('b', '<f8', (2, 3))], 'fortran_order': False, 'shape': (2, 1), }\n", 104),
  msgpack: Uint8Array.from([0x81, ...packed("params"), ...extension(1, packed([[2, 3], "float32", new Uint8Array(24)]))]),
};

/** Two inputs in three are a sample with changes that the input says; the others are the input behind the sample's first bytes. */
function mutated(sample: Uint8Array, input: Uint8Array): Uint8Array {
  if ((input[0] ?? 0) % 3 === 0) return Uint8Array.from([...sample.subarray(0, 8), ...input]);
  const bytes = [...sample];
  for (let at = 1; at + 3 < input.length && at < 40; at += 4) {
    const [high = 0, low = 0, kind = 0, value = 0] = input.subarray(at, at + 4);
    const place = ((high << 8) | low) % bytes.length;
    if (kind % 4 === 0) bytes.splice(place, 1 + (value % 8));
    else if (kind % 4 === 1) bytes.splice(place, 0, ...input.subarray(at, at + (value % 16)));
    else bytes[place] = kind % 4 === 2 ? value : 255;
    if (bytes.length === 0) break;
  }
  return Uint8Array.from(bytes);
}

async function inspected(bytes: Uint8Array, name: string): Promise<void> {
  const result = await inspectBytes(bytes, name);
  const failed = result.findings.find(({ rule }) => rule === "reader-failed");
  if (failed !== undefined) throw new Error(failed.message);
}

/** Readers of tensors: no error on any bytes, and no claim outside of the file. */
export const targets: readonly FuzzTarget[] = [
  {
    name: "safetensors",
    run: (input) => {
      const bytes = mutated(SAMPLES.safetensors, input);
      const { dataStart, dataEnd } = readSafetensors(bytesSource(bytes));
      if (dataStart > bytes.length || dataEnd > bytes.length || dataEnd < dataStart) throw new Error("tensors outside of the file");
      return inspected(bytes, "x.safetensors");
    },
  },
  {
    name: "gguf",
    run: (input) => {
      const bytes = mutated(SAMPLES.gguf, input);
      const { dataStart, dataEnd, headerEnd } = readGguf(bytesSource(bytes));
      if (headerEnd > dataStart || dataStart > dataEnd || dataEnd > bytes.length) throw new Error("tensors outside of the file");
      return inspected(bytes, "x.gguf");
    },
  },
  {
    name: "numpy",
    run: (input) => {
      const bytes = mutated(SAMPLES.numpy, input);
      const { dataStart, dataEnd } = readNumpy(bytesSource(bytes));
      if (dataStart > bytes.length || (dataEnd !== undefined && (dataEnd > bytes.length || dataEnd < dataStart)))
        throw new Error("data outside of the file");
      return inspected(bytes, "x.npy");
    },
  },
  {
    name: "flax-msgpack",
    run: (input) => {
      const bytes = mutated(SAMPLES.msgpack, input);
      const source = bytesSource(bytes);
      const { end } = readMsgpack(source, ({ kind, start, end }) => {
        if (end > bytes.length || start > end) throw new Error("a value outside of the file");
        if (kind === "extension") readFlaxArray(source, start, end);
      });
      if (end > bytes.length) throw new Error("an end outside of the file");
      return inspected(bytes, "x.msgpack");
    },
  },
  { name: "python-literal", run: (input) => readPythonLiteral(decoder.decode(input)) },
  {
    name: "json-stream",
    run: (input) => {
      const text = decoder.decode(input);
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      const { problems } = walkJson(bytesSource(encoder.encode(text)), () => undefined, { depth: 10_000 });
      if (valid !== problems.every(({ kind }) => kind === "duplicate-key")) throw new Error(`JSON.parse says ${valid}`);
    },
  },
];
