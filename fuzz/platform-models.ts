import {
  bytesSource,
  contentOf,
  looksLikeTorch7,
  looksLikeXml,
  readDoctype,
  readFaiss,
  readFasttext,
  readJsonDocument,
  readMxnetParams,
  readTorch7,
  readUbjsonDocument,
  readWord2vec,
  readXml,
} from "@castellan/formats";
import { ByteWriter } from "../packages/formats/src/testing/byte-writer.ts";
import { wounded } from "./wounds.ts";

const mxnet = new ByteWriter().u64(0x112, 0, 1).u32(0xf993fac9).i32(0, 2).u64(2, 3).i32(1, 0, 0).zeros(24).u64(1).text64("arg:w").done();
const torch7 = new ByteWriter()
  .i32(3, 1, 1, 2, 1)
  .text("w")
  .i32(4, 2, 3)
  .text("V 1")
  .i32(18)
  .text("torch.FloatStorage")
  .u64(2)
  .zeros(8)
  .done();
const faiss = new ByteWriter()
  .text("IxF2")
  .i32(2)
  .u64(1, 1 << 20, 1 << 20)
  .u8(1)
  .i32(1)
  .u64(2)
  .zeros(8)
  .done();
const fasttext = new ByteWriter()
  .i32(793_712_314, 12, 2)
  .zeros(28)
  .i32(2)
  .zeros(20)
  .i32(1, 1, 0)
  .u64(10, 0)
  .text("a\0")
  .u64(1)
  .u8(0, 0)
  .u64(1, 2)
  .zeros(8)
  .u8(0)
  .u64(1, 2)
  .zeros(8)
  .done();
const word2vec = new ByteWriter().text("2 2\ncat ").f32(1, 2).text("\ndog ").f32(3, 4).done();
const decoder = new TextDecoder();

/** Formats of single platforms: only a FormatError may leave their readers. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = [
  { name: "json", run: (bytes) => readJsonDocument(bytesSource(bytes)) },
  { name: "ubjson", run: (bytes) => readUbjsonDocument(bytesSource(bytes)) },
  { name: "xml", run: (bytes) => (looksLikeXml(bytes) ? readXml(bytesSource(bytes), {}) : undefined) },
  { name: "xml-any", run: (bytes) => readXml(bytesSource(bytes), {}) },
  { name: "doctype", run: (bytes) => readDoctype(decoder.decode(bytes)) },
  { name: "mxnet", run: (bytes) => readMxnetParams(bytesSource(wounded(mxnet, bytes))) },
  { name: "torch7", run: (bytes) => readTorch7(bytesSource(wounded(torch7, bytes))) },
  { name: "torch7-any", run: (bytes) => (looksLikeTorch7(bytes) ? readTorch7(bytesSource(bytes)) : undefined) },
  { name: "faiss", run: (bytes) => readFaiss(bytesSource(wounded(faiss, bytes))) },
  { name: "fasttext", run: (bytes) => readFasttext(bytesSource(wounded(fasttext, bytes))) },
  { name: "word2vec", run: (bytes) => readWord2vec(bytesSource(wounded(word2vec, bytes))) },
  { name: "content", run: (bytes) => contentOf(bytes) },
];
